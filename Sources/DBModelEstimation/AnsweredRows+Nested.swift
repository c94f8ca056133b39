public import DBModelQuery
public import DBModelStatistics
import DBModelWorkload

/// Related rows that an answer nests.
extension AnsweredRows {
  /// Rows of one node of an answer's tree.
  public struct Nested: Sendable {
    public let node: ReadNode
    /// On average, in all of the answer.
    public let rows: Interval
    /// How many there are for each row above; exact where the model says so.
    public let each: Interval
  }

  /// The nodes below the root, parents first.
  ///
  /// - Parameter own: Rows of the read's own entity.
  public func nested(_ root: ReadNode, below own: Interval) -> [Nested] {
    root.children.flatMap { child -> [Nested] in
      let each = RowSpread(child.step, workload, cardinality).mean
      let most = 1e15
      let found = Interval(min(most, own.low * each.low), min(most, own.high * each.high))
      return [Nested(node: child, rows: found, each: each)] + nested(child, below: found)
    }
  }
}
