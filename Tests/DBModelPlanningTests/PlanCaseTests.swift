import DBModelDesign
import DBModelDiagnostics
import DBModelPlanning
import DBModelTestKit
import Testing

/// `Tests/CaseTests/planning/<case>/in.dbmodel` with the plan and what is found.
struct PlanCaseTests {
  @Test(arguments: GoldenFile.cases("planning"))
  func goldens(_ example: Case) throws {
    let model = Model(try example.bytes("in.dbmodel"), path: "in.dbmodel")
    #expect(model.errors == [])
    var findings: [Diagnostic] = []
    let plan = Planner.plan(workload: model.workload, weighsChoices: true)
    findings += plan.findings
    var text = PlanText.render(plan.design, of: model.workload)
    for fixed in model.fixedDesigns {
      let routed = Planner.match(workload: model.workload, fixed: fixed)
      text += "\ndesign \(fixed.name)\n" + PlanText.render(routed.design, of: model.workload)
      findings += routed.findings
    }
    let found = findings.map { $0.plainText(in: model.file) }.joined(separator: "\n")
    try GoldenFile.check(text, example.file("plan.txt"))
    try GoldenFile.check(found, example.file("findings.txt"))
  }

  @Test func thereAreCases() { #expect(GoldenFile.cases("planning").count > 8) }
}
