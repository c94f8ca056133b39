import DBModelDiagnostics
import DBModelExplain

/// Asks a session for the plan of a statement, and runs nothing.
struct PostgreSQLExplain {
  let connection: PostgreSQLConnection

  private static let name = "dbmodel_plan"

  /// The plan of one statement, whose parameters stand as `$1`, `$2`, …
  ///
  /// A statement with parameters is prepared, and the plan asked for that serves all of their
  /// values (`plan_cache_mode`, PostgreSQL 12 and later).
  ///
  /// - Parameter parameterCount: How many there are; at most 65,535.
  func plan(_ sql: String, parameterCount: Int) throws(PostgreSQLFailure) -> PlanTree {
    let text = try document(sql, parameterCount: parameterCount)
    let file = SourceFile(id: FileID(0), path: "plan", bytes: Array(text.utf8))
    let reading = PlanReader.read(file)
    guard var tree = reading.plans.first else {
      let reason = reading.diagnostics.first?.title ?? "it holds no plan"
      throw PostgreSQLFailure("the server's plan could not be read: \(reason)")
    }
    tree.engineVersion = connection.version
    return tree
  }

  /// EXPLAIN (FORMAT XML). Statements are sent one by one in the extended protocol, which takes no
  /// second one behind a semicolon.
  private func document(
    _ sql: String,
    parameterCount: Int
  ) throws(PostgreSQLFailure) -> String {
    let explain = "EXPLAIN (FORMAT XML) "
    guard parameterCount > 0 else { return Self.text(try connection.run(explain + sql, [])) }
    guard parameterCount <= 65_535 else {
      throw PostgreSQLFailure("PostgreSQL takes 65,535 parameters, and there are \(parameterCount)")
    }
    try connection.run("PREPARE \(Self.name) AS \(sql)", [])
    let values = Array(repeating: "NULL", count: parameterCount).joined(separator: ", ")
    let found: String
    do throws(PostgreSQLFailure) {
      found = Self.text(try connection.run("\(explain)EXECUTE \(Self.name)(\(values))", []))
    } catch {
      _ = try? connection.run("DEALLOCATE \(Self.name)")
      throw error
    }
    try connection.run("DEALLOCATE \(Self.name)")
    return found
  }

  private static func text(_ rows: [[String?]]) -> String {
    rows.compactMap { $0.first ?? nil }.joined(separator: "\n")
  }
}
