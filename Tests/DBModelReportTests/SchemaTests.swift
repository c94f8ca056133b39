import DBModelDiagnostics
import DBModelReport
import Foundation
import Testing

@Suite struct SchemaTests {
  private func documents() throws -> [(document: ReportDocument, sources: SourceMap)] {
    let empty = ReportDocument(command: "plan", toolVersion: "1.2.3")
    var homeless = empty
    homeless.findings = [Diagnostic(TestRules.broken, "nothing has a place", at: nil)]
    var drawn = empty
    drawn.sections =
      SamplePictures.all.map { .picture($0.1) }
      + (0..<30).map { .picture(SamplePictures.picture(seed: $0)) }
    return [
      try ordersDocument(), (empty, SourceMap()), (homeless, SourceMap()), (drawn, SourceMap()),
    ]
      + (0..<20).map { Hostile.document(seed: $0) }
  }

  @Test func jsonFollowsItsSchema() throws {
    let schema = repositoryDirectory.appendingPathComponent("docs/schemas/report-1.schema.json")
    let bytes = try documents().map { JSONRenderer.render($0.document, sources: $0.sources) }
    guard let violations = try SchemaValidator.violations(of: bytes, schema: schema) else {
      print("left out: 1 schema (python3 with jsonschema is not installed)")
      return
    }
    #expect(violations == "")
  }

  @Test func theSchemaRefusesWhatItDoesNotDescribe() throws {
    let schema = repositoryDirectory.appendingPathComponent("docs/schemas/report-1.schema.json")
    let (document, sources) = try ordersDocument()
    let text = String(decoding: JSONRenderer.render(document, sources: sources), as: UTF8.self)
    let wrong = [
      text.replacingOccurrences(of: "\"danger\"", with: "\"dangerous\""),
      text.replacingOccurrences(of: "\"summary\":", with: "\"summaries\":"),
      text.replacingOccurrences(of: "\"column_utf8\": 14", with: "\"column_utf8\": 0"),
    ]
    for text in wrong {
      guard
        let violations = try SchemaValidator.violations(of: [Array(text.utf8)], schema: schema)
      else {
        print("left out: a refusal (python3 with jsonschema is not installed)")
        return
      }
      #expect(violations != "")
    }
  }

  @Test func sarifFollowsTheStandard() throws {
    let installed = ProcessInfo.processInfo.environment["DBMODEL_SARIF_SCHEMA"]
    guard
      let schema = installed.map({ URL(fileURLWithPath: $0) })
        ?? SchemaValidator.sharedFile("data/schemas/sarif-schema-2.1.0.json")
    else {
      print("left out: SARIF against its schema (`make test` installs it)")
      return
    }
    let bytes = try documents().map { SARIFRenderer().render($0.document, sources: $0.sources) }
    guard let violations = try SchemaValidator.violations(of: bytes, schema: schema) else {
      print("left out: SARIF against its schema (python3 with jsonschema is not installed)")
      return
    }
    #expect(violations == "")
  }

  /// What GitHub demands beyond the standard.
  @Test func sarifHasWhatGitHubRequires() throws {
    for (document, sources) in try documents() {
      let data = Data(SARIFRenderer().render(document, sources: sources))
      let log = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let runs = try #require(log["runs"] as? [[String: Any]])
      #expect(runs.count == 1)
      let run = try #require(runs.first)
      #expect(run["columnKind"] as? String == "utf16CodeUnits")
      let tool = try #require(run["tool"] as? [String: Any])
      let driver = try #require(tool["driver"] as? [String: Any])
      let rules = try #require(driver["rules"] as? [[String: Any]])
      #expect(!rules.isEmpty)
      for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
          let text = try #require((rule[key] as? [String: Any])?["text"] as? String)
          #expect(!text.isEmpty)
          if key != "help" { #expect(text.utf16.count <= 1_024) }
        }
      }
      var hashes: Set<String> = []
      for result in try #require(run["results"] as? [[String: Any]]) {
        let index = try #require(result["ruleIndex"] as? Int)
        #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
        let prints = try #require(result["partialFingerprints"] as? [String: String])
        #expect(hashes.insert(try #require(prints["primaryLocationLineHash"])).inserted)
        let locations = try #require(result["locations"] as? [[String: Any]])
        let place = try #require(locations.first?["physicalLocation"] as? [String: Any])
        let uri = try #require((place["artifactLocation"] as? [String: Any])?["uri"] as? String)
        #expect(!uri.hasPrefix("/") && !uri.isEmpty)
        #expect(uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        let region = try #require(place["region"] as? [String: Int])
        for key in ["startLine", "startColumn", "endLine", "endColumn"] {
          #expect(try #require(region[key]) >= 1)
        }
      }
    }
  }
}
