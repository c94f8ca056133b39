/// What gets old in a month.
public struct AgedMonth: Sendable {
  public let rows: Double
  /// With those of the primary key.
  public let bytes: Double
  /// How long rows are kept at that.
  public let keptMonths: Double
}
