import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelTestData
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// The derived design against a search that shares none of the planner's shortcuts.
@Suite("The cheapest design")
struct DesignOptimalityTests {
  /// `DBMODEL_LONG=1` tries as many as `make evaluate` does.
  private static let seeds: [UInt64] = Array(
    0..<(TestMode.variable("DBMODEL_LONG") == nil ? 40 : 1_000)
  )

  /// A small model whose rates differ by up to a million.
  static func model(_ seed: UInt64) -> Model {
    let random = RandomModel(
      seed: seed,
      entities: 1 + Int(seed % 3),
      patterns: 1 + Int(seed / 3 % 5)
    )
    var numbers = SplitMix64(seed: seed &* 77 &+ 5)
    let rates = ["0.001/s", "0.05/s", "1/s", "40/s", "900/s"]
    let lines = random.text().split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("  rate 1/s")
        ? "  rate \(rates[numbers.integer(0...4)]) peak 1000/s" : String(line)
    }
    return Model(lines.joined(separator: "\n"))
  }

  private func searches(_ workload: Workload) -> [DesignSearch] {
    DynamoDBPlanner(context: PlanningContext(workload), store: workload.stores[0].id).searches()
  }

  @Test("is cheaper than anything an enumeration without pruning finds", arguments: seeds)
  func nothingCheaper(_ seed: UInt64) throws {
    let model = Self.model(seed)
    try #require(model.errors == [])
    let searches = searches(model.workload)
    var cost = 0.0
    var ranks: [PatternID: WayRank] = [:]
    for search in searches {
      guard let (problem, solution) = search.chosen else { continue }
      #expect(search.isComplete)
      #expect(solution.cost - solution.bound <= SelectionSolver.tolerance(solution.cost))
      cost += solution.cost
      for (pattern, way) in zip(problem.patterns, solution.courses) {
        ranks[pattern.id] = way?.rank ?? WayRank(broken: 1_000)
      }
    }
    let referee = DesignReferee(model.workload)
    let least = referee.leastCost(
      ranks: referee.patterns.map { ranks[$0.id] ?? WayRank(broken: 1_000) }
    )
    let design = PlanText.render(Planner.plan(workload: model.workload).design, of: model.workload)
    if let least {
      #expect(cost <= least.cost * (1 + 1e-9) + 1e-9, "\(design)\ncheaper: \(least.text)")
    }
  }

  @Test("without an index is the best there is without it", arguments: seeds.prefix(12))
  func absence(_ seed: UInt64) throws {
    let workload = Self.model(seed).workload
    for search in searches(workload) {
      guard let (problem, solution) = search.chosen else { continue }
      for structure in solution.structures {
        let exclusion = try #require(search.exclusion(of: structure))
        let without = try #require(search.without(exclusion))
        #expect(!without.isBetter(than: solution), "seed \(seed)")
        // The other parts of the store have nothing to do with it.
        guard searches(workload).count == 1 else { continue }
        var referee = DesignReferee(workload)
        referee.excluded = exclusion
        let ranks = Dictionary(
          zip(problem.patterns, without.courses).map {
            ($0.id, $1?.rank ?? WayRank(broken: 1_000))
          },
          uniquingKeysWith: { a, _ in a }
        )
        let least = referee.leastCost(
          ranks: referee.patterns.map { ranks[$0.id] ?? WayRank(broken: 1_000) }
        )
        if let least { #expect(without.cost <= least.cost * (1 + 1e-9) + 1e-9, "\(least.text)") }
      }
    }
  }

  @Test("costs what the finished tables and paths are estimated to cost", arguments: seeds)
  func costsWhatItSays(_ seed: UInt64) throws {
    let workload = Self.model(seed).workload
    let said = searches(workload).compactMap { $0.chosen?.solution.cost }.reduce(0, +)
    let design = Planner.plan(workload: workload).design
    let estimates = Estimates(workload: workload, design: design)
    guard case .dynamoDB(let tables)? = design.stores.first else { return }
    let usage = UsageEstimator.lines(
      of: tables,
      units: estimates.units,
      workload: workload,
      book: .publicUSEast1
    )
    let rates = DynamoDBRates(store: workload.stores[0], book: .publicUSEast1)
    let cost = usage.reduce(0) { sum, line in
      sum + line.readUnitsPerMonth.middle * rates.perReadUnit
        + line.writeUnitsPerMonth.middle * rates.perWriteUnit
        + line.storedBytes.middle * (line.isIndex ? rates.perIndexByte : rates.perTableByte)
    }
    #expect(abs(cost - said) <= 1e-9 * max(1, said), "seed \(seed): \(cost), not \(said)")
    let bill = MonthlyCost(workload: workload, usage: usage, book: .publicUSEast1).total
    #expect(abs(bill.middle - cost) <= 1e-6 * max(1, cost), "seed \(seed)")
  }
}
