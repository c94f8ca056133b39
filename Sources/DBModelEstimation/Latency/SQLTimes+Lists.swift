import DBModelDesign
import DBModelStatistics
import DBModelWorkload

/// Rows that have one of several values which a call names. PostgreSQL searches for each, or reads
/// a small table as a whole: its planner counts four for a page that is read alone.
extension SQLTimes {
  /// A value more that a row is compared with, in terms of the row: some 15 nanoseconds of 50 on
  /// PostgreSQL 15. A look into a hash table of all of them, with what is read anew for it.
  private static let comparedPart = Interval(0.2, 0.4)
  private static let hashedPart = Interval(0.3, 1.2)
  /// A plan of one table, in terms of that of a join, which is measured.
  private static let planPart = Interval(0.6, 1)
  /// Of two ways of one statement of which one seems dearer by a fifth PostgreSQL goes the other:
  /// little but the fill of pages is guessed. Assumed.
  static let clearly = 1.2

  /// What a comparison with each of so many values takes, in terms of the row.
  static func comparedPart(with values: Double, isHashed: Bool) -> Interval {
    isHashed ? hashedPart : comparedPart * values
  }

  /// - Parameters:
  ///   - values: How many are asked for.
  ///   - searched: What it takes to search for each.
  func listed(
    _ read: SQLRead,
    _ entries: Interval,
    values: Double,
    rather searched: Interval
  ) -> Interval {
    guard workload[design.store].kind == .auroraPostgreSQL, values >= 1.5, read.led.isEmpty else {
      return searched
    }
    let rows = cardinality.rows(read.entity.id)
    let cost = PlannerCost(read.entity, rows: rows.middle)
    let search = cost.search(forOneOf: values, entries: entries.middle)
    let isHashed = cost.isHashed(oneOf: values)
    let whole = cost.scan(forOneOf: values, isHashed: isHashed) + (isHashed ? PlannerCost.plan : 0)
    if whole > search.high * Self.clearly { return searched }
    let all = scan(read.entity, rows, true)
    let compared =
      rows * engine[.scannedRow] * Self.comparedPart(with: values, isHashed: isHashed)
    let ms = all + compared + (isHashed ? engine[.planning] * Self.planPart : .zero)
    return whole * Self.clearly < search.low ? ms : searched.union(ms)
  }
}
