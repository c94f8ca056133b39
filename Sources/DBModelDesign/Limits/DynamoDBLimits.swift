/// A limit of a service, with where it is documented.
public struct ServiceLimit: Hashable, Sendable {
  public let name: String
  public let value: Double
  public let unit: String
  /// Can be raised by asking.
  public let isAdjustable: Bool
  public let source: String
  /// The day the source was read, `YYYY-MM-DD`.
  public let checked: String

  public init(
    _ name: String,
    _ value: Double,
    _ unit: String,
    isAdjustable: Bool = false,
    source: String,
    checked: String = "2026-11-23"
  ) {
    self.name = name
    self.value = value
    self.unit = unit
    self.isAdjustable = isAdjustable
    self.source = source
    self.checked = checked
  }
}

/// Limits of DynamoDB. Units are binary: 1 KB is 1,024 bytes.
public enum DynamoDBLimits {
  private static let quotas = "DynamoDB Developer Guide, Service, account, and table quotas"
  private static let hot = "DynamoDB Developer Guide, Designing partition keys"
  private static let onDemand = "DynamoDB Developer Guide, On-demand capacity mode"

  public static let itemBytes = ServiceLimit("item size", 409_600, "B", source: quotas)
  public static let partitionKeyBytes = ServiceLimit(
    "partition key value",
    2_048,
    "B",
    source: quotas
  )
  public static let sortKeyBytes = ServiceLimit("sort key value", 1_024, "B", source: quotas)
  public static let globalIndexes = ServiceLimit(
    "global secondary indexes of a table",
    20,
    "indexes",
    isAdjustable: true,
    source: quotas
  )
  public static let localIndexes = ServiceLimit(
    "local secondary indexes of a table",
    5,
    "indexes",
    source: quotas
  )
  /// The items of one partition key of a table with local indexes, and their index entries.
  public static let localCollectionBytes = ServiceLimit(
    "item collection of a table with local indexes",
    10_737_418_240,
    "B",
    source: quotas
  )
  public static let indexKeyAttributes = ServiceLimit(
    "partition key attributes of a global index, and the same of its sort key",
    4,
    "attributes",
    source: "DynamoDB API Reference, GlobalSecondaryIndex, multi-attribute keys"
  )
  public static let projectedAttributes = ServiceLimit(
    "attributes included in all indexes of a table",
    100,
    "attributes",
    source: quotas
  )
  public static let pageBytes = ServiceLimit(
    "page of a Query or Scan",
    1_048_576,
    "B",
    source: quotas
  )
  public static let batchGetItems = ServiceLimit(
    "items of a BatchGetItem",
    100,
    "items",
    source: quotas
  )
  public static let batchWriteItems = ServiceLimit(
    "items of a BatchWriteItem",
    25,
    "items",
    source: quotas
  )
  public static let transactionItems = ServiceLimit(
    "actions of a transaction",
    100,
    "actions",
    source: quotas
  )
  public static let transactionBytes = ServiceLimit(
    "items of a transaction together",
    4_194_304,
    "B",
    source: quotas
  )
  public static let partitionReadUnits = ServiceLimit(
    "read units a second of one partition",
    3_000,
    "read units/s",
    source: hot
  )
  public static let partitionWriteUnits = ServiceLimit(
    "write units a second of one partition",
    1_000,
    "write units/s",
    source: hot
  )
  /// About 10 GB; beyond it a partition is split.
  public static let partitionBytes = ServiceLimit(
    "size of a partition",
    10_737_418_240,
    "B",
    source: hot
  )
  /// Of all provisioned tables and indexes of an account in a Region, reads and writes each.
  public static let accountProvisionedUnits = ServiceLimit(
    "units a second that an account provisions in a Region",
    80_000,
    "units/s",
    isAdjustable: true,
    source: quotas
  )
  public static let tableReadUnits = ServiceLimit(
    "read units a second of a table",
    40_000,
    "read units/s",
    isAdjustable: true,
    source: quotas
  )
  public static let tableWriteUnits = ServiceLimit(
    "write units a second of a table",
    40_000,
    "write units/s",
    isAdjustable: true,
    source: quotas
  )
  public static let newTableReadUnits = ServiceLimit(
    "read units a second a new on-demand table serves",
    12_000,
    "read units/s",
    source: onDemand
  )
  public static let newTableWriteUnits = ServiceLimit(
    "write units a second a new on-demand table serves",
    4_000,
    "write units/s",
    source: onDemand
  )
  /// On-demand capacity serves up to twice the highest traffic before this time.
  public static let onDemandDoublingSeconds = ServiceLimit(
    "time in which on-demand traffic may double",
    1_800,
    "s",
    source: onDemand,
    checked: "2026-11-29"
  )
  /// Unused provisioned capacity is kept for so long, at best: the service may use it for itself.
  public static let provisionedBurstSeconds = ServiceLimit(
    "time for which unused provisioned capacity is kept",
    300,
    "s",
    source: "DynamoDB Developer Guide, Burst and adaptive capacity",
    checked: "2026-11-29"
  )
  /// The overhead of an item or an index entry in storage.
  public static let storageOverheadBytes = ServiceLimit(
    "storage overhead of an item or an index entry",
    100,
    "B",
    source: "DynamoDB Developer Guide, Table classes and billing, storage"
  )

  public static let all: [ServiceLimit] = [
    itemBytes, partitionKeyBytes, sortKeyBytes, globalIndexes, localIndexes,
    localCollectionBytes, indexKeyAttributes, projectedAttributes, pageBytes, batchGetItems,
    batchWriteItems, transactionItems, transactionBytes,
    partitionReadUnits, partitionWriteUnits, partitionBytes, tableReadUnits, tableWriteUnits,
    newTableReadUnits, newTableWriteUnits, onDemandDoublingSeconds, provisionedBurstSeconds,
    storageOverheadBytes,
  ]
}
