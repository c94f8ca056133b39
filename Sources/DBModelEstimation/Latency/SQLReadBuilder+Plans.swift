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
  /// What a row costs its planner: of rows that stand together their part of a page and an operator
  /// or two, of others up to a page that is read at random (`random_page_cost` is 4).
  private static let adjacentRowCost = Interval(0.01, 0.05)
  private static let rowCost = Interval(0.1, 4)

  /// Whether words may be in fewer rows than are wanted, so that all are looked through: where
  /// nobody says how many they are in, or not many more.
  func mayMatchFew(_ filter: FilterShape, wanted: Double?, _ pattern: AccessPattern) -> Bool {
    let matches = filter.residual.contains { if case .match = $0 { true } else { false } }
    guard matches, let wanted, let declared = pattern.rows?.value else { return matches }
    return declared.average < Self.surely * wanted
  }

  /// Of so many times as many rows as are wanted enough are found before the last; assumed.
  private static let surely = 3.0

  /// Whether PostgreSQL's plan for all values takes a range to hold no more rows than are wanted.
  /// Then their order is worth nothing to it: it may note them all (a bitmap), and sort them.
  func isTakenToBeFew(
    _ read: SQLRead,
    _ tree: SearchedTree?,
    _ filter: FilterShape,
    _ pattern: AccessPattern
  ) -> Bool {
    guard isPostgreSQL, let wanted = read.wanted, let tree, let place = tree.range else {
      return false
    }
    let own = OwnConditions(filter)
    guard own.ranges.indices.contains(place) else { return false }
    let leading = tree.columns.prefix(tree.leading).map(\.field)
    let all = rows.rows(
      of: read.entity.id,
      sharing: leading,
      pattern: pattern,
      operands: filter.operands
    ).mean.middle
    return all * Self.unknownPart(own.ranges[place]) <= wanted
  }

  /// Whether a read in the order of a time looks for rows of which something is missing yet: what
  /// is open is the newest, so that from the oldest on all others are met before.
  func isEndedByOpenRows(
    _ read: SQLRead,
    _ tree: SearchedTree?,
    _ filter: FilterShape,
    isDescending: Bool
  ) -> Bool {
    guard read.wanted != nil, !isDescending, let tree,
      let next = tree.columns.dropFirst(tree.leading).first?.field
    else { return false }
    switch read.entity[next].type {
    case .date, .timestamp: break
    default: return false
    }
    return filter.residual.contains { $0.absentField?.via.isEmpty == true }
  }

  /// The part of the rows that PostgreSQL takes for a range whose bounds it does not know.
  static func unknownPart(_ range: RangeConjunct) -> Double {
    range.lower != nil && range.upper != nil ? unknownBetween : unknownBeyond
  }

  /// How often a call is planned anew, from never to always.
  ///
  /// A prepared statement is planned for the values at hand where that has cost less, its planning
  /// included, than a plan for all values, for which a range holds a part of the rows that no value
  /// decides (plancache.c, choose_custom_plan). A few rows behind a key are not worth a plan; of a
  /// whole table they are, and may be where the first rows in order are wanted alone.
  ///
  /// - Parameters:
  ///   - read: With the entries that a plan for all values reckons with.
  ///   - wanted: Rows that end the reading, where they come in order.
  func plans(
    _ read: SQLRead,
    _ filter: FilterShape,
    _ tree: SearchedTree,
    wanted: Double?
  ) -> Interval {
    guard !filter.ranges.isEmpty else { return .zero }
    guard isPostgreSQL, tree.range != nil, filter.ranges.count == 1,
      let planned = read.plannedEntries
    else { return Interval(0, 1) }
    let cost = read.isAdjacent || read.isCovered ? Self.adjacentRowCost : Self.rowCost
    // Where an order ends the reading, neither plan seems to read more than that: which calls find
    // fewer is known to those that are made for them.
    let last = wanted.map { $0 / max(1e-9, read.kept.middle) } ?? .infinity
    let met = read.entries.map { Interval(min($0, last)) }.mean
    let least = (min(planned, last) - met.high) * cost.low
    let most = (min(planned, last) - met.low) * cost.high
    return Interval(least > PlannerCost.plan ? 1 : 0, most > PlannerCost.plan ? 1 : 0)
  }
}
