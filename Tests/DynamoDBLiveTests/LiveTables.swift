import DBModelDesign
import DBModelEmit
import DBModelJSON
import DBModelQuery
import DBModelWorkload

/// The tables of a design on a live endpoint, made for one test and taken away after it.
struct LiveTables {
  let endpoint: DynamoDBEndpoint
  let workload: Workload
  let design: DynamoDBDesign

  func create() throws {
    for table in design.tables {
      let body = CreateTableWriter.json(table, store: workload[design.store])
      _ = try endpoint.send(ConcreteRequest(operation: "CreateTable", body: body))
    }
  }

  func delete() throws {
    for table in design.tables {
      let body: JSONValue = ["TableName": .string(table.name)]
      _ = try endpoint.send(ConcreteRequest(operation: "DeleteTable", body: body))
    }
  }

  /// Puts every row; 25 items a request.
  ///
  /// - Returns: How many rows could not be items, because a key of theirs is empty.
  func load(_ dataset: Dataset) throws -> Int {
    var refused = 0
    for table in design.tables {
      var items: [JSONValue] = []
      for layout in table.layouts {
        let codec = ItemCodec(entity: workload[layout.entity], layout: layout, table: table)
        for row in dataset[layout.entity] {
          guard let item = codec.item(of: row) else {
            refused += 1
            continue
          }
          let members = item.map { JSONValue.Member($0.name, $0.value.json) }
          items.append(["PutRequest": ["Item": .object(members)]])
        }
      }
      for start in stride(from: 0, to: items.count, by: 25) {
        let batch = Array(items[start..<min(start + 25, items.count)])
        let body: JSONValue = .object([
          .init("RequestItems", .object([.init(table.name, .array(batch))]))
        ])
        _ = try endpoint.send(ConcreteRequest(operation: "BatchWriteItem", body: body))
      }
    }
    return refused
  }
}
