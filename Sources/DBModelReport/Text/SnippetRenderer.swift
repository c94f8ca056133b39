import DBModelDiagnostics

/// Draws the places of one finding: source lines, underlines and what is said beside them.
struct SnippetRenderer {
  let sources: SourceMap
  /// Cells of a source line before it is clipped.
  let maxCells: Int
  let severity: Severity

  /// Digits of the greatest line number that will be shown.
  func gutterWidth(_ finding: Diagnostic) -> Int {
    marks(of: finding).map { String($0.line).count }.max() ?? 1
  }

  /// Draws everything between the title and the notes.
  func render(_ finding: Diagnostic, gutter: Int, into out: inout StyledText) {
    let marks = marks(of: finding)
    let primaryFile = finding.primary?.span.file
    let files = Set(marks.map(\.file)).sorted { a, b in
      if (a == primaryFile) != (b == primaryFile) { return a == primaryFile }
      return a < b
    }
    for file in files {
      let own = marks.filter { $0.file == file }
      guard let first = own.first(where: \.isPrimary) ?? own.first else { continue }
      out.add(blanks(gutter + 1) + "┌─ ", .gutter)
      out.user(sources.location(of: first.span))
      out.newline()
      var lines: [Int: [Mark]] = [:]
      for mark in own { lines[mark.line, default: []].append(mark) }
      var previous: Mark?
      for line in lines.keys.sorted() {
        let here = (lines[line] ?? []).sorted(by: Mark.reads)
        if let previous, here.contains(where: { $0.span == previous.span && $0.isLast }),
          line > previous.line + 1
        {
          out.add(blanks(gutter + 1) + "│", .gutter)
          out.add(" …", .gutter)
          out.newline()
        }
        draw(line: line, marks: here, gutter: gutter, into: &out)
        previous = here.last { !$0.isLast }
      }
    }
  }

  /// One label's part of one line.
  private struct Mark {
    let file: FileID
    let line: Int
    /// Bytes within the line.
    let bytes: Range<Int>
    let span: SourceSpan
    let isPrimary: Bool
    /// The label's last line, which carries its text.
    let isLast: Bool
    let text: String

    static func reads(_ a: Mark, _ b: Mark) -> Bool {
      (a.bytes.lowerBound, a.isPrimary ? 0 : 1, a.bytes.upperBound, a.text)
        < (b.bytes.lowerBound, b.isPrimary ? 0 : 1, b.bytes.upperBound, b.text)
    }
  }

  private func marks(of finding: Diagnostic) -> [Mark] {
    let primary = finding.primary.map { marks(of: $0, isPrimary: true) } ?? []
    var seen: Set<Label> = []
    return primary
      + finding.secondary.prefix(Self.maxSecondary).filter { seen.insert($0).inserted }
      .flatMap { marks(of: $0, isPrimary: false) }
  }

  /// Labels beyond this are not drawn; the text renderer counts them.
  static let maxSecondary = 12

  /// One mark for a label within a line, two for one that spans lines.
  private func marks(of label: Label, isPrimary: Bool) -> [Mark] {
    guard label.span.file.rawValue >= 0, Int(label.span.file.rawValue) < sources.files.count else {
      return []
    }
    let file = sources[label.span.file]
    let lower = min(label.span.lower, file.bytes.count)
    let upper = min(max(label.span.upper, lower), file.bytes.count)
    let first = file.line(at: lower)
    let last = file.line(at: max(lower, upper - 1))
    func mark(_ line: Int, _ bytes: Range<Int>, isLast: Bool) -> Mark {
      Mark(
        file: file.id,
        line: line,
        bytes: bytes,
        span: label.span,
        isPrimary: isPrimary,
        isLast: isLast,
        text: isLast ? label.text : ""
      )
    }
    let start = file.lineStarts[first - 1]
    if first == last {
      let end = file.content(ofLine: first).count
      let from = min(lower - start, end)
      return [mark(first, from..<max(from, min(upper - start, end)), isLast: true)]
    }
    let firstEnd = max(lower - start, file.content(ofLine: first).count)
    let lastContent = file.content(ofLine: last)
    let indent = lastContent.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    let lastEnd = min(upper - file.lineStarts[last - 1], lastContent.count)
    return [
      mark(first, (lower - start)..<firstEnd, isLast: false),
      mark(last, min(indent, lastEnd)..<lastEnd, isLast: true),
    ]
  }

  private func draw(line: Int, marks: [Mark], gutter: Int, into out: inout StyledText) {
    guard let first = marks.first(where: \.isPrimary) ?? marks.first else { return }
    let content = sources[first.file].content(ofLine: line)
    let layout = LineLayout(bytes: content, focus: first.bytes, maxCells: maxCells)
    let number = String(line)
    out.add(blanks(gutter - number.count) + number + " │ ", .gutter)
    out.add(layout.text)
    out.newline()

    let placed = marks.map { (mark: $0, cells: layout.cells($0.bytes)) }
    let width = placed.map(\.cells.upperBound).max() ?? 0
    var row: [(text: String, role: TextRole)] = Array(repeating: (" ", .plain), count: width)
    for (mark, cells) in placed where !mark.isPrimary {
      for cell in cells { row[cell] = ("-", .secondary) }
    }
    for (mark, cells) in placed where mark.isPrimary {
      for cell in cells { row[cell] = ("^", role(mark)) }
    }
    var texts = placed.filter { !$0.mark.text.isEmpty }
    // The text of the rightmost mark stands on the same line, if no other mark runs past it.
    out.add(blanks(gutter + 1) + "│ ", .gutter)
    out.cells(row)
    let inline =
      texts.lastIndex { $0.cells.upperBound == width && $0.mark.isPrimary }
      ?? texts.lastIndex { $0.cells.upperBound == width }
    if let inline {
      let mark = texts.remove(at: inline).mark
      out.add(" ")
      out.user(mark.text, role(mark))
    }
    out.newline()
    while let last = texts.popLast() {
      var bars: [(text: String, role: TextRole)] = Array(
        repeating: (" ", .plain),
        count: last.cells.lowerBound
      )
      for (mark, cells) in texts where cells.lowerBound < last.cells.lowerBound {
        bars[cells.lowerBound] = ("|", role(mark))
      }
      out.add(blanks(gutter + 1) + "│ ", .gutter)
      out.cells(bars)
      out.user(last.mark.text, role(last.mark))
      out.newline()
    }
  }

  private func role(_ mark: Mark) -> TextRole {
    mark.isPrimary ? .severity(severity) : .secondary
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

extension SourceFile {
  /// Where a span ends for a reader: one that takes its last line end along ends before it.
  func shownEnd(of span: SourceSpan) -> Int {
    let line = line(at: span.upper)
    guard span.upper > span.lower, lineStarts[line - 1] == span.upper, line > 1 else {
      return span.upper
    }
    return max(span.lower, content(ofLine: line - 1).endIndex)
  }

  /// The bytes of a line (from 1) without its line end.
  func content(ofLine line: Int) -> ArraySlice<UInt8> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return bytes[start..<max(start, end)]
  }
}
