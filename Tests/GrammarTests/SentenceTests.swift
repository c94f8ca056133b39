import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Testing

/// What the written grammar derives, the parser reads without a finding.
struct SentenceTests {
  /// Fails where one of 10,000 sentences is not read, and where a way through the grammar was not
  /// taken by any of them.
  @Test func derivedSentencesAreRead() throws {
    let language = try Language.shared.get()
    var generator = SentenceGenerator(language, seed: 20_261_124)
    var kept = 0
    var tries = 0
    var differences: [String] = []
    while kept < 10_000, tries < 40_000, differences.count < 5 {
      tries += 1
      let sentence = try generator.sentence()
      let isDerived = try Recogniser.accepts(sentence, language)
      if isDerived != Verdict.isRead(sentence) {
        differences.append(Verdict.difference(sentence, isDerived: isDerived))
      }
      guard isDerived else { continue }
      generator.keep()
      kept += 1
    }
    #expect(differences == [], "seed 20261124")
    #expect(kept == 10_000, "of \(tries) candidates")
    let rules = ["file", "comment", "documentation", "white space"]
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
