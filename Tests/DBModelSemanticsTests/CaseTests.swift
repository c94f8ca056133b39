import DBModelDiagnostics
import DBModelSemantics
import DBModelTestKit
import Testing

@Suite("Semantic findings, folder by folder")
struct CaseTests {
  @Test("every case gives the findings written beside it", arguments: GoldenFile.cases("semantics"))
  func findings(_ testCase: Case) throws {
    let resolved = Resolved(bytes: try testCase.bytes("in.dbmodel"))
    try GoldenFile.check(resolved.plainText, testCase.file("diagnostics.txt"))
  }

  @Test("every rule about names and sense fires in some case")
  func coverage() throws {
    var fired: Set<String> = []
    for testCase in GoldenFile.cases("semantics") {
      let resolved = Resolved(bytes: try testCase.bytes("in.dbmodel"))
      fired.formUnion(resolved.diagnostics.map(\.rule.code))
    }
    let sense = WorkloadRules.all.filter { $0.code.hasPrefix("DBM36") }
    for rule in NameRules.all + sense {
      #expect(fired.contains(rule.code), "no case fires \(rule.code) \(rule.name)")
    }
  }

  @Test("one mistake gives one finding", arguments: GoldenFile.cases("semantics"))
  func oneMistake(_ testCase: Case) throws {
    guard testCase.name.hasPrefix("one-") else { return }
    let resolved = Resolved(bytes: try testCase.bytes("in.dbmodel"))
    #expect(resolved.diagnostics.count == 1)
  }
}

@Suite("Examples on rule pages")
struct RuleExampleTests {
  static let rules =
    NameRules.all + WorkloadRules.all.filter { $0.code.hasPrefix("DBM36") }

  private func text(_ example: RuleExample) -> String? {
    switch example {
    case .model(let text): text + "\n"
    case .fragment(let text): "edition 2026\nmodel Example\n\n" + text + "\n"
    case .words: nil
    }
  }

  @Test("the bad one fires exactly its rule, the good one nothing", arguments: rules)
  func examples(_ rule: RuleDescriptor) {
    if let bad = text(rule.bad) {
      let resolved = Resolved(bad)
      #expect(
        resolved.diagnostics.map(\.rule.code) == [rule.code],
        "\(rule.code) \(rule.name)\n\(resolved.plainText)"
      )
    }
    if let good = text(rule.good) {
      let resolved = Resolved(good)
      #expect(
        resolved.diagnostics.isEmpty,
        "\(rule.code) \(rule.name)\n\(resolved.plainText)"
      )
    }
  }
}
