public import DBModelDiagnostics

/// An index that a store's own engine was seen to use for SQL as written, and that a team has
/// taken into the design: no derivation reads SQL.
public struct AddedIndex: Hashable, Sendable {
  /// A pattern that wants it, and what the engine's planner says of one call, in its own units.
  public struct Use: Hashable, Sendable {
    /// The name of the pattern.
    public let pattern: String
    public let cost: Double
    /// Without this index, and with all others.
    public let costWithout: Double

    public init(pattern: String, cost: Double, costWithout: Double) {
      self.pattern = pattern
      self.cost = cost
      self.costWithout = costWithout
    }
  }

  /// The name of the store.
  public let store: String
  /// The name of the table there.
  public let table: String
  /// In the order of the index.
  public let columns: [LeftOutIndex.Column]
  /// Names of the columns that its entries hold besides.
  public let included: [String]
  public let uses: [Use]
  /// Where the decision stands.
  public let span: SourceSpan?

  public init(
    store: String,
    table: String,
    columns: [LeftOutIndex.Column],
    included: [String],
    uses: [Use],
    span: SourceSpan?
  ) {
    self.store = store
    self.table = table
    self.columns = columns
    self.included = included
    self.uses = uses
    self.span = span
  }
}
