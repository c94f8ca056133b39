public import DBModelExplain

extension ScratchPlanner {
  /// Has every plan from now on made by one process, or as the server's settings say. A plan of
  /// several processes costs less, and is no less work.
  public func plansAlone(_ isAlone: Bool) throws(ServerFailure) {
    try connection.run(
      isAlone
        ? "SET max_parallel_workers_per_gather = 0" : "RESET max_parallel_workers_per_gather"
    )
  }

  /// Lets the planner see some indexes of many, and no others of them.
  ///
  /// To the planner an index that is not valid is not there (`get_relation_info`,
  /// src/backend/optimizer/util/plancat.c of version 15). So it stays, with its files, and only its
  /// mark in the catalog changes: one statement, for any number of them, where making and dropping
  /// them would take one each and lose their sizes.
  ///
  /// - Parameters:
  ///   - shown: Names as in the catalog.
  ///   - all: The names of those that are shown or hidden; others stay as they are.
  public func show(_ shown: [String], of all: [String]) throws(ServerFailure) {
    let (shown, all) = (PostgreSQLArray(shown).text, PostgreSQLArray(all).text)
    try connection.run("BEGIN READ WRITE")
    do throws(ServerFailure) {
      try connection.run(
        """
        UPDATE pg_index SET indisvalid = NOT indisvalid FROM pg_class c
        WHERE c.oid = indexrelid AND c.relname = ANY ($2::name[])
          AND indisvalid <> (c.relname = ANY ($1::name[]))
        """,
        [shown, all]
      )
      try connection.run("COMMIT")
    } catch {
      _ = try? connection.run("ROLLBACK")
      throw error
    }
  }

  /// Drops indexes for good.
  public func drop(_ names: [String]) throws(ServerFailure) {
    guard !names.isEmpty else { return }
    let list = names.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
    try connection.run("BEGIN READ WRITE")
    do throws(ServerFailure) {
      try connection.run("DROP INDEX \(list.joined(separator: ", "))")
      try connection.run("COMMIT")
    } catch {
      _ = try? connection.run("ROLLBACK")
      throw error
    }
  }

  /// What the plan of a statement costs, and the names of the indexes that it goes through, as XML
  /// has them; see `explain`.
  public func price(
    _ sql: String,
    parameterCount: Int,
    literals: [String]? = nil
  ) throws(ServerFailure) -> (cost: Double, indexes: Set<String>) {
    try PostgreSQLExplain(connection: connection)
      .price(sql, parameterCount: parameterCount, literals: literals)
  }

  /// The plan of one statement with what each step puts out and every column under its table's
  /// name; see `explain`.
  public func explainVerbosely(
    _ sql: String,
    parameterCount: Int,
    literals: [String]? = nil
  ) throws(ServerFailure) -> PlanTree {
    try PostgreSQLExplain(connection: connection, isVerbose: true)
      .plan(sql, parameterCount: parameterCount, literals: literals)
  }
}
