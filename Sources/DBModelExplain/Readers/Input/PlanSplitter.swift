/// Finds the plans among the lines of a file: a session, a log and a paste hold other text too.
struct PlanSplitter {
  private let lines: [PlanLine]
  private(set) var passages: [PlanPassage] = []
  private var at = 0
  private var end: Int
  private var properties: [PlanProperty] = []
  /// Brackets without an end so far.
  private var unfinished = 0
  /// A rule or a heading stands before the next line.
  private var isFramed = false

  private var literals = PostgreSQLTextLiterals()

  /// Every line may begin a plan whose steps have no figures.
  private let isLenient: Bool

  init(_ lines: [PlanLine], isLenient: Bool = false) {
    self.lines = lines
    self.isLenient = isLenient
    end = lines.count
    run()
  }

  private mutating func run() {
    while at < end {
      let line = lines[at]
      if let entry = PlanLog.entry(at: at, in: lines), at < end, properties.isEmpty {
        readEntry(entry)
      } else if line.isBlank {
        at += 1
      } else if PlanFrame.isRule(line) || PlanFrame.isHeading(line) {
        isFramed = true
        at += 1
      } else if let after = jsonEnd() {
        addJSON(after)
      } else if Self.startsYAML(line, isLog: !properties.isEmpty) {
        add(.postgreSQLYAML, yamlEnd())
      } else if MySQLTable.isHeading(line) {
        add(.mySQLTabular, tableEnd())
      } else if Self.startsTree(line) {
        add(.mySQLTree, treeEnd())
      } else if PostgreSQLTextLine.isRoot(line, isFramed: isFramed || isLenient) {
        add(.postgreSQLText, textEnd())
      } else {
        isFramed = isFramed && PlanFrame.isFooter(line) == false && isPartOfHeading(line)
        at += 1
      }
    }
  }

  /// A heading that a terminal broke in two stands between rules or before one.
  private func isPartOfHeading(_ line: PlanLine) -> Bool {
    line.trimmed.allSatisfy { (0x41...0x5a).contains($0) || $0 == PlanLine.space }
  }

  private mutating func add(_ format: PlanFormat, _ after: Int) {
    passages.append(PlanPassage(format: format, lines: lines[at..<after], properties: properties))
    at = max(after, at + 1)
    isFramed = false
  }

  /// The lines of a log entry are looked through by themselves.
  private mutating func readEntry(_ entry: PlanLog.Entry) {
    let body = PlanSplitter(entry: entry)
    passages += body.passages
    at = max(entry.after, at + 1)
    isFramed = false
  }

  private init(entry: PlanLog.Entry) {
    lines = entry.lines
    isLenient = false
    end = lines.count
    properties = entry.properties
    at = entry.planStart
    if at < end, entry.isText {
      passages = [
        PlanPassage(format: .postgreSQLText, lines: lines[at..<end], properties: properties)
      ]
    } else {
      run()
    }
  }

  // MARK: JSON

  /// A value is a plan where it has one of the names that plans have; arrays of rows have not.
  private mutating func addJSON(_ after: Int) {
    let isPlan = lines[at..<after].contains { line in
      line.bytes.contains(UInt8(ascii: ":"))
        && Self.planNames.contains { PlanText.firstRange(of: $0, in: line.text[...]) != nil }
    }
    if isPlan { return add(.postgreSQLJSON, after) }
    // What has no end may be a prompt; it is looked behind a few times, not at every line.
    unfinished += after == end ? 1 : 0
    at = after == end && unfinished < 4 ? at + 1 : after
  }

  /// The line behind a JSON value that begins in this one; `nil` where none does.
  private func jsonEnd() -> Int? {
    let first = lines[at].trimmed
    guard first.first == UInt8(ascii: "[") || first.first == UInt8(ascii: "{") else { return nil }
    var state = JSONExtent()
    var place = at
    while place < end {
      let isDone = state.take(lines[place].bytes)
      if state.isNoJSON { return nil }
      place += 1
      if isDone { return place }
    }
    return end
  }

  // MARK: YAML

  private static func startsYAML(_ line: PlanLine, isLog: Bool) -> Bool {
    let bytes = line.trimmed
    if bytes.starts(with: "- Plan:".utf8) { return true }
    return isLog && bytes.starts(with: "Query Text: \"".utf8)
  }

  private func yamlEnd() -> Int {
    let column = lines[at].indentation
    let isItem = lines[at].trimmed.first == UInt8(ascii: "-")
    var place = at + 1
    while place < end {
      let line = lines[place]
      if line.isBlank {
        place += 1
        continue
      }
      let inner = line.trimmed
      if PlanFrame.isRule(line) || PlanFrame.isHeading(line) { break }
      if lines[place - 1].isBlank, PostgreSQLTextLine.beginsAnother(line) { break }
      if PlanFrame.isFooter(line) || inner.starts(with: "- Plan:".utf8),
        line.indentation <= column
      {
        break
      }
      if line.indentation < column { break }
      if line.indentation == column, isItem, inner.first != UInt8(ascii: "-") { break }
      place += 1
    }
    return place
  }

  // MARK: MySQL's table and tree

  /// Rows as long as they have the columns of the first line, or the names of its fields.
  private func tableEnd() -> Int {
    let isVertical = lines[at].trimmed.starts(with: "id: ".utf8)
    var place = at + 1
    while place < end, !lines[place].isBlank {
      let line = lines[place]
      let goesOn =
        isVertical
        ? MySQLTable.isField(line) || line.bytes.first == UInt8(ascii: "*")
        : PlanFrame.isRule(line) || MySQLTable.hasSeparators(line)
      guard goesOn, isVertical || !MySQLTable.isHeading(line) else { break }
      place += 1
    }
    return place
  }

  private static func startsTree(_ line: PlanLine) -> Bool {
    let bytes = line.trimmed
    guard bytes.starts(with: "-> ".utf8), bytes.dropFirst(3).first != PlanLine.space else {
      return false
    }
    return true
  }

  private func treeEnd() -> Int {
    let column = lines[at].indentation
    var place = at + 1
    while place < end, !lines[place].isBlank {
      let line = lines[place]
      if PlanFrame.isRule(line) { break }
      if Self.startsTree(line) {
        // Another plan: but a subquery of the whole statement stands beside its root.
        if line.indentation < column { break }
      } else if line.indentation <= column {
        break
      }
      place += 1
    }
    return place
  }

  // MARK: PostgreSQL's text

  /// Whether a plan in another format begins at a line: a text plan has no end of its own.
  private func beginsOtherFormat(_ place: Int) -> Bool {
    let line = lines[place]
    let bytes = line.trimmed
    if Self.startsYAML(line, isLog: false) || MySQLTable.isHeading(line) { return true }
    if Self.startsTree(line) || bytes.starts(with: "**********".utf8) { return true }
    guard bytes.first == UInt8(ascii: "[") || bytes.first == UInt8(ascii: "{") else { return false }
    // A bracket may stand in an array that a terminal broke; a plan's names follow in a few lines.
    return lines[place..<min(place + 6, end)].contains { line in
      Self.planNames.contains { PlanText.firstRange(of: $0, in: line.text[...]) != nil }
    }
  }

  private static let planNames = [
    "\"Plan\"", "\"Node Type\"", "\"query_block\"", "\"query_plan\"", "\"operation\"",
    "\"query_optimization\"",
  ]

  private mutating func textEnd() -> Int {
    let column = lines[at].indentation
    var place = literals.end(of: at, in: lines[at..<end]) ?? at + 1
    while place < end {
      let line = lines[place]
      if let after = literals.end(of: place, in: lines[place..<end]) {
        place = after
        continue
      }
      if line.isBlank {
        guard let next = lines[place..<end].firstIndex(where: { !$0.isBlank }),
          lines[next].indentation > column, PostgreSQLTextLine.isArrow(lines[next])
        else { break }
        place = next
        continue
      }
      if PlanFrame.isRule(line) || PlanFrame.isHeading(line) || PlanFrame.isFooter(line) { break }
      if line.indentation <= column, PostgreSQLTextLine.beginsAnother(line) { break }
      if line.indentation <= column, beginsOtherFormat(place) { break }
      if PlanLog.entry(at: place, in: lines) != nil { break }
      place += 1
    }
    return place
  }
}

/// Follows brackets and strings of a JSON value to its end, without reading it.
struct JSONExtent {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var seen = 0
  /// What follows the first bracket cannot be JSON: a prompt such as `[14003] =>`.
  private(set) var isNoJSON = false

  /// Takes a line; returns whether the value ends in it.
  mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
    for byte in line where byte > 0x20 || isInString {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      seen += 1
      if seen == 2, !"[]{}\"+".utf8.contains(byte), byte != 0xe2 { isNoJSON = true }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth <= 0 { return true }
      default: break
      }
    }
    // A string does not go on in the next line; what is cut off there is told by the reader.
    isInString = false
    isEscaped = false
    return false
  }
}
