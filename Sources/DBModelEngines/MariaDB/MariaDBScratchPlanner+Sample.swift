public import DBModelExplain

/// Rows that are really there, beside the sizes that only statistics tell: for statements whose
/// plan rests on how many rows a range has, which InnoDB always looks up in the index itself.
extension MariaDBScratchPlanner {
  /// Where the rows stand.
  static let sample = "sampled"

  /// Makes the schema once more, brings rows into it, and counts them all (ANALYZE).
  ///
  /// They are loaded in one transaction, without checks of keys and references, which hold by the
  /// way rows are made. Background statistics are off, and ANALYZE reads every page, so that the
  /// same rows give the same plans.
  ///
  /// - Parameters:
  ///   - schema: Statements in an order that works, each without a semicolon.
  ///   - rows: Statements that insert, each far below the 16 MB of a packet.
  ///   - tables: Those that have rows, by their quoted names.
  ///   - seconds: What all of it may take; the usual thousands of rows take one or two.
  public func load(
    schema: [String],
    rows: [String],
    tables: [String],
    seconds: Int
  ) throws(SchemaRefusal) {
    let deadline = ContinuousClock.now + .seconds(seconds)
    let session = try server.connect()
    func run(_ statement: String) throws(SchemaRefusal) {
      guard ContinuousClock.now < deadline else {
        throw SchemaRefusal("the sample rows are not loaded within \(seconds) seconds")
      }
      try session.run(statement)
    }
    try run("SET GLOBAL innodb_stats_auto_recalc = OFF")
    try run("SET GLOBAL innodb_stats_persistent_sample_pages = 1000000")
    try run("CREATE DATABASE \(Self.sample)")
    try run("USE \(Self.sample)")
    try run("SET SESSION foreign_key_checks = 0, unique_checks = 0")
    try run("SET SESSION max_statement_time = \(seconds)")
    for statement in schema { try run(statement) }
    try run("START TRANSACTION")
    for statement in rows { try run(statement) }
    try run("COMMIT")
    for table in tables { try run("ANALYZE TABLE \(table)") }
    try prepare(session)
    sampled = session
  }

  /// The plan of one statement on the rows that `load` brought, which the optimizer may look up as
  /// it does by default. Values stand as literals.
  public func explainOnSample(_ sql: String) throws(SchemaRefusal) -> PlanTree {
    guard let sampled else { throw SchemaRefusal("there are no sample rows") }
    return try explain(sql, sampled)
  }
}
