public import DBModelWorkload

/// What a change of a row does to the attributes that are kept from it in one other row.
public struct KeptChange: Hashable, Sendable {
  /// Which of the row's states counts.
  public enum Side: String, Hashable, Sendable {
    /// The row as it will be counts for the row it leads to.
    case arriving
    /// The row as it was no longer counts for the row it led to.
    case leaving
    /// It goes on counting for the same row, by another value.
    case staying
  }

  /// What is kept, through one reference in one row.
  public let aggregates: [KeptAggregate]
  public let side: Side
  /// The table's stream carries the change on, after the call. Otherwise it is an action of the
  /// row's own transaction.
  public let isByStream: Bool

  public init(aggregates: [KeptAggregate], side: Side, isByStream: Bool) {
    precondition(!aggregates.isEmpty, "something is kept")
    self.aggregates = aggregates
    self.side = side
    self.isByStream = isByStream
  }

  /// By which a row counts for another one.
  public var reference: AttributeReference { aggregates[0].reference }
}
