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
  /// Of two ways of which one seems dearer by a fifth it goes the other: of so simple a statement
  /// little but the fill of pages is guessed.
  private static let clearly = 1.2
  /// From so many values on they are hashed, where they are known (PostgreSQL 14, execExpr.c).
  private static let fewestHashed = 9.0
  /// What a plan must save to be made at each call: 1,000 operators for each relation and one more
  /// (`cached_plan_cost`).
  private static let planCost = 5.0

  /// What a comparison with each of so many values takes, in terms of the row.
  static func comparedPart(with values: Double) -> Interval {
    values >= fewestHashed ? hashedPart : comparedPart * values
  }

  /// - Parameter searched: What it takes to search for each.
  func listed(_ read: SQLRead, _ entries: Interval, rather searched: Interval) -> Interval {
    let values = entries.middle * max(read.searchesPerEntry, 1e-9)
    guard workload[design.store].kind == .auroraPostgreSQL, values >= 1.5, read.led.isEmpty else {
      return searched
    }
    let rows = cardinality.rows(read.entity.id)
    let cost = PlannerCost(read.entity, rows: rows.middle)
    let search = cost.search(forOneOf: values, entries: entries.middle)
    let hashed = cost.scan(forOneOf: values, isHashed: true) + Self.planCost
    let isHashed = values >= Self.fewestHashed && hashed < cost.scan(forOneOf: values)
    let whole = isHashed ? hashed : cost.scan(forOneOf: values)
    if whole > search.high * Self.clearly { return searched }
    let all = scan(read.entity, rows, true)
    let each = rows * engine[.scannedRow]
    let ms =
      isHashed
      ? all + each * Self.hashedPart + engine[.planning] * Self.planPart
      : all + each * Self.comparedPart * values
    return whole * Self.clearly < search.low ? ms : searched.union(ms)
  }
}
