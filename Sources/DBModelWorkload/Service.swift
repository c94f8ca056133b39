public import DBModelDiagnostics

/// Who may call a service.
public enum ServiceCallers: String, CaseIterable, Hashable, Sendable {
  /// Programs of the same team, inside the private network.
  case `internal`
  /// People or programs that have proved who they are.
  case authenticated
  /// Anybody.
  case anonymous
}

/// How carefully a client checks whom it talks to.
public enum ClientTLS: String, CaseIterable, Hashable, Sendable {
  /// Certificate and host name.
  case verifyFull = "verify-full"
  /// The certificate alone.
  case verifyAuthority = "verify-ca"
  /// Encrypted, with whomever.
  case required
}

/// A number of instances: from the least to the greatest that run.
public struct InstanceRange: Hashable, Sendable {
  public let least: Int
  public let most: Int

  public init(least: Int, most: Int) {
    self.least = least
    self.most = most
  }
}

/// A program that asks.
public struct Service: Sendable {
  public let id: ServiceID
  public let name: String
  public let documentation: String?
  public var role: Located<String>?
  /// How many run; with autoscaling, from the least to the most.
  public var instances: Located<InstanceRange>?
  /// Connections each instance keeps, from the idle ones to the most.
  public var pool: Located<InstanceRange>?
  /// Where it says that it has no pool: each call opens a connection of its own.
  public var connectsAnew: Located<Bool>?
  public var retry: Located<RetryPolicy>?
  public var timeouts: [Located<Timeout>] = []
  /// The strictest check where it is not stated.
  public var tls: Located<ClientTLS>?
  public var callers: Located<ServiceCallers>?
  public let nameSpan: SourceSpan
  public let span: SourceSpan

  public init(
    id: ServiceID,
    name: String,
    documentation: String? = nil,
    nameSpan: SourceSpan,
    span: SourceSpan
  ) {
    self.id = id
    self.name = name
    self.documentation = documentation
    self.nameSpan = nameSpan
    self.span = span
  }
}

/// How a failed call is repeated; `nil` where it is not stated.
public struct RetryPolicy: Hashable, Sendable {
  /// `full-jitter`, `exponential`, `none`.
  public let kind: String
  /// The pause before the first repetition, seconds.
  public var firstSeconds: Double?
  /// The longest pause, seconds.
  public var longestSeconds: Double?
  /// After which no more is tried, seconds.
  public var forSeconds: Double?
  /// How often in all, the first call included.
  public var attempts: Int?
  /// The share of all calls that may be repetitions, 0…1.
  public var budget: Double?

  public init(kind: String, forSeconds: Double? = nil) {
    self.kind = kind
    self.forSeconds = forSeconds
  }
}
