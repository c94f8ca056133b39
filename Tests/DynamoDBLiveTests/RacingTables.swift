import DBModelDesign
import DBModelEmit
import DBModelEngines
import DBModelJSON
import DBModelPlanning
import DBModelQuery
import DBModelWorkload
import Testing

/// The derived tables of a workload under their own names, for calls that meet.
struct RacingTables {
  let workload: Workload
  let design: PhysicalDesign
  private let tables: DynamoDBDesign
  private let client: DynamoDBClient

  init(_ workload: Workload, _ client: DynamoDBClient) throws {
    self.workload = workload
    self.client = client
    design = Planner.plan(workload: workload).design
    guard case .dynamoDB(let tables)? = design.stores.first else {
      throw RunnerError.unsupported("no tables")
    }
    self.tables = tables
    delete()
    for table in tables.tables {
      let body = CreateTableWriter.json(table, store: workload[tables.store])
      _ = try client.send(ConcreteRequest(operation: "CreateTable", body: body))
    }
  }

  func delete() {
    for table in tables.tables {
      let body: JSONValue = ["TableName": .string(table.name)]
      _ = try? client.send(ConcreteRequest(operation: "DeleteTable", body: body))
    }
  }

  func runner(_ send: @escaping DynamoDBRunner.Transport) -> DynamoDBRunner {
    DynamoDBRunner(workload: workload, design: tables, send: send)
  }

  func put(_ table: String, _ values: [String: Value]) throws {
    let body: JSONValue = ["TableName": .string(table), "Item": item(values)]
    _ = try client.send(ConcreteRequest(operation: "PutItem", body: body))
  }

  func take(_ table: String, _ key: [String: Value]) throws {
    let body: JSONValue = ["TableName": .string(table), "Key": item(key)]
    _ = try client.send(ConcreteRequest(operation: "DeleteItem", body: body))
  }

  private func item(_ values: [String: Value]) -> JSONValue {
    .object(
      values.sorted { $0.key < $1.key }.map { name, value in
        switch value {
        case .integer(let number): .init(name, ["N": .string("\(number)")])
        case .string(let text): .init(name, ["S": .string(text)])
        default: .init(name, ["NULL": true])
        }
      }
    )
  }

  /// The values of one attribute in all items of a table, sorted.
  func values(of attribute: String, in table: String) throws -> [String] {
    let answer = try client.send(
      ConcreteRequest(operation: "Scan", body: ["TableName": .string(table)])
    )
    return (answer["Items"]?.arrayValue ?? []).compactMap {
      $0[attribute]?["N"]?.stringValue ?? $0[attribute]?["S"]?.stringValue
    }.sorted()
  }

  func run(
    _ runner: DynamoDBRunner,
    _ name: String,
    _ arguments: Argument...
  ) throws -> DynamoDBWriteOutcome {
    let pattern = try #require(workload.patterns.first { $0.name == name })
    let access = try #require(design.accesses.first { $0.pattern == pattern.id })
    var given = Arguments()
    for (parameter, argument) in zip(pattern.parameters, arguments) {
      given[parameter.id] = argument
    }
    guard case .dynamoDB(let path) = access.path else { return .applied }
    return try runner.write(pattern, path: path, given, now: 0) { error in
      guard let refusal = error as? DynamoDBRefusal else { return nil }
      if refusal.type == "ConditionalCheckFailedException" { return ConditionFailure(actions: [0]) }
      guard refusal.type == "TransactionCanceledException" else { return nil }
      let reasons = refusal.body["CancellationReasons"]?.arrayValue ?? []
      let failed = reasons.indices.filter {
        reasons[$0]["Code"]?.stringValue == "ConditionalCheckFailed"
      }
      return failed.isEmpty ? nil : ConditionFailure(actions: failed)
    }
  }
}
