public import DBModelDiagnostics
public import DBModelStatistics
public import DBModelWorkload

/// Whether DynamoDB can spread a hot partition key over several partitions by itself.
public enum Splitting: Sendable {
  case helps
  /// With the reason.
  case cannot(String)
}

/// The load on one table or index, and on its hottest key; reads and writes are throttled apart.
public struct StructureHeat: Sendable {
  /// `Order`, `Order.byCustomer`.
  public let structure: String
  public let store: StoreID
  /// The attributes of the partition key: `customer`, `seller, status`.
  public let partitionKey: String
  public let contributions: [HeatContribution]
  public let splitting: Splitting
  public let isIndex: Bool
  /// Without a sort key each key of a table is one item.
  public let hasSortKey: Bool
  /// Where a fixed design states the table or the index.
  public let span: SourceSpan?

  public init(
    structure: String,
    isIndex: Bool,
    hasSortKey: Bool,
    store: StoreID,
    partitionKey: String,
    contributions: [HeatContribution],
    splitting: Splitting,
    span: SourceSpan? = nil
  ) {
    self.structure = structure
    self.isIndex = isIndex
    self.hasSortKey = hasSortKey
    self.span = span
    self.store = store
    self.partitionKey = partitionKey
    self.contributions = contributions
    self.splitting = splitting
  }

  /// The heat that is left without some patterns.
  public func without(_ patterns: Set<PatternID>) -> StructureHeat {
    if patterns.isEmpty { return self }
    return StructureHeat(
      structure: structure,
      isIndex: isIndex,
      hasSortKey: hasSortKey,
      store: store,
      partitionKey: partitionKey,
      contributions: contributions.filter { !patterns.contains($0.pattern) },
      splitting: splitting,
      span: span
    )
  }

  /// Units a second over all keys, every pattern at its peak.
  public func total(isWrite: Bool) -> Interval {
    contributions.filter { $0.isWrite == isWrite }.reduce(.zero) { $0 + $1.unitsPerSecond }
  }

  /// What reads or writes one key, the heaviest first; the named key, or the most popular one.
  public func contributions(isWrite: Bool, onKey value: String?) -> [HeatContribution] {
    contributions.enumerated()
      .filter { $0.element.isWrite == isWrite && $0.element.unitsPerSecond(onKey: value).high > 0 }
      .sorted {
        let (a, b) = (
          $0.element.unitsPerSecond(onKey: value), $1.element.unitsPerSecond(onKey: value)
        )
        return (b.high, b.low, $0.offset) < (a.high, a.low, $1.offset)
      }
      .map(\.element)
  }
}
