public import DBModelDiagnostics

/// An index that the planner would derive, and that a team has decided to do without: an engine was
/// seen not to use it.
public struct LeftOutIndex: Hashable, Sendable {
  /// One column of an index.
  public struct Column: Hashable, Sendable {
    public let name: String
    public let isDescending: Bool

    public init(_ name: String, isDescending: Bool = false) {
      self.name = name
      self.isDescending = isDescending
    }
  }

  /// The name of the store.
  public let store: String
  /// The name of the table there.
  public let table: String
  /// In the order of the index.
  public let columns: [Column]
  /// Why, in the words of whoever decided it; one line, may be empty.
  public let reason: String
  /// Where the decision stands.
  public let span: SourceSpan?

  public init(
    store: String,
    table: String,
    columns: [Column],
    reason: String,
    span: SourceSpan?
  ) {
    self.store = store
    self.table = table
    self.columns = columns
    self.reason = reason
    self.span = span
  }
}
