/// A column that a condition of MariaDB compares with a number: `o.code = 77`, `77 = o.code`,
/// ``o.`code` in (77,78)``, `o.code between 77 and 78`.
///
/// Whether it is a column of texts, which is then converted row by row, a condition does not say.
struct NumberedColumn: Hashable {
  /// As the condition names it.
  let name: String

  /// Without what qualifies it, and without quotes.
  var column: String { MariaDBCondition.column(name) }

  /// The only one in a condition that is a conjunction; `nil` where there are several, where none
  /// is, and where an `or` or a `not` stands beside it.
  static func only(in condition: String) -> NumberedColumn? {
    let found = (MariaDBCondition(condition).conjuncts ?? []).compactMap(comparison)
    return found.count == 1 ? found[0] : nil
  }

  private static func comparison(_ tokens: [MariaDBTokens.Token]) -> NumberedColumn? {
    guard tokens.count >= 3 else { return nil }
    switch (tokens[0], tokens[1]) {
    case (.name(let name), .operation(let sign)) where isComparison(sign):
      return tokens.count == 3 && tokens[2] == .number ? NumberedColumn(name: name) : nil
    case (.number, .operation(let sign)) where isComparison(sign):
      guard tokens.count == 3, case .name(let name) = tokens[2] else { return nil }
      return NumberedColumn(name: name)
    case (.name(let name), .word("between")):
      let isPair = tokens.count == 5 && tokens[3] == .word("and")
      return isPair && tokens[2] == .number && tokens[4] == .number
        ? NumberedColumn(name: name) : nil
    case (.name(let name), .word("in")):
      let values = tokens[2...]
      guard values.first == .open, values.last == .close,
        values.dropFirst().dropLast().allSatisfy({ [.number, .text, .comma].contains($0) }),
        values.contains(.number)
      else { return nil }
      return NumberedColumn(name: name)
    default: return nil
    }
  }

  private static func isComparison(_ sign: String) -> Bool {
    ["=", "<", ">", "<=", ">="].contains(sign)
  }
}
