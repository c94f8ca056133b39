/// The rules of tokens as one deterministic automaton: it knows nothing but the written grammar.
///
/// Input classes are the 128 ASCII characters and one for all others.
struct TokenAutomaton: Sendable {
  /// Of every state, where each input class leads; -1 for nowhere.
  private(set) var next: [[Int]] = []
  /// Of every state, the first of the kinds that end here; -1 for none.
  private(set) var kind: [Int] = []
  /// The kinds in the order of the grammar.
  let kinds: [String]

  static let classCount = 129

  static func inputClass(_ scalar: Unicode.Scalar) -> Int { min(Int(scalar.value), 128) }

  /// What a class in words holds.
  static func classes(_ special: String) throws -> [Int] {
    let digits = Array(0x30...0x39)
    func but(_ left: String) -> [Int] {
      let without = left.unicodeScalars.map { Int($0.value) }
      return (1..<classCount).filter { !without.contains($0) }
    }
    switch special {
    case "A to Z or a to z": return Array(0x41...0x5A) + Array(0x61...0x7A)
    case "0 to 9": return digits
    case "0 to 7": return Array(0x30...0x37)
    case "0 to 9, A to F or a to f": return digits + Array(0x41...0x46) + Array(0x61...0x66)
    case "any character but quote, backslash and line feed": return but("\"\\\n")
    case "any character but quote": return but("\"")
    case "any character but line feed": return but("\n")
    case "space, tab, carriage return, form feed or vertical tab": return [32, 9, 13, 12, 11]
    case "U+000A": return [10]
    default: throw Grammar.Failure(description: "no class of characters: \(special)")
    }
  }

  init(_ grammar: Grammar, kinds: [String]) throws {
    self.kinds = kinds
    var machine = Machine(grammar: grammar)
    let start = machine.state()
    var ends: [Int: Int] = [:]
    for (index, kind) in kinds.enumerated() {
      let end = try machine.add(grammar.node(kind), from: start)
      ends[end] = index
    }
    (next, kind) = machine.determine(from: start) { states in
      states.compactMap { ends[$0] }.min() ?? -1
    }
  }

  /// The longest token at a place: its kind and its end, or nil.
  func longest(_ text: [Unicode.Scalar], from start: Int) -> (kind: Int, end: Int)? {
    var state = 0
    var found: (kind: Int, end: Int)?
    var index = start
    while true {
      if kind[state] >= 0 { found = (kind[state], index) }
      guard index < text.count else { return found }
      let target = next[state][TokenAutomaton.inputClass(text[index])]
      guard target >= 0 else { return found }
      state = target
      index += 1
    }
  }
}

/// A nondeterministic automaton under construction.
private struct Machine {
  let grammar: Grammar
  var silent: [[Int]] = []
  var edges: [[(classes: [Int], target: Int)]] = []

  init(grammar: Grammar) { self.grammar = grammar }

  mutating func state() -> Int {
    silent.append([])
    edges.append([])
    return silent.count - 1
  }

  mutating func edge(_ classes: [Int], from start: Int) -> Int {
    let end = state()
    edges[start].append((classes, end))
    return end
  }

  /// Adds a part behind a state and returns the state it ends in, which is a new one.
  mutating func add(_ node: Int, from start: Int) throws -> Int {
    switch grammar.nodes[node] {
    case .literal(let text):
      return text.unicodeScalars.reduce(entry(start)) { edge([Int($1.value)], from: $0) }
    case .special(let text): return edge(try TokenAutomaton.classes(text), from: start)
    case .rule(let name): return try add(grammar.node(name), from: start)
    case .sequence(let parts): return try parts.reduce(entry(start)) { try add($1, from: $0) }
    case .times(let count, let part):
      return try (0..<count).reduce(entry(start)) { state, _ in try add(part, from: state) }
    case .choice(let parts):
      let end = state()
      for part in parts { silent[try add(part, from: entry(start))].append(end) }
      return end
    case .optional(let part):
      let end = try add(part, from: entry(start))
      silent[start].append(end)
      return end
    case .repetition(let part):
      let loop = entry(start)
      silent[try add(part, from: loop)].append(loop)
      return entry(loop)
    case .exception(let left, let right):
      return try embed(difference(left, right), from: start)
    }
  }

  private mutating func entry(_ start: Int) -> Int {
    let new = state()
    silent[start].append(new)
    return new
  }

  /// What one part accepts and the other does not.
  private func difference(_ left: Int, _ right: Int) throws -> ([[Int]], [Int]) {
    var machine = Machine(grammar: grammar)
    let start = machine.state()
    let accepted = try machine.add(left, from: start)
    let excepted = try machine.add(right, from: start)
    return machine.determine(from: start) {
      $0.contains(accepted) && !$0.contains(excepted) ? 0 : -1
    }
  }

  private mutating func embed(_ table: ([[Int]], [Int]), from start: Int) -> Int {
    let states = table.0.map { _ in state() }
    let end = state()
    silent[start].append(states[0])
    for (index, row) in table.0.enumerated() {
      for (input, target) in row.enumerated() where target >= 0 {
        edges[states[index]].append(([input], states[target]))
      }
      if table.1[index] >= 0 { silent[states[index]].append(end) }
    }
    return end
  }

  private func closed(_ states: some Sequence<Int>) -> [Int] {
    var found = Set(states)
    var open = Array(found)
    while let state = open.popLast() {
      for target in silent[state] where found.insert(target).inserted { open.append(target) }
    }
    return found.sorted()
  }

  func determine(from start: Int, _ kind: ([Int]) -> Int) -> ([[Int]], [Int]) {
    var sets = [closed([start])]
    var places = [sets[0]: 0]
    var table: [[Int]] = []
    while table.count < sets.count {
      var targets = [Set<Int>](repeating: [], count: TokenAutomaton.classCount)
      for state in sets[table.count] {
        for edge in edges[state] {
          for input in edge.classes { targets[input].insert(edge.target) }
        }
      }
      var known: [Set<Int>: Int] = [[]: -1]
      table.append(
        targets.map { target in
          if let place = known[target] { return place }
          let set = closed(target)
          let place = places[set] ?? sets.count
          if place == sets.count {
            sets.append(set)
            places[set] = place
          }
          known[target] = place
          return place
        }
      )
    }
    return (table, sets.map(kind))
  }
}
