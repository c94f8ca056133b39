/// What a condition compares columns with.
struct ConditionTerms {
  /// A column under the name that its table has in the statement.
  struct Column: Hashable {
    let alias: String
    let name: String
  }

  /// Equal to a value, or one of several.
  private(set) var fixed: [Column] = []
  /// Equal to a column of another table.
  private(set) var joined: [(column: Column, other: Column)] = []
  /// Above or below something, or a text that begins with something.
  private(set) var bounded: [Column] = []
  /// Everything that is named.
  private(set) var named: [Column] = []

  /// - Parameter text: As EXPLAIN (VERBOSE) prints it.
  init(_ text: String) {
    let tokens = ConditionTokens(text).tokens
    for place in tokens.indices {
      guard case .column(let alias, let name) = tokens[place] else { continue }
      let column = Column(alias: alias, name: name)
      named.append(column)
      guard Self.isPlain(before: place, tokens) else { continue }
      if let (sign, next) = Self.sign(behind: place, tokens) {
        take(column, sign, next, tokens)
      } else if let sign = Self.sign(before: place, tokens), Self.ends(behind: place, tokens) {
        takeReversed(column, sign)
      }
    }
  }

  private mutating func take(
    _ column: Column,
    _ sign: String,
    _ next: Int,
    _ tokens: [ConditionTokens.Token]
  ) {
    switch sign {
    case "=":
      if let other = Self.column(from: next, tokens) {
        if other.alias != column.alias { joined.append((column, other)) }
      } else {
        fixed.append(column)
      }
    case "<", "<=", ">", ">=", "~~": bounded.append(column)
    default: break
    }
  }

  /// What stands on the right: the left was seen where it is a column.
  private mutating func takeReversed(_ column: Column, _ sign: (text: String, left: Column?)) {
    switch sign.text {
    case "=":
      if let left = sign.left {
        if left.alias != column.alias { joined.append((column, left)) }
      } else {
        fixed.append(column)
      }
    case "<", "<=", ">", ">=": bounded.append(column)
    default: break
    }
  }

  /// Whether no function is applied to the column: `lower(a.b)`, `EXTRACT(year FROM a.b)`.
  private static func isPlain(before place: Int, _ tokens: [ConditionTokens.Token]) -> Bool {
    var position = place - 1
    if position >= 0, case .word(let word) = tokens[position] { return isLogical(word) }
    while position >= 0, tokens[position] == .open { position -= 1 }
    if position >= 0, position < place - 1, case .word(let word) = tokens[position] {
      return isLogical(word)
    }
    return true
  }

  private static func isLogical(_ word: String) -> Bool { ["AND", "OR", "NOT"].contains(word) }

  /// The sign behind a column and its cast, and the place behind the sign.
  private static func sign(
    behind place: Int,
    _ tokens: [ConditionTokens.Token]
  ) -> (String, Int)? {
    let position = behindCast(place + 1, tokens)
    guard position < tokens.count, case .sign(let sign) = tokens[position] else { return nil }
    return (sign, position + 1)
  }

  /// Past closing brackets and casts.
  private static func behindCast(_ start: Int, _ tokens: [ConditionTokens.Token]) -> Int {
    var position = start
    while position < tokens.count {
      if tokens[position] == .cast {
        position += 1
        while position < tokens.count, case .word = tokens[position] { position += 1 }
      } else if tokens[position] == .close, position + 1 < tokens.count,
        tokens[position + 1] == .cast
      {
        position += 1
      } else {
        break
      }
    }
    return position
  }

  /// The sign before a column, with the plain column on its left.
  private static func sign(
    before place: Int,
    _ tokens: [ConditionTokens.Token]
  ) -> (text: String, left: Column?)? {
    var position = place - 1
    while position >= 0, tokens[position] == .open { position -= 1 }
    guard position >= 0, case .sign(let sign) = tokens[position] else { return nil }
    guard position > 0 else { return nil }
    if case .column(let alias, let name) = tokens[position - 1] {
      return (sign, Column(alias: alias, name: name))
    }
    return (sign, nil)
  }

  /// Whether nothing is computed with a column on the right of a sign.
  private static func ends(behind place: Int, _ tokens: [ConditionTokens.Token]) -> Bool {
    let position = behindCast(place + 1, tokens)
    guard position < tokens.count else { return true }
    if case .sign = tokens[position] { return false }
    return true
  }

  /// A plain column where a value may stand.
  private static func column(from start: Int, _ tokens: [ConditionTokens.Token]) -> Column? {
    var position = start
    while position < tokens.count, tokens[position] == .open { position += 1 }
    guard position < tokens.count, case .column(let alias, let name) = tokens[position],
      ends(behind: position, tokens)
    else { return nil }
    return Column(alias: alias, name: name)
  }
}
