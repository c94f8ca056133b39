import DBModelTestKit
import Foundation
import Testing

/// The fuzzer's corpus, replayed (`Tests/Fuzz/README.md`).
struct FuzzCorpusTests {
  @Test func everyInputGivesASoundTree() throws {
    let folder = GoldenFile.repository.appendingPathComponent("Tests/Fuzz/corpus")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count >= 30)
    for name in names {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      TreeCheck.check(bytes, seed: 0)
    }
  }
}
