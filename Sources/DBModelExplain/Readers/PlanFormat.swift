/// A form in which an engine prints a plan.
public enum PlanFormat: Hashable, Sendable {
  case postgreSQLXML
  case postgreSQLJSON
  case postgreSQLYAML
  case postgreSQLText
  /// Version 1, of query blocks.
  case mySQLJSON
  /// Version 2, of iterators.
  case mySQLIterators
  case mySQLTree
  case mySQLTabular
  case mariaDBJSON
  case sqliteTree
  /// Rows of id, parent, notused, detail with `|` or a tab between them.
  case sqliteRows

  public var title: String {
    switch self {
    case .postgreSQLXML: "PostgreSQL EXPLAIN (FORMAT XML)"
    case .postgreSQLJSON: "PostgreSQL EXPLAIN (FORMAT JSON)"
    case .postgreSQLYAML: "PostgreSQL EXPLAIN (FORMAT YAML)"
    case .postgreSQLText: "PostgreSQL EXPLAIN as text"
    case .mySQLJSON: "MySQL EXPLAIN FORMAT=JSON, version 1"
    case .mySQLIterators: "MySQL EXPLAIN FORMAT=JSON, version 2"
    case .mySQLTree: "MySQL EXPLAIN FORMAT=TREE"
    case .mySQLTabular: "MySQL or MariaDB EXPLAIN as a table"
    case .mariaDBJSON: "MariaDB EXPLAIN FORMAT=JSON"
    case .sqliteTree: "SQLite EXPLAIN QUERY PLAN as the shell prints it"
    case .sqliteRows: "SQLite EXPLAIN QUERY PLAN rows"
    }
  }
}

extension PlanFormat {
  static func holdsXML(_ lines: [PlanLine]) -> Bool { lines.contains { isXML($0) } }

  /// The form of SQLite's plans among the lines; `nil` where there are none.
  ///
  /// Rows have no words that only they have, but for what their steps begin with.
  static func ofSQLite(_ lines: [PlanLine]) -> PlanFormat? {
    if lines.contains(where: { isSQLiteStep($0) }) { return .sqliteTree }
    if let first = lines.first(where: { !$0.isBlank }), SQLitePlanText.row(first.text[...]) != nil {
      return .sqliteRows
    }
    return lines.contains { isSQLiteRow($0) } ? .sqliteRows : nil
  }

  /// `2|0|0|SCAN t`.
  private static func isSQLiteRow(_ line: PlanLine) -> Bool {
    guard let first = line.bytes.first, (0x30...0x39).contains(first),
      let detail = SQLitePlanText.row(line.text[...])?.row.detail
    else { return false }
    return detail.hasPrefix("SCAN ") || detail.hasPrefix("SEARCH ")
  }

  /// `<explain` where a line begins or behind another tag: not in a condition's text.
  private static func isXML(_ line: PlanLine) -> Bool {
    guard line.bytes.contains(UInt8(ascii: "<")) else { return false }
    let bytes = line.trimmed
    if bytes.starts(with: "<explain".utf8) { return true }
    guard bytes.first == UInt8(ascii: "<") else { return false }
    return PlanText.firstRange(of: "><explain", in: line.text[...]) != nil
  }

  /// `|--SCAN t`, however deep.
  private static func isSQLiteStep(_ line: PlanLine) -> Bool {
    guard let first = line.bytes.first, first == UInt8(ascii: "|") || first == UInt8(ascii: "`"),
      let step = SQLitePlanText.step(line.text[...])
    else { return false }
    let detail = line.bytes.dropFirst(step.offset)
    return detail.first.map { (0x41...0x5a).contains($0) } ?? false
  }
}
