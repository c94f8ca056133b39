import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Rows of one table that a statement has to find.
struct IndexNeed {
  let entity: EntityID
  /// Fields that are equal to one value or one of several.
  let equalities: [FieldID]
  /// What may follow in an index: the order, with the key where a page needs a total one.
  let order: [(field: FieldID, isDescending: Bool)]
  /// `nil`: the delete of a row that others refer to.
  let pattern: PatternID?
  /// At most one row.
  let isUnique: Bool
  /// Rows are wanted in order and not all of them.
  let isOrderBinding: Bool
  /// What the equalities are with, where one value is asked for.
  var operands: [FieldID: Operand] = [:]
  /// Equalities that are with one of several cases (`state in (.open, .held)`).
  var listed: [FieldID: Listed] = [:]
  /// Any of them may follow instead of the order; the others are checked row by row.
  var ranges: [RowNeed.Range] = []
  /// How many terms at the end of the order only make it total.
  var tieBreakers = 0
  /// How many rows are wanted at once; `nil` for all.
  var wanted: Double?
  /// How many values the equalities are with, one search each.
  var searches = 1.0
  /// Whether each search is a statement of its own: without an index each reads the whole table.
  var isSearchedApart = false
  /// Whether rows that come in no order are put into it.
  var isSorted = true
  /// The part of the rows that conditions leave which no index of the table holds, 0…1.
  var kept = 1.0
  /// Whether it is a step of a condition over references, which another way to the rows may save.
  var isStep = false
  /// Rows that other rows lead to, where a condition is about those.
  var joined: Joined?
  /// Every field that is asked for of the rows; `nil`: the rows themselves, which are changed.
  var read: Set<FieldID>?
}

extension IndexNeed {
  /// Cases that a condition names.
  struct Listed {
    let count: Int
    /// The part of the rows that hold one of them, 0…1.
    let share: Double
  }

  /// A part of the calls, and what they find in terms of the mean of all.
  struct Call {
    var chance = 1.0
    /// The range that holds more rows or fewer.
    var range: FieldID?
    var rangePart = 1.0
    /// Rows that the equalities hold of, where nothing else is asked.
    var shared = 1.0
    /// Rows that the other conditions leave.
    var kept = 1.0
  }

  /// Rows that are found through what they refer to: that many searches of an index on the
  /// reference.
  struct Joined {
    let fields: [FieldID]
    let rows: Double
    let searches: Double
  }

  /// Searches of an index that begins with some fields: one for each value asked for of them.
  func searches(in fields: [FieldID]) -> Double {
    fields.reduce(searches) { $0 * Double(listed[$1]?.count ?? 1) }
  }

  /// What may follow the equalities in an index: the order, or one of the ranges.
  var tails: [[(field: FieldID, isDescending: Bool)]] { tails(behind: equalities) }

  /// The same, where an index begins with some of them.
  func tails(behind leading: [FieldID]) -> [[(field: FieldID, isDescending: Bool)]] {
    let open = order.filter { !leading.contains($0.field) }
    let bounds = ranges.filter { range in
      !equalities.contains(range.field) && open.first?.field != range.field
    }.map { [(field: $0.field, isDescending: false)] }
    return (open.isEmpty ? [] : [open]) + bounds
  }
}
