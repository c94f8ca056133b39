/// A column that PostgreSQL converts in each row before it compares it with a value, as the filter
/// of a plan says it: `((amount)::numeric = $1)`.
///
/// An index on the column holds the values as they are, and does not serve. The types of texts are
/// left out: PostgreSQL prints `(code)::text` of a varchar as well, whose index serves.
struct ConvertedColumn: Hashable {
  /// As the plan names it.
  let column: String
  /// The type that it is converted to.
  let type: String
  /// Whether the engine may have done it by itself, since the value is of a wider kind of number.
  /// Every other conversion was written: whole numbers, and dates and times, are compared with
  /// wider ones of their kind as they are (PostgreSQL 15, `pg_operator` and `pg_cast`).
  let isWidened: Bool

  /// The first one in a filter that holds of all rows which the filter keeps: behind no `OR`, `NOT`
  /// or `CASE`; `nil` where there is none.
  static func first(in filter: String) -> ConvertedColumn? {
    let tokens = FilterTokens(filter).tokens
    let isCertain = certain(tokens)
    for place in tokens.indices where isCertain[place] {
      guard let (found, end) = conversion(tokens, at: place), !isText(found.type) else { continue }
      if place > 0, tokens[place - 1] == .open, end < tokens.count, isComparison(tokens[end]),
        isValue(tokens, from: end + 1, to: closing(tokens, from: end + 1))
      {
        return found
      }
      if place > 0, isComparison(tokens[place - 1]), end < tokens.count, tokens[end] == .close,
        let start = opening(tokens, before: place - 1),
        isValue(tokens, from: start + 1, to: place - 1)
      {
        return found
      }
    }
    return nil
  }

  /// Of each token, whether what stands there has to hold: no parenthesis around it has an `OR`, a
  /// `NOT` or a `CASE` beside it, or belongs to a function.
  private static func certain(_ tokens: [FilterTokens.Token]) -> [Bool] {
    // The group of what stands outside of all parentheses is the first.
    var isWeak = [false]
    var outer = [0]
    var groups: [Int] = []
    var current = 0
    for (place, token) in tokens.enumerated() {
      groups.append(current)
      switch token {
      case .open:
        let before = place > 0 ? tokens[place - 1] : .open
        isWeak.append(isName(before) && before != .word("AND"))
        outer.append(current)
        current = isWeak.count - 1
      case .close: current = outer[current]
      case .word("OR"), .word("NOT"), .word("CASE"): isWeak[current] = true
      default: break
      }
    }
    // Those further out are found first.
    for group in isWeak.indices.dropFirst() where isWeak[outer[group]] { isWeak[group] = true }
    return groups.map { !isWeak[$0] }
  }

  private static func isName(_ token: FilterTokens.Token) -> Bool {
    if case .word = token { true } else { false }
  }

  /// `(column)::type`, and where it ends.
  private static func conversion(
    _ tokens: [FilterTokens.Token],
    at place: Int
  ) -> (found: ConvertedColumn, end: Int)? {
    guard place + 4 < tokens.count, tokens[place] == .open, tokens[place + 2] == .close,
      tokens[place + 3] == .cast, case .word(let column) = tokens[place + 1],
      !column.hasPrefix("$"), column.first?.isNumber == false
    else { return nil }
    let (type, end) = type(tokens, at: place + 4)
    guard !type.isEmpty else { return nil }
    // `numeric(10,2)` ends in a parenthesis: it cuts values short.
    let isWidened = ["numeric", "double precision"].contains(type) && tokens[end - 1] != .close
    return (ConvertedColumn(column: column, type: type, isWidened: isWidened), end)
  }

  /// `double precision`, `numeric(10,2)`, `bigint[]`, `timestamp(3) without time zone`.
  private static func type(
    _ tokens: [FilterTokens.Token],
    at start: Int
  ) -> (type: String, end: Int) {
    var words: [String] = []
    var place = start
    while place < tokens.count {
      if case .word(let word) = tokens[place], !["AND", "OR", "ANY", "ALL"].contains(word) {
        words.append(word)
        place += 1
      } else if tokens[place] == .open, !words.isEmpty, place + 1 < tokens.count,
        case .word(let digits) = tokens[place + 1], digits.allSatisfy(\.isNumber)
      {
        place = min(tokens.count, closing(tokens, from: place + 1) + 1)
      } else if tokens[place] == .brackets {
        place += 1
      } else {
        break
      }
    }
    return (words.joined(separator: " "), place)
  }

  private static func isText(_ type: String) -> Bool {
    [
      "text", "character varying", "varchar", "bpchar", "character", "name", "\"char\"", "oid",
      "regclass", "regproc", "regtype", "inet", "bit varying",
    ].contains(type)
  }

  private static func isComparison(_ token: FilterTokens.Token) -> Bool {
    guard case .operation(let text) = token else { return false }
    return ["=", "<", ">", "<=", ">="].contains(text)
  }

  /// Made of literals, parameters and the clock alone: no other column of the row.
  private static func isValue(_ tokens: [FilterTokens.Token], from start: Int, to end: Int) -> Bool
  {
    guard start < end else { return false }
    var place = start
    while place < end {
      switch tokens[place] {
      case .cast:
        let (type, next) = type(tokens, at: place + 1)
        guard !type.isEmpty else { return false }
        place = next
        continue
      case .word(let word):
        let isNumber = word.first?.isNumber == true
        let clocks = ["ANY", "ARRAY", "now", "CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP"]
        guard isNumber || word.hasPrefix("$") || clocks.contains(word) else { return false }
      default: break
      }
      place += 1
    }
    return true
  }

  /// Where the parenthesis closes that is open at a place.
  private static func closing(_ tokens: [FilterTokens.Token], from start: Int) -> Int {
    var depth = 0
    for place in start..<max(start, tokens.count) {
      if tokens[place] == .open { depth += 1 }
      if tokens[place] == .close {
        if depth == 0 { return place }
        depth -= 1
      }
    }
    return tokens.count
  }

  /// Where it was opened.
  private static func opening(_ tokens: [FilterTokens.Token], before end: Int) -> Int? {
    var depth = 0
    for place in stride(from: end - 1, through: 0, by: -1) {
      if tokens[place] == .close { depth += 1 }
      if tokens[place] == .open {
        if depth == 0 { return place }
        depth -= 1
      }
    }
    return nil
  }
}
