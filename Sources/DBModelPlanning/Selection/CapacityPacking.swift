/// Which of several like structures each client goes through, so that none is asked for too much.
///
/// Clients are dealt out one by one, the largest first, to each structure that is begun or to a new
/// one. A client that alone takes more than there is gains nothing by company or without it;
/// whoever else is with it, or with others that together take too much, is at risk.
struct CapacityPacking {
  /// Deals that are looked at, at most.
  private static let mostDeals = 5_000

  /// What one client takes of each kind of thing.
  struct Item: Hashable {
    let client: Int
    let amounts: [Int: Double]
  }

  /// The least number of risks: one for each kind that a client shares too much of.
  private(set) var risks = Int.max
  /// By client: which of the structures.
  private(set) var places: [Int: Int] = [:]
  /// Whether no other deal has fewer risks.
  private(set) var isExact = true

  private let items: [Item]
  private let count: Int
  private let most: Double
  private var deals = 0
  private var dealt: [Int]

  private struct Load {
    var amount = 0.0
    /// Clients that would not be at risk alone.
    var healthy = 0
    var clients = 0
  }

  /// - Parameters:
  ///   - count: How many structures there are.
  ///   - most: What may be taken of each kind of one of them.
  init(_ items: [Item], count: Int, most: Double) {
    self.items = items.sorted {
      ($1.amounts.values.max() ?? 0, $0.client) < ($0.amounts.values.max() ?? 0, $1.client)
    }
    self.count = count
    self.most = most
    dealt = [Int](repeating: 0, count: items.count)
    var loads = [[Int: Load]](repeating: [:], count: count)
    deal(0, begun: 0, &loads, risks: 0)
  }

  // Depth is bounded by the number of items.
  private mutating func deal(
    _ place: Int,
    begun: Int,
    _ loads: inout [[Int: Load]],
    risks now: Int
  ) {
    guard now < risks, risks > 0 else { return }
    guard place < items.count else {
      risks = now
      places = Dictionary(
        zip(items, dealt).map { ($0.client, $1) },
        uniquingKeysWith: { a, _ in a }
      )
      return
    }
    deals += 1
    guard deals <= Self.mostDeals else {
      isExact = false
      return
    }
    for structure in 0..<min(count, begun + 1) {
      let before = loads[structure]
      let more = add(items[place], to: &loads[structure])
      dealt[place] = structure
      deal(place + 1, begun: max(begun, structure + 1), &loads, risks: now + more)
      loads[structure] = before
    }
  }

  /// - Returns: How many risks more there are.
  private func add(_ item: Item, to loads: inout [Int: Load]) -> Int {
    var more = 0
    for (kind, amount) in item.amounts {
      var load = loads[kind] ?? Load()
      let before = risks(load)
      load.amount += amount
      load.clients += 1
      if !isExceeded(by: amount) { load.healthy += 1 }
      loads[kind] = load
      more += risks(load) - before
    }
    return more
  }

  private func risks(_ load: Load) -> Int {
    load.clients > 1 && isExceeded(by: load.amount) ? load.healthy : 0
  }

  private func isExceeded(by amount: Double) -> Bool {
    SelectionProblem.isTooMuch(amount, of: most)
  }
}
