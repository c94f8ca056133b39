import DBModelDiagnostics
import DBModelSyntax
import Testing

/// The examples on the rules' pages do what the pages say.
struct RuleExampleTests {
  private func codes(_ example: RuleExample) -> [String]? {
    let text: String
    switch example {
    case .model(let model): text = model
    case .fragment(let fragment): text = "edition 2026\nmodel Example\n\n" + fragment + "\n"
    case .words: return nil
    }
    let file = SourceFile(id: FileID(0), path: "example", bytes: Array(text.utf8))
    return parse(file).diagnostics.map(\.rule.code)
  }

  @Test(arguments: SyntaxRules.all)
  func examples(_ rule: RuleDescriptor) {
    if let found = codes(rule.bad) { #expect(found == [rule.code]) }
    if let found = codes(rule.good) { #expect(found == []) }
  }

  /// What a file cannot show in a line or two is said in words, and has a case of its own.
  @Test func mostAreShown() {
    #expect(SyntaxRules.all.filter { codes($0.bad) != nil }.count >= 16)
  }
}
