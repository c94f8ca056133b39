import DBModelWorkload

/// An index that a table may have.
struct IndexCandidate: Equatable {
  typealias Column = (field: FieldID, isDescending: Bool)

  /// What it is ordered by.
  var columns: [Column]
  /// What its entries hold besides; no order, ascending by declaration.
  var included: [FieldID] = []
  /// Whether it is another candidate with what is read besides; decides nothing about equality.
  var isWidened = false

  init(columns: [Column], included: [FieldID] = [], isWidened: Bool = false) {
    self.columns = columns
    self.included = included
    self.isWidened = isWidened
  }

  init(_ fields: [FieldID]) { self.init(columns: fields.map { ($0, false) }) }

  /// Everything in an entry.
  var fields: [FieldID] { columns.map(\.field) + included }

  static func == (a: IndexCandidate, b: IndexCandidate) -> Bool {
    a.included == b.included && a.hasColumns(of: b)
  }

  func hasColumns(of other: IndexCandidate) -> Bool {
    columns.count == other.columns.count
      && zip(columns, other.columns).allSatisfy {
        $0.field == $1.field && $0.isDescending == $1.isDescending
      }
  }

  /// Whether another one begins with it, forwards or backwards as a whole, and holds what it holds.
  func begins(_ other: IndexCandidate) -> Bool {
    other != self && other.columns.count >= columns.count
      && zip(other.columns, columns).allSatisfy { $0.field == $1.field }
      && Set(zip(other.columns, columns).map { $0.isDescending == $1.isDescending }).count == 1
      && Set(included).isSubset(of: other.fields)
  }
}
