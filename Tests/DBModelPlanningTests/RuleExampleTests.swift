import DBModelDiagnostics
import DBModelPlanning
import DBModelTestKit
import DBModelWorkload
import Testing

/// The examples on the pages of the planning and SQL schema rules do what the pages say.
struct RuleExampleTests {
  private func findings(_ example: RuleExample) -> [String]? {
    let text: String
    switch example {
    case .model(let model): text = model
    case .fragment(let fragment): text = "edition 2026\nmodel Example\n\n" + fragment + "\n"
    case .words: return nil
    }
    let model = Model(text)
    let plan = Planner.plan(workload: model.workload)
    let routed = model.fixedDesigns.flatMap {
      Planner.match(workload: model.workload, fixed: $0).findings
    }
    let judged = model.fixedSQLDesigns.flatMap {
      Planner.judgedIndexes(workload: model.workload, fixed: $0)
    }
    return (model.diagnostics + plan.findings + routed + judged).map(\.rule.code)
  }

  @Test(arguments: PlanningRules.all + RelationalRules.all)
  func examples(_ rule: RuleDescriptor) {
    if let found = findings(rule.bad) { #expect(found == [rule.code]) }
    if let found = findings(rule.good) { #expect(found == []) }
  }

  @Test func mostAreShown() {
    #expect(PlanningRules.all.filter { findings($0.bad) != nil }.count >= 7)
  }
}
