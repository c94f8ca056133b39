import DBModelDesign
import DBModelStatistics
import DBModelWorkload
import Glibc

/// What PostgreSQL's planner takes a way to the rows of a table to cost, in its unit, a page that
/// is read in turn: which of two ways it goes is decided by that, whatever they take.
///
/// Source: costsize.c of PostgreSQL 15 (`cost_seqscan`, `cost_index`, `index_pages_fetched`) with
/// the default constants; a test holds them against EXPLAIN. Aurora is taken to keep them.
struct PlannerCost {
  private static let randomPage = 4.0
  private static let row = 0.01
  private static let indexEntry = 0.005
  private static let comparison = 0.0025
  /// A page on the way from the root (50 operators) and the levels of a tree of a million rows.
  private static let descent = 0.375

  /// Rows of the table, and its pages.
  private let rows: Double
  private let pages: Double

  init(_ entity: Entity, rows: Double) {
    let perPage = LatencyPriors.pageBytes / RelationalVolume.rowBytes(entity)
    self.init(rows: rows, pages: max(1, rows) / max(1e-3, perPage))
  }

  init(rows: Double, pages: Double) {
    self.rows = max(1, rows)
    self.pages = max(1, pages)
  }

  /// The table as a whole, with one condition on each row, by one process.
  var scan: Double { pages + rows * (Self.row + Self.comparison) }

  /// Searches of an index, all together, with the rows that its entries lead to.
  ///
  /// - Parameters:
  ///   - isAdjacent: Whether rows stand as their entries do.
  ///   - isCovered: Whether entries hold all that is asked for, on pages that a vacuum has seen.
  func search(
    entries: Double,
    searches: Double,
    isAdjacent: Bool,
    isCovered: Bool
  ) -> Double {
    let own =
      searches * (Self.randomPage + Self.descent)
      + entries * (Self.indexEntry + Self.row + Self.comparison)
    if isCovered { return own }
    if isAdjacent {
      return own + searches * Self.randomPage + pages * min(1, entries / rows)
    }
    return own + fetched(entries, inTurn: searches <= 1)
  }

  /// All of so many entries, one after the other in their order, with their rows; of fewer it is
  /// that part (`cost_index`, and a limit's part of it).
  func walk(_ entries: Double, isAdjacent: Bool) -> Double {
    Self.randomPage + Self.descent + entries * (Self.indexEntry + Self.row + Self.comparison)
      + (isAdjacent ? pages * min(1, entries / rows) : fetched(entries, inTurn: false))
  }

  /// The pages of the table that so many rows stand on, in no order.
  ///
  /// - Parameter inTurn: Whether they are read page by page (a bitmap): they come the cheaper the
  ///   more of all they are.
  func fetched(_ entries: Double, inTurn: Bool = true) -> Double {
    let fetched = ScatteredPages.count(entries, of: pages)
    let part = inTurn ? (fetched / pages).squareRoot() : 0
    return fetched * (Self.randomPage - (Self.randomPage - 1) * part)
  }

  /// A read of the whole for rows that have one of so many values: each is compared with half of
  /// them, or looks into a hash table of them (`cost_qual_eval` of a list).
  func scan(forOneOf values: Double, isHashed: Bool = false) -> Double {
    if isHashed {
      return pages + rows * (Self.row + 2 * Self.comparison) + values * Self.comparison
    }
    return pages + rows * (Self.row + Self.comparison * max(1, values / 2))
  }

  /// Whether such a table is made: where there are nine values or more, which are known to those
  /// plans alone that are made at each call (`MIN_ARRAY_SIZE_FOR_HASHED_SAOP`, execExpr.c of
  /// PostgreSQL 14); that is done where it saves more than the plan.
  func isHashed(oneOf values: Double) -> Bool {
    values >= Self.fewestHashed
      && scan(forOneOf: values, isHashed: true) + Self.plan < scan(forOneOf: values)
  }

  static let fewestHashed = 9.0
  /// What a plan of one table must save to be made at each call: 1,000 operators for each relation
  /// and one more (`cached_plan_cost`, plancache.c).
  static let plan = 5.0

  /// A search for each of so many values; at the least where rows stand as their entries do.
  func search(forOneOf values: Double, entries: Double) -> Interval {
    let leaves = (rows / Self.entriesPerLeaf).rounded(.up)
    let levels = leaves > 1 ? 1 + (log(leaves) / log(Self.entriesPerLeaf)).rounded(.down) : 0
    let descent = Self.comparison * log2(rows).rounded(.up) + (levels + 1) * 50 * Self.comparison
    let own =
      values * descent + ScatteredPages.count(values, of: leaves + 1) * Self.randomPage
      + entries * (Self.indexEntry + Self.row + 2 * Self.comparison)
    let adjacent = Self.randomPage + pages * min(1, entries / rows)
    let scattered = fetched(entries)
    return Interval(own + min(adjacent, scattered), own + max(adjacent, scattered))
  }

  /// Entries of a number on a page that is filled to nine tenths.
  private static let entriesPerLeaf = 360.0

  /// Entries of an index that are only noted.
  func noted(_ entries: Double, perPage: Double) -> Double {
    Self.descent + max(1, entries / perPage) * Self.randomPage
      + entries * (Self.indexEntry + Self.comparison)
  }
}
