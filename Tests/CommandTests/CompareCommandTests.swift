import DBModelTestKit
import Foundation
import Testing

/// `dbmodel plan --compare`: a written design beside the derived one, for people and machines.
@Suite struct CompareCommandTests {
  private func design(_ model: String) throws -> [String: Any] {
    let path = Repository.path("Tests/CaseTests/planning/\(model)/in.dbmodel")
    let result = try Command.run("plan", "--compare", "--format", "json", path)
    let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let plan = try #require((report as? [String: Any])?["plan"] as? [String: Any])
    return try #require((plan["designs"] as? [[String: Any]])?.first)
  }

  private func cost(_ design: [String: Any], _ side: String) throws -> Double {
    let costs = try #require(design["cost_of_patterns_both_serve"] as? [String: [String: Any]])
    return try #require(costs[side]?["low"] as? Double)
  }

  @Test func textAndJSONSayTheSame() throws {
    let path = Repository.path("Tests/CaseTests/planning/strong-read-of-a-collection/in.dbmodel")
    let text = try Command.run("plan", "--compare", path).output
    let design = try design("strong-read-of-a-collection")
    #expect(design["name"] as? String == "local")
    for side in ["written", "derived"] {
      #expect(text.contains(String(format: "%.2f", try cost(design, side))))
    }
    let served = try #require(design["patterns_served"] as? [String: Int])
    #expect(served == ["written": 2, "derived": 2])
  }

  /// The derived design is the best of a space that holds what is written down here.
  @Test func theDerivedDesignCostsNoMore() throws {
    for model in ["strong-read-of-a-collection", "unique-ends-the-order"] {
      let design = try design(model)
      #expect(try cost(design, "derived") <= cost(design, "written"))
    }
  }
}
