public import DBModelStatistics
public import DBModelWorkload

/// The last leaf of a B-tree whose key only grows: every insert goes there, and one session at a
/// time writes a page.
public struct RightEdge: Sendable {
  /// What one pattern inserts there.
  public struct Inserts: Sendable {
    public let pattern: PatternID
    /// Entries a second at the pattern's peak.
    public let perSecond: Interval
    /// The part of them that goes to one end.
    public let share: Interval
  }

  public let store: StoreID
  public let table: String
  /// `primary key`, or the name of the index or of the unique constraint.
  public let structure: String
  /// The column that grows.
  public let column: String
  /// The columns before it: the tree has an end for each of their values.
  public let leading: [String]
  public let inserts: [Inserts]

  /// The part of the time for which the leaf of the busiest end is held. Above 1 sessions queue for
  /// it, and more of them bring no more inserts.
  public var busy: Interval {
    inserts.reduce(.zero) { sum, part in
      let load = Interval(
        part.perSecond.low * part.share.low,
        part.perSecond.high * part.share.high
      )
      let held = RightEdgeEstimator.heldSeconds
      return sum + Interval(load.low * held.low, load.high * held.high)
    }
  }
}
