import DBModelTestKit
import Foundation
import Testing

/// What the fuzzers check, for every input of their corpora (`Tests/Fuzz/README.md`).
@Suite struct ReplayTests {
  @Test func theFormatterHolds() throws {
    try replay("corpus", FormatterCheck.failure)
  }

  @Test func theLanguageServerHolds() throws {
    try replay("corpus-messages", MessageCheck().failure)
  }

  @Test(arguments: [
    "text", "json", "yaml", "xml", "blocks", "iterators", "tree", "table", "sqlite", "log",
  ])
  func thePlanReadersHold(_ format: String) throws {
    try replay("corpus-plans/\(format)", atLeast: 2, PlanCheck.failure)
  }

  private func replay(
    _ corpus: String,
    atLeast count: Int = 30,
    _ failure: ([UInt8]) -> String?
  ) throws {
    let folder = GoldenFile.repository.appendingPathComponent("Tests/Fuzz/\(corpus)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count >= count)
    for name in names {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      #expect(failure(bytes) == nil, "\(corpus)/\(name)")
    }
  }
}
