import DBModelReport
import DBModelTestKit
import Foundation
import Testing

@Suite struct UnifiedDiffTests {
  private func diff(_ a: String, _ b: String) -> String {
    UnifiedDiff.between(Array(a.utf8), Array(b.utf8), path: "m.dbmodel")
  }

  @Test func sameTextsHaveNone() {
    #expect(diff("a\nb\n", "a\nb\n") == "")
    #expect(diff("", "") == "")
  }

  @Test func aChangeStandsAmongThreeLines() {
    #expect(
      diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") == """
        --- a/m.dbmodel
        +++ b/m.dbmodel
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """
    )
  }

  @Test func aMissingLineEndIsSaid() {
    #expect(
      diff("a", "a\n")
        == "--- a/m.dbmodel\n+++ b/m.dbmodel\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"
    )
  }

  /// What `patch` makes of the old text and the diff is the new text.
  @Test func patchAgrees() throws {
    let seed: UInt64 = 0x9d2c_5680
    var random = SplitMix64(seed: seed)
    for round in 0..<60 {
      func text() -> String {
        let count = Int.random(in: 0...30, using: &random)
        let lines = (0..<count).map { _ in ["a", "b", "c", ""].randomElement(using: &random) ?? "" }
        return lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
      }
      let old = text()
      var new = Bool.random(using: &random) ? text() : old
      if Int.random(in: 0..<3, using: &random) == 0 { new += "z\n" }
      guard old != new else { continue }
      let folder = try TemporaryFolder()
      try folder.write(old, to: "m.dbmodel")
      let patch = try folder.write(diff(old, new), to: "change.diff")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", patch]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      let bytes = folder.contents()["m.dbmodel"].map { String(decoding: $0, as: UTF8.self) }
      // Of an empty text nothing is left to be patched into: git removes the file.
      #expect((bytes ?? "") == new, "seed \(seed), round \(round): \(diff(old, new))")
    }
  }
}
