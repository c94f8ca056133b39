import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import Testing

@Suite("Damaged models")
struct MutationTests {
  private static func shop() throws -> [UInt8] {
    let found = GoldenFile.cases("semantics").first { $0.name == "shop" }
    return try #require(found).bytes("in.dbmodel")
  }

  /// Pieces of the text that tokens roughly are.
  private static func words(_ bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for (index, byte) in bytes.enumerated() {
      if byte <= 0x20 {
        if let first = start { found.append(first..<index) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    return found
  }

  @Test("any word left out, doubled or exchanged is survived, and few findings follow")
  func words() throws {
    let bytes = try Self.shop()
    let words = Self.words(bytes)
    var random = SplitMix64(seed: 2026)
    var worst = 0
    for round in 0..<150 {
      let word = words[Int(random.next() % UInt64(words.count))]
      let other = words[Int(random.next() % UInt64(words.count))]
      var changed = bytes
      switch round % 3 {
      case 0: changed.removeSubrange(word)
      case 1: changed.insert(contentsOf: [0x20] + bytes[word], at: word.upperBound)
      default: changed.replaceSubrange(word, with: bytes[other])
      }
      let resolved = Resolved(bytes: changed)
      worst = max(worst, resolved.diagnostics.count)
      for diagnostic in resolved.diagnostics {
        #expect(!diagnostic.title.contains("\n"), "seed 2026, round \(round)")
        for edit in diagnostic.fixes.flatMap(\.edits) {
          #expect(edit.span.upper <= changed.count, "seed 2026, round \(round)")
        }
      }
    }
    // An entity or a brace that goes missing takes what depends on it along.
    #expect(worst < 60)
  }

  @Test("long chains and wide declarations end without a trap")
  func hostile() {
    let head = "edition 2026\nstore main: sqlite\nentity A {\n  id: int key\n  n: int\n}\n"
    func access(_ condition: String) -> String {
      head + "access a() {\n  read A\n  where \(condition)\n  rate 1/s peak 2/s\n}\n"
    }
    let sum = "n == " + [String](repeating: "1", count: 100).joined(separator: " + ")
    #expect(Resolved(access(sum)).diagnostics.map(\.rule.code) == ["DBM2030"])
    let both = [String](repeating: "n == 1", count: 100).joined(separator: " and ")
    #expect(Resolved(access(both)).diagnostics.isEmpty)
    // Longer ones end in the parser, and nothing more is said of them.
    let deep = [String](repeating: "n == 1", count: 5000).joined(separator: " or ")
    #expect(Resolved(access(deep)).diagnostics.map(\.rule.code) == ["DBM1017"])
    let circle = (0..<3000).map {
      "struct S\($0) {\n  next: S\(($0 + 1) % 3000)\n}\n"
    }.joined()
    #expect(Resolved("edition 2026\n" + circle).diagnostics.count == 1)
    let keys = (0..<40).map {
      "entity K\($0) {\n"
        + ($0 == 0
          ? "  id: int key\n"
          : "  a: K\($0 - 1) unknown\n  b: K\($0 - 1) unknown\n  key a, b\n") + "}\n"
    }.joined()
    let doubled = Resolved("edition 2026\nstore main: sqlite\n" + keys)
    #expect(doubled.diagnostics.allSatisfy { $0.rule.code == "DBM2030" })
    #expect(!doubled.diagnostics.isEmpty)
  }
}
