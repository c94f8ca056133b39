public import DBModelDiagnostics

/// How changes reach the other store.
public enum FlowMechanism: String, CaseIterable, Hashable, Sendable {
  /// The store's own log of changes.
  case stream
  /// A job by the clock.
  case batch
  /// A table of messages written with the change.
  case outbox
}

/// How often one change arrives.
public enum FlowDelivery: String, CaseIterable, Hashable, Sendable {
  case atLeastOnce = "at-least-once"
  case exactlyOnce = "exactly-once"
}

/// How copies of entities in another store are kept; `nil` where it is not stated.
public struct Flow: Sendable {
  public let source: StoreID
  public let destination: StoreID
  public let entities: [Located<EntityID>]
  public var through: Located<FlowMechanism>?
  /// Seconds between runs of a batch.
  public var everySeconds: Located<Double>?
  /// Changes handed over at once, 1…10,000.
  public var batchSize: Located<Int>?
  /// How long changes are gathered, 0…300 s.
  public var windowSeconds: Located<Double>?
  /// Seconds at a percentile (0…1), percentiles ascending.
  public var lag: [(percentile: Double, seconds: Double)] = []
  public var delivery: Located<FlowDelivery>?
  /// What happens when the other store refuses.
  public var retry: Located<RetryPolicy>?
  /// Days changes are kept that never arrived; 1…14.
  public var deadLetterDays: Located<Int>?
  public let span: SourceSpan

  public init(
    source: StoreID,
    destination: StoreID,
    entities: [Located<EntityID>],
    span: SourceSpan
  ) {
    self.source = source
    self.destination = destination
    self.entities = entities
    self.span = span
  }

  /// `stream`, `batch`, `outbox`.
  public var mechanism: Located<String>? { through.map { Located($0.value.rawValue, $0.span) } }
}
