import DBModelDesign
import DBModelStatistics
import DBModelTestData
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// What is said of layouts that were not looked at one by one.
@Suite("The bound over layouts")
struct LayoutBoundTests {
  /// From here on items may hold rows.
  private static let embedded: UInt64 = 60
  private static let seeds = Array(0..<embedded + 40)

  private static func text(
    _ seed: UInt64,
    entities: Int,
    patterns: Int,
    clauses: [String] = []
  ) -> String {
    guard seed >= embedded else {
      return RandomModel(seed: seed, entities: entities, patterns: patterns).text(clauses: clauses)
    }
    var model = RandomModel(seed: seed, entities: max(3, entities), patterns: 1)
    model.addEmbedded(seed: seed, count: 2 + patterns / 3)
    return model.text(clauses: clauses)
  }

  private func planner(_ workload: Workload) -> DynamoDBPlanner {
    DynamoDBPlanner(context: PlanningContext(workload), store: workload.stores[0].id)
  }

  @Test("is below the best of all layouts, and mostly reaches it")
  func boundsEveryLayout() throws {
    var parts = 0
    var bounded = 0
    var closed = 0
    for seed in Self.seeds {
      let model = Model(
        Self.text(seed, entities: 2 + Int(seed % 5), patterns: 3 + Int(seed % 9))
      )
      try #require(model.errors == [])
      let exact = planner(model.workload).searches()
      let relaxed = planner(model.workload).searches(mostLayouts: 1)
      for (all, some) in zip(exact, relaxed) where all.problems.count > 1 && all.isComplete {
        guard let best = all.best?.solution, let found = some.best?.solution else { continue }
        parts += 1
        let slack = 1e-4 + SelectionSolver.tolerance(best.cost)
        if found.rank == best.rank {
          #expect(found.cost >= best.cost - slack, "seed \(seed)")
        } else {
          #expect(best.rank < found.rank, "seed \(seed)")
        }
        guard let bound = some.bound else { continue }
        bounded += 1
        #expect(found.rank == best.rank, "seed \(seed)")
        #expect(bound <= best.cost + slack, "seed \(seed): \(bound) is above \(best.cost)")
        if found.cost - bound <= slack { closed += 1 }
      }
    }
    Evaluation.write(
      "layouts",
      [
        "## The bound over layouts", "",
        "Parts of \(Self.seeds.count) models, every layout looked at, against the bound that "
          + "stands in for them where there are too many.", "",
        "| parts of several layouts | with a bound | the bound is the best layout's cost |",
        "|---|---|---|", "| \(parts) | \(bounded) | \(closed) |",
      ]
    )
    #expect(parts >= 20)
    #expect(bounded * 10 >= parts * 8)
    #expect(closed * 10 >= bounded * 9)
  }

  @Test(
    "needs are the same in every layout, or were found before",
    arguments: seeds,
    [[], ["prefer single-table"]]
  )
  func needsAreKnown(_ seed: UInt64, clauses: [String]) {
    let workload = Model(
      Self.text(
        seed,
        entities: 2 + Int(seed % 4),
        patterns: 3 + Int(seed % 9),
        clauses: clauses
      )
    ).workload
    let context = PlanningContext(workload)
    let store = workload.stores[0].id
    let patterns = context.patterns(on: store)
    let trial = PatternTrial(context, store: store, patterns: patterns)
    let space = LayoutSpace(context: context, store: store, patterns: patterns, trial: trial)
    let known = LayoutNeeds(space, store: store, patterns: patterns, trial: trial).needs
      .mapValues { Set($0.map(\.shape)) }
    var layouts: [[EntityID: LayoutOption]] = [[:]]
    for entity in space.entities {
      layouts = layouts.flatMap { begun in
        (space.options[entity.id] ?? [.own]).map {
          begun.merging([entity.id: $0]) { _, new in new }
        }
      }
    }
    for layout in layouts.prefix(64) where space.isSound(layout, among: space.entities) {
      let placements = PlacementPlanner(
        context: context,
        entities: space.entities,
        layout: layout,
        single: space.single
      ).placements()
      let tables = TableAssembler(context: context, store: store, placements: placements, plans: [])
        .tables().map(\.table)
      for pattern in patterns where !pattern.needsStrongRead {
        let routes = PatternRoutes(pattern, context, KeyCatalog(tables: tables), isTrial: true)
        for need in routes.needs {
          #expect(known[need.entity]?.contains(need.shape) == true, "\(pattern.name)")
        }
      }
    }
  }

  @Test("is not claimed where keys of an entity were left out")
  func manyWaysThroughOneEntity() throws {
    let model = Model(Self.hub(patterns: 16, equalities: 4))
    try #require(model.errors == [])
    for search in planner(model.workload).searches() {
      #expect(search.bound == nil)
      #expect(search.best?.solution.rank == WayRank())
    }
    let design = Planner.plan(workload: model.workload).design
    for access in design.accesses {
      guard case .dynamoDB = access.path else {
        Issue.record("\(model.workload[access.pattern].name) has no path")
        continue
      }
    }
  }

  /// One entity that is asked for by many combinations of its attributes.
  private static func hub(patterns: Int, equalities: Int) -> String {
    var random = SplitMix64(seed: 5)
    var lines = [
      "edition 2026", "model Hub", "store main: dynamodb default", "service app {", "  role app",
      "}", "entity Item {", "  id: uuid key",
    ]
    lines += (0..<12).map { "  a\($0): string(20) avg 8 B" }
    lines += ["  at: timestamp(ms)", "  note: string(200) avg 80 B", "  count 1M", "}"]
    for number in 0..<patterns {
      var fields = Array(0..<12)
      let some = (0..<equalities).map { _ in
        fields.remove(at: random.integer(0...(fields.count - 1)))
      }.sorted()
      lines += [
        "access q\(number)(" + some.map { "a\($0): string(20)" }.joined(separator: ", ") + ") {"
      ]
      lines += ["  read Item { id, note }"]
      lines += ["  where " + some.map { "a\($0) == $a\($0)" }.joined(separator: " and ")]
      lines += ["  order at descending", "  limit 10", "  by app", "  rate 1/s peak 20/s"]
      lines += some.map { "  skew a\($0) uniform" } + ["  latency 50 ms p95", "}"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
