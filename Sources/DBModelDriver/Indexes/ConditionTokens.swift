import DBModelDiagnostics

/// The words of a condition as PostgreSQL prints it: columns, names, operators and brackets.
struct ConditionTokens {
  enum Token: Equatable {
    /// `lineitem.l_shipdate`, the quotes taken off.
    case column(alias: String, name: String)
    /// A name without a table before it: a function, a type, `AND`, `ANY`.
    case word(String)
    case sign(String)
    case literal
    case open
    case close
    case cast
  }

  private(set) var tokens: [Token] = []

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "("):
        tokens.append(.open)
        position += 1
      case UInt8(ascii: ")"):
        tokens.append(.close)
        position += 1
      case UInt8(ascii: "'"):
        position = QuotedText.end(of: byte, in: bytes, from: position + 1)
        tokens.append(.literal)
      case UInt8(ascii: ":") where position + 1 < bytes.count && bytes[position + 1] == byte:
        position += 2
        tokens.append(.cast)
      case _ where Self.isSign(byte):
        let start = position
        while position < bytes.count, Self.isSign(bytes[position]) { position += 1 }
        tokens.append(.sign(String(decoding: bytes[start..<position], as: UTF8.self)))
      case _ where Self.isDigit(byte) || byte == UInt8(ascii: "$"):
        while position < bytes.count,
          Self.isName(bytes[position]) || bytes[position] == UInt8(ascii: ".")
            || bytes[position] == UInt8(ascii: "$")
        {
          position += 1
        }
        tokens.append(.literal)
      case _ where Self.isName(byte) || byte == UInt8(ascii: "\""):
        position = name(bytes, from: position)
      default: position += 1
      }
    }
  }

  /// A name, with those behind dots; returns what follows.
  private mutating func name(_ bytes: [UInt8], from start: Int) -> Int {
    var position = start
    var parts: [String] = []
    while position < bytes.count {
      let first = position
      if bytes[position] == UInt8(ascii: "\"") {
        position = QuotedText.end(of: bytes[position], in: bytes, from: position + 1)
        let inner = bytes[(first + 1)..<max(first + 1, position - 1)]
        parts.append(String(decoding: inner, as: UTF8.self).replacing("\"\"", with: "\""))
      } else {
        while position < bytes.count, Self.isName(bytes[position]) { position += 1 }
        parts.append(String(decoding: bytes[first..<position], as: UTF8.self))
      }
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "."),
        Self.isName(bytes[position + 1]) || bytes[position + 1] == UInt8(ascii: "\"")
      else { break }
      position += 1
    }
    if parts.count == 2 {
      tokens.append(.column(alias: parts[0], name: parts[1]))
    } else {
      tokens.append(.word(parts.joined(separator: ".")))
    }
    return position
  }

  private static func isSign(_ byte: UInt8) -> Bool { "<>=~!+-*/%|&^#@?".utf8.contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
  private static func isName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte | 0x20) &- 0x61 < 26 || isDigit(byte) || byte >= 0x80
  }
}

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
