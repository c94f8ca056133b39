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
  /// Formats that are read from the file as a whole; `nil` where plans are looked for line by line.
  ///
  /// A plan of SQLite has no words that only it has, so that it must stand where a file begins, or
  /// below `QUERY PLAN`.
  static func recognise(_ lines: [PlanLine]) -> PlanFormat? {
    if lines.contains(where: { isXML($0) }) { return .postgreSQLXML }
    if lines.contains(where: { isSQLiteStep($0) }) { return .sqliteTree }
    guard let first = lines.first(where: { !$0.isBlank }) else { return nil }
    return SQLitePlanText.row(first.text[...]) == nil ? nil : .sqliteRows
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
