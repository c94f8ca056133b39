import DBModelDiagnostics
import DBModelExplain
import DBModelTestKit
import Foundation
import Testing

/// Published plans that are not part of the repository, read where they are at hand.
@Suite struct SharedCorpusTests {
  /// `DBMODEL_SHARED`, or the folder `shared` beside the repository or above it.
  private static var plans: URL? {
    let environment = ProcessInfo.processInfo.environment["DBMODEL_SHARED"]
    let beside = GoldenFile.repository.deletingLastPathComponent()
    let roots =
      environment.map { [URL(fileURLWithPath: $0)] }
      ?? [beside, beside.deletingLastPathComponent()].map { $0.appendingPathComponent("shared") }
    return roots.map { $0.appendingPathComponent("data/plans") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  private func files(_ folder: String, _ isWanted: (String) -> Bool) throws -> [SourceFile] {
    guard let plans = Self.plans else {
      print("left out: the published plans of \(folder) (DBMODEL_SHARED is not set)")
      return []
    }
    let url = plans.appendingPathComponent(folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted()
    return try names.filter(isWanted).map { name in
      let bytes = Array(try Data(contentsOf: url.appendingPathComponent(name)))
      return SourceFile(id: FileID(0), path: "\(folder)/\(name)", bytes: bytes)
    }
  }

  private func steps(_ node: PlanNode) -> Int { node.children.reduce(1) { $0 + steps($1) } }

  private func dangers(_ plan: PlanTree) -> [String] {
    PlanJudge.judge(plan).filter { $0.severity >= .danger }.map(\.title)
  }

  private func expectClean(_ file: SourceFile, plans count: Int? = nil) -> [PlanTree] {
    let reading = PlanReader.read(file)
    let titles = reading.diagnostics.map(\.title)
    #expect(titles.isEmpty, "\(file.path): \(titles)")
    #expect(!reading.plans.isEmpty, "\(file.path)")
    if let count { #expect(reading.plans.count == count, "\(file.path)") }
    return reading.plans
  }

  /// Pastes with every frame, wrapped lines, several versions; the expected trees beside most of
  /// them say how many steps there are.
  @Test func pev2() throws {
    let files = try files("postgres-plans-pev2") { $0.hasSuffix("plan") }
    for file in files {
      let plans = expectClean(file)
      guard let found = plans.first, file.path.hasSuffix("-plan"), let root = Self.plans else {
        continue
      }
      let url = root.appendingPathComponent(String(file.path.dropLast(4)) + "expect")
      guard let expected = try? String(contentsOf: url, encoding: .utf8) else { continue }
      let count = expected.components(separatedBy: "\"Node Type\"").count - 1
      // The expected trees of these two leave out the last step.
      let isShort = ["46-buckets-plan", "48-memoize-plan"].contains { file.path.hasSuffix($0) }
      #expect(steps(found.root) == count + (isShort ? 1 : 0), "\(file.path)")
    }
  }

  @Test func mySQLAndMariaDBJSON() throws {
    let files = try files("mysql-mariadb-plans-myflames") { $0.hasSuffix(".json") }
    for file in files {
      for plan in expectClean(file, plans: 1) {
        #expect(plan.engine == (file.path.contains("mariadb-10") ? .mariadb : .mysql))
        #expect(plan.isAnalyzed, "\(file.path)")
        #expect(dangers(plan) == [], "\(file.path)")
      }
      try expectNothingLost(file)
    }
  }

  /// Every string of a JSON plan is somewhere in its tree.
  private func expectNothingLost(_ file: SourceFile) throws {
    let json = try JSONSerialization.jsonObject(with: Data(file.bytes))
    let dump = PlanReader.read(file).plans.flatMap { PlanDump.lines($0) }.joined(separator: "\n")
    func walk(_ value: Any) {
      if let fields = value as? [String: Any] {
        for (key, value) in fields {
          // What the words of the step say already; keys of a sort are taken apart.
          if ["access_type", "index_access_type", "sort_key"].contains(key) { continue }
          walk(value)
        }
      } else if let items = value as? [Any] {
        for item in items { walk(item) }
      } else if let text = value as? String {
        #expect(dump.contains(text), "\(file.path): `\(text)` is lost")
      }
    }
    walk(json)
  }

  @Test func tables() throws {
    for file in try files("mysql-tabular-percona", { $0.hasSuffix(".sql") }) {
      let plans = expectClean(file)
      for plan in plans { #expect(dangers(plan) == [], "\(file.path)") }
    }
  }

  /// The test-suite's own results: masked figures, and a statement in another encoding.
  @Test func mariaDBTestSuite() throws {
    for file in try files("mariadb-testsuite", { $0.hasSuffix(".result") }) {
      let reading = PlanReader.read(file)
      let text = String(decoding: file.bytes, as: UTF8.self)
      // EXPLAIN of another connection's statement, and SHOW COLUMNS, print no plan.
      let count = text.components(separatedBy: "\nid\tselect_type").count - 1
      let blocks = text.components(separatedBy: "\nEXPLAIN\n{").count - 1
      let analyzed = text.components(separatedBy: "\nANALYZE\n{").count - 1
      #expect(reading.plans.count == count + blocks + analyzed, "\(file.path)")
      #expect(reading.diagnostics.allSatisfy { $0.severity == .note }, "\(file.path)")
    }
  }

  /// The regression tests print COSTS OFF among the results of other statements.
  @Test func postgreSQL18Regress() throws {
    for file in try files("postgres18-regress-text", { $0.hasSuffix(".out") }) {
      let reading = PlanReader.read(file)
      let text = String(decoding: file.bytes, as: UTF8.self)
      let frames = text.split(separator: "\n").count { line in
        line.trimmingCharacters(in: .whitespaces) == "QUERY PLAN"
      }
      #expect(reading.plans.count >= frames, "\(file.path): \(frames) frames")
      let isMasked = file.path.hasSuffix("/explain.out")
      #expect(isMasked || reading.diagnostics.isEmpty, "\(file.path)")
    }
  }

  @Test func fourFormatsOfTPCH() throws {
    let files = try files("tpch/pg15") { $0.contains(".explain.") }
    let byName = Dictionary(grouping: files) { $0.path.split(separator: ".")[0] }
    for (name, formats) in byName.sorted(by: { $0.key < $1.key }) {
      let dumps = formats.map { file in
        expectClean(file, plans: 1).flatMap { PlanDump.lines($0, isReduced: true) }
      }
      #expect(dumps.count == 4 && Set(dumps).count == 1, "\(name)")
      for file in formats {
        #expect(expectClean(file).flatMap { dangers($0) } == [], "\(file.path)")
      }
    }
  }

  @Test func measuredTPCH() throws {
    for file in try files("tpch", { $0.hasSuffix(".analyze.json") }) {
      for plan in expectClean(file, plans: 1) { #expect(plan.isAnalyzed, "\(file.path)") }
    }
    for file in try files("tpch/mariadb10.11", { $0.contains(".explain.") }) {
      for plan in expectClean(file, plans: 1) { #expect(plan.engine == .mariadb, "\(file.path)") }
    }
  }
}
