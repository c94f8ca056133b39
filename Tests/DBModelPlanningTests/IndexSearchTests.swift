import DBModelPlanning
import DBModelStatistics
import Testing

/// The choice among indexes, with a planner whose every answer is known.
@Suite struct IndexSearchTests {
  private enum Never: Error {}
  private typealias Search = IndexSearch<Never>

  /// Statements that go through one of the sets of indexes that serve them: the cheapest that is
  /// there.
  private struct Instance {
    var bytes: [Double]
    /// Of each statement: sets of candidates, and the cost with each; the first needs none.
    var ways: [[(needs: Set<Int>, cost: Double)]]
    var upkeep: [Double]
    var limit: Double?

    func answer(_ statement: Int, _ set: Set<Int>) -> (cost: Double, used: Set<Int>) {
      var best = ways[statement][0]
      for way in ways[statement] where way.needs.isSubset(of: set) && way.cost < best.cost {
        best = way
      }
      return (best.cost, best.needs)
    }

    func work(_ set: Set<Int>) -> Double {
      ways.indices.reduce(0) { $0 + answer($1, set).cost } + set.reduce(0) { $0 + upkeep[$1] }
    }

    func bytes(_ set: Set<Int>) -> Double { set.reduce(0) { $0 + bytes[$1] } }

    func fits(_ set: Set<Int>) -> Bool { limit.map { bytes(set) <= $0 } ?? true }

    /// Extend's way: again and again what saves most for a byte.
    var extended: Double {
      var set: Set<Int> = []
      while true {
        var next: (set: Set<Int>, score: Double)?
        for place in bytes.indices where !set.contains(place) {
          let trial = set.union([place])
          let saved = work(set) - work(trial)
          guard fits(trial), saved > 1e-9 else { continue }
          let score = saved / max(8_192, bytes[place])
          if next.map({ score > $0.score }) ?? true { next = (trial, score) }
        }
        guard let next else { return work(set) }
        set = next.set
      }
    }

    var best: Double {
      (0..<(1 << bytes.count)).map { bits in Set(bytes.indices.filter { bits >> $0 & 1 == 1 }) }
        .filter(fits).map(work).min() ?? work([])
    }

    func found(mostQuestions: Int = 100_000) throws(Never) -> (set: Set<Int>, questions: Int) {
      var search = Search(
        candidates: bytes.indices.map { .init(table: 0, bytes: bytes[$0]) },
        statements: ways.map { _ in .init(weight: 1) { _ in 0 } },
        limit: limit,
        costs: IndexCosts(
          relevant: ways.map { _ in CandidateSet(bytes.indices) },
          mostQuestions: mostQuestions
        ) { statement, set throws(Never) in
          let found = answer(statement, Set(set.places))
          return (found.cost, CandidateSet(found.used))
        },
        upkeep: { set in set.places.reduce(0) { $0 + upkeep[$1] } },
        declared: { _ in .init() }
      )
      let proposed = bytes.indices.map { place in
        ways.indices.filter { ways[$0].contains { $0.needs.contains(place) } }
      }
      let set = try search.best(among: try search.useful(proposed)).set
      return (Set(set.places), search.costs.questions)
    }
  }

  private static let seed: UInt64 = 20_261_129

  private func random(_ numbers: inout SplitMix64) -> Instance {
    let count = Int.random(in: 1...7, using: &numbers)
    let bytes = (0..<count).map { _ in Double(Int.random(in: 1...100, using: &numbers)) * 10_000 }
    let ways = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in
      let scan = Double(Int.random(in: 100...1_000, using: &numbers))
      let others = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
        (
          needs: Set(
            (0..<Int.random(in: 1...2, using: &numbers)).map { _ in
              Int.random(in: 0..<count, using: &numbers)
            }
          ),
          cost: scan * Double.random(in: 0.01...0.99, using: &numbers)
        )
      }
      return [(needs: Set<Int>(), cost: scan)] + others
    }
    let all = bytes.reduce(0, +)
    return Instance(
      bytes: bytes,
      ways: ways,
      upkeep: (0..<count).map { _ in Double.random(in: 0...60, using: &numbers) },
      limit: Bool.random(using: &numbers) ? nil : Double.random(in: 0...all, using: &numbers)
    )
  }

  /// Within what is left out as worth too little: half a percent an index.
  @Test func itIsHardlyEverWorseThanExtendAndMostlyTheBest() throws {
    var numbers = SplitMix64(seed: Self.seed)
    var (best, notWorse) = (0, 0)
    for trial in 0..<400 {
      let instance = random(&numbers)
      let set = try instance.found().set
      let slack = 1 + 0.005 * Double(instance.bytes.count) + 1e-9
      #expect(instance.fits(set), "seed \(Self.seed), trial \(trial)")
      if instance.work(set) <= instance.extended * slack { notWorse += 1 }
      #expect(
        instance.work(set) <= instance.extended * 1.1,
        "seed \(Self.seed), trial \(trial)"
      )
      if instance.work(set) <= instance.best * slack { best += 1 }
    }
    #expect(notWorse >= 395, "\(notWorse) of 400 are no worse than Extend's")
    #expect(best >= 380, "\(best) of 400 are the best there is")
  }

  /// Two indexes that save nothing without each other are found: the plan that sees all says so.
  @Test func aPairIsFound() throws {
    var pair = Instance(
      bytes: [1e6, 1e6, 1e6],
      ways: [[([], 1_000), ([0, 1], 10), ([2], 900)]],
      upkeep: [1, 1, 1],
      limit: nil
    )
    #expect(try pair.found().set == [0, 1])
    pair.limit = 1e6
    #expect(try pair.found().set == [2])
    pair.limit = 9e5
    #expect(try pair.found().set == [])
    // Writes that cost more than both save.
    pair.limit = nil
    pair.upkeep = [600, 600, 600]
    #expect(try pair.found().set == [])
  }

  /// What is known of one set is known of those between it and what its plan uses.
  @Test func fewPlansAreAskedFor() throws {
    var asked = 0
    var costs = IndexCosts<Never>(relevant: [[0, 1, 2]], mostQuestions: 10) { _, set in
      asked += 1
      return (set.contains(1) ? 5 : 10, set.contains(1) ? [1] : [])
    }
    #expect(try costs.answer(0, [0, 1, 2]).cost == 5)
    #expect(try costs.answer(0, [1]).cost == 5)
    #expect(try costs.answer(0, [1, 7]).cost == 5)
    #expect(asked == 1)
    #expect(try costs.answer(0, [0, 2]).cost == 10)
    #expect(try costs.answer(0, []).cost == 10)
    #expect(asked == 2)
  }

  /// The bound ends a search with a set that is allowed.
  @Test func itEndsAtItsBound() throws {
    var numbers = SplitMix64(seed: Self.seed)
    for trial in 0..<50 {
      let instance = random(&numbers)
      let (set, questions) = try instance.found(mostQuestions: 5)
      #expect(instance.fits(set), "trial \(trial)")
      #expect(questions <= 5 + instance.ways.count, "trial \(trial)")
    }
  }
}
