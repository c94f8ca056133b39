public import DBModelWorkload

/// What a store asks of its derived tables besides serving the patterns, and what that costs.
public struct PreferenceWorth: Sendable {
  /// Whether all rows shall stand in one table.
  public let isSingleTable: Bool
  /// Global indexes that a table may have; `nil` where the quota decides.
  public let mostIndexes: Int?
  /// What the design costs more than the best one of which nothing is asked, USD a month; below 0
  /// where that costs more, because it serves some pattern better.
  public let usDollarsPerMonthMore: Double
  /// Patterns that the best one serves better: they read no whole table there, or miss no budget.
  public let worse: [PatternID]

  public init(
    isSingleTable: Bool,
    mostIndexes: Int?,
    usDollarsPerMonthMore: Double,
    worse: [PatternID]
  ) {
    self.isSingleTable = isSingleTable
    self.mostIndexes = mostIndexes
    self.usDollarsPerMonthMore = usDollarsPerMonthMore
    self.worse = worse
  }
}
