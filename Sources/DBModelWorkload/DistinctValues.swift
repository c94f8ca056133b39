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

  /// Of a `bool` of which so many rows are true.
  ///
  /// - Parameter trueShare: 0…1.
  public init(trueShare: Double) {
    self.init(
      count: 2,
      skew: .top([
        TopShare(value: "true", share: trueShare), TopShare(value: "false", share: 1 - trueShare),
      ])
    )
  }

  /// The part of the rows with a value that are true, 0…1; `nil` of everything but a `bool`.
  public var trueShare: Double? {
    guard case .top(let shares)? = skew else { return nil }
    return shares.first { $0.value == "true" }?.share
  }
}
