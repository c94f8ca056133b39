/// A form in which an engine prints a plan.
public enum PlanFormat: Hashable, Sendable {
  case postgreSQLXML
  case postgreSQLJSON
  case postgreSQLYAML
  case postgreSQLText
  case mySQLJSON
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
    case .mySQLJSON: "MySQL EXPLAIN FORMAT=JSON"
    case .mySQLTree: "MySQL EXPLAIN FORMAT=TREE"
    case .mySQLTabular: "MySQL or MariaDB EXPLAIN as a table"
    case .mariaDBJSON: "MariaDB EXPLAIN FORMAT=JSON"
    case .sqliteTree: "SQLite EXPLAIN QUERY PLAN as the shell prints it"
    case .sqliteRows: "SQLite EXPLAIN QUERY PLAN rows"
    }
  }

  /// Whether this version reads it.
  public var isReadable: Bool {
    switch self {
    case .postgreSQLXML, .sqliteTree, .sqliteRows: true
    default: false
    }
  }
}

extension PlanFormat {
  /// Bytes looked at: a header, a paste's frame and the first step stand there.
  private static let lookedAtBytes = 4096

  /// What the bytes look like; `nil` where they look like no plan.
  public static func recognise(_ bytes: some Collection<UInt8>) -> PlanFormat? {
    let head = String(decoding: bytes.prefix(lookedAtBytes), as: UTF8.self)
    let trimmed = head.drop { $0.isWhitespace || $0 == "\u{feff}" }
    if head.contains("<explain") { return .postgreSQLXML }
    if trimmed.hasPrefix("[") || trimmed.hasPrefix("{") { return recogniseJSON(head) }
    if head.contains("Node Type: ") { return .postgreSQLYAML }
    if head.contains("Plan:") && head.contains("Node Type:") { return .postgreSQLYAML }
    let lines = head.split(whereSeparator: \.isNewline)
    if lines.contains(where: { SQLitePlanText.isTreeLine($0) }) { return .sqliteTree }
    if let first = lines.first(where: { SQLitePlanText.row($0) != nil }), first == lines.first {
      return .sqliteRows
    }
    if head.contains("(cost=") && head.contains("rows=") {
      return trimmed.hasPrefix("->") && !head.contains("width=") ? .mySQLTree : .postgreSQLText
    }
    if head.contains("select_type") && head.contains("possible_keys") { return .mySQLTabular }
    if trimmed.hasPrefix("-> ") { return .mySQLTree }
    return nil
  }

  private static func recogniseJSON(_ head: String) -> PlanFormat? {
    if head.contains("\"Node Type\"") || head.contains("\"Plan\"") { return .postgreSQLJSON }
    if head.contains("\"query_plan\"") || head.contains("\"json_schema_version\"") {
      return .mySQLJSON
    }
    guard head.contains("\"query_block\"") else { return nil }
    let onlyMariaDB = ["\"r_loops\"", "\"nested_loop_join\"", "\"r_total_time_ms\"", "\"loops\""]
    if onlyMariaDB.contains(where: head.contains) { return .mariaDBJSON }
    return head.contains("\"cost_info\"") ? .mySQLJSON : .mariaDBJSON
  }
}
