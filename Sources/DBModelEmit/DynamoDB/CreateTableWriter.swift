public import DBModelDesign
public import DBModelJSON
public import DBModelWorkload

/// Writes a table as the input of the CreateTable operation, as SDKs and the command line take it.
public enum CreateTableWriter {
  public static func json(_ table: DynamoDBTable, store: Store) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("TableName", .string(table.name)),
      .init("AttributeDefinitions", definitions(table)),
      .init("KeySchema", schema([table.partitionKey], [table.sortKey].compactMap { $0 })),
    ]
    let throughput = provisionedThroughput(store)
    if !table.globalIndexes.isEmpty {
      let indexes = table.globalIndexes.map { index(of: $0, throughput: throughput) }
      members.append(.init("GlobalSecondaryIndexes", .array(indexes)))
    }
    if !table.localIndexes.isEmpty {
      // A local index has no throughput of its own: it takes the table's.
      let indexes = table.localIndexes.map { index(of: $0, throughput: nil) }
      members.append(.init("LocalSecondaryIndexes", .array(indexes)))
    }
    if let throughput {
      members.append(.init("BillingMode", "PROVISIONED"))
      members.append(.init("ProvisionedThroughput", throughput))
    } else {
      members.append(.init("BillingMode", "PAY_PER_REQUEST"))
    }
    if let warm = store.dynamoDB.warm?.value {
      members.append(.init("WarmThroughput", warmThroughput(warm)))
    }
    if table.hasStream {
      members.append(
        .init(
          "StreamSpecification",
          ["StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"]
        )
      )
    }
    if store.dynamoDB.encryption?.value.usesCustomerKey == true {
      members.append(.init("SSESpecification", ["Enabled": true, "SSEType": "KMS"]))
    }
    return .object(members)
  }

  /// Only attributes that stand in a key are defined; each once, in the order of first use.
  private static func definitions(_ table: DynamoDBTable) -> JSONValue {
    var keys: [KeyAttribute] = []
    let all =
      [table.partitionKey] + [table.sortKey].compactMap { $0 }
      + table.indexes.flatMap(\.keyAttributes)
    for key in all where !keys.contains(where: { $0.name == key.name }) { keys.append(key) }
    return .array(
      keys.map {
        ["AttributeName": .string($0.name), "AttributeType": .string($0.type.rawValue)]
      }
    )
  }

  /// Partition key attributes stand before sort key attributes.
  private static func schema(_ hash: [KeyAttribute], _ range: [KeyAttribute]) -> JSONValue {
    .array(
      hash.map { ["AttributeName": .string($0.name), "KeyType": "HASH"] }
        + range.map { ["AttributeName": .string($0.name), "KeyType": "RANGE"] }
    )
  }

  private static func index(of index: SecondaryIndex, throughput: JSONValue?) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("IndexName", .string(index.name)),
      .init("KeySchema", schema(index.partitionKey, index.sortKey)),
      .init("Projection", projection(index.projection)),
    ]
    if let throughput { members.append(.init("ProvisionedThroughput", throughput)) }
    return .object(members)
  }

  private static func projection(_ projection: IndexProjection) -> JSONValue {
    switch projection {
    case .keysOnly: ["ProjectionType": "KEYS_ONLY"]
    case .all: ["ProjectionType": "ALL"]
    case .include(let names):
      ["ProjectionType": "INCLUDE", "NonKeyAttributes": .array(names.map(JSONValue.string))]
    }
  }

  private static func provisionedThroughput(_ store: Store) -> JSONValue? {
    guard case .provisioned(let throughput)? = store.dynamoDB.capacity?.value else { return nil }
    return [
      "ReadCapacityUnits": whole(throughput.readUnitsPerSecond ?? 1),
      "WriteCapacityUnits": whole(throughput.writeUnitsPerSecond ?? 1),
    ]
  }

  private static func warmThroughput(_ throughput: Throughput) -> JSONValue {
    var members: [JSONValue.Member] = []
    if let reads = throughput.readUnitsPerSecond {
      members.append(.init("ReadUnitsPerSecond", whole(reads)))
    }
    if let writes = throughput.writeUnitsPerSecond {
      members.append(.init("WriteUnitsPerSecond", whole(writes)))
    }
    return .object(members)
  }

  /// Rounded up, and bounded so that no declared number can trap.
  private static func whole(_ value: Double) -> JSONValue {
    .int(Int(min(max(value.rounded(.up), 1), 1e15)))
  }
}
