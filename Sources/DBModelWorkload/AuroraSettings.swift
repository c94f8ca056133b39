/// Capacity of Serverless v2 in Aurora capacity units.
public struct ServerlessRange: Hashable, Sendable {
  public let minimumACU: Double
  public let maximumACU: Double
  /// Idle seconds after which it pauses, 300…86,400; only where the minimum is 0.
  public let pauseAfterSeconds: Double?

  public init(minimumACU: Double, maximumACU: Double, pauseAfterSeconds: Double? = nil) {
    self.minimumACU = minimumACU
    self.maximumACU = maximumACU
    self.pauseAfterSeconds = pauseAfterSeconds
  }
}

/// How far the number of readers follows the load.
public struct ReaderScaling: Hashable, Sendable {
  /// What is kept at its target by adding readers.
  public enum Target: Hashable, Sendable {
    /// The average utilisation of the readers' processors, 0…1.
    case processor(Double)
    /// The average number of connections of a reader.
    case connections(Int)
  }

  /// 1…15.
  public let most: Int
  public let target: Target

  public init(most: Int, target: Target) {
    self.most = most
    self.target = target
  }
}

/// How Aurora bills its volume.
public enum VolumeKind: String, CaseIterable, Hashable, Sendable {
  /// Requests to storage are billed one by one.
  case standard
  /// Requests are included in dearer instances and storage.
  case ioOptimized = "io-optimized"
}

/// An RDS Proxy before a cluster; `nil` where the service's own value holds.
public struct ProxySettings: Hashable, Sendable {
  /// The share of the cluster's connections it may open, 0…1; 100 % where it is not stated.
  public var connectionShare: Double?
  /// How long a client waits for a connection, 0…300 s; 120 s where it is not stated.
  public var borrowSeconds: Double?
  /// How long a client may stay idle, 1…28,800 s; 1,800 s where it is not stated.
  public var idleSeconds: Double?

  public init() {}
}

/// How applications prove who they are to a cluster.
public enum ClusterAuthentication: Hashable, Sendable {
  /// Tokens of their roles.
  case iam
  /// A password kept as a secret, and the days after which it is changed.
  case secret(rotationDays: Int?)
}

/// Whether connections without TLS are refused.
public enum ServerTLS: String, CaseIterable, Hashable, Sendable {
  case required
  case allowed
}

/// Kinds of statements an engine's audit log holds.
public enum StatementAudit: String, CaseIterable, Hashable, Sendable {
  /// Who connects and disconnects.
  case connections
  /// Changes of the schema.
  case schema
  /// Changes of users and their rights.
  case roles
  case reads
  case writes
}

/// How long the engine's performance history is kept, and how much of it.
public struct DatabaseInsights: Hashable, Sendable {
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    case standard
    case advanced
  }

  public let mode: Mode
  /// 7, a multiple of 31 up to 713, or 731; at least 465 in the advanced mode.
  public let keepDays: Int

  public init(mode: Mode, keepDays: Int) {
    self.mode = mode
    self.keepDays = keepDays
  }
}

/// What a statement or a client is given so long for.
public enum TimeoutKind: String, CaseIterable, Hashable, Sendable {
  case connect
  case statement
  /// A transaction that does nothing.
  case idleInTransaction = "idle-in-transaction"
  /// The wait for a lock.
  case lock
}

/// How long something may take before it is given up.
public struct Timeout: Hashable, Sendable {
  public let kind: TimeoutKind
  public let seconds: Double

  public init(kind: TimeoutKind, seconds: Double) {
    self.kind = kind
    self.seconds = seconds
  }
}

/// A parameter of the engine, as written.
public struct EngineParameter: Sendable {
  public let name: Located<String>
  public let value: Located<String>

  public init(name: Located<String>, value: Located<String>) {
    self.name = name
    self.value = value
  }
}

/// What an Aurora store declares of itself; `nil` where it is not stated.
public struct AuroraSettings: Sendable {
  public var instanceClass: Located<String>?
  /// The readers that always run, 0…15.
  public var readers: Located<Int>?
  public var readerScaling: Located<ReaderScaling>?
  /// Availability zones the instances are spread over, 1…6.
  public var zones: Located<Int>?
  public var serverless: Located<ServerlessRange>?
  public var volume: Located<VolumeKind>?
  public var storageBytes: Located<Double>?
  /// Relative growth of the volume a month.
  public var storageGrowthPerMonth: Located<Double>?
  /// Days of continuous backups, 1…35.
  public var backupDays: Located<Int>?
  public var backupWindow: Located<WeeklyHours>?
  public var snapshots: Located<SnapshotPlan>?
  public var encryption: Located<EncryptionSetting>?
  public var deletionProtection: Located<Bool>?
  public var engineVersion: Located<String>?
  /// Whether an RDS Proxy stands before it.
  public var proxy: Located<Bool>?
  public var proxySettings = ProxySettings()
  /// When the cluster runs; always where it is empty.
  public var runs: [Located<WeeklyHours>] = []
  public var maintenance: Located<WeeklyHours>?
  public var authentication: Located<ClusterAuthentication>?
  public var tls: Located<ServerTLS>?
  /// 1,150…65,535.
  public var port: Located<Int>?
  /// Each kind once, in declared order.
  public var audit: [Located<StatementAudit>] = []
  public var insights: Located<DatabaseInsights>?
  public var timeouts: [Located<Timeout>] = []
  public var parameters: [EngineParameter] = []
  /// Extensions of the engine that may be used.
  public var extensions: [Located<String>] = []
  public var drills: [Drill] = []

  public init() {}

  /// Hours of a week the cluster runs; 168 where nothing is stated. Hours stated twice count twice.
  public var hoursPerWeek: Double {
    runs.isEmpty ? 168 : min(168, runs.reduce(0) { $0 + $1.value.hoursPerWeek })
  }
}
