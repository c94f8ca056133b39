import DBModelDesign
import DBModelEngines
import DBModelJSON
import DBModelQuery
import DBModelWorkload

/// The items of a data set in memory, which answer reads as the service does, so that units of
/// thousands of calls are counted in seconds.
///
/// What writes leave is said by the reference evaluator, and that an endpoint leaves the same is
/// what `LiveVerifyTests` show: here nothing is compared, only counted.
final class HeldItems {
  typealias Item = [AttributeValue.Member]

  private struct Stored {
    let item: JSONValue
    let members: Item
    let sort: [AttributeValue]
  }

  private let workload: Workload
  private let design: DynamoDBDesign
  /// By table: items under their whole keys.
  private var tables: [String: [[AttributeValue]: JSONValue]] = [:]
  /// By structure (`table.index`) and partition key, in the order of the sort key.
  private var collections: [String: [[AttributeValue]: [Stored]]] = [:]
  /// The items that `hold` was given.
  private var held: [String: [[AttributeValue]: JSONValue]] = [:]
  /// What the next write leaves; `nil` where it is refused, as by a condition that fails.
  private var after: [String: [[AttributeValue]: JSONValue]]?
  private var before: Dataset?

  init(workload: Workload, design: DynamoDBDesign) {
    self.workload = workload
    self.design = design
  }

  /// Holds the rows of a data set and nothing else.
  func hold(_ dataset: Dataset) {
    before = dataset
    tables = [:]
    collections = [:]
    for table in design.tables {
      let items = Self.items(of: table, dataset, workload)
      let names = Self.keyNames(table)
      tables[table.name] = Self.keyed(items, names)
      collect(table.name, [table.partitionKey.name], Array(names.dropFirst()), items)
      for index in table.indexes {
        let keys = index.keyAttributes.map(\.name)
        let entries = items.filter { item in keys.allSatisfy { Self.value($0, item) != nil } }
          .map { Self.projected($0, keys + names, index.projection) }
        let partition = index.partitionKey.map(\.name)
        collect(
          "\(table.name).\(index.name)",
          partition,
          index.sortKey.map(\.name) + names.filter { !keys.contains($0) },
          entries
        )
      }
    }
    held = tables
  }

  /// What the next write leaves; `nil` for one that is refused.
  func expect(_ dataset: Dataset?) {
    tables = held
    after = dataset.map { dataset in
      var items = held
      for table in design.tables
      where table.layouts.contains(where: { layout in
        dataset[layout.entity] != before?[layout.entity]
      }) {
        items[table.name] = Self.keyed(
          Self.items(of: table, dataset, workload),
          Self.keyNames(table)
        )
      }
      return items
    }
  }

  func send(_ request: ConcreteRequest) throws -> JSONValue {
    let body = request.body
    let table = body["TableName"]?.stringValue ?? ""
    switch request.operation {
    case "GetItem":
      return .object(item(table, body["Key"]).map { [.init("Item", $0)] } ?? [])
    case "BatchGetItem":
      let answers = (body["RequestItems"]?.members ?? []).map { member in
        let keys = member.value["Keys"]?.arrayValue ?? []
        return JSONValue.Member(member.key, .array(keys.compactMap { item(member.key, $0) }))
      }
      return ["Responses": .object(answers), "UnprocessedKeys": .object([])]
    case "Query", "Scan": return query(body, table)
    default:
      guard let after else {
        throw DynamoDBRefusal(
          type: "ConditionalCheckFailedException",
          message: "",
          body: .object([])
        )
      }
      for (table, key) in places(of: body) { tables[table]?[key] = after[table]?[key] }
      return .object([])
    }
  }

  private func places(of body: JSONValue) -> [(table: String, key: [AttributeValue])] {
    let parts =
      body["TransactItems"]?.arrayValue?.compactMap { $0.members?.first?.value } ?? [body]
    return parts.compactMap { part in
      guard let name = part["TableName"]?.stringValue, let table = design.table(named: name),
        let key = part["Key"] ?? part["Item"]
      else { return nil }
      return (
        name, Self.keyNames(table).map { key[$0].flatMap(AttributeValue.init(json:)) ?? .null }
      )
    }
  }

  // MARK: Holding

  private func collect(
    _ name: String,
    _ partition: [String],
    _ sort: [String],
    _ items: [Item]
  ) {
    var found: [[AttributeValue]: [Stored]] = [:]
    for item in items {
      let key = partition.map { Self.value($0, item) ?? .null }
      let order = sort.map { Self.value($0, item) ?? .null }
      found[key, default: []].append(
        Stored(item: Self.json(item), members: item, sort: order)
      )
    }
    collections[name] = found.mapValues { stored in
      stored.sorted { a, b in
        for (x, y) in zip(a.sort, b.sort) where x != y { return HeldCondition.order(x, y) < 0 }
        return false
      }
    }
  }

  private static func keyNames(_ table: DynamoDBTable) -> [String] {
    [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
  }

  private static func keyed(_ items: [Item], _ names: [String]) -> [[AttributeValue]: JSONValue] {
    Dictionary(
      items.map { item in (names.map { value($0, item) ?? .null }, json(item)) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private static func items(
    of table: DynamoDBTable,
    _ dataset: Dataset,
    _ workload: Workload
  ) -> [Item] {
    let carried = CarriedRow(workload: workload, dataset: dataset)
    return table.layouts.flatMap { layout in
      let entity = workload[layout.entity]
      let codec = ItemCodec(workload: workload, layout: layout, table: table)
      return dataset[layout.entity].compactMap { codec.item(of: carried.row($0, of: entity)) }
    }
  }

  private static func value(_ name: String, _ item: Item) -> AttributeValue? {
    item.first { $0.name == name }?.value
  }

  private static func json(_ item: Item) -> JSONValue {
    .object(item.map { JSONValue.Member($0.name, $0.value.json) })
  }

  private static func projected(
    _ item: Item,
    _ keys: [String],
    _ projection: IndexProjection
  ) -> Item {
    switch projection {
    case .all: item
    case .keysOnly: item.filter { keys.contains($0.name) }
    case .include(let names): item.filter { keys.contains($0.name) || names.contains($0.name) }
    }
  }

  // MARK: Answering

  private func item(_ table: String, _ key: JSONValue?) -> JSONValue? {
    guard let known = design.table(named: table), let key else { return nil }
    return tables[table]?[
      Self.keyNames(known).map { key[$0].flatMap(AttributeValue.init(json:)) ?? .null }
    ]
  }

  private func query(_ body: JSONValue, _ table: String) -> JSONValue {
    let structure = body["IndexName"]?.stringValue.map { "\(table).\($0)" } ?? table
    guard let known = design.table(named: table) else { return .null }
    let index = body["IndexName"]?.stringValue.flatMap { known.index(named: $0) }
    let partition = index?.partitionKey.map(\.name) ?? [known.partitionKey.name]
    var found: [Stored]
    if let text = body["KeyConditionExpression"]?.stringValue {
      let condition = HeldCondition(text, body)
      let key = partition.map { condition.equal(to: $0) ?? .null }
      found = (collections[structure]?[key] ?? []).filter { condition.holds($0.members) }
    } else {
      found = (collections[structure] ?? [:]).values.flatMap { $0 }
    }
    if body["ScanIndexForward"] == false { found.reverse() }
    let keys =
      (index?.keyAttributes.map(\.name) ?? []) + [known.partitionKey.name]
      + [known.sortKey?.name].compactMap { $0 }
    func isAt(_ stored: Stored, _ start: JSONValue) -> Bool {
      keys.allSatisfy { stored.item[$0] == start[$0] }
    }
    if let start = body["ExclusiveStartKey"],
      let position = found.firstIndex(where: { isAt($0, start) })
    {
      found = Array(found[(position + 1)...])
    }
    var members: [JSONValue.Member] = []
    if case .number(let text)? = body["Limit"], let limit = Int(text), found.count >= limit {
      found = Array(found.prefix(limit))
      if let last = found.last {
        let key = Set(keys).compactMap { name in last.item[name].map { JSONValue.Member(name, $0) }
        }
        members.append(.init("LastEvaluatedKey", .object(key)))
      }
    }
    if let filter = body["FilterExpression"]?.stringValue {
      let condition = HeldCondition(filter, body)
      found = found.filter { condition.holds($0.members) }
    }
    return .object([.init("Items", .array(found.map(\.item)))] + members)
  }
}
