import DBModelDiagnostics
import DBModelExplain
import DBModelTestKit
import Foundation
import Testing

/// `Tests/CaseTests/explain/<case>`: `plan.*` or `eqp.txt`, `context.txt` where sizes are known,
/// and the expected `tree.txt` and `findings.txt`.
@Suite struct PlanCaseTests {
  @Test(arguments: GoldenFile.cases("explain"))
  func savedPlan(_ item: Case) throws {
    let names = ["xml", "json", "yaml", "txt", "log", "csv"].map { "plan.\($0)" } + ["eqp.txt"]
    let name = names.first {
      FileManager.default.fileExists(atPath: item.file($0).path)
    }
    let input = try #require(name, "a case needs plan.* or eqp.txt")
    let file = SourceFile(id: FileID(0), path: input, bytes: try item.bytes(input))
    let reading = PlanReader.read(file)
    let context = try Self.context(item)
    var tree = ""
    var findings = reading.diagnostics.map { $0.plainText(in: file) }.joined()
    for plan in reading.plans {
      if reading.plans.count > 1 { tree += "# \(plan.format?.title ?? "")\n" }
      tree += plan.outline.map { $0 + "\n" }.joined()
      tree += Self.rest(plan)
      for finding in PlanJudge.judge(plan, context: context) {
        findings += finding.diagnostic().plainText(in: file)
      }
    }
    try GoldenFile.check(tree, item.file("tree.txt"))
    try GoldenFile.check(findings, item.file("findings.txt"))
  }

  /// What is passed through, so that a lost property shows.
  private static func rest(_ plan: PlanTree) -> String {
    var keys: [String] = plan.properties.map(\.key)
    func walk(_ node: PlanNode) {
      for property in node.properties where !keys.contains(property.key) {
        keys.append(property.key)
      }
      node.children.forEach(walk)
    }
    walk(plan.root)
    return keys.isEmpty ? "" : "also: " + keys.joined(separator: ", ") + "\n"
  }

  private static func context(_ item: Case) throws -> PlanContext {
    var context = PlanContext()
    guard let text = try? String(contentsOf: item.file("context.txt"), encoding: .utf8) else {
      return context
    }
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch words[0] {
      case "rows": context.sizes.append(.init(words[1], rows: try #require(Double(words[2]))))
      case "text":
        context.indexedTexts.append(.init(words[1], column: words[2], index: words[3]))
      case "alias": context.aliases[words[1]] = words[2]
      case "matching": context.matchingRows = Double(words[1])
      case "result": context.resultRows = Double(words[1])
      case "stops": context.stopsEarly = true
      default: Issue.record("context.txt: \(line)")
      }
    }
    return context
  }
}
