/// Reads the YAML that PostgreSQL writes, strictly: blocks by indentation, and scalars that are
/// plain, in double quotes with JSON's escapes, or a list as JSON has it. Anchors, tags, aliases
/// and the rest of YAML are refused: PostgreSQL never writes them, and a reader of all of it is a
/// larger target.
struct PlanYAML {
  private struct Line {
    /// Without indentation and trailing spaces.
    var text: ArraySlice<UInt8>
    var column: Int
    /// In the script.
    var start: Int
  }

  private let script: PlanScript
  private let limits: PlanLimits
  private var lines: [Line] = []
  private var at = 0
  private var values = 0

  static func read(_ script: PlanScript, limits: PlanLimits) throws(PlanProblem) -> PlanElement {
    var reader = PlanYAML(script, limits: limits)
    guard let first = reader.lines.first else {
      throw PlanProblem(title: "the document holds no plan", offset: 0)
    }
    let element = try reader.block(column: first.column, depth: 0)
    if reader.at < reader.lines.count {
      throw reader.problem("a line stands outside of every block", reader.lines[reader.at])
    }
    return element
  }

  private init(_ script: PlanScript, limits: PlanLimits) {
    self.script = script
    self.limits = limits
    var start = 0
    for line in script.bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      var text = line
      while let last = text.last, last <= 0x20 { text.removeLast() }
      let column = text.prefix { $0 == 0x20 }.count
      if column < text.count {
        lines.append(Line(text: text.dropFirst(column), column: column, start: start + column))
      }
      start += line.count + 1
    }
  }

  private func problem(_ reason: String, _ line: Line) -> PlanProblem {
    PlanProblem(
      title: "the plan is not the YAML that PostgreSQL writes",
      offset: script.offset(of: line.start),
      notes: [reason]
    )
  }

  /// The lines from here that stand at a column: a list where they begin with `- `, else fields.
  private mutating func block(column: Int, depth: Int) throws(PlanProblem) -> PlanElement {
    let start = lines[at].start
    guard depth <= limits.valueDepth else {
      throw PlanProblem(
        title: "the plan is nested too deep",
        offset: script.offset(of: start),
        notes: ["limit: \(limits.valueDepth) blocks"]
      )
    }
    let isList = Self.isItem(lines[at].text)
    let content: PlanElement.Content =
      isList
      ? .items(try items(column: column, depth: depth))
      : .fields(try fields(column: column, depth: depth))
    return PlanElement(content: content, place: place(from: start))
  }

  private func place(from start: Int) -> Range<Int> {
    let lower = script.offset(of: start)
    guard at > 0 else { return lower..<lower }
    let last = lines[at - 1]
    return lower..<max(lower, script.offset(of: last.start + last.text.count))
  }

  private static func isItem(_ text: ArraySlice<UInt8>) -> Bool {
    text.first == UInt8(ascii: "-") && (text.count == 1 || text[text.startIndex + 1] == 0x20)
  }

  private mutating func count(_ line: Line) throws(PlanProblem) {
    values += 1
    guard values <= limits.values else {
      throw PlanProblem(
        title: "the plan holds more than \(limits.values) values",
        offset: script.offset(of: line.start)
      )
    }
  }

  private mutating func items(column: Int, depth: Int) throws(PlanProblem) -> [PlanElement] {
    var items: [PlanElement] = []
    while at < lines.count, lines[at].column == column, Self.isItem(lines[at].text) {
      try count(lines[at])
      // What follows the hyphen is a block of its own, at the column where it stands.
      let line = lines[at]
      let rest = line.text.dropFirst()
      let inner = rest.drop { $0 == 0x20 }
      let shift = 1 + rest.count - inner.count
      if inner.isEmpty {
        at += 1
        items.append(try nested(below: column, depth: depth) ?? empty(line))
      } else if Self.isItem(inner) || Self.colon(inner) != nil {
        lines[at] = Line(text: inner, column: column + shift, start: line.start + shift)
        items.append(try block(column: column + shift, depth: depth + 1))
      } else {
        items.append(try scalar(inner, Line(text: inner, column: 0, start: line.start + shift)))
        at += 1
      }
    }
    if at < lines.count, lines[at].column > column {
      throw problem("the indentation fits no block", lines[at])
    }
    return items
  }

  private mutating func fields(column: Int, depth: Int) throws(PlanProblem) -> [PlanField] {
    var fields: [PlanField] = []
    while at < lines.count, lines[at].column == column, !Self.isItem(lines[at].text) {
      let line = lines[at]
      try count(line)
      guard let colon = Self.colon(line.text) else { throw problem("`:` is missing", line) }
      let name = line.text[..<colon]
      let key =
        name.first == UInt8(ascii: "\"")
        ? try scalar(name, line).text ?? "" : String(decoding: name, as: UTF8.self)
      let after = line.text[(colon + 1)...]
      let rest = after.drop { $0 == 0x20 }
      at += 1
      if rest.isEmpty {
        fields.append(
          PlanField(key: key, value: try nested(below: column, depth: depth) ?? empty(line))
        )
      } else {
        let start = line.start + (rest.startIndex - line.text.startIndex)
        let value = try scalar(rest, Line(text: rest, column: 0, start: start))
        fields.append(PlanField(key: key, value: value))
      }
    }
    if at < lines.count, lines[at].column > column {
      throw problem("the indentation fits no block", lines[at])
    }
    return fields
  }

  /// The block below a name or a hyphen; a list may stand at the column of its name.
  private mutating func nested(below column: Int, depth: Int) throws(PlanProblem) -> PlanElement? {
    guard at < lines.count, lines[at].column > column else { return nil }
    return try block(column: lines[at].column, depth: depth + 1)
  }

  private func empty(_ line: Line) -> PlanElement {
    let offset = script.offset(of: line.start)
    return PlanElement(content: .items([]), place: offset..<offset)
  }

  /// The colon behind a name; names are plain, or in quotes.
  private static func colon(_ text: ArraySlice<UInt8>) -> Int? {
    var at = text.startIndex
    if text.first == UInt8(ascii: "\"") {
      at += 1
      while at < text.endIndex, text[at] != UInt8(ascii: "\"") {
        at += text[at] == UInt8(ascii: "\\") ? 2 : 1
      }
      at += 1
      guard at < text.endIndex, text[at] == UInt8(ascii: ":") else { return nil }
      return at + 1 == text.endIndex || text[at + 1] == 0x20 ? at : nil
    }
    while at < text.endIndex {
      if text[at] == UInt8(ascii: ":"), at + 1 == text.endIndex || text[at + 1] == 0x20 {
        return at
      }
      if text[at] == UInt8(ascii: "\"") { return nil }
      at += 1
    }
    return nil
  }

  /// A scalar: in double quotes as JSON has it, or plain.
  private func scalar(_ text: ArraySlice<UInt8>, _ line: Line) throws(PlanProblem) -> PlanElement {
    let lower = script.offset(of: line.start)
    let place = lower..<(lower + text.count)
    // A list within a list is written as JSON.
    if text.first == UInt8(ascii: "\"") || text.first == UInt8(ascii: "[") {
      let quoted = PlanScript([PlanLine(bytes: text, offset: lower)])
      let (value, end) = try PlanJSON.read(quoted, from: 0, limits: limits)
      guard end == text.count else { throw problem("text follows a value", line) }
      return PlanElement(content: value.content, place: place)
    }
    guard let first = text.first, !"&*!|>%@`[]{},#?'".utf8.contains(first) else {
      throw problem("a value is neither plain nor in double quotes", line)
    }
    return PlanElement(
      content: .text(String(decoding: text, as: UTF8.self)),
      place: place
    )
  }
}
