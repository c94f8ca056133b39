/// The ways of the patterns of one layout by what is wrong with them: what is wrong counts before
/// what anything costs.
struct RankedWays {
  /// A need, or a pattern whose needs hang together, and the ways it may take.
  struct Client {
    let pattern: Int
    var ways: [DesignProblem.Way]
    /// Beside `ways`: what stands for a worse rank than the client's best, in USD a month; 0 where
    /// none is offered.
    var penalties: [Double]

    func pick(_ position: Int) -> Choice {
      Choice(pattern: pattern, way: ways[position], penalty: penalties[position])
    }
  }

  struct Choice {
    let pattern: Int
    var way: DesignProblem.Way
    let penalty: Double
    /// By structure: the twin instead of it.
    var twins: [Int: Int] = [:]
  }

  /// What a pattern that has no way counts as.
  private static let unserved = 1_000

  /// No choice ranks better.
  private(set) var least = WayRank()
  /// Each client with its ways of the least rank.
  private(set) var best: [Client] = []
  private var all: [(pattern: Int, ways: [DesignProblem.Way], least: WayRank)] = []
  private var unservedRank = WayRank()

  /// - Parameter ways: By pattern and need.
  init(_ ways: [[[DesignProblem.Way]]]) {
    for (pattern, needs) in ways.enumerated() {
      let leasts = needs.compactMap { $0.map(\.rank).min() }
      guard !needs.isEmpty, leasts.count == needs.count else {
        unservedRank.broken += Self.unserved
        continue
      }
      least = leasts.reduce(least, +)
      for (ways, least) in zip(needs, leasts) {
        all.append((pattern, ways, least))
        let own = ways.filter { $0.rank == least }
        best.append(
          Client(
            pattern: pattern,
            ways: own,
            penalties: [Double](repeating: 0, count: own.count)
          )
        )
      }
    }
    least = least + unservedRank
  }

  /// Each client with all of its ways. One thing more that is broken weighs more than any risks,
  /// and a risk more than any money: more than everything together costs.
  ///
  /// - Parameter upkeep: Of all structures, USD a month.
  /// - Returns: The clients, and what a risk counts as, USD a month.
  func graded(upkeep: Double) -> (clients: [Client], perRisk: Double) {
    let dearest = all.reduce(upkeep + 1) { $0 + ($1.ways.map(\.cost).max() ?? 0) }
    let risks = all.reduce(1) { $0 + ($1.ways.map(\.mostRisks).max() ?? 0) }
    let (perRisk, perBroken) = (dearest, dearest * Double(risks + 1))
    let clients = all.map { client in
      Client(
        pattern: client.pattern,
        ways: client.ways,
        // A broken way may run fewer risks than the best one; the sum stays above 0 in any case.
        penalties: client.ways.map { way in
          perBroken * Double(way.rank.broken - client.least.broken)
            + perRisk * Double(way.rank.risks - client.least.risks)
        }
      )
    }
    return (clients, perRisk)
  }

  /// The rank of a choice.
  func rank(of choices: [Choice]) -> WayRank {
    choices.reduce(unservedRank) { $0 + $1.way.rank }
  }
}

extension DesignProblem.Way {
  /// Its risks, if every key it asks for were asked for too often.
  fileprivate var mostRisks: Int { rank.risks + (loads?.count ?? 0) }
}
