import ArgumentParser
import DBModelDiagnostics
import DBModelReport

struct RuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "The page of a rule, offline.",
    discussion: """
      EXAMPLES
        dbmodel rule DBM0003
        dbmodel rule file-too-large
        dbmodel rule                 every rule there is
      """
  )

  /// The formats that a page has.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
  }

  @Argument(help: ArgumentHelp("A rule's code or name; all rules without.", valueName: "code"))
  var code: String?

  @Option(help: "How to write it.")
  var format: Format = .text

  func run() throws {
    guard let code else {
      try Terminal.report(list(RuleRegistry.all))
      return
    }
    guard let rule = RuleRegistry.find(code) else {
      Terminal.say("no rule `\(code)`; \(nearest(to: code) ?? "`dbmodel rule` lists all")")
      throw ExitStatus.usage
    }
    switch format {
    case .text: try Terminal.report(Array(RulePage.text(rule).utf8))
    case .markdown: try Terminal.report(Array(RulePage.markdown(rule).utf8))
    case .json: try Terminal.report(JSONWriter.write(RulePage.value(rule)))
    }
  }

  private func list(_ rules: [RuleDescriptor]) -> [UInt8] {
    switch format {
    case .text: Array(RulePage.list(rules).utf8)
    case .markdown: Array(RulePage.index(rules).utf8)
    case .json: JSONWriter.write(.array(rules.map(RulePage.value)))
    }
  }

  private func nearest(to wanted: String) -> String? {
    let names = RuleRegistry.all.flatMap { [$0.name, $0.code] }
    guard let name = NearestName.suggestion(for: wanted, among: names),
      let rule = RuleRegistry.find(name)
    else { return nil }
    return "did you mean `\(rule.code) \(rule.name)`?"
  }
}
