public import DBModelStatistics

/// How many different values a field has among all rows that have one, and how unevenly those rows
/// are spread over them: `distinct 240 skew zipf(0.9)`.
public struct DistinctValues: Hashable, Sendable {
  /// At least 1.
  public let count: Double
  /// The parts of the rows that the values hold, the most frequent first; `nil` where none is
  /// declared.
  public let skew: Popularity?

  public init(count: Double, skew: Popularity?) {
    self.count = count
    self.skew = skew
  }
}
