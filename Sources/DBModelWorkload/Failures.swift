public import DBModelDiagnostics

/// What fails.
public enum FailureKind: String, CaseIterable, Hashable, Sendable {
  /// An instance of a cluster.
  case instance
  /// An availability zone with everything in it.
  case zone
  case region
  /// No connection is left.
  case connections
  /// A statement that does not end in time.
  case timeout
  /// A volume that is full.
  case storage
  /// Readers that fall behind.
  case replicaLag = "replica-lag"
  /// A backup that is not taken.
  case backup
}

/// How often something is expected to fail, and for how long.
public struct Failure: Sendable {
  public let kind: Located<FailureKind>
  /// Times a second; `unknown` is legal.
  public let rate: Declared<Double>
  /// `nil`: as long as the design takes to recover.
  public let lastingSeconds: Located<Double>?
  /// `nil`: every store alike.
  public let stores: [Located<StoreID>]?
  public let span: SourceSpan

  public init(
    kind: Located<FailureKind>,
    rate: Declared<Double>,
    lastingSeconds: Located<Double>?,
    stores: [Located<StoreID>]?,
    span: SourceSpan
  ) {
    self.kind = kind
    self.rate = rate
    self.lastingSeconds = lastingSeconds
    self.stores = stores
    self.span = span
  }
}
