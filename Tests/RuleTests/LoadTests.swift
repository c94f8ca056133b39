import DBModelDriver
import DBModelTestKit
import Testing

/// `Tests/CaseTests/loads/<load>`: models under high rates that are healthy, and the same with one
/// line changed. What is found there, and that the twin is silent, is tested with the mistakes.
@Suite struct LoadTests {
  static let cases = GoldenFile.cases("loads")

  @Test(arguments: cases) func oneLineMakesTheDifference(_ testCase: Case) throws {
    func lines(_ name: String) throws -> [String] {
      String(decoding: try testCase.bytes(name), as: UTF8.self)
        .split(separator: "\n").map { line in
          line.firstRange(of: "// expects").map { String(line[..<$0.lowerBound]) } ?? String(line)
        }
        .map { $0.split(separator: " ").joined(separator: " ") }
    }
    let change = try lines("planted.dbmodel").difference(from: lines("healthy.dbmodel"))
    #expect(change.removals.count == 1 && change.insertions.count == 1)
  }

  @Test func thereAreEnough() { #expect(Self.cases.count >= 10) }
}
