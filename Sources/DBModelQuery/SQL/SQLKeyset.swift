import DBModelWorkload

/// The condition that a row stands after a cursor in an order.
struct SQLKeyset {
  let terms: [SQLOrderTerm]
  let dialect: SQLDialect

  var text: SQLText {
    guard !terms.isEmpty else { return "FALSE" }
    let isSimple =
      terms.allSatisfy { !$0.isNullable && $0.isDescending == terms[0].isDescending }
    if isSimple, terms.count == 1 { return after(0) }
    // MySQL does not turn a comparison of rows into a range of an index.
    if isSimple, dialect != .mysql {
      let columns = terms.map(\.text).joined(separator: ", ")
      let values = terms.indices.map(cursor).joined(separator: ", ")
      return "(\(columns)) \(terms[0].isDescending ? "<" : ">") (\(values))"
    }
    let branches = terms.indices.map { last in
      let parts = (0..<last).map(same) + [after(last)]
      return parts.count == 1 ? parts[0] : "(\(parts.joined(separator: " AND ")))" as SQLText
    }
    let expanded: SQLText = "(\(branches.joined(separator: " OR ")))"
    guard !terms[0].isNullable else { return expanded }
    // The first term bounds the range that an index is read over.
    let bound: SQLText = "\(terms[0].text) \(terms[0].isDescending ? "<=" : ">=") \(cursor(0))"
    return "\(bound) AND \(expanded)"
  }

  private func cursor(_ position: Int) -> SQLText {
    SQLText(SQLBinding(.cursor(term: terms[position].position), terms[position].type))
  }

  private func same(_ position: Int) -> SQLText {
    let term = terms[position]
    guard term.isNullable else { return "\(term.text) = \(cursor(position))" }
    return switch dialect {
    case .postgresql: "\(term.text) IS NOT DISTINCT FROM \(cursor(position))"
    case .mysql: "\(term.text) <=> \(cursor(position))"
    case .sqlite: "\(term.text) IS \(cursor(position))"
    }
  }

  /// Null stands first in ascending and last in descending order.
  private func after(_ position: Int) -> SQLText {
    let term = terms[position]
    let value = cursor(position)
    guard term.isNullable else {
      return "\(term.text) \(term.isDescending ? "<" : ">") \(value)"
    }
    let tested: SQLText =
      dialect == .postgresql
      ? "CAST(\(value) AS \(SQLColumnType(.postgresql).castName(of: term.type)))" : value
    return term.isDescending
      ? "(\(term.text) < \(value) OR (\(tested) IS NOT NULL AND \(term.text) IS NULL))"
      : "(\(term.text) > \(value) OR (\(tested) IS NULL AND \(term.text) IS NOT NULL))"
  }
}

extension SQLColumnType {
  /// The type without its collation, as `CAST` takes it.
  func castName(of type: ValueType) -> String {
    let name = name(of: type, isIndexed: false)
    return name.split(separator: " COLLATE").first.map(String.init) ?? name
  }
}
