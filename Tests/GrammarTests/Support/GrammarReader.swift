/// A part of a rule. Parts refer to each other by their place in ``Grammar/nodes``.
enum GrammarNode: Equatable, Sendable {
  case sequence([Int])
  case choice([Int])
  case optional(Int)
  case repetition(Int)
  case times(Int, Int)
  case exception(Int, Int)
  case literal(String)
  case rule(String)
  case special(String)
}

/// The written grammar: rules by name, in the order of the file.
struct Grammar: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  var nodes: [GrammarNode] = []
  var rules: [(name: String, node: Int)] = []
  private(set) var placeOfRule: [String: Int] = [:]

  /// The node of a rule.
  func node(_ rule: String) throws -> Int {
    guard let place = placeOfRule[rule] else { throw Failure(description: "no rule `\(rule)`") }
    return rules[place].node
  }

  /// Every text in quotes below a node, rules followed, in the order of the file.
  func literals(below node: Int) throws -> [String] {
    switch nodes[node] {
    case .literal(let text): return [text]
    case .sequence(let parts), .choice(let parts):
      return try parts.flatMap { try literals(below: $0) }
    case .optional(let part), .repetition(let part), .times(_, let part), .exception(let part, _):
      return try literals(below: part)
    case .rule(let name): return try literals(below: self.node(name))
    case .special: return []
    }
  }

  mutating func define(_ name: String, _ node: Int) throws {
    guard placeOfRule.updateValue(rules.count, forKey: name) == nil else {
      throw Failure(description: "`\(name)` is defined twice")
    }
    rules.append((name, node))
  }
}

/// Reads the subset of ISO/IEC 14977 that the grammar is written in.
struct GrammarReader {
  private enum Word: Equatable {
    case name(String)
    case literal(String)
    case special(String)
    case count(Int)
    case sign(Character)
    case end
  }

  private var words: [Word] = []
  private var position = 0
  private var grammar = Grammar()

  /// - Parameter given: Names that the rules use and that something else defines.
  static func read(_ text: String, given: Set<String>) throws -> Grammar {
    var reader = GrammarReader()
    try reader.cut(Array(text))
    while reader.word != .end { try reader.rule() }
    for node in reader.grammar.nodes {
      if case .rule(let name) = node, !given.contains(name) { _ = try reader.grammar.node(name) }
    }
    return reader.grammar
  }

  private var word: Word { position < words.count ? words[position] : .end }

  private mutating func cut(_ text: [Character]) throws {
    var index = 0
    func end(of stop: Character, from start: Int) throws -> Int {
      guard let end = text[start...].firstIndex(of: stop) else {
        throw Grammar.Failure(description: "a `\(stop)` is missing")
      }
      return end
    }
    while index < text.count {
      let character = text[index]
      if character == "(", index + 1 < text.count, text[index + 1] == "*" {
        while !(text[index] == "*" && text[index + 1] == ")") || text[index - 1] == "(" {
          index += 1
          guard index + 1 < text.count else {
            throw Grammar.Failure(description: "a comment has no end")
          }
        }
        index += 2
      } else if character == "\"" || character == "'" {
        let close = try end(of: character, from: index + 1)
        words.append(.literal(String(text[(index + 1)..<close])))
        index = close + 1
      } else if character == "?" {
        let close = try end(of: "?", from: index + 1)
        words.append(.special(String(text[(index + 2)..<(close - 1)])))
        index = close + 1
      } else if character.isLetter {
        var close = index
        while close < text.count, text[close].isLetter || text[close].isNumber || text[close] == " "
        {
          close += 1
        }
        var name = String(text[index..<close])
        while name.last == " " { name.removeLast() }
        words.append(.name(name))
        index = close
      } else if let digit = character.wholeNumberValue {
        words.append(.count(digit))
        index += 1
      } else {
        if !character.isWhitespace { words.append(.sign(character)) }
        index += 1
      }
    }
  }

  private mutating func take(_ sign: Character) throws {
    guard word == .sign(sign) else {
      throw Grammar.Failure(description: "`\(sign)` expected at \(words[position...].prefix(5))")
    }
    position += 1
  }

  private mutating func add(_ node: GrammarNode) -> Int {
    grammar.nodes.append(node)
    return grammar.nodes.count - 1
  }

  private mutating func rule() throws {
    guard case .name(let name) = word else {
      throw Grammar.Failure(description: "a rule expected at \(words[position...].prefix(5))")
    }
    position += 1
    try take("=")
    try grammar.define(name, try choice())
    try take(";")
  }

  private mutating func choice() throws -> Int {
    var parts = [try sequence()]
    while word == .sign("|") {
      position += 1
      parts.append(try sequence())
    }
    return parts.count == 1 ? parts[0] : add(.choice(parts))
  }

  private mutating func sequence() throws -> Int {
    var parts = [try exception()]
    while word == .sign(",") {
      position += 1
      parts.append(try exception())
    }
    return parts.count == 1 ? parts[0] : add(.sequence(parts))
  }

  private mutating func exception() throws -> Int {
    let left = try primary()
    guard word == .sign("-") else { return left }
    position += 1
    return add(.exception(left, try primary()))
  }

  private mutating func primary() throws -> Int {
    let first = word
    position += 1
    switch first {
    case .name(let name): return add(.rule(name))
    case .literal(let text): return add(.literal(text))
    case .special(let text): return add(.special(text))
    case .count(let count):
      try take("*")
      return add(.times(count, try primary()))
    case .sign("("):
      let node = try choice()
      try take(")")
      return node
    case .sign("["):
      let node = try choice()
      try take("]")
      return add(.optional(node))
    case .sign("{"):
      let node = try choice()
      try take("}")
      return add(.repetition(node))
    default:
      throw Grammar.Failure(description: "a part expected at \(words[position...].prefix(5))")
    }
  }
}
