import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension SQLReadBuilder {
  /// How many partitions of a table a filter goes through, and the part of its rows they hold: one
  /// where it says when, those of a stretch of time and one more, those ahead and the rest where it
  /// has no end, and else all.
  ///
  /// An order does not help: the partition of the rest may hold rows of any time, so that
  /// PostgreSQL merges all of them (measured on version 15).
  ///
  /// - Returns: One and all of the rows of a table in one piece.
  func partitions(
    of table: RelationalTable,
    _ filter: FilterShape,
    _ pattern: AccessPattern
  ) -> (count: Interval, share: Interval) {
    guard let partitioning = table.partitioning else { return (.one, .one) }
    let filled = Double(max(1, partitioning.filledCount))
    // Old partitions are dropped before their rows are deleted: what is left is in the oldest.
    if partitioning.deletedBy == pattern.id { return (.one, Interval(0, 1 / filled)) }
    let field = FieldReference(table.entity, partitioning.field)
    guard AgedRows.isBound(filter, field) else {
      return (Interval(Double(partitioning.partitionCount)), .one)
    }
    let range = filter.ranges.first {
      $0.field.via.isEmpty && $0.field.field == field && !$0.isOptional && $0.lower != nil
    }
    guard let range else { return (.one, Interval(1 / filled)) }
    let share = rows.share(of: range, pattern)
    let open = range.upper == nil ? Double(partitioning.aheadCount) : 0
    return (
      share.mapMonotonic { min(filled, $0 * filled) + 1 + open },
      share.mapMonotonic { min(1, $0 + 1 / filled) }
    )
  }
}
