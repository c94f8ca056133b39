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
  /// The customer's key, and at most so many days between its rotations, for every store.
  public var encryption: Located<EncryptionSetting>?
  /// What it is run for.
  public var environment: Located<Environment>?
  /// Sets of rules the design must meet; the baseline where none is stated.
  public var compliance: [Located<ComplianceProfile>] = []
  /// Days logs are kept.
  public var logDays: Located<Int>?
  /// Who is told when an alarm goes off or a budget is passed.
  public var notify: [Located<String>] = []
  public var span: SourceSpan

  public init(span: SourceSpan) { self.span = span }
}

/// What a design is run for.
public enum Environment: String, CaseIterable, Hashable, Sendable {
  case production, staging, test, development
}

/// A set of rules beyond good practice.
public enum ComplianceProfile: String, CaseIterable, Hashable, Sendable {
  /// Good practice and nothing beyond.
  case baseline
  case hipaa
  case pciDSS = "pci-dss"
  case soc2
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
