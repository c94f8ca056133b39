/// What PostgreSQL's planner knows of a column's values (`pg_statistic`; PostgreSQL documentation,
/// 53.51, checked 2026-11-29).
public struct PostgreSQLColumnStatistics: Hashable, Sendable {
  /// The values that many rows hold.
  public struct Common: Hashable, Sendable {
    /// The most frequent first.
    public let values: PostgreSQLArray
    /// The part of all rows that holds each, 0…1, as many as there are values.
    public let shares: [Double]

    public init(values: PostgreSQLArray, shares: [Double]) {
      self.values = values
      self.shares = shares
    }
  }

  public let name: String
  /// The part of the rows without a value, 0…1.
  public var nullShare: Double
  /// The mean bytes of a stored value, its own header included.
  public var widthBytes: Double
  /// Different values; negative: as a part of the rows, −1 where all differ; 0: not known.
  public var distinct: Double
  public var common: Common?
  /// Values that part the rows into equally many, those of `common` left out; ascending.
  public var histogram: PostgreSQLArray?
  /// Every value has that many bytes, although the type would allow others.
  public var isFixedWidth: Bool
  /// How far the order of the rows on disk is that of the values, −1…1; `nil`: not known.
  public var correlation: Double?

  public init(
    name: String,
    nullShare: Double,
    widthBytes: Double,
    distinct: Double,
    common: Common? = nil,
    histogram: PostgreSQLArray? = nil,
    isFixedWidth: Bool = false,
    correlation: Double? = nil
  ) {
    self.name = name
    self.nullShare = nullShare
    self.widthBytes = widthBytes
    self.distinct = distinct
    self.common = common
    self.histogram = histogram
    self.isFixedWidth = isFixedWidth
    self.correlation = correlation
  }
}
