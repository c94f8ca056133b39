import DBModelDesign
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// What attributes to make for indexes, against every part of what may be made, tried one by one.
struct MakingSearchTests {
  /// Things that may be made in one layout, of which every part is tried.
  private static let most = 6

  private func layouts(_ seed: UInt64) throws -> [DesignProblem] {
    let model = Model(RefereeModels.text(seed))
    try #require(model.errors == [], "seed \(seed)")
    let planner = DynamoDBPlanner(
      context: PlanningContext(model.workload),
      store: model.workload.stores[0].id
    )
    return planner.searches().flatMap(\.problems).filter {
      $0.made.isEmpty && !$0.makings.isEmpty && $0.makings.count <= Self.most
    }
  }

  private func parts(_ makings: Set<MadeAttribute>) -> [Set<MadeAttribute>] {
    let all = makings.sorted()
    return (0..<(1 << all.count)).map { mask in
      Set(all.indices.filter { mask >> $0 & 1 == 1 }.map { all[$0] })
    }
  }

  @Test func nothingIsBetterThanWhatIsFound() throws {
    var looked = 0
    var made = 0
    for seed in RefereeModels.seeds {
      for plain in try layouts(seed) {
        let search = MakingSearch(plain, indexesPerTable: 20)
        let best = try #require(search.best)
        #expect(search.left.isEmpty)
        looked += 1
        for part in parts(plain.makings) {
          guard let other = plain.making(part).solve(indexesPerTable: 20) else { continue }
          #expect(!other.isBetter(than: best), "seed \(seed): \(part)")
        }
        if search.visited.contains(where: {
          !$0.problem.made.isEmpty && $0.solution?.cost == best.cost
        }) {
          made += 1
        }
      }
    }
    // Layouts in which something may be made, and those in which it pays.
    #expect(looked >= 20 && made >= 5, "\(looked) layouts, \(made) with something made")
  }

  /// What weighs nothing bounds every part of it that is made.
  @Test func whatWeighsNothingCostsLeast() throws {
    var heavier = 0
    for seed in RefereeModels.seeds.prefix(24) {
      for plain in try layouts(seed) {
        let all = plain.makings
        guard let free = plain.making(all, weightless: all).solve(indexesPerTable: 20) else {
          continue
        }
        for part in parts(all) {
          guard let other = plain.making(part).solve(indexesPerTable: 20) else { continue }
          #expect(free.leastRank <= other.leastRank)
          if free.leastRank == other.leastRank {
            #expect(free.bound <= other.cost + SelectionSolver.tolerance(other.cost))
          }
          if free.cost < other.cost { heavier += 1 }
        }
      }
    }
    #expect(heavier > 0)
  }
}
