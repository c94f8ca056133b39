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
  private static let seeds = RefereeModels.seeds

  /// What the enumeration was held against, for the page of the long run.
  private struct Tally {
    var models = 0
    var patterns = 0
    /// Models in which it reached the planner's cost, which it may not below its own limits.
    var reached = 0
    var cheaper = 0
    /// Models of which the planner says that it did not search all of the space.
    var open = 0
  }

  private static let tallies = Locked<[String: Tally]>([:])

  private static func countOpen(_ kind: String) {
    tallies.withLock { $0[kind, default: Tally()].open += 1 }
    // More than a few would prove nothing.
    #expect(tallies.withLock { $0[kind]?.open ?? 0 } <= 4, "\(kind)")
  }

  private static func count(_ kind: String, _ patterns: Int, _ cost: Double, _ least: Double?) {
    let slack = 1e-9 * max(1, cost)
    tallies.withLock { tallies in
      var tally = tallies[kind] ?? Tally()
      tally.models += 1
      tally.patterns += patterns
      if let least, least < cost - slack { tally.cheaper += 1 }
      if let least, abs(least - cost) <= slack { tally.reached += 1 }
      tallies[kind] = tally
      let lines = [
        "## An enumeration without candidates, pruning and solver", "",
        "`DesignReferee` tries all legal layouts, all index keys over two and two attributes that "
          + "patterns look at, all projections and all groups of patterns. It has no index of what "
          + "is filtered alone, and one index for a pattern, so that it cannot always find as "
          + "cheap a design.", "",
        "| | models | patterns | it finds the planner's cost | it finds a cheaper design"
          + " | not searched wholly, and said so |",
        "|---|---|---|---|---|---|",
      ]
      let rows = tallies.sorted { $0.key > $1.key }.map { kind, tally in
        "| \(kind) | \(tally.models) | \(tally.patterns) | \(tally.reached) | \(tally.cheaper)"
          + " | \(tally.open) |"
      }
      Evaluation.write("cheapest", lines + rows)
    }
  }

  private func searches(_ workload: Workload) -> [DesignSearch] {
    DynamoDBPlanner(context: PlanningContext(workload), store: workload.stores[0].id).searches()
  }

  @Test(
    "is cheaper than anything an enumeration without pruning finds",
    arguments: RefereeModels.plainSeeds
  )
  func nothingCheaper(_ seed: UInt64) throws {
    try compare(seed, "plain models")
  }

  @Test(
    "is cheaper than anything it finds where patterns are of every kind",
    arguments: RefereeModels.wideSeeds
  )
  func nothingCheaperOfEveryKind(_ seed: UInt64) throws {
    try compare(seed, "models of every kind of pattern")
  }

  @Test(
    "is cheaper than anything it finds where items may hold rows",
    arguments: RefereeModels.embeddedSeeds
  )
  func nothingCheaperWithEmbeddedRows(_ seed: UInt64) throws {
    try compare(seed, "models with rows that items may hold")
  }

  @Test(
    "is cheaper than anything it finds where rows keep attributes of others",
    arguments: RefereeModels.keptSeeds
  )
  func nothingCheaperWithKeptAttributes(_ seed: UInt64) throws {
    try compare(seed, "models with attributes kept from other rows")
  }

  @Test(
    "is cheaper than anything it finds where rows may carry copies of others",
    arguments: RefereeModels.copiedSeeds
  )
  func nothingCheaperWithCopies(_ seed: UInt64) throws {
    try compare(seed, "models with reads over references")
  }

  @Test(
    "is cheaper than anything it finds where reads share hot keys",
    arguments: RefereeModels.hotSeeds
  )
  func nothingCheaperWithHotKeys(_ seed: UInt64) throws {
    try compare(seed, "models with keys that reads share")
  }

  private func compare(_ seed: UInt64, _ kind: String) throws {
    let model = Model(RefereeModels.text(seed))
    try #require(model.errors == [])
    let searches = searches(model.workload)
    var cost = 0.0
    var ranks: [PatternID: WayRank] = [:]
    var isAtRisk: Set<PatternID> = []
    // Then nothing is claimed: see the page on planning for what is left out where.
    let isClosed = searches.compactMap(\.chosen).allSatisfy { _, solution in
      solution.cost - solution.bound <= SelectionSolver.tolerance(solution.cost)
    }
    guard searches.allSatisfy(\.isComplete), isClosed else { return Self.countOpen(kind) }
    for search in searches {
      guard let (problem, solution) = search.chosen else { continue }
      cost += solution.cost
      for (pattern, way) in zip(problem.patterns, solution.courses) {
        ranks[pattern.id] = way?.rankAlone ?? WayRank(broken: 1_000)
        if let way, way.sharedRisks > 0 { isAtRisk.insert(pattern.id) }
      }
    }
    var referee = DesignReferee(model.workload)
    referee.isAtRisk = Set(
      referee.patterns.indices.filter { isAtRisk.contains(referee.patterns[$0].id) }
    )
    let least = referee.leastCost(
      ranks: referee.patterns.map { ranks[$0.id] ?? WayRank(broken: 1_000) }
    )
    let design = PlanText.render(Planner.plan(workload: model.workload).design, of: model.workload)
    Self.count(kind, referee.patterns.count, cost, least?.cost)
    guard let least else { return }
    #expect(cost <= least.cost * (1 + 1e-9) + 1e-9, "\(design)\ncheaper: \(least.text)")
  }

  private static let absenceSeeds =
    seeds.prefix(TestMode.variable("DBMODEL_LONG") == nil ? 12 : 300)
    + RefereeModels.hotSeeds.prefix(TestMode.variable("DBMODEL_LONG") == nil ? 20 : 100)

  private struct AbsenceTally {
    var models: Set<UInt64> = []
    var indexes = 0
    var reached = 0
    var cheaper = 0
  }

  private static let absences = Locked(AbsenceTally())

  /// - Parameter least: What the enumeration finds without the index; `nil` for nothing.
  private static func countAbsence(_ seed: UInt64, _ cost: Double, _ least: Double?) {
    let slack = 1e-9 * max(1, cost)
    absences.withLock { tally in
      tally.models.insert(seed)
      tally.indexes += 1
      if let least, least < cost - slack { tally.cheaper += 1 }
      if let least, abs(least - cost) <= slack { tally.reached += 1 }
      Evaluation.write(
        "absence",
        [
          "## What an index is worth", "",
          "`plan` prints what each index's absence would cost, from a search of its own. The same "
            + "enumeration looks for a cheaper design without the index, afresh and unpruned.", "",
          "| models | indexes | it finds the planner's cost | it finds a cheaper design |",
          "|---|---|---|---|",
          "| \(tally.models.count) | \(tally.indexes) | \(tally.reached) | \(tally.cheaper) |",
        ]
      )
    }
  }

  @Test("without an index is the best there is without it", arguments: absenceSeeds)
  func absence(_ seed: UInt64) throws {
    let workload = Model(RefereeModels.text(seed)).workload
    for search in searches(workload) {
      guard let (problem, solution) = search.chosen else { continue }
      for structure in solution.structures {
        let exclusion = try #require(search.exclusion(of: structure))
        let without = try #require(search.without(exclusion))
        // Then a figure is given for what was found, or none.
        guard without.cost - without.bound <= SelectionSolver.tolerance(without.cost) else {
          continue
        }
        #expect(!without.isBetter(than: solution), "seed \(seed)")
        // The other parts of the store have nothing to do with it.
        guard searches(workload).count == 1 else { continue }
        var referee = DesignReferee(workload)
        referee.excluded = exclusion
        let ranks = Dictionary(
          zip(problem.patterns, without.courses).map {
            ($0.id, $1?.rankAlone ?? WayRank(broken: 1_000))
          },
          uniquingKeysWith: { a, _ in a }
        )
        let isAtRisk = Set(
          zip(problem.patterns, without.courses).filter { ($1?.sharedRisks ?? 0) > 0 }.map(\.0.id)
        )
        referee.isAtRisk = Set(
          referee.patterns.indices.filter { isAtRisk.contains(referee.patterns[$0].id) }
        )
        let least = referee.leastCost(
          ranks: referee.patterns.map { ranks[$0.id] ?? WayRank(broken: 1_000) }
        )
        Self.countAbsence(seed, without.cost, least?.cost)
        if let least { #expect(without.cost <= least.cost * (1 + 1e-9) + 1e-9, "\(least.text)") }
      }
    }
  }

  private static let barredSeeds = RefereeModels.copiedSeeds.prefix(
    TestMode.variable("DBMODEL_LONG") == nil ? 16 : 100
  )

  @Test("without the copies over a reference is the best there is without", arguments: barredSeeds)
  func absenceOfCopies(_ seed: UInt64) throws {
    let workload = Model(RefereeModels.text(seed)).workload
    let searches = searches(workload)
    guard searches.count == 1, let search = searches.first, let (problem, solution) = search.chosen
    else { return }
    let copied = solution.courses.reduce(into: Set<FieldReference>()) {
      $0.formUnion($1?.copied ?? [])
    }
    for reference in PlanningContext(workload).references(of: copied) {
      let without = try #require(search.without(copiesOver: reference))
      #expect(!without.isBetter(than: solution), "seed \(seed)")
      var referee = DesignReferee(workload)
      referee.barred = [reference]
      let ranks = Dictionary(
        zip(problem.patterns, without.courses).map { ($0.id, $1?.rank ?? WayRank(broken: 1_000)) },
        uniquingKeysWith: { a, _ in a }
      )
      let least = referee.leastCost(
        ranks: referee.patterns.map { ranks[$0.id] ?? WayRank(broken: 1_000) }
      )
      if let least { #expect(without.cost <= least.cost * (1 + 1e-9) + 1e-9, "\(least.text)") }
    }
  }

  @Test("costs what the finished tables and paths are estimated to cost", arguments: seeds)
  func costsWhatItSays(_ seed: UInt64) throws {
    let workload = Model(RefereeModels.text(seed)).workload
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

extension DesignSolution.Course {
  /// What is wrong with a way whatever others do.
  fileprivate var rankAlone: WayRank {
    WayRank(broken: rank.broken, risks: rank.risks - sharedRisks)
  }
}
