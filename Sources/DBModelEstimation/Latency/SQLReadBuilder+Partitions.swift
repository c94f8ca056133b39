import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension SQLReadBuilder {
  /// How many partitions of a table a filter goes through, and the part of its rows they hold: one
  /// where it says when, those of a stretch of time and one more, and else all.
  ///
  /// - Returns: One and all of the rows of a table in one piece.
  func partitions(
    of table: RelationalTable,
    _ filter: FilterShape,
    _ pattern: AccessPattern
  ) -> (count: Interval, share: Interval) {
    guard let partitioning = table.partitioning else { return (.one, .one) }
    let all = Double(max(1, partitioning.partitionCount))
    let field = FieldReference(table.entity, partitioning.field)
    guard AgedRows.isBound(filter, field) else { return (Interval(all), .one) }
    let range = filter.ranges.first {
      $0.field.via.isEmpty && $0.field.field == field && !$0.isOptional
    }
    // Old partitions are dropped before their rows are deleted: what is left is in the oldest.
    guard let range, design.dropped(before: pattern) == nil else {
      return (.one, Interval(1 / all))
    }
    let share = rows.rangeShare(
      of: field,
      from: range.lower?.operand.requestOperand,
      to: range.upper?.operand.requestOperand,
      in: pattern
    )
    return (
      share.mapMonotonic { min(all, max(1, $0 * all) + 1) },
      share.mapMonotonic { min(1, $0 + 1 / all) }
    )
  }
}
