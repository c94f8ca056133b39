/// Which ways through the grammar were taken: alternatives, optional parts present and absent,
/// repetitions empty and not.
struct Coverage {
  private(set) var taken: Set<Way> = []

  struct Way: Hashable, Comparable {
    let node: Int
    let way: Int
    static func < (left: Way, right: Way) -> Bool {
      (left.node, left.way) < (right.node, right.way)
    }
  }

  mutating func insert(_ node: Int, _ way: Int) { taken.insert(Way(node: node, way: way)) }

  mutating func formUnion(_ other: Coverage) { taken.formUnion(other.taken) }

  func contains(_ node: Int, _ way: Int) -> Bool { taken.contains(Way(node: node, way: way)) }

  func contains(_ way: Way) -> Bool { taken.contains(way) }

  /// The ways below some rules that were never taken, worded with the part they are ways of.
  func missing(in language: Language, below rules: [String]) throws -> [String] {
    try untaken(in: language, below: rules).map {
      "way \($0.way) of \(language.describe($0.node))"
    }
  }

  /// The ways below some rules that were never taken, in the order of the grammar.
  func untaken(in language: Language, below rules: [String]) throws -> [Way] {
    var result: [Way] = []
    for node in try language.reachable(rules, through: true) {
      let count: Int
      switch language.grammar.nodes[node] {
      case .choice(let parts): count = parts.count
      case .optional, .repetition: count = 2
      default: continue
      }
      for way in 0..<count where !contains(node, way) {
        result.append(Way(node: node, way: way))
      }
    }
    return result
  }
}

extension Language {
  /// A part as it would be written, rules by name.
  func describe(_ node: Int) -> String {
    switch grammar.nodes[node] {
    case .sequence(let parts): parts.map(describe).joined(separator: ", ")
    case .choice(let parts): "( " + parts.map(describe).joined(separator: " | ") + " )"
    case .optional(let part): "[ \(describe(part)) ]"
    case .repetition(let part): "{ \(describe(part)) }"
    case .times(let count, let part): "\(count) * \(describe(part))"
    case .exception(let left, let right): "\(describe(left)) - \(describe(right))"
    case .literal(let text): "\"\(text)\""
    case .rule(let name): name
    case .special(let text): "? \(text) ?"
    }
  }
}
