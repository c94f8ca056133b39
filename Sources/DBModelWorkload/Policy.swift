public import DBModelDiagnostics
public import DBModelStatistics

/// What a team has bound itself to; `nil` where it is not stated.
public struct Policy: Sendable {
  public var region: Located<String>?
  /// The largest instance class allowed.
  public var largestClass: Located<String>?
  /// The longest backup retention allowed, days.
  public var backupDaysAtMost: Located<Int>?
  /// The most storage allowed, bytes.
  public var storageBytesAtMost: Located<Double>?
  /// The only capacity mode allowed: `on-demand` or `provisioned`.
  public var capacity: Located<String>?
  public var cost: CostPolicy?
  /// Costs of the design that are not its own to compute, as declared lines.
  public var declaredCosts: [DeclaredCost] = []
  /// Whether replicas in other regions are allowed; not allowed where it is not stated but a region
  /// is.
  public var crossRegion: Located<Bool>?
  /// The price book's name; the public one where it is not stated.
  public var prices: Located<String>?
  public var span: SourceSpan

  public init(span: SourceSpan) { self.span = span }
}

/// Expected range, alert and ceiling, USD a month.
public struct CostPolicy: Sendable {
  public let expected: Interval?
  public let alert: Located<Double>?
  public let ceiling: Located<Double>?
  public let span: SourceSpan

  public init(
    expected: Interval?,
    alert: Located<Double>?,
    ceiling: Located<Double>?,
    span: SourceSpan
  ) {
    self.expected = expected
    self.alert = alert
    self.ceiling = ceiling
    self.span = span
  }
}

/// A line of a budget as a document states it, checked against what the design costs.
public struct DeclaredCost: Sendable {
  public let name: String
  public let usDollarsPerMonth: Double
  public let span: SourceSpan

  public init(name: String, usDollarsPerMonth: Double, span: SourceSpan) {
    self.name = name
    self.usDollarsPerMonth = usDollarsPerMonth
    self.span = span
  }
}

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

/// What the design is meant to reach; `nil` where it is not stated.
public struct Goals: Sendable {
  public var latency: [LatencyGoal] = []
  public var failoverSeconds: Located<Double>?
  public var recoveryPointSeconds: Located<Double>?
  /// 0…1.
  public var availability: Located<Double>?
  /// How many times today's peak must be served.
  public var headroomThroughput: Located<Double>?
  /// How many times today's data must be served.
  public var headroomData: Located<Double>?
  /// USD a month, as a goal below which the total must stay.
  public var costBelow: Located<Double>?
  public var span: SourceSpan

  public init(span: SourceSpan) { self.span = span }
}

/// `allow RULE on NAME until DATE because "…"`.
public struct Allowance: Sendable {
  /// A code or a name of a rule.
  public let rule: Located<String>
  /// What it is allowed for: a dotted path of names.
  public let subject: Located<String>?
  /// Days since 1970-01-01; the allowance holds up to and including this day.
  public let untilDay: Located<Int64>?
  public let reason: Located<String>?
  public let span: SourceSpan

  public init(
    rule: Located<String>,
    subject: Located<String>?,
    untilDay: Located<Int64>?,
    reason: Located<String>?,
    span: SourceSpan
  ) {
    self.rule = rule
    self.subject = subject
    self.untilDay = untilDay
    self.reason = reason
    self.span = span
  }
}
