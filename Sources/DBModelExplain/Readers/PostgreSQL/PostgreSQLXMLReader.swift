import DBModelDiagnostics

/// Reads PostgreSQL's EXPLAIN (FORMAT XML), versions 12 to 18.
///
/// The file may be a psql paste: a frame before and after the document, `+` at line ends, and
/// several documents after each other. What stands around the documents is blanked out with bytes
/// of the same length, so that every offset stays true.
enum PostgreSQLXMLReader {
  static func read(_ file: SourceFile, _ layout: XMLPlanLayout, limits: PlanLimits) -> PlanReading {
    if let offset = layout.doctype {
      return PlanReading(diagnostics: [
        SQLitePlanText.unreadable(
          file,
          offset,
          "the plan declares a document type",
          ["EXPLAIN never writes one, and entities are how an XML file attacks its reader"]
        )
      ])
    }
    if layout.documents.isEmpty {
      return PlanReading(diagnostics: [
        SQLitePlanText.unreadable(file, 0, "the document holds no plan", [])
      ])
    }
    if layout.documents.count > limits.documents {
      return PlanReading(diagnostics: [
        SQLitePlanText.unreadable(
          file,
          layout.documents[limits.documents].lowerBound,
          "the file holds more than \(limits.documents) plans",
          []
        )
      ])
    }
    var reading = PlanReading()
    var nodes = 0
    for document in layout.documents {
      var builder = PostgreSQLPlanBuilder(
        file: file,
        starts: layout.planStarts(in: document),
        nodesBefore: nodes,
        isTabbed: document.lowerBound > 0 && file.bytes[document.lowerBound - 1] == 0x09,
        limits: limits
      )
      let problem = layout.withBytes(of: document, in: file.bytes) { bytes in
        XMLEventReader.read(bytes, into: &builder)
      }
      nodes = builder.nodeCount
      if let problem = builder.problem {
        let offset = max(problem.offset ?? document.lowerBound, 0)
        reading.diagnostics.append(
          SQLitePlanText.unreadable(file, offset, problem.title, problem.notes)
        )
        continue
      }
      if let problem {
        reading.diagnostics.append(diagnostic(problem, document, file))
        continue
      }
      reading.plans += builder.plans
      if builder.plans.isEmpty {
        reading.diagnostics.append(
          SQLitePlanText.unreadable(file, document.lowerBound, "the document holds no plan", [])
        )
      }
    }
    return reading
  }

  private static func diagnostic(
    _ problem: XMLProblem,
    _ document: Range<Int>,
    _ file: SourceFile
  ) -> Diagnostic {
    // libxml2 counts lines from the document's first byte.
    let line = file.line(at: document.lowerBound) + max(problem.line, 1) - 1
    let start = file.lineStarts[min(max(line, 1), file.lineStarts.count) - 1]
    return SQLitePlanText.unreadable(
      file,
      start,
      "the plan is not well-formed XML",
      ["libxml2, line \(line): \(problem.message)"]
    )
  }
}

/// Where the documents and the plan steps of a file stand, found by bytes before any XML is parsed.
struct XMLPlanLayout {
  /// From `<explain` to the end of its `</explain>`, or of the file where that is missing.
  private(set) var documents: [Range<Int>] = []
  /// The first `<!DOCTYPE` or `<!ENTITY` outside comments and CDATA.
  private(set) var doctype: Int?
  private var starts: [Range<Int>] = []

  init(_ bytes: [UInt8]) {
    var at = 0
    var open: Int?
    while let tag = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = tag + 1
      // Nearly every tag is some property: look at its first letter before anything else.
      guard at < bytes.count, Self.isTelling(bytes[at]) else { continue }
      let rest = bytes[tag...]
      if rest.starts(with: "<!--".utf8) {
        at = Self.end(of: "-->", in: bytes[...], from: tag)
      } else if rest.starts(with: "<![CDATA[".utf8) {
        at = Self.end(of: "]]>", in: bytes[...], from: tag)
      } else if rest.starts(with: "<!".utf8) {
        if Self.beginsLine(tag, in: bytes) { doctype = doctype ?? tag }
      } else if open == nil, Self.isTag("<explain", rest) {
        open = tag
      } else if bytes[at] == UInt8(ascii: "/") {
        guard let start = open, rest.starts(with: "</explain".utf8) else { continue }
        at = Self.end(of: ">", in: bytes[...], from: tag)
        documents.append(start..<at)
        open = nil
      } else if Self.isTag("<Plan", rest) {
        starts.append(Self.heading(in: bytes, from: tag))
      }
    }
    if let open { documents.append(open..<bytes.count) }
  }

  /// The place of each `<Plan>` of a document, in order; its `<Node-Type>` where that comes first.
  func planStarts(in document: Range<Int>) -> ArraySlice<Range<Int>> {
    starts[place(document.lowerBound)..<place(document.upperBound)]
  }

  /// How many of the steps stand before an offset.
  private func place(_ offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle].lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Gives the bytes of a document, with a psql paste's `+` at line ends blanked out.
  func withBytes<R>(
    of document: Range<Int>,
    in bytes: [UInt8],
    _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    let slice = bytes[document]
    let firstLine = slice.prefix { $0 != UInt8(ascii: "\n") }
    guard Self.continues(firstLine) else {
      return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[document])) }
    }
    var copy = Array(slice)
    for at in copy.indices where copy[at] == UInt8(ascii: "+") {
      var next = at + 1
      if next < copy.count, copy[next] == UInt8(ascii: "\r") { next += 1 }
      if next < copy.count, copy[next] == UInt8(ascii: "\n") { copy[at] = 0x20 }
    }
    return copy.withUnsafeBufferPointer(body)
  }

  private static func continues(_ line: ArraySlice<UInt8>) -> Bool {
    line.last { $0 != UInt8(ascii: "\r") } == UInt8(ascii: "+")
  }

  /// `!`, `/`, `e` and `P`: declarations, closing tags, `<explain` and `<Plan`.
  private static func isTelling(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "!") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "e")
      || byte == UInt8(ascii: "P")
  }

  /// Nothing but white space or the end of another tag stands before it: not a statement's text.
  private static func beginsLine(_ tag: Int, in bytes: [UInt8]) -> Bool {
    let before = bytes[max(0, tag - 256)..<tag].last { $0 > 0x20 || $0 == 0x0a }
    return before == nil || before == 0x0a || before == UInt8(ascii: ">")
  }

  private static func isTag(_ tag: String, _ rest: ArraySlice<UInt8>) -> Bool {
    guard rest.starts(with: tag.utf8) else { return false }
    guard let next = rest.dropFirst(tag.utf8.count).first else { return true }
    return next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
  }

  private static func end(of mark: String, in bytes: ArraySlice<UInt8>, from: Int) -> Int {
    let mark = Array(mark.utf8)
    var at = from
    while let found = bytes[at...].firstIndex(of: mark[0]) {
      if bytes[found...].starts(with: mark) { return found + mark.count }
      at = found + 1
    }
    return bytes.endIndex
  }

  private static func heading(in bytes: [UInt8], from tag: Int) -> Range<Int> {
    // EXPLAIN writes no attributes here; a `<Plan` far from its `>` is not worth looking for.
    var at = min(end(of: ">", in: bytes[tag..<min(tag + 64, bytes.count)], from: tag), bytes.count)
    let own = tag..<at
    while at < bytes.count, bytes[at] <= 0x20 || bytes[at] == UInt8(ascii: "+") { at += 1 }
    guard bytes[at...].starts(with: "<Node-Type>".utf8) else { return own }
    // Some documents have no line ends: look no further than the longest name of a step.
    let window = bytes[at..<min(at + 120, bytes.count)]
    let upper = end(of: "</Node-Type>", in: window, from: at)
    return at..<upper
  }
}
