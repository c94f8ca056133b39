import DBModelDiagnostics
import DBModelExplain
import DBModelTestKit
import Foundation
import Testing

/// `Twins`: the same plans in PostgreSQL's four formats, recorded by `Twins/record`.
@Suite struct TwinTests {
  private static let folder = GoldenFile.repository
    .appendingPathComponent("Tests/DBModelExplainTests/Twins")

  private func plans(_ name: String) throws -> [PlanTree] {
    let url = Self.folder.appendingPathComponent(name)
    let file = SourceFile(id: FileID(0), path: name, bytes: Array(try Data(contentsOf: url)))
    let reading = PlanReader.read(file)
    #expect(reading.diagnostics.isEmpty, "\(name): \(reading.diagnostics.map(\.title))")
    return reading.plans
  }

  /// What changes rows is only planned.
  private func names(_ kind: String) throws -> [String] {
    let url = Self.folder.appendingPathComponent("statements.txt")
    let changes = ["update", "delete", "insert", "merge"]
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "|", maxSplits: 1)
      let isChange =
        changes.contains { parts[1].hasPrefix($0) } || parts[1].hasSuffix("for update")
      return kind == "analyzed" && isChange ? nil : String(parts[0])
    }
  }

  private func expectEqual(_ a: [String], _ b: [String], _ name: String) {
    guard a != b else { return }
    let (left, right) = zip(a + [""], b + [""]).first { $0 != $1 } ?? ("", "")
    Issue.record("\(name):\n  \(left)\n  \(right)")
  }

  @Test(arguments: ["estimated", "unpriced", "analyzed"])
  func structuredFormatsGiveEqualTrees(_ kind: String) throws {
    let json = try plans("\(kind).json")
    let names = try names(kind)
    #expect(json.count == names.count)
    for other in ["xml", "yaml"] {
      let plans = try plans("\(kind).\(other)")
      #expect(plans.count == names.count, "\(kind).\(other)")
      for (name, (a, b)) in zip(names, zip(json, plans)) {
        let isFramed = kind == "unpriced"
        expectEqual(
          PlanDump.lines(a, collapsesSpace: isFramed).map(asXML),
          PlanDump.lines(b, collapsesSpace: isFramed).map(asXML),
          "\(kind).\(other) \(name)"
        )
      }
    }
  }

  /// PostgreSQL's XML does not say whether the space of an incremental sort is memory or disk.
  private func asXML(_ line: String) -> String {
    line.replacingOccurrences(of: "Sort Space Memory", with: "Sort Space")
  }

  @Test(arguments: ["estimated", "unpriced", "analyzed"])
  func textGivesTheSameTree(_ kind: String) throws {
    let json = try plans("\(kind).json")
    let text = try plans("\(kind).text")
    let names = try names(kind)
    #expect(text.count == names.count)
    for (name, (a, b)) in zip(names, zip(json, text)) {
      expectEqual(
        PlanDump.lines(a, isReduced: true),
        PlanDump.lines(b, isReduced: true),
        "\(kind) \(name)"
      )
    }
  }

  /// Nothing of the file is lost: every word of the JSON's values is somewhere in the trees.
  @Test(arguments: ["estimated", "analyzed"])
  func nothingIsLost(_ kind: String) throws {
    let url = Self.folder.appendingPathComponent("\(kind).json")
    let text = try String(contentsOf: url, encoding: .utf8)
    let dump = Set(try plans("\(kind).json").flatMap { PlanDump.lines($0) })
      .joined(separator: "\n")
    for line in text.split(separator: "\n") {
      guard let colon = line.range(of: "\": \""), line.hasSuffix("\"") || line.hasSuffix("\",")
      else { continue }
      let value = line[colon.upperBound...].prefix { $0 != "\"" && $0 != "\\" }
      #expect(dump.contains(value), "\(line)")
    }
  }
}
