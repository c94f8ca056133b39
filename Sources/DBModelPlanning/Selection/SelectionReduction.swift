/// A selection made smaller without losing its best solution, as far as no limit counts structures.
///
/// A structure that one client alone can use is part of what its paths cost. A structure that
/// serves every client it has no better than another one, which costs no more to keep, is left out.
/// What is left is what clients really share.
struct SelectionReduction {
  /// A path of a client, by its place among those that were given.
  struct Choice {
    let position: Int
    let path: SelectionProblem.Path
  }

  /// By client; the cheapest first.
  private(set) var choices: [[Choice]]
  private let upkeep: [Double]

  init(_ choices: [[Choice]], upkeep: [Double]) {
    self.choices = choices
    self.upkeep = upkeep
    var count: Int
    repeat {
      count = self.choices.reduce(0) { $0 + $1.count }
      foldPrivate()
      self.choices = self.choices.map(Self.undominated)
      dropDominated()
    } while self.choices.reduce(0, { $0 + $1.count }) < count
  }

  /// The cheapest paths first, without those that need all that a cheaper one needs.
  static func undominated(_ choices: [Choice]) -> [Choice] {
    var kept: [Choice] = []
    let sorted = choices.sorted {
      ($0.path.cost, $0.path.structures.count, $0.position)
        < ($1.path.cost, $1.path.structures.count, $1.position)
    }
    var seen: Set<[Int]> = []
    for choice in sorted where !hasSubset(of: choice.path.structures, in: seen) {
      kept.append(choice)
      seen.insert(choice.path.structures)
    }
    return kept
  }

  /// Whether some of these structures, all or none included, are a set that was seen.
  private static func hasSubset(of structures: [Int], in seen: Set<[Int]>) -> Bool {
    guard structures.count <= 4 else {
      return seen.contains { $0.allSatisfy(structures.contains) }
    }
    return (0..<(1 << structures.count)).contains { mask in
      seen.contains(structures.indices.filter { mask >> $0 & 1 == 1 }.map { structures[$0] })
    }
  }

  private mutating func foldPrivate() {
    var users: [Int: Int] = [:]
    var shared: Set<Int> = []
    for (client, choices) in choices.enumerated() {
      for structure in choices.lazy.flatMap(\.path.structures) {
        if let known = users[structure], known != client { shared.insert(structure) }
        users[structure] = client
      }
    }
    choices = choices.map { choices in
      choices.map { choice in
        let own = choice.path.structures.filter { !shared.contains($0) }
        guard !own.isEmpty else { return choice }
        return Choice(
          position: choice.position,
          path: SelectionProblem.Path(
            cost: own.reduce(choice.path.cost) { $0 + upkeep[$1] },
            structures: choice.path.structures.filter(shared.contains)
          )
        )
      }
    }
  }

  /// What a structure offers its clients; only of those that no path needs together with others.
  private mutating func dropDominated() {
    var offers: [Int: [Int: Double]] = [:]
    var isMixed: Set<Int> = []
    for (client, choices) in choices.enumerated() {
      for path in choices.lazy.map(\.path) {
        if path.structures.count > 1 { isMixed.formUnion(path.structures) }
        guard let structure = path.structures.first, path.structures.count == 1 else { continue }
        offers[structure, default: [:]][client] = min(
          path.cost,
          offers[structure]?[client] ?? .infinity
        )
      }
    }
    var byClient: [Int: [Int]] = [:]
    for (structure, clients) in offers.sorted(by: { $0.key < $1.key }) {
      for client in clients.keys { byClient[client, default: []].append(structure) }
    }
    var dropped: Set<Int> = []
    for (structure, own) in offers.sorted(by: { $0.key < $1.key })
    where !isMixed.contains(structure) {
      // Another one that does as well serves each of its clients, so that any client names it.
      let rivals = own.keys.min().flatMap { byClient[$0] } ?? []
      let isDominated = rivals.contains { rival in
        guard rival != structure, !dropped.contains(rival), let others = offers[rival],
          upkeep[rival] <= upkeep[structure]
        else { return false }
        return own.allSatisfy { client, cost in (others[client] ?? .infinity) <= cost }
      }
      if isDominated { dropped.insert(structure) }
    }
    choices = choices.map { choices in
      choices.filter { $0.path.structures.allSatisfy { !dropped.contains($0) } }
    }
  }
}
