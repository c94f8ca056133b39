import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Testing

/// What the written grammar derives, the parser reads without a finding.
struct SentenceTests {
  /// Fails where one of 10,000 sentences is not read, and where a way through the grammar was not
  /// taken by any of them, nor by any of those that then aim at such ways.
  @Test func derivedSentencesAreRead() throws {
    let language = try Language.shared.get()
    var generator = SentenceGenerator(language, seed: 20_261_124)
    var kept = 0
    var tries = 0
    var differences: [String] = []
    let rules = ["file", "comment", "documentation", "white space"]
    var untaken: [Coverage.Way] = []
    while kept < 10_000 || !untaken.isEmpty, tries < 60_000, differences.count < 5 {
      tries += 1
      // By turns, as one that cannot be reached would keep the others from their turn.
      let aim = untaken.isEmpty ? nil : untaken[tries % untaken.count]
      let sentence = try generator.sentence(takes: aim)
      let isDerived = try Recogniser.accepts(sentence, language)
      if isDerived != Verdict.isRead(sentence) {
        differences.append(Verdict.difference(sentence, isDerived: isDerived))
      }
      guard isDerived else { continue }
      generator.keep()
      kept += 1
      if kept >= 10_000 { untaken = try generator.coverage.untaken(in: language, below: rules) }
    }
    #expect(differences == [], "seed 20261124")
    #expect(kept >= 10_000, "of \(tries) candidates")
    let missing = try generator.coverage.missing(in: language, below: rules)
    #expect(missing == [])
  }

  /// The tokens that look like one and are none.
  @Test func malformedTokensAreRefused() throws {
    let language = try Language.shared.get()
    var generator = SentenceGenerator(language, seed: 7)
    for _ in 0..<500 {
      let text = "a " + (try generator.token("malformed")) + "\n"
      #expect(try !Recogniser.accepts(text, language), "\(text)")
      #expect(!Verdict.isRead(text), "\(text)")
      generator.keep()
    }
    #expect(try generator.coverage.missing(in: language, below: ["malformed"]) == [])
  }
}
