import DBModelDesign
import DBModelEmit
import DBModelEngines
import DBModelJSON
import DBModelQuery
import DBModelWorkload
import Glibc

/// The tables of one design on an endpoint: made by this run, filled, read as a whole, and deleted
/// by
/// it. Tables that it did not make are never touched.
final class EndpointTables {
  /// Tables of the service take seconds to come and go.
  private static let waitSeconds = 300.0

  let design: DynamoDBDesign
  private let workload: Workload
  private let send: (ConcreteRequest) throws -> JSONValue
  private(set) var made: [String] = []

  /// - Parameter design: With the names that the tables are to have.
  init(
    design: DynamoDBDesign,
    workload: Workload,
    send: @escaping (ConcreteRequest) throws -> JSONValue
  ) {
    self.design = design
    self.workload = workload
    self.send = send
  }

  /// Makes every table. One that is there already belongs to somebody else, and ends the run.
  func create() throws {
    for table in design.tables {
      let store = Store.onDemand(workload[design.store])
      do {
        _ = try send(
          ConcreteRequest(
            operation: "CreateTable",
            body: CreateTableWriter.json(table, store: store)
          )
        )
      } catch let refusal as DynamoDBRefusal where refusal.type == "ResourceInUseException" {
        throw VerifyFailure(
          "table `\(table.name)` exists already and was not made by this run: it is not touched;"
            + " choose another --seed, or delete it"
        )
      }
      made.append(table.name)
    }
    for name in made { try wait(for: name) }
  }

  private func wait(for name: String) throws {
    let start = time(nil)
    while true {
      let answer = try send(
        ConcreteRequest(operation: "DescribeTable", body: ["TableName": .string(name)])
      )
      let status = answer["Table"]?["TableStatus"]?.stringValue
      let indexes = answer["Table"]?["GlobalSecondaryIndexes"]?.arrayValue ?? []
      let areActive = indexes.allSatisfy {
        ($0["IndexStatus"]?.stringValue ?? "ACTIVE") == "ACTIVE"
      }
      if status == "ACTIVE", areActive { return }
      guard difftime(time(nil), start) < Self.waitSeconds else {
        throw VerifyFailure("table `\(name)` is \(status ?? "unknown") after five minutes")
      }
      usleep(500_000)
    }
  }

  /// Deletes what was made; says what could not be.
  func delete() -> [String] {
    var left: [String] = []
    for name in made {
      do {
        _ = try send(
          ConcreteRequest(operation: "DeleteTable", body: ["TableName": .string(name)])
        )
      } catch {
        left.append(name)
      }
    }
    made = left
    return left
  }

  /// Puts every row, 25 items a request.
  ///
  /// - Returns: Rows that were loaded.
  func load(_ dataset: Dataset) throws -> Int {
    var count = 0
    let carried = CarriedRow(workload: workload, dataset: dataset)
    for table in design.tables {
      var items: [JSONValue] = []
      for layout in table.layouts {
        let entity = workload[layout.entity]
        let codec = ItemCodec(workload: workload, layout: layout, table: table)
        for row in dataset[layout.entity] {
          guard let item = codec.item(of: carried.row(row, of: entity)) else {
            throw VerifyFailure(
              "a generated row of `\(entity.name)` cannot be an item of"
                + " `\(table.name)`: a key of it is missing or empty"
            )
          }
          let members = item.map { JSONValue.Member($0.name, $0.value.json) }
          items.append(["PutRequest": ["Item": .object(members)]])
        }
      }
      let rows = table.entities.reduce(0) { $0 + dataset[$1].count }
      count += rows
      for item in ItemState.guards(dataset, in: table, workload: workload) {
        let members = item.map { JSONValue.Member($0.name, $0.value.json) }
        items.append(["PutRequest": ["Item": .object(members)]])
      }
      var waiting = items[...]
      while !waiting.isEmpty {
        let batch = Array(waiting.prefix(25))
        waiting = waiting.dropFirst(batch.count)
        waiting = try unprocessed(batch, table.name) + waiting
      }
    }
    return count
  }

  private func unprocessed(_ batch: [JSONValue], _ table: String) throws -> ArraySlice<JSONValue> {
    let body: JSONValue = .object([
      .init("RequestItems", .object([.init(table, .array(batch))]))
    ])
    let answer = try send(ConcreteRequest(operation: "BatchWriteItem", body: body))
    let left = answer["UnprocessedItems"]?[table]?.arrayValue ?? []
    if !left.isEmpty { usleep(100_000) }
    return left[...]
  }

  /// Every item of a table.
  func items(of table: DynamoDBTable) throws -> [JSONValue] {
    var items: [JSONValue] = []
    var start: JSONValue?
    repeat {
      var members: [JSONValue.Member] = [
        .init("TableName", .string(table.name)), .init("ConsistentRead", true),
      ]
      if let start { members.append(.init("ExclusiveStartKey", start)) }
      let answer = try send(ConcreteRequest(operation: "Scan", body: .object(members)))
      items += answer["Items"]?.arrayValue ?? []
      start = answer["LastEvaluatedKey"]
    } while start != nil
    return items
  }

  /// The rows that items are of, by entity; an item of none is an error in words.
  func rows(_ items: [JSONValue], of table: DynamoDBTable) -> (
    rows: [(entity: EntityID, row: [Value])], strangers: Int
  ) {
    // Guards are no rows; `ItemState` compares them.
    if !table.guards.isEmpty { return ([], 0) }
    var rows: [(entity: EntityID, row: [Value])] = []
    var strangers = 0
    let reader = ItemReader(workload: workload, table: table)
    for item in items {
      let found = reader.rows(of: item)
      if found.isEmpty { strangers += 1 }
      rows += found.map { ($0.entity, $0.values) }
    }
    return (rows, strangers)
  }
}

extension Store {
  /// The same store, paid by request: a run of minutes is not to be throttled by what a deployment
  /// of months provisions, nor to buy warm throughput.
  fileprivate static func onDemand(_ store: Store) -> Store {
    var copy = store
    copy.dynamoDB = DynamoDBSettings()
    return copy
  }
}
