import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension SQLReadBuilder {
  /// The parts of the rows that PostgreSQL takes for a range whose bounds it does not know: between
  /// two bounds, and beyond one (DEFAULT_RANGE_INEQ_SEL and DEFAULT_INEQ_SEL of its selfuncs.h,
  /// checked in 15).
  static let unknownBetween = 0.005
  private static let unknownBeyond = 1.0 / 3
  /// What it takes a plan of one table to cost, in the unit of its plans: 1,000 operators for each
  /// relation and one more, at 0.0025 each (cached_plan_cost of its plancache.c, checked in 15).
  private static let planCost = 5.0
  /// What a row costs there: of rows that stand together their part of a page and an operator or
  /// two, of others up to a page that is read at random (`random_page_cost` is 4).
  private static let adjacentRowCost = Interval(0.01, 0.05)
  private static let rowCost = Interval(0.1, 4)

  /// How often a call is planned anew, from never to always.
  ///
  /// A prepared statement is planned for the values at hand where that has cost less, its planning
  /// included, than a plan for all values, for which a range holds a part of the rows that no value
  /// decides (plancache.c, choose_custom_plan). A few rows behind a key are not worth a plan; of a
  /// whole table they are.
  func plans(
    _ read: SQLRead,
    _ filter: FilterShape,
    _ leading: [FieldID],
    _ equalities: [EqualityConjunct],
    _ range: RangeConjunct?,
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> Interval {
    guard !filter.ranges.isEmpty else { return .zero }
    let unsure = Interval(0, 1)
    guard workload[design.store].kind == .auroraPostgreSQL, let range, filter.ranges.count == 1
    else { return unsure }
    var operands: [FieldID: Operand] = [:]
    for equality in equalities where leading.contains(equality.field.field.field) {
      operands[equality.field.field.field] = equality.operand.requestOperand
    }
    let all = rows.rows(of: entity.id, sharing: leading, pattern: pattern, operands: operands).mean
    let unknown =
      range.lower != nil && range.upper != nil ? Self.unknownBetween : Self.unknownBeyond
    let cost = read.isAdjacent ? Self.adjacentRowCost : Self.rowCost
    let met = read.entries.mean
    let least = (all.low * unknown - met.high) * cost.low
    let most = (all.high * unknown - met.low) * cost.high
    return Interval(least > Self.planCost ? 1 : 0, most > Self.planCost ? 1 : 0)
  }
}
