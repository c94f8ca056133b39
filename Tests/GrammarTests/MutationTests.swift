import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Foundation
import Testing

/// Where a text is changed a little, the grammar and the parser still agree whether it is one.
struct MutationTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func ofSentences(seed: UInt64) throws {
    let language = try Language.shared.get()
    var generator = SentenceGenerator(language, seed: seed)
    var mutator = Mutator(language, seed: seed &+ 1000)
    var differences: [String] = []
    for _ in 0..<400 where differences.count < 8 {
      let sentence = try generator.sentence()
      generator.keep()
      try compare(mutator.mutated(sentence), language, &differences)
    }
    #expect(differences == [], "seed \(seed)")
  }

  /// Single declarations, so that the answers do not all come from the first one: every third of
  /// each file, which is enough of each sort and a third of the time.
  @Test func ofSamples() throws {
    let language = try Language.shared.get()
    var mutator = Mutator(language, seed: 11)
    var differences: [String] = []
    var count = 0
    for text in try Self.samples() {
      for (index, piece) in Self.declarations(text).enumerated()
      where index % 3 == 0 && differences.count < 8 {
        count += 1
        try compare(mutator.mutated(piece), language, &differences)
      }
    }
    #expect(count > 50)
    #expect(differences == [], "seed 11")
  }

  private func compare(_ text: String, _ language: Language, _ differences: inout [String])
    throws
  {
    let isDerived = try Recogniser.accepts(text, language)
    if isDerived != Verdict.isRead(text) {
      differences.append(Verdict.difference(text, isDerived: isDerived))
    }
  }

  private static func samples() throws -> [String] {
    let folder = GoldenFile.repository.appendingPathComponent("samples")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "dbmodel" }
    return try files.sorted { $0.path < $1.path }
      .map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
  }

  /// Cut at the lines that begin at the margin, but for closing brackets.
  private static func declarations(_ text: String) -> [String] {
    var pieces: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      if let first = line.first, first.isLetter || pieces.isEmpty {
        pieces.append(line + "\n")
      } else {
        pieces[pieces.count - 1] += line + "\n"
      }
    }
    return pieces
  }
}
