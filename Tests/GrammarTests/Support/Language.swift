import DBModelTestKit
import Foundation

/// The written grammar made ready to run: its tokens as automata, its rules with what can begin
/// them.
struct Language: Sendable {
  static let lineEnd = "line end"

  let grammar: Grammar
  let tokens: TokenAutomaton
  let gaps: TokenAutomaton
  /// Every text in quotes that a clause can hold, and every kind of token, by its number.
  private(set) var terminals: [String: Int] = [:]
  /// Of every kind of token its terminal; of `line end` the same.
  private(set) var terminalOfKind: [Int] = []
  private(set) var lineEndTerminal = 0
  /// What a `?` can follow, and what counts its digits.
  private(set) var typeKinds: Set<Int> = []
  private(set) var numberKinds: Set<Int> = []
  private(set) var units: Set<String> = []
  private(set) var malformedKind = -1
  private(set) var root = 0
  private(set) var ruleNode: [Int] = []
  /// Of every node that matches one token: the terminal's number.
  private(set) var terminalOfNode: [Int: Int] = [:]
  /// Of every node: whether it can match nothing.
  private(set) var isNullable: [Bool] = []
  /// Of every node and terminal: whether such a token can begin the node.
  private(set) var begins: [[Bool]] = []
  /// Of every node: how many rules deep its shortest text is.
  private(set) var height: [Int] = []

  /// Made once: the tests run it many thousand times.
  static let shared = Result { try Language() }

  private init() throws {
    let url = GoldenFile.repository.appendingPathComponent("grammar/dbmodel.ebnf")
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    try self.init(GrammarReader.read(text, given: [Language.lineEnd]))
  }

  private init(_ grammar: Grammar) throws {
    self.grammar = grammar
    guard case .choice(let parts) = grammar.nodes[try grammar.node("token")] else {
      throw Grammar.Failure(description: "`token` is a list of kinds")
    }
    let kinds = parts.compactMap { part -> String? in
      if case .rule(let name) = grammar.nodes[part] { return name }
      return nil
    }
    tokens = try TokenAutomaton(grammar, kinds: kinds)
    gaps = try TokenAutomaton(grammar, kinds: ["gap"])
    for name in kinds + [Language.lineEnd] { terminals["<\(name)>"] = terminals.count }
    terminalOfKind = kinds.map { terminals["<\($0)>"] ?? -1 }
    lineEndTerminal = terminals["<\(Language.lineEnd)>"] ?? -1
    typeKinds = Set(["name", "dotted name", "case"].compactMap { terminals["<\($0)>"] })
    numberKinds = Set(["plain number", "suffixed number"].compactMap { terminals["<\($0)>"] })
    malformedKind = terminals["<malformed>"] ?? -1
    units = Set(try grammar.literals(below: grammar.node("unit")))
    root = try grammar.node("file")
    ruleNode = try grammar.nodes.map {
      if case .rule(let name) = $0, name != Language.lineEnd { return try grammar.node(name) }
      return -1
    }
    for node in try reachable(["file"], through: false) {
      switch grammar.nodes[node] {
      case .literal(let text): terminalOfNode[node] = number(text)
      case .rule(let name):
        if let terminal = terminals["<\(name)>"] { terminalOfNode[node] = terminal }
      default: break
      }
    }
    try findHeights()
    try findBeginnings()
  }

  private mutating func number(_ text: String) -> Int {
    if let known = terminals[text] { return known }
    terminals[text] = terminals.count
    return terminals.count - 1
  }

  func isTerminal(_ rule: String) -> Bool { terminals["<\(rule)>"] != nil }

  /// Every node below some rules; below tokens only where asked.
  func reachable(_ rules: [String], through tokensToo: Bool) throws -> [Int] {
    var seen: Set<Int> = []
    var open = try rules.map { try grammar.node($0) }
    while let node = open.popLast() {
      guard seen.insert(node).inserted else { continue }
      switch grammar.nodes[node] {
      case .sequence(let parts), .choice(let parts): open += parts
      case .optional(let part), .repetition(let part), .times(_, let part): open.append(part)
      case .exception(let left, _): open.append(left)
      case .rule(let name):
        if name != Language.lineEnd, tokensToo || !isTerminal(name) {
          open.append(try grammar.node(name))
        }
      case .literal, .special: break
      }
    }
    return seen.sorted()
  }

  /// Of every node: over how many parts and rules it leads to another, `Int.max` where it never
  /// does.
  func distances(to target: Int) throws -> [Int] {
    var result = [Int](repeating: Int.max, count: grammar.nodes.count)
    result[target] = 0
    var changed = true
    while changed {
      changed = false
      for (index, node) in grammar.nodes.enumerated() {
        let nearest: Int
        switch node {
        case .sequence(let parts), .choice(let parts):
          nearest = parts.map { result[$0] }.min() ?? Int.max
        case .optional(let part), .repetition(let part), .times(_, let part),
          .exception(let part, _):
          nearest = result[part]
        case .rule(Language.lineEnd), .literal, .special: continue
        case .rule(let name): nearest = result[try grammar.node(name)]
        }
        if nearest < Int.max, nearest + 1 < result[index] {
          result[index] = nearest + 1
          changed = true
        }
      }
    }
    return result
  }

  private mutating func findHeights() throws {
    let far = 10_000
    height = [Int](repeating: far, count: grammar.nodes.count)
    var changed = true
    while changed {
      changed = false
      for (index, node) in grammar.nodes.enumerated() {
        let found: Int
        switch node {
        case .literal, .special, .optional, .repetition: found = 0
        case .sequence(let parts): found = parts.map { height[$0] }.max() ?? 0
        case .choice(let parts): found = parts.map { height[$0] }.min() ?? 0
        case .times(_, let part), .exception(let part, _): found = height[part]
        case .rule(Language.lineEnd): found = 0
        case .rule(let name): found = min(far, height[try grammar.node(name)] + 1)
        }
        if found < height[index] {
          height[index] = found
          changed = true
        }
      }
    }
  }

  private mutating func findBeginnings() throws {
    let none = [Bool](repeating: false, count: terminals.count)
    isNullable = [Bool](repeating: false, count: grammar.nodes.count)
    begins = [[Bool]](repeating: none, count: grammar.nodes.count)
    let nodes = try reachable(["file"], through: false)
    var changed = true
    while changed {
      changed = false
      for node in nodes {
        let (nullable, first) = try beginning(node, none)
        if nullable != isNullable[node] || first != begins[node] {
          (isNullable[node], begins[node]) = (nullable, first)
          changed = true
        }
      }
    }
  }

  private func beginning(_ node: Int, _ none: [Bool]) throws -> (Bool, [Bool]) {
    var first = none
    if let terminal = terminalOfNode[node] {
      first[terminal] = true
      return (false, first)
    }
    func add(_ part: Int) {
      for (index, value) in begins[part].enumerated() where value { first[index] = true }
    }
    switch grammar.nodes[node] {
    case .special: return (true, first)
    case .rule(let name):
      let target = try grammar.node(name)
      return (isNullable[target], begins[target])
    case .optional(let part), .repetition(let part): return (true, begins[part])
    case .choice(let parts):
      parts.forEach(add)
      return (parts.contains { isNullable[$0] }, first)
    case .sequence(let parts):
      for part in parts {
        add(part)
        if !isNullable[part] { return (false, first) }
      }
      return (true, first)
    case .literal, .times, .exception:
      throw Grammar.Failure(description: "only tokens are counted and excepted")
    }
  }
}
