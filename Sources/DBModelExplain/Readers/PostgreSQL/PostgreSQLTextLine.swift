/// What a line of PostgreSQL's text format is, told by itself.
enum PostgreSQLTextLine {
  /// `->  ` before a step.
  static func isArrow(_ line: PlanLine) -> Bool {
    line.trimmed.starts(with: "->  ".utf8)
  }

  /// Whether a plan begins here: a step with figures, or behind a frame one without (COSTS OFF).
  static func isRoot(_ line: PlanLine, isFramed: Bool) -> Bool {
    guard let first = line.trimmed.first, isLetter(first) || isArrow(line) else { return false }
    // Longer lines exist, but their figures stand where the head ends.
    let text = String(decoding: line.trimmed.prefix(2048), as: UTF8.self)
    let parts = split(text[...])
    if parts.figures.isEmpty {
      return isFramed && PostgreSQLTextHead.read(withoutBrokenFigures(parts.head)) != nil
    }
    return !parts.head.isEmpty && !parts.head.contains(": ")
  }

  /// Without `  (cos`: a terminal may have broken the line within its figures.
  private static func withoutBrokenFigures(_ head: Substring) -> Substring {
    guard let open = PlanText.lastRange(of: "  (", in: head) else { return head }
    let rest = head[open.upperBound...]
    let isStart = ["cost=", "actual time=", "actual rows=", "never executed"]
      .contains { $0.hasPrefix(rest) }
    return isStart ? head[..<open.lowerBound] : head
  }

  /// Whether a line is a step, and no property of one.
  static func isHead(_ line: PlanLine) -> Bool {
    isArrow(line) || key(String(decoding: line.trimmed.prefix(256), as: UTF8.self)[...]) == nil
  }

  /// Whether another plan begins here: a step that is known, with figures. The rest of a line that
  /// a terminal broke may have figures too.
  static func beginsAnother(_ line: PlanLine) -> Bool {
    guard isRoot(line, isFramed: false) else { return false }
    let text = String(decoding: line.trimmed.prefix(2048), as: UTF8.self)
    return PostgreSQLTextHead.read(split(text[...]).head) != nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }

  /// A step's head, and its figures from the first parenthesis on.
  static func split(_ text: Substring) -> (head: Substring, figures: Substring) {
    let marks = ["(cost=", "(actual time=", "(actual rows=", "(never executed)"]
    let names = afterNames(text)
    var first: Substring.Index?
    for mark in marks {
      guard let range = PlanText.firstRange(of: mark, in: text[names...]) else { continue }
      if first == nil || range.lowerBound < (first ?? text.endIndex) { first = range.lowerBound }
    }
    guard let first else { return (text.trimmedEnd, text[text.endIndex...]) }
    return (text[..<first].trimmedEnd, text[first...])
  }

  /// Behind the last name in quotes that is followed by the figures: names may hold anything.
  private static func afterNames(_ text: Substring) -> Substring.Index {
    let quote = UInt8(ascii: "\"")
    var after = text.startIndex
    var at = text.startIndex
    while let open = text.utf8[at...].firstIndex(of: quote) {
      // Behind the figures there are no names.
      guard !hasFigures(text[at..<open]),
        let close = text.utf8[text.utf8.index(after: open)...].firstIndex(of: quote)
      else { break }
      at = text.utf8.index(after: close)
      after = at
    }
    return after
  }

  private static func hasFigures(_ text: Substring) -> Bool {
    PlanText.firstRange(of: "  (", in: text) != nil
  }

  /// The name before a colon: `Rows Removed by Filter`; `nil` where the line has none.
  static func key(_ text: Substring) -> Substring? {
    guard let first = text.utf8.first, (0x41...0x5a).contains(first) else { return nil }
    if text.hasPrefix("Trigger "), let range = PlanText.lastRange(of: ": time=", in: text) {
      return text[..<range.lowerBound]
    }
    let head = text.utf8.prefix(64)
    guard let colon = head.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let key = text[..<colon]
    let after = text.utf8.index(after: colon)
    guard after == text.endIndex || text.utf8[after] == PlanLine.space,
      key.utf8.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || " /_-".utf8.contains($0) }
      )
    else { return nil }
    return key
  }

  /// `InitPlan 1 (returns $0)`, `SubPlan 2`, `CTE x`: the steps below are a subquery.
  static func isSubplan(_ text: Substring) -> Bool {
    (text.hasPrefix("InitPlan") || text.hasPrefix("SubPlan") || text.hasPrefix("CTE "))
      && !text.hasPrefix("CTE Scan ") && key(text) == nil && split(text).figures.isEmpty
  }

  /// `Update on p1 p_1` below the step that changes several tables.
  static func isTarget(_ text: Substring) -> Bool {
    let verbs = ["Insert on ", "Update on ", "Delete on ", "Merge on ", "Foreign "]
    return verbs.contains { text.hasPrefix($0) } && split(text).figures.isEmpty
      && PostgreSQLTextHead.read(text) != nil
  }
}
