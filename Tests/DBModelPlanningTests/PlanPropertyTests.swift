import DBModelDesign
import DBModelDiagnostics
import DBModelPlanning
import DBModelTestData
import DBModelTestKit
import DBModelWorkload
import Testing

/// What holds of every plan, whatever the model.
struct PlanPropertyTests {
  /// Seeds are printed with a failure by the arguments themselves.
  private static let seeds = Array(0..<40 as Range<UInt64>)

  private func model(_ seed: UInt64) -> RandomModel {
    RandomModel(seed: seed, entities: 2 + Int(seed % 7), patterns: 4 + Int(seed % 23))
  }

  @Test(arguments: seeds)
  func orderOfDeclarationsChangesNothing(_ seed: UInt64) {
    let random = model(seed)
    for store in ["dynamodb", "aurora-postgresql"] {
      let plain = Model(random.text(store: store))
      let shuffled = Model(random.text(store: store, shuffledBy: seed &+ 1))
      #expect(plain.errors == [])
      let lines = [plain, shuffled].map { model in
        PlanText.render(Planner.plan(workload: model.workload).design, of: model.workload)
          .split(separator: "\n").map(Self.withoutListOrder).sorted()
      }
      #expect(lines[0] == lines[1])
    }
  }

  /// Names in a list stand in declared order.
  private static func withoutListOrder(_ line: Substring) -> String {
    line.split(whereSeparator: { " ,()".contains($0) }).sorted().joined(separator: " ")
  }

  /// One plan for all of them: planning is what takes the time.
  @Test(arguments: seeds)
  func everyPlanKeepsTheLaws(_ seed: UInt64) {
    let model = Model(self.model(seed).text())
    let (design, findings) = Planner.plan(workload: model.workload)
    everyPatternHasAPathOrAFinding(model, design, findings)
    everyRequestIsLegal(model, design)
    namesAndLimitsHold(model, design, findings)
  }

  private func everyPatternHasAPathOrAFinding(
    _ model: Model,
    _ design: PhysicalDesign,
    _ findings: [Diagnostic]
  ) {
    #expect(design.accesses.map(\.pattern) == model.workload.patterns.map(\.id))
    for access in design.accesses {
      let name = model.workload[access.pattern].name
      let isFound = findings.contains { $0.path == "access \(name)" }
      switch access.path {
      case .none: #expect(isFound, "\(name) has neither path nor finding")
      case .dynamoDB(let path):
        #expect(!path.requests.contains { $0.kind == .scan } || isFound, "\(name) scans in silence")
      case .sql: Issue.record("\(name) runs on DynamoDB")
      }
    }
  }

  private func everyRequestIsLegal(_ model: Model, _ design: PhysicalDesign) {
    guard case .dynamoDB(let tables)? = design.stores.first else {
      Issue.record("no tables")
      return
    }
    for access in design.accesses {
      guard case .dynamoDB(let path) = access.path else { continue }
      for (position, request) in path.requests.enumerated() {
        let problem = RequestLaw(design: tables, workload: model.workload)
          .problem(request, at: position)
        #expect(problem == nil, "\(model.workload[access.pattern].name)")
      }
    }
  }

  /// Before, no layout was found, and each pattern said that no table holds what it reads.
  @Test(arguments: [20, 21])
  func moreIndexesThanATableMayHaveAreOneFinding(count: Int) {
    var lines = ["edition 2026", "model Wide", "store main: dynamodb default", "service app {"]
    lines += ["  role app", "}", "entity Item {", "  id: uuid key"]
    lines += (0..<count).map { "  a\($0): string(20) avg 8 B" }
    lines += ["  note: string(200) avg 80 B", "  count 1M", "}"]
    for number in 0..<count {
      lines += ["access by\(number)(a: string(20)) {", "  read Item { id, note }"]
      lines += ["  where a\(number) == $a", "  by app", "  rate 1/s peak 20/s"]
      lines += ["  skew a uniform", "  latency 50 ms p95", "}"]
    }
    let model = Model(lines.joined(separator: "\n") + "\n")
    let (design, findings) = Planner.plan(workload: model.workload)
    #expect(findings.map(\.rule.name) == (count > 20 ? ["too-many-indexes"] : []))
    var queries = 0
    for access in design.accesses {
      guard case .dynamoDB(let path) = access.path else {
        Issue.record("\(model.workload[access.pattern].name) has no path")
        continue
      }
      if path.requests.first?.kind == .query { queries += 1 }
    }
    #expect(queries == 20)
  }

  private func namesAndLimitsHold(
    _ model: Model,
    _ design: PhysicalDesign,
    _ findings: [Diagnostic]
  ) {
    for case .dynamoDB(let store) in design.stores {
      #expect(Set(store.tables.map(\.name)).count == store.tables.count)
      for table in store.tables {
        #expect(TableLaw.problems(table, workload: model.workload) == [])
        let isSaid = findings.contains { $0.rule.name == "too-many-indexes" }
        #expect(table.indexes.count <= 20 || isSaid)
      }
    }
  }

  @Test(arguments: seeds)
  func noIndexIsTheBeginningOfAnother(_ seed: UInt64) {
    let model = Model(self.model(seed).text(store: "aurora-postgresql"))
    let design = Planner.plan(workload: model.workload).design
    for case .relational(let store) in design.stores {
      var names: [String] = []
      for table in store.tables {
        let unique = [table.primaryKey] + table.uniques.map(\.columns)
        let trees = table.indexes.map { $0.columns.map(\.column) } + unique
        for (position, index) in table.indexes.enumerated() {
          let columns = index.columns.map(\.column)
          for (other, tree) in trees.enumerated() where other != position {
            #expect(Array(tree.prefix(columns.count)) != columns, "\(index.name)")
          }
          #expect(!index.wantedBy.isEmpty)
        }
        names += table.indexes.map(\.name) + table.foreignKeys.map(\.name)
        #expect(Set(table.columns.map(\.name)).count == table.columns.count)
      }
      #expect(Set(names).count == names.count)
    }
  }

  /// Speed is measured by `make evaluate`; the limit tells a large model from a hang. A debug build
  /// takes two minutes for the 1,500 patterns of `DBMODEL_LONG=1`.
  @Test(.timeLimit(.minutes(3))) func largeModelsArePlanned() {
    let scale = TestMode.variable("DBMODEL_LONG") == nil ? 1 : 5
    let model = Model(RandomModel(seed: 7, entities: 60 * scale, patterns: 300 * scale).text())
    let design = Planner.plan(workload: model.workload).design
    #expect(design.accesses.count == model.workload.patterns.count)
  }
}
