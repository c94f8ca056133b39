/// One condition an index was entered with.
public struct PlanTerm: Hashable, Sendable {
  public enum Comparison: Hashable, Sendable {
    case equal
    /// `>` or `>=`.
    case above
    /// `<` or `<=`.
    case below
    /// Every value of a leading column in turn: a skip scan.
    case any
    case other
  }

  /// More than one for a row value: `(a,b)>(?,?)`.
  public let columns: [String]
  public let comparison: Comparison

  public init(columns: [String], comparison: Comparison) {
    self.columns = columns
    self.comparison = comparison
  }
}
