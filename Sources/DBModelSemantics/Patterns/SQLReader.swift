import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Reads a pattern that is SQL, taken as written.
struct SQLReader {
  let context: Context
  let sheet: ClauseSheet
  let parameters: ParameterTable

  func read(_ node: SyntaxNode) -> RawSQL? {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    guard let text = cursor.takeNode(.rawString) ?? cursor.takeNode(.string) else {
      cursor.failMissing("the statement", forms: ["sql \"\"\" SELECT … \"\"\""])
      return nil
    }
    cursor.finish()
    var rows: Spread?
    if var returns = sheet.cursor("returns", sink: context.sink) {
      let spread = returns.takeSpread(.count, "the rows it returns", unitWord: "rows")
      if spread == nil {
        returns.failMissing("how many rows it returns", forms: ["0..400 rows avg 60"])
      }
      rows = spread?.value.spread
      returns.finish()
    }
    let statement = text.stringValue ?? ""
    useNamed(in: statement, text)
    return RawSQL(
      text: statement,
      rows: rows,
      reads: entities("reads"),
      writes: entities("writes"),
      span: text.span
    )
  }

  /// `reads Order, Customer`.
  private func entities(_ clause: String) -> [Located<EntityID>] {
    guard var cursor = sheet.cursor(clause, sink: context.sink) else { return [] }
    var found: [Located<EntityID>] = []
    var firsts: [String: SourceSpan] = [:]
    repeat {
      guard let name = cursor.expectName("an entity") else { return found }
      if let first = firsts[name.value] {
        cursor.fail(NameMessage.repeated(name.value, name.span, first: first))
        return found
      }
      firsts[name.value] = name.span
      if let id = context.entity(named: name) { found.append(Located(id, name.span)) }
      cursor.failWithoutCommas(between: "entities") { context.entityIDs[$0] != nil }
    } while cursor.nextGroup()
    cursor.finish()
    return found
  }

  /// Parameters stand in SQL as `:name`, outside of texts, quoted names and comments; `::type` is a
  /// cast, and `[1:n]` a slice.
  private func useNamed(in text: String, _ node: SyntaxNode) {
    let bytes = Array(text.utf8)
    // In a text with escapes places cannot be counted.
    let margin = node.kind == .rawString ? 3 : 1
    let isVerbatim = node.span.upper - node.span.lower == bytes.count + 2 * margin
    var unknown: Set<String> = []
    for range in SQLParameterNames.ranges(in: bytes) {
      let name = String(decoding: bytes[range], as: UTF8.self)
      let lower = node.span.lower + margin
      let span =
        isVerbatim
        ? SourceSpan(
          file: node.span.file,
          lower: lower + range.lowerBound,
          upper: lower + range.upperBound
        ) : node.span
      if let id = parameters.find(name) {
        parameters.use(id)
        if isVerbatim { context.record(parameters[id], at: span) }
      } else if unknown.insert(name).inserted {
        parameters.noteUnknown(name)
        context.sink.report(
          NameMessage.unknown("parameter", name, span, among: parameters.names)
        )
      }
    }
  }
}

/// Finds the `:name` of a statement.
enum SQLParameterNames {
  /// The places of the names, without their colons, in linear time.
  static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch bytes[index] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        index = end(ofQuoted: index, bytes)
      case UInt8(ascii: "-") where next == UInt8(ascii: "-"):
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
        index = end(ofComment: index, bytes)
      case UInt8(ascii: ":") where next == UInt8(ascii: ":"): index += 2
      case UInt8(ascii: ":") where isWord(next) && next &- 0x30 >= 10:
        let start = index + 1
        let before = index > 0 ? bytes[index - 1] : 0x20
        index = start
        while index < bytes.count, isWord(bytes[index]) { index += 1 }
        if !isWord(before), before != UInt8(ascii: "]") { found.append(start..<index) }
      default: index += 1
      }
    }
    return found
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
  }

  /// A doubled quote goes on as another text, which is the same.
  private static func end(ofQuoted start: Int, _ bytes: [UInt8]) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != bytes[start] { index += 1 }
    return min(bytes.count, index + 1)
  }

  private static func end(ofComment start: Int, _ bytes: [UInt8]) -> Int {
    var index = start + 2
    while index + 1 < bytes.count,
      bytes[index] != UInt8(ascii: "*") || bytes[index + 1] != UInt8(ascii: "/")
    {
      index += 1
    }
    return min(bytes.count, index + 2)
  }
}
