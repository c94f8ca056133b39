public import DBModelDiagnostics

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
