import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelSemantics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload
import Testing

/// A model as a person writes it, judged with hand-made usage.
private struct Written {
  let diagnostics: [Diagnostic]

  init(_ text: String) {
    let file = SourceFile(id: FileID(0), path: "in.dbmodel", bytes: Array(text.utf8))
    let parsed = parse(file)
    let resolved = Resolver.resolve([parsed.tree])
    let workload = resolved.model.workload
    let seconds = PriceBook.publicUSEast1.secondsPerMonth
    // Ten reads a second of one eventual unit each, and a million small items.
    let usage = workload.stores.map {
      UsageLine(
        structure: "Note",
        store: $0.id,
        readUnitsPerMonth: Interval($0.kind == .dynamodb ? 10 * seconds * 0.5 : 0),
        storedBytes: Interval(200e6)
      )
    }
    func lines(_ book: PriceBook) -> [CostLine] {
      MonthlyCost(workload: workload, usage: usage, book: book).lines
    }
    let book = PriceBook.named(workload.policy?.prices?.value) ?? .publicUSEast1
    diagnostics =
      parsed.diagnostics + resolved.diagnostics
      + OperationsAnalyst.judge(
        workload: workload,
        lines: lines(book),
        publicLines: lines(.publicUSEast1),
        usage: usage
      )
  }
}

@Suite("Examples on pages of rules about cost, policy and goals")
struct OperationExampleTests {
  private func text(_ example: RuleExample) throws -> String {
    guard case .model(let text) = example else {
      Issue.record("every example of this family is a model")
      return ""
    }
    return text
  }

  @Test("the bad one fires exactly its rule, the good one nothing", arguments: OperationRules.all)
  func examples(_ rule: RuleDescriptor) throws {
    let bad = Written(try text(rule.bad)).diagnostics
    #expect(bad.map(\.rule.name) == [rule.name], "\(bad.map(\.title))")
    #expect(bad.first?.severity == rule.severity)
    let good = Written(try text(rule.good)).diagnostics
    #expect(good.isEmpty, "\(good.map(\.title))")
  }

  @Test(
    "a bad example of a danger differs from its good one in one line",
    arguments: OperationRules.all
  )
  func oneLine(_ rule: RuleDescriptor) throws {
    let bad = try text(rule.bad).split(separator: "\n")
    let good = try text(rule.good).split(separator: "\n")
    #expect(bad.difference(from: good).count <= 3)
  }
}
