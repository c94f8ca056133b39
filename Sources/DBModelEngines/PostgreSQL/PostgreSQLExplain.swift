import DBModelDiagnostics
import DBModelExplain

/// Asks a session for the plan of a statement, and runs nothing.
struct PostgreSQLExplain {
  let connection: PostgreSQLConnection
  /// Whether steps say what they put out.
  var isVerbose = false

  private static let name = "dbmodel_plan"

  /// The plan of one statement, whose parameters stand as `$1`, `$2`, …
  ///
  /// A statement with parameters is prepared, and the plan asked for that serves all of their
  /// values (`plan_cache_mode`, PostgreSQL 12 and later).
  ///
  /// - Parameters:
  ///   - parameterCount: How many there are; at most 65,535.
  ///   - literals: Literals of SQL for all of them, to be planned with those values instead; `nil`
  ///     for a plan that serves all.
  func plan(
    _ sql: String,
    parameterCount: Int,
    literals: [String]? = nil
  ) throws(ServerFailure) -> PlanTree {
    let text = try document(sql, parameterCount: parameterCount, literals: literals)
    let file = SourceFile(id: FileID(0), path: "plan", bytes: Array(text.utf8))
    let reading = PlanReader.read(file)
    guard var tree = reading.plans.first else {
      let reason = reading.diagnostics.first?.title ?? "it holds no plan"
      throw ServerFailure("the server's plan could not be read: \(reason)")
    }
    tree.engineVersion = connection.version
    return tree
  }

  /// What a plan costs, and the names of the indexes that it goes through, without the rest of it.
  func price(
    _ sql: String,
    parameterCount: Int,
    literals: [String]?
  ) throws(ServerFailure) -> (cost: Double, indexes: Set<String>) {
    let text = try document(sql, parameterCount: parameterCount, literals: literals)
    var cost: Double?
    var indexes: Set<String> = []
    // An element stands on a line of its own.
    for line in text.split(separator: "\n") {
      let element = line.drop { $0 == " " }
      if cost == nil, element.hasPrefix("<Total-Cost>") {
        cost = Double(element.dropFirst(12).prefix { $0 != "<" })
      } else if element.hasPrefix("<Index-Name>") {
        indexes.insert(String(element.dropFirst(12).prefix { $0 != "<" }))
      }
    }
    guard let cost else { throw ServerFailure("the server's plan says no cost") }
    return (cost, indexes)
  }

  /// EXPLAIN (FORMAT XML). Statements are sent one by one in the extended protocol, which takes no
  /// second one behind a semicolon.
  private func document(
    _ sql: String,
    parameterCount: Int,
    literals: [String]?
  ) throws(ServerFailure) -> String {
    do throws(ServerFailure) {
      return try answer(sql, parameterCount: parameterCount, literals: literals)
    } catch {
      throw error.state == Self.canceled ? Self.late(error) : error
    }
  }

  /// `query_canceled`: the session's time limit is over (PostgreSQL's appendix A, "Error Codes").
  private static let canceled = "57014"

  private static func late(_ failure: ServerFailure) -> ServerFailure {
    ServerFailure(
      "there was no plan in time (\(failure.message))",
      help: "the planner works out what is constant in a statement: write the result of a long"
        + " calculation, or hand it in as a parameter",
      state: failure.state
    )
  }

  private func answer(
    _ sql: String,
    parameterCount: Int,
    literals: [String]?
  ) throws(ServerFailure) -> String {
    let explain = isVerbose ? "EXPLAIN (VERBOSE, FORMAT XML) " : "EXPLAIN (FORMAT XML) "
    guard parameterCount > 0 else { return Self.text(try connection.run(explain + sql, [])) }
    guard parameterCount <= 65_535 else {
      throw ServerFailure("PostgreSQL takes 65,535 parameters, and there are \(parameterCount)")
    }
    try connection.run("PREPARE \(Self.name) AS \(sql)", [])
    let given = literals ?? Array(repeating: "NULL", count: parameterCount)
    let values = given.joined(separator: ", ")
    let found: String
    do throws(ServerFailure) {
      let mode = literals == nil ? "force_generic_plan" : "force_custom_plan"
      try connection.run("SET plan_cache_mode = \(mode)")
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
