import DBModelJSON
import DBModelTestKit
import Testing

/// The TextMate grammar gives every byte of every model the colour of what the compiler reads
/// there. A TextMate engine in Python (textmate-grammar-python, on Oniguruma) does the colouring.
struct TextMateTests {
  private static let script = "Tests/Support/textmate_tokens.py"

  @Test func everyFileIsColouredAsItIsRead() throws {
    let files = try ReadTokens.paths.map { try #require(ReadTokens(path: $0)) }
    #expect(files.count > 100)
    guard let result = try Self.compare(files) else { return }
    print(result.output)
    #expect(result.exitCode == 0, "\(result.output)\(result.errorOutput)")
  }

  /// Tokens in any order. What a word is used for is left out: these texts have no meaning.
  @Test func randomTokensAreColouredAsTheyAreRead() throws {
    let seeds = (1...20).map { UInt64($0) }
    let files = seeds.map { seed in
      let text = RandomTokens.text(seed: seed, pieceCount: 400)
      return ReadTokens(path: "seed \(seed)", bytes: Array(text.utf8)).withoutRoles
    }
    guard let result = try Self.compare(files) else { return }
    #expect(result.exitCode == 0, "\(result.output)\(result.errorOutput)")
  }

  /// The comparison itself sees a wrong grammar: without comments, every comment is a difference.
  @Test func aWrongGrammarIsSeen() throws {
    let text = try #require(Repository.text(WordListTests.textMate))
    let files = [try #require(ReadTokens(path: "samples/shop/shop.dbmodel"))]
    for (right, wrong) in [
      ("///(?!/).*", "////(?!/).*"), ("%?(?:/", "(?:/"), ("|where)", "|were)"),
      ("keyword.other.unit", "variable.other"), (#"\\$"#, "@"), (#"\\.\\."#, #"\\.\\.\\."#),
    ] {
      try #require(text.contains(right), "the grammar has no `\(right)`")
      let grammar = text.split(separator: right, omittingEmptySubsequences: false)
        .joined(separator: wrong)
      guard let result = try Self.compare(files, grammar: grammar) else { return }
      #expect(result.exitCode == 1, "`\(wrong)` instead of `\(right)` was not seen")
      #expect(result.output.contains("samples/shop/shop.dbmodel:"), "\(result.errorOutput)")
    }
  }

  /// - Returns: `nil` where there is no Python to run the engine; that was said.
  private static func compare(
    _ files: [ReadTokens],
    grammar: String? = nil
  ) throws -> Subprocess.Result? {
    guard let python = LiveServers.python else {
      LiveServers.leftOut(
        "the TextMate grammar against the lexer",
        because: "DBMODEL_PYTHON is not set; `make test` sets it"
      )
      return nil
    }
    let folder = try TemporaryFolder()
    let cases = JSONWriter.text(of: .array(files.map(\.json)), indentation: 0)
    let input = try folder.write(cases, to: "tokens.json")
    var path = Repository.path(WordListTests.textMate)
    if let grammar { path = try folder.write(grammar, to: "grammar.json") }
    var process = Subprocess(python, ["-W", "ignore", Repository.path(script), path, input])
    process.environment = ["PYTHONDONTWRITEBYTECODE": "1"]
    process.timeLimitSeconds = 300
    return try process.run()
  }
}
