import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import Testing

/// A written SQL schema that nothing judges is never passed over in silence.
struct SQLDesignNoteTests {
  private func findings(_ command: DriverRequest.Command, design: String) -> [RuleDescriptor] {
    let model = """
      edition 2026
      model Written

      store main: sqlite default

      entity Order {
        id: ulid key

        count 1K
      }
      \(design)
      """
    let outcome = Driver.run(DriverRequest(command, paths: ["-"])) { Array(model.utf8) }
    return outcome.document.findings.map(\.rule)
  }

  @Test func checkAndPlanSayIt() {
    let design =
      "design current of main { table orders { row Order { order_id: id }\nkey order_id } }"
    for command in [DriverRequest.Command.check, .plan] {
      let count = findings(command, design: design)
        .filter { $0 == PlanningRules.sqlDesignNotJudged }.count
      #expect(count == 1)
    }
  }

  @Test func nothingIsSaidWithoutADesign() {
    #expect(!findings(.check, design: "").contains(PlanningRules.sqlDesignNotJudged))
  }
}
