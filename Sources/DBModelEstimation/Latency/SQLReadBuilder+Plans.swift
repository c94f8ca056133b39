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
  /// - Parameter wanted: Rows that end the reading, where they come in order.
  func plans(
    _ read: SQLRead,
    _ filter: FilterShape,
    _ tree: SearchedTree,
    _ own: OwnConditions,
    _ pattern: AccessPattern,
    wanted: Double?
  ) -> Interval {
    guard !filter.ranges.isEmpty else { return .zero }
    let unsure = Interval(0, 1)
    guard workload[design.store].kind == .auroraPostgreSQL, let place = tree.range,
      filter.ranges.count == 1
    else { return unsure }
    let range = own.ranges[place]
    let leading = tree.columns.prefix(tree.leading).map(\.field)
    let all = rows.rows(
      of: read.entity.id,
      sharing: leading,
      pattern: pattern,
      operands: filter.operands
    ).mean
    let unknown = Self.unknownPart(range)
    let cost = read.isAdjacent ? Self.adjacentRowCost : Self.rowCost
    let met = read.entries.mean
    // Where an order ends the reading, both plans may seem to read no more than that.
    let least = (min(all.low * unknown, wanted ?? .infinity) - met.high) * cost.low
    let most = (all.high * unknown - met.low) * cost.high
    return Interval(least > Self.planCost ? 1 : 0, most > Self.planCost ? 1 : 0)
  }
}
