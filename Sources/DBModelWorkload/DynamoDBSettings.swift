/// Reads and writes a second, in capacity units.
public struct Throughput: Hashable, Sendable {
  public let readUnitsPerSecond: Double?
  public let writeUnitsPerSecond: Double?

  public init(readUnitsPerSecond: Double?, writeUnitsPerSecond: Double?) {
    self.readUnitsPerSecond = readUnitsPerSecond
    self.writeUnitsPerSecond = writeUnitsPerSecond
  }
}

public enum CapacityMode: Hashable, Sendable {
  case onDemand
  /// What is provisioned at all times; `CapacityScaling` says how far it grows.
  case provisioned(Throughput)
}

/// How far provisioned capacity follows the load.
public struct CapacityScaling: Hashable, Sendable {
  /// The most that is provisioned.
  public let most: Throughput
  /// The utilisation that is kept, 0.2…0.9.
  public let target: Double

  public init(most: Throughput, target: Double) {
    self.most = most
    self.target = target
  }
}

/// What a table's storage and requests are priced as.
public enum TableClass: String, CaseIterable, Hashable, Sendable {
  case standard
  case infrequentAccess = "infrequent-access"
}

/// How replicas in other regions agree.
public enum ReplicaConsistency: String, CaseIterable, Hashable, Sendable {
  /// Multi-region eventual consistency: the last writer wins, usually within a second.
  case eventual
  /// Multi-region strong consistency: three regions, one of which may be a witness.
  case strong
}

/// Which keys CloudWatch Contributor Insights names.
public enum KeyInsights: String, CaseIterable, Hashable, Sendable {
  case throttledKeys = "throttled-keys"
  /// Those and the most asked for, which costs an event for every request.
  case accessedKeys = "accessed-keys"
}

/// How the application's network reaches the tables.
public enum TableEndpoint: String, CaseIterable, Hashable, Sendable {
  /// A gateway of the private network.
  case gateway
  /// An address within the private network.
  case interface
  /// The public address of the service.
  case `public`
}

/// What a DynamoDB store declares of itself; `nil` where it is not stated.
public struct DynamoDBSettings: Sendable {
  /// Global indexes of a table by default (Service quotas, checked 2026-11-23).
  public static let indexQuota = 20

  public var capacity: Located<CapacityMode>?
  /// The most an on-demand table admits.
  public var onDemandMaximum: Located<Throughput>?
  /// How far provisioned capacity grows.
  public var scaling: Located<CapacityScaling>?
  public var warm: Located<Throughput>?
  public var tableClass: Located<TableClass>?
  /// Days point-in-time recovery reaches back, 1…35.
  public var recoveryDays: Located<Int>?
  public var snapshots: Located<SnapshotPlan>?
  public var encryption: Located<EncryptionSetting>?
  /// Whether a table must be unprotected before it is deleted.
  public var deletionProtection: Located<Bool>?
  /// Regions of global-table replicas.
  public var replicas: [Located<String>] = []
  public var replicaConsistency: Located<ReplicaConsistency>?
  /// The region that only witnesses writes.
  public var witness: Located<String>?
  public var insights: Located<KeyInsights>?
  public var endpoint: Located<TableEndpoint>?
  /// Global indexes that a derived table may have, 0 to the quota.
  public var mostIndexes: Located<Int>?
  /// Whether derived rows stand in one table, as far as one can hold them.
  public var isSingleTable: Located<Bool>?
  /// Calls that CloudTrail logs.
  public var audit: Located<CallAudit>?
  /// When failure and recovery were last practised.
  public var drills: [Drill] = []

  public init() {}
}
