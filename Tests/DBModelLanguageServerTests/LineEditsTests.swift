import DBModelTestKit
import Testing

@testable import DBModelLanguageServer

@Suite struct LineEditsTests {
  private func applied(_ edits: LineEdits, to old: [UInt8]) -> [UInt8] {
    var text = old
    for edit in edits.edits.reversed() { text.replaceSubrange(edit.range, with: edit.text) }
    return text
  }

  @Test func whiteSpaceAloneIsReplaced() {
    let edits = LineEdits(Array("a  b\n c\nd {\n}\n".utf8), Array("a b\nc\nd {}\n".utf8))
    #expect(
      edits.edits == [
        LineEdits.Edit(range: 1..<3, text: [0x20]), LineEdits.Edit(range: 4..<6, text: [0x0A]),
        LineEdits.Edit(range: 11..<12, text: []),
      ]
    )
  }

  @Test func equalTextsNeedNone() {
    #expect(LineEdits([], []).edits.isEmpty)
    #expect(LineEdits(Array("a\n".utf8), Array("a\n".utf8)).edits.isEmpty)
  }

  @Test func whatFollowsAChangedLineIsKept() {
    let old = Array("one\ntwo\nthree\nfour\n".utf8)
    let new = Array("one\n2\nthree\nfour\n".utf8)
    let edits = LineEdits(old, new)
    #expect(applied(edits, to: old) == new)
    #expect(edits.edits.allSatisfy { $0.range.upperBound <= 8 })
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func editsGiveTheNewText(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pieces = ["a", "b", " ", "  ", "\n", "\r\n", "\t", "{", "}", "\u{1F600}", "word\n", ", "]
    for _ in 0..<50 {
      var texts: [[UInt8]] = [[], []]
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let piece = Array((pieces.randomElement(using: &random) ?? "").utf8)
        let both = Int.random(in: 0..<4, using: &random)
        if both != 1 { texts[0] += piece }
        if both != 2 { texts[1] += piece }
      }
      let edits = LineEdits(texts[0], texts[1])
      #expect(applied(edits, to: texts[0]) == texts[1], "seed \(seed)")
      for (edit, next) in zip(edits.edits, edits.edits.dropFirst()) {
        #expect(edit.range.upperBound < next.range.lowerBound, "seed \(seed)")
      }
    }
  }
}
