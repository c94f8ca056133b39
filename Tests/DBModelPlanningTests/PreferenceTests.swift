import DBModelDesign
import DBModelDiagnostics
import DBModelTestData
import DBModelWorkload
import Testing

@testable import DBModelPlanning

/// What a store asks of its tables besides serving the patterns.
@Suite("Preferences of a store")
struct PreferenceTests {
  private static let seeds = Array(0..<40 as Range<UInt64>)

  private func model(_ seed: UInt64, _ clauses: [String]) -> Model {
    var random = RandomModel(seed: seed, entities: 2 + Int(seed % 4), patterns: 3 + Int(seed % 6))
    random.addWrites(seed: seed, count: 2)
    return Model(random.text(clauses: clauses))
  }

  private func searches(_ workload: Workload) -> [DesignSearch] {
    DynamoDBPlanner(context: PlanningContext(workload), store: workload.stores[0].id).searches()
  }

  private func tables(_ workload: Workload) -> [DynamoDBTable] {
    Planner.plan(workload: workload).design.stores.flatMap { store -> [DynamoDBTable] in
      if case .dynamoDB(let design) = store { design.tables } else { [] }
    }
  }

  // MARK: One table

  @Test("one table holds everything, and serves what several tables serve", arguments: seeds)
  func oneTable(seed: UInt64) throws {
    let (single, several) = (model(seed, ["prefer single-table"]), model(seed, []))
    try #require(single.errors == [])
    let rows = tables(single.workload).filter { $0.guards.isEmpty }
    #expect(rows.map(\.name) == ["main"])
    #expect(Set(rows.flatMap(\.layouts).map(\.entity)).count == single.workload.entities.count)
    for layout in rows.flatMap(\.layouts) {
      let others = rows.flatMap(\.layouts).filter { $0.entity != layout.entity }
      let isApart = others.allSatisfy { other in
        !layout.partitionKey.mayEqual(other.partitionKey)
          || !(layout.sortKey ?? layout.partitionKey)
            .mayEqual(other.sortKey ?? other.partitionKey)
      }
      #expect(isApart, "two entities may meet on one key")
    }
    let ways = Planner.plan(workload: single.workload).design.accesses
    for access in Planner.plan(workload: several.workload).design.accesses {
      guard case .dynamoDB = access.path else { continue }
      let own = ways.first { $0.pattern == access.pattern }
      guard case .dynamoDB = own?.path else {
        Issue.record("`\(several.workload[access.pattern].name)` has no way through one table")
        continue
      }
    }
  }

  @Test("an entity that expires otherwise stands apart, and the reason is said")
  func expiry() throws {
    let model = Model(
      """
      edition 2026
      model Expiry
      store main: dynamodb default {
        prefer single-table
      }
      service app {
        role app
      }
      entity Session {
        id: uuid key
        ends: timestamp(s) ttl
        count 1M
      }
      entity Token {
        id: uuid key
        until: timestamp(s) ttl
        count 1M
      }
      access session(id: Session) {
        read Session
        where id == $id
        by app
        rate 10/s peak 20/s
        skew id uniform
        latency 20 ms p95
      }
      """
    )
    try #require(model.errors == [])
    #expect(tables(model.workload).map(\.name) == ["main", "Token"])
    let choices = Planner.plan(workload: model.workload).design.choices
    let token = choices.first { $0.subject == "Token" }
    #expect(
      token?.alternatives == [
        "in the table of the others: a table expires by one attribute, and `Token` and `Session`"
          + " name two"
      ]
    )
  }

  // MARK: Few indexes

  @Test("a bound on indexes is kept, and chosen under as every part is", arguments: seeds)
  func fewIndexes(seed: UInt64) throws {
    let most = Int(seed % 3)
    let model = model(seed, ["indexes at-most \(most)"])
    try #require(model.errors == [])
    var compared = 0
    for search in searches(model.workload) {
      for problem in search.problems where problem.structures.count <= 11 {
        guard let found = problem.solve(indexesPerTable: most),
          let best = Self.bestOfEveryPart(problem, most)
        else { continue }
        compared += 1
        #expect(found.rank == best.rank, "seed \(seed)")
        let tolerance = 1e-4 + SelectionSolver.tolerance(best.cost)
        #expect(abs(found.cost - best.cost) < tolerance, "seed \(seed)")
      }
    }
    let (_, findings) = Planner.plan(workload: model.workload)
    let isOver = tables(model.workload).contains { table in
      table.indexes.count { !$0.isLocal } > most
    }
    // What is read for each row found has no other way.
    #expect(isOver == findings.contains { $0.rule.name == "too-many-indexes" }, "seed \(seed)")
  }

  /// The best of every part of the structures that the bound allows: the rank, then the cost.
  private static func bestOfEveryPart(_ problem: DesignProblem, _ most: Int) -> (
    rank: WayRank, cost: Double
  )? {
    var best: (rank: WayRank, cost: Double)?
    let structures = problem.structures
    for mask in 0..<(1 << structures.count) {
      let kept = structures.indices.filter { mask >> $0 & 1 == 1 }.map { structures[$0] }
      let byTable = Dictionary(grouping: kept.filter { !$0.key.isLocal }) {
        problem.tableOf[$0.key.entity] ?? -1
      }
      if byTable.values.contains(where: { $0.count > most }) { continue }
      let ids = Set(kept.map(\.id))
      var rank = WayRank()
      var cost = kept.reduce(problem.tableCost) { $0 + $1.upkeep }
      var isServed = true
      for needs in problem.ways where !needs.isEmpty {
        var worst = WayRank()
        for ways in needs {
          let open = ways.filter { $0.structures.allSatisfy(ids.contains) }
          let least = open.min {
            ($0.rank, $0.usDollarsPerMonth) < ($1.rank, $1.usDollarsPerMonth)
          }
          guard let least else {
            isServed = false
            break
          }
          worst = max(worst, least.rank)
          cost += least.usDollarsPerMonth
        }
        rank.broken += worst.broken
        rank.risks += worst.risks
      }
      guard isServed else { continue }
      rank.broken += 1_000 * problem.ways.count { $0.isEmpty || $0.contains(where: \.isEmpty) }
      if best.map({ (rank, cost) < ($0.rank, $0.cost) }) ?? true { best = (rank, cost) }
    }
    return best
  }

  @Test("of more look-ups than a table may have indexes, the rarest do without")
  func quota() throws {
    let rates = (0..<23).map { $0 * 7 % 23 + 1 }
    var lines = [
      "edition 2026", "model Quota", "store main: dynamodb default", "service app {", "  role app",
      "}", "entity Item {", "  id: uuid key",
    ]
    lines += rates.indices.map { "  a\($0): string(20) avg 8 B" }
    lines += ["  count 1M", "}"]
    for (place, rate) in rates.enumerated() {
      lines += [
        "access by\(place)(v: Item.a\(place)) {", "  read Item", "  where a\(place) == $v",
        "  by app", "  skew v uniform", "  rate \(rate)/s peak 50/s", "  latency 50 ms p95", "}",
      ]
    }
    let model = Model(lines.joined(separator: "\n"))
    try #require(model.errors == [])
    let (design, findings) = Planner.plan(workload: model.workload)
    let scanning = design.accesses.filter { access in
      guard case .dynamoDB(let path) = access.path else { return false }
      return path.requests.contains { $0.kind == .scan }
    }
    let counts = tables(model.workload).map(\.indexes.count)
    #expect(counts == [20])
    #expect(scanning.map { rates[$0.pattern.rawValue] }.sorted() == [1, 2, 3])
    let said = findings.filter { $0.rule.name == "too-many-indexes" }
    #expect(said.count == 1)
    let isProven = design.proofs.allSatisfy(\.isOptimal)
    #expect(isProven)
  }

  @Test("what is asked for is priced against the best without")
  func priced() throws {
    let model = model(7, ["indexes at-most 0"])
    try #require(model.errors == [])
    let free = self.model(7, [])
    let bound = Planner.plan(workload: model.workload, weighsChoices: true).design.proofs[0]
    let best = Planner.plan(workload: free.workload).design.proofs[0]
    let worth = try #require(bound.preferences)
    #expect(worth.mostIndexes == 0)
    #expect(!worth.worse.isEmpty)
    let difference = bound.usDollarsPerMonth - best.usDollarsPerMonth
    #expect(abs(worth.usDollarsPerMonthMore - difference) < 0.01)
    #expect(best.preferences == nil)
  }
}
