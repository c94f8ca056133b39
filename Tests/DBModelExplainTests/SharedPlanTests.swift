import DBModelDiagnostics
import DBModelExplain
import DBModelTestKit
import Foundation
import Testing

/// Reads recorded plans that are not part of the repository, where they are at hand.
@Suite struct SharedPlanTests {
  private static var folder: URL? {
    let environment = ProcessInfo.processInfo.environment["DBMODEL_SHARED"]
    let root =
      environment.map { URL(fileURLWithPath: $0) }
      ?? GoldenFile.repository.deletingLastPathComponent().appendingPathComponent("shared")
    let plans = root.appendingPathComponent("data/plans/tpch")
    return FileManager.default.fileExists(atPath: plans.path) ? plans : nil
  }

  @Test func postgreSQLPlansAreRead() throws {
    guard let folder = Self.folder else {
      return print("left out: 22 recorded PostgreSQL plans (DBMODEL_SHARED is not set)")
    }
    let plans = folder.appendingPathComponent("pg15")
    let names = try FileManager.default.contentsOfDirectory(atPath: plans.path)
      .filter { $0.hasSuffix(".xml") }.sorted()
    #expect(names.count == 22)
    for name in names {
      let bytes = Array(try Data(contentsOf: plans.appendingPathComponent(name)))
      let file = SourceFile(id: FileID(0), path: name, bytes: bytes)
      let reading = PlanReader.read(file)
      #expect(reading.diagnostics.isEmpty, "\(name)")
      #expect(reading.plans.count == 1, "\(name)")
      for plan in reading.plans {
        let steps = String(decoding: bytes, as: UTF8.self).components(separatedBy: "<Plan>").count
        #expect(plan.outline.count == steps - 1, "\(name)")
        #expect(!plan.outline.contains { $0.contains("step without a type") }, "\(name)")
        checkPlaces(plan.root, file)
        _ = PlanJudge.judge(plan)
      }
    }
  }

  private func checkPlaces(_ node: PlanNode, _ file: SourceFile) {
    let text = node.span.map { file.text($0) }
    #expect(text == "<Node-Type>\(node.label)</Node-Type>")
    if case .other(let words) = node.operation { Issue.record("unknown step \(words)") }
    for child in node.children { checkPlaces(child, file) }
  }

  @Test func sqlitePlansAreRead() throws {
    guard let folder = Self.folder else {
      return print("left out: 44 recorded SQLite plans (DBMODEL_SHARED is not set)")
    }
    for version in ["3.40.1", "3.53.4"] {
      let url = folder.appendingPathComponent("sqlite/tpch_eqp_\(version).json")
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
      let plans = try #require((json as? [String: Any])?["plans"] as? [String: [String: Any]])
      #expect(plans.count == 22)
      for (name, plan) in plans.sorted(by: { $0.key < $1.key }) {
        let rows = try #require(plan["eqp"] as? [[Any]]).map { row in
          SQLitePlanRow(
            id: row[0] as? Int ?? 0,
            parent: row[1] as? Int ?? 0,
            notUsed: row[2] as? Int ?? 0,
            detail: row[3] as? String ?? ""
          )
        }
        let tree = SQLitePlanBuilder.tree(rows, version: version)
        #expect(tree.outline.count == rows.count + 1, "\(name)")
        checkKnown(tree.root, "\(version) \(name)")
        _ = PlanJudge.judge(tree)
      }
    }
  }

  private func checkKnown(_ node: PlanNode, _ name: String) {
    if case .other(let words) = node.operation { Issue.record("\(name): unknown `\(words)`") }
    for child in node.children { checkKnown(child, name) }
  }
}
