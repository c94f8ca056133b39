/// A condition as MariaDB prints it, taken apart.
package struct MariaDBCondition {
  /// Without the parentheses around all of it.
  private let tokens: [MariaDBTokens.Token]

  package init(_ text: String) { tokens = Self.inner(MariaDBTokens(text).tokens) }

  /// What has to hold all of it; `nil` where an `or` stands beside it, or a `not` before a part.
  var conjuncts: [[MariaDBTokens.Token]]? {
    var found: [[MariaDBTokens.Token]] = []
    var part: [MariaDBTokens.Token] = []
    var depth = 0
    var isBetween = false
    for token in tokens {
      switch token {
      case .open: depth += 1
      case .close: depth -= 1
      case .word("or") where depth == 0, .word("xor") where depth == 0: return nil
      // `is not null` and `not in` are parts as others are.
      case .word("not") where part.isEmpty: return nil
      case .word("between") where depth == 0: isBetween = true
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
  package var fixedColumns: [String] { (conjuncts ?? []).compactMap(Self.fixedColumn) }

  private static func fixedColumn(_ part: [MariaDBTokens.Token]) -> String? {
    guard part.count > 2, case .name(let name) = part[0] else { return nil }
    let value = part[2...]
    switch part[1] {
    case .operation("="), .operation("<=>"):
      // A column of another table is one value for each of its rows.
      if value.count == 1, case .name(let other)? = value.first {
        return names(other).dropLast() == names(name).dropLast() ? nil : column(name)
      }
    case .word("in"): if value.first != .open || value.last != .close { return nil }
    default: return nil
    }
    let isConstant = value.allSatisfy { token in
      switch token {
      case .name: false
      case .word(let word): !["and", "or", "xor", "not"].contains(word)
      case .open, .close, .comma, .text, .number, .operation: true
      }
    }
    return isConstant ? column(name) : nil
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
  static func column(_ name: String) -> String { names(name).last ?? name }

  /// What qualifies a name, and itself, without quotes.
  private static func names(_ name: String) -> [String] {
    var found = [""]
    var isQuoted = false
    var before: Character?
    for character in name {
      switch character {
      case "`":
        isQuoted.toggle()
        // A doubled quote stands for itself.
        if isQuoted, before == "`" { found[found.count - 1].append(character) }
      case "." where !isQuoted: found.append("")
      default: found[found.count - 1].append(character)
      }
      before = character
    }
    return found
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
