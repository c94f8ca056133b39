/// A condition as MariaDB prints it, taken apart.
package struct MariaDBCondition {
  /// Without the parentheses around all of it.
  private let tokens: [MariaDBTokens.Token]

  package init(_ text: String) { tokens = Self.inner(MariaDBTokens(text).tokens) }

  /// What has to hold all of it; `nil` where an `or` or a `not` stands beside it.
  var conjuncts: [[MariaDBTokens.Token]]? {
    var found: [[MariaDBTokens.Token]] = []
    var part: [MariaDBTokens.Token] = []
    var depth = 0
    var isBetween = false
    for token in tokens {
      switch token {
      case .open: depth += 1
      case .close: depth -= 1
      case .word("or"), .word("not"), .word("xor"):
        if depth == 0 { return nil }
      case .word("between"):
        if depth == 0 { isBetween = true }
      case .word("and") where depth == 0 && isBetween: isBetween = false
      case .word("and") where depth == 0:
        found.append(Self.inner(part))
        part = []
        continue
      default: break
      }
      part.append(token)
    }
    return found + [Self.inner(part)]
  }

  /// Columns that have one value, or one of a list, in all rows that the condition keeps; without
  /// what qualifies them.
  package var fixedColumns: [String] {
    (conjuncts ?? []).compactMap { part in
      guard part.count > 2, case .name(let name) = part[0] else { return nil }
      let isFixed = [.operation("="), .operation("<=>"), .word("in")].contains(part[1])
      return isFixed ? Self.column(name) : nil
    }
  }

  /// Whether it compares an order, or says what a value is not: a stretch of an index, and no value
  /// that is looked up.
  package var namesStretch: Bool {
    tokens.contains { token in
      switch token {
      case .operation(let sign): ["<", ">", "<=", ">=", "<>", "!="].contains(sign)
      case .word(let word): ["between", "like", "not"].contains(word)
      default: false
      }
    }
  }

  /// A name without what qualifies it, and without quotes.
  static func column(_ name: String) -> String {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    guard last.hasPrefix("`"), last.hasSuffix("`"), last.utf8.count > 1 else { return last }
    return String(last.dropFirst().dropLast())
  }

  /// Without the parentheses around all of it.
  private static func inner(_ tokens: [MariaDBTokens.Token]) -> [MariaDBTokens.Token] {
    var opened: [Int] = []
    var closing: [Int: Int] = [:]
    for (place, token) in tokens.enumerated() {
      if token == .open { opened.append(place) }
      if token == .close, let start = opened.popLast() { closing[start] = place }
    }
    var depth = 0
    while closing[depth] == tokens.count - 1 - depth { depth += 1 }
    return Array(tokens[depth..<max(depth, tokens.count - depth)])
  }
}
