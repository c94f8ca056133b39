public import DBModelDiagnostics

/// A latency goal, for all stores or those of one kind, for all patterns or a class of them.
public struct LatencyGoal: Sendable {
  /// `nil`: every store.
  public let storeKinds: [StoreKind]?
  /// `true`: only patterns served by an index or a key.
  public let onlyIndexed: Bool
  public let budget: LatencyBudget

  public init(storeKinds: [StoreKind]?, onlyIndexed: Bool, budget: LatencyBudget) {
    self.storeKinds = storeKinds
    self.onlyIndexed = onlyIndexed
    self.budget = budget
  }
}

/// How busy pools of connections are meant to be, and how long a request may wait for one.
public struct PoolGoal: Sendable {
  /// The least utilisation, 0…1.
  public let utilisation: Located<Double>
  public let wait: LatencyBudget?

  public init(utilisation: Located<Double>, wait: LatencyBudget?) {
    self.utilisation = utilisation
    self.wait = wait
  }
}

/// What money is spent on, as far as a goal can name it.
public enum CostPart: String, CaseIterable, Hashable, Sendable {
  case requests, compute, storage, backup, replication, streams, proxy
}

/// How often something is practised.
public struct DrillGoal: Sendable {
  public let kind: DrillKind
  public let everyDays: Located<Int>

  public init(kind: DrillKind, everyDays: Located<Int>) {
    self.kind = kind
    self.everyDays = everyDays
  }
}

/// What the design is meant to reach; `nil` where it is not stated.
public struct Goals: Sendable {
  public var latency: [LatencyGoal] = []
  /// The time until a connection is ready, at a percentile.
  public var connect: LatencyBudget?
  public var failoverSeconds: Located<Double>?
  /// What a failover may lose of what was acknowledged, seconds; 0 is nothing.
  public var failoverLossSeconds: Located<Double>?
  /// How far back a restore may fall, seconds.
  public var recoveryPointSeconds: Located<Double>?
  /// How long a restore may take, seconds.
  public var recoveryTimeSeconds: Located<Double>?
  /// How old what a reader answers may be, at a percentile.
  public var replicaLag: LatencyBudget?
  /// 0…1.
  public var availability: Located<Double>?
  public var pool: PoolGoal?
  /// Connections that must be borne at once.
  public var connections: Located<Int>?
  /// How many times today's peak must be served.
  public var headroomThroughput: Located<Double>?
  /// How many times today's data must be served.
  public var headroomData: Located<Double>?
  /// USD a month, as a goal below which the total must stay.
  public var costBelow: Located<Double>?
  /// The same for what money is spent on, each part once.
  public var costPartsBelow: [(part: Located<CostPart>, amount: Located<Double>)] = []
  public var drills: [DrillGoal] = []
  public var span: SourceSpan

  public init(span: SourceSpan) { self.span = span }
}
