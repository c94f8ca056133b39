import DBModelTestKit
import Testing

@testable import DBModelEngines

/// The PostgreSQL servers that these tests make scratch clusters with.
enum Servers {
  /// `DBMODEL_POSTGRESQL_ALL`: folders of programs with `:` between them; without it the one that
  /// dbmodel finds. Empty where tests shall do without servers or there is none, which is said.
  static let all: [PostgreSQLPrograms] = {
    if TestMode.variable("DBMODEL_WITHOUT_SERVERS") == "1" {
      LiveServers.leftOut("scratch clusters", because: "DBMODEL_WITHOUT_SERVERS=1")
      return []
    }
    let folders = TestMode.variable("DBMODEL_POSTGRESQL_ALL")?.split(separator: ":")
    do throws(ServerFailure) {
      guard let folders else { return [try PostgreSQLPrograms.find(nil, variable: variable)] }
      var found: [PostgreSQLPrograms] = []
      for folder in folders {
        found.append(try PostgreSQLPrograms.find(String(folder), variable: variable))
      }
      return found
    } catch {
      // What is named has to be there.
      if folders != nil { Issue.record("\(error.message)") }
      LiveServers.leftOut("scratch clusters", because: error.message)
      return []
    }
  }()

  static func variable(_ name: String) -> String? { TestMode.variable(name) }

  /// A planner of one version.
  static func planner(
    _ programs: PostgreSQLPrograms,
    _ schema: [String],
    _ statistics: [PostgreSQLTableStatistics] = []
  ) throws -> ScratchPlanner {
    try ScratchPlanner(
      schema: schema,
      statistics: statistics,
      programs: programs,
      variable: variable
    )
  }
}
