/// Entries of auto_explain in PostgreSQL's log: `… LOG:  duration: 12.3 ms  plan:`, and below it
/// the statement and its plan, each line behind a tab.
enum PlanLog {
  struct Entry {
    /// Freed of their tabs.
    var lines: [PlanLine]
    /// Where the plan begins among the lines.
    var planStart: Int
    /// The plan is text: all lines from there on are it.
    var isText: Bool
    var properties: [PlanProperty]
    /// The first line of the file behind the entry.
    var after: Int
  }

  /// The entry that begins at a line; `nil` where none does.
  static func entry(at place: Int, in lines: [PlanLine]) -> Entry? {
    let line = lines[place].bytes
    guard let duration = duration(line) else { return nil }
    var body: [PlanLine] = []
    var after = place + 1
    // Plain logs and those that came through a terminal: continued lines begin with white space.
    while after < lines.count {
      var next = lines[after]
      if Self.duration(next.bytes) != nil { break }
      if next.bytes.first == 0x09 {
        next.bytes = next.bytes.dropFirst()
        next.offset += 1
      } else if !next.isBlank, body.isEmpty, next.bytes.starts(with: "Query Text:".utf8) {
        // Without tabs: up to the next line that a log would begin.
      } else if startsEntry(next.bytes) || next.isBlank || body.first?.offset == nil
        || isTabbed(lines, place)
      {
        break
      }
      body.append(next)
      after += 1
    }
    return entry(body, duration: duration, after: after)
  }

  private static func isTabbed(_ lines: [PlanLine], _ place: Int) -> Bool {
    place + 1 < lines.count && lines[place + 1].bytes.first == 0x09
  }

  private static func entry(_ body: [PlanLine], duration: String, after: Int) -> Entry? {
    var properties = [PlanProperty("Duration", .text(duration))]
    guard let first = body.first else { return nil }
    let isStructured =
      first.trimmed.first == UInt8(ascii: "{") || first.trimmed.first == UInt8(ascii: "<")
      || first.bytes.starts(with: "Query Text: \"".utf8)
        && body.contains { $0.trimmed.elementsEqual("Plan:".utf8) }
    if isStructured {
      return Entry(lines: body, planStart: 0, isText: false, properties: properties, after: after)
    }
    // The statement may have several lines; the plan begins with the first that has figures.
    guard let start = body.firstIndex(where: { PostgreSQLTextLine.isRoot($0, isFramed: false) })
    else { return nil }
    var statement = body[..<start].map(\.text).joined(separator: "\n")
    if statement.hasPrefix("Query Text: ") { statement.removeFirst("Query Text: ".count) }
    if let range = PlanText.firstRange(of: "\nQuery Parameters: ", in: statement[...]) {
      properties.append(
        PlanProperty("Query Parameters", .text(String(statement[range.upperBound...])))
      )
      statement = String(statement[..<range.lowerBound])
    }
    if !statement.isEmpty { properties.append(PlanProperty("Query Text", .text(statement))) }
    return Entry(lines: body, planStart: start, isText: true, properties: properties, after: after)
  }

  /// The milliseconds of `duration: 12.345 ms  plan:` at a line's end.
  private static func duration(_ line: ArraySlice<UInt8>) -> String? {
    var rest = line
    while let last = rest.last, last <= PlanLine.space { rest.removeLast() }
    guard rest.count < 4096, rest.suffix(5).elementsEqual("plan:".utf8) else { return nil }
    let text = String(decoding: rest, as: UTF8.self)
    guard let range = PlanText.lastRange(of: "duration: ", in: text[...]) else { return nil }
    let figure = text[range.upperBound...].prefix { $0.isNumber || $0 == "." }
    guard Double(figure) != nil,
      text[range.upperBound...].dropFirst(figure.count).hasPrefix(" ms")
    else { return nil }
    return String(figure)
  }

  /// Whether a line begins an entry: it names its level.
  private static func startsEntry(_ line: ArraySlice<UInt8>) -> Bool {
    // A level is followed by a colon and two spaces.
    let head = line.prefix(512)
    guard
      head.indices.dropLast(2).contains(where: { at in
        head[at] == UInt8(ascii: ":") && head[at + 1] == 0x20 && head[at + 2] == 0x20
      })
    else { return false }
    let text = String(decoding: head, as: UTF8.self)
    let levels = [
      "LOG:  ", "ERROR:  ", "WARNING:  ", "STATEMENT:  ", "FATAL:  ", "DETAIL:  ", "HINT:  ",
      "NOTICE:  ", "CONTEXT:  ", "INFO:  ", "DEBUG:  ", "PANIC:  ",
    ]
    return levels.contains { text.contains($0) }
  }
}
