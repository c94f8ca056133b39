public import DBModelDiagnostics

public enum StoreKind: String, CaseIterable, Hashable, Sendable {
  case dynamodb
  case auroraPostgreSQL = "aurora-postgresql"
  case auroraMySQL = "aurora-mysql"
  case sqlite

  public var isRelational: Bool { self != .dynamodb }
}

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
  case provisioned(Throughput)
}

/// What a DynamoDB store declares of itself.
public struct DynamoDBSettings: Sendable {
  public var capacity: Located<CapacityMode>?
  public var warm: Located<Throughput>?
  /// Days point-in-time recovery reaches back.
  public var recoveryDays: Located<Int>?
  public var encryption: Located<EncryptionSetting>?
  /// Regions of global-table replicas.
  public var replicas: [Located<String>] = []

  public init() {}
}

/// What an Aurora store declares of itself.
public struct AuroraSettings: Sendable {
  public var instanceClass: Located<String>?
  public var readers: Located<Int>?
  public var zones: Located<Int>?
  /// Serverless v2, in capacity units: least and most.
  public var serverless: Located<ServerlessRange>?
  public var storageBytes: Located<Double>?
  public var backupDays: Located<Int>?
  public var encryption: Located<EncryptionSetting>?
  public var engineVersion: Located<String>?
  /// Whether an RDS Proxy stands before it.
  public var proxy: Located<Bool>?

  public init() {}
}

public struct ServerlessRange: Hashable, Sendable {
  public let minimumACU: Double
  public let maximumACU: Double

  public init(minimumACU: Double, maximumACU: Double) {
    self.minimumACU = minimumACU
    self.maximumACU = maximumACU
  }
}

public struct EncryptionSetting: Hashable, Sendable {
  public let usesCustomerKey: Bool
  public let rotationDays: Int?

  public init(usesCustomerKey: Bool, rotationDays: Int?) {
    self.usesCustomerKey = usesCustomerKey
    self.rotationDays = rotationDays
  }
}

/// A place where entities live.
public struct Store: Sendable {
  public let id: StoreID
  public let name: String
  public let documentation: String?
  public let kind: StoreKind
  public let isDefault: Bool
  public let dynamoDB: DynamoDBSettings
  public let aurora: AuroraSettings
  public let nameSpan: SourceSpan
  public let span: SourceSpan

  public init(
    id: StoreID,
    name: String,
    documentation: String?,
    kind: StoreKind,
    isDefault: Bool,
    dynamoDB: DynamoDBSettings = DynamoDBSettings(),
    aurora: AuroraSettings = AuroraSettings(),
    nameSpan: SourceSpan,
    span: SourceSpan
  ) {
    self.id = id
    self.name = name
    self.documentation = documentation
    self.kind = kind
    self.isDefault = isDefault
    self.dynamoDB = dynamoDB
    self.aurora = aurora
    self.nameSpan = nameSpan
    self.span = span
  }
}

/// A program that asks.
public struct Service: Sendable {
  public let id: ServiceID
  public let name: String
  public let role: Located<String>?
  public let instances: Located<Int>?
  /// Connections each instance keeps.
  public let pool: Located<Int>?
  public let retry: Located<RetryPolicy>?
  public let nameSpan: SourceSpan
  public let span: SourceSpan

  public init(
    id: ServiceID,
    name: String,
    role: Located<String>?,
    instances: Located<Int>?,
    pool: Located<Int>?,
    retry: Located<RetryPolicy>?,
    nameSpan: SourceSpan,
    span: SourceSpan
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.instances = instances
    self.pool = pool
    self.retry = retry
    self.nameSpan = nameSpan
    self.span = span
  }
}

public struct RetryPolicy: Hashable, Sendable {
  /// `full-jitter`, `exponential`, `none`.
  public let kind: String
  public let forSeconds: Double?

  public init(kind: String, forSeconds: Double?) {
    self.kind = kind
    self.forSeconds = forSeconds
  }
}

/// How copies of entities in another store are kept.
public struct Flow: Sendable {
  public let source: StoreID
  public let destination: StoreID
  public let entities: [Located<EntityID>]
  /// `stream`, `batch`, `outbox`.
  public let mechanism: Located<String>?
  /// Seconds at a percentile (0…1).
  public let lag: [(percentile: Double, seconds: Double)]
  public let span: SourceSpan

  public init(
    source: StoreID,
    destination: StoreID,
    entities: [Located<EntityID>],
    mechanism: Located<String>?,
    lag: [(percentile: Double, seconds: Double)],
    span: SourceSpan
  ) {
    self.source = source
    self.destination = destination
    self.entities = entities
    self.mechanism = mechanism
    self.lag = lag
    self.span = span
  }
}
