public import DBModelStatistics

/// What one access pattern reads or writes of a table or an index.
public struct SimulatedFlow: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// Calls of their own.
    case calls(FlowRate)
    /// An index's entries of what is written to its table.
    ///
    /// - Parameters:
    ///   - flow: The place of the writes among the flows of the table.
    ///   - perCall: Entries that one of those calls makes, in the mean; where there is more than
    ///     one, they have one fate.
    ///   - entry: Flows of an index with the same number share out the same entries: each falls on
    ///     one of them.
    case writes(flow: Int, perCall: Double, entry: Int)
  }

  /// The pattern, as people know it.
  public let label: String
  public let isWrite: Bool
  public let source: Source
  public let units: CallUnits
  /// Over the partition keys.
  public let popularity: RankedShares
  public let ranking: SimulatedRanking
  public let layout: CollectionLayout

  public init(
    label: String,
    isWrite: Bool,
    source: Source,
    units: CallUnits,
    popularity: RankedShares,
    ranking: SimulatedRanking,
    layout: CollectionLayout
  ) {
    self.label = label
    self.isWrite = isWrite
    self.source = source
    self.units = units
    self.popularity = popularity
    self.ranking = ranking
    self.layout = layout
  }
}
