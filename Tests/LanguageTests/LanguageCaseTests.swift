import DBModelDiagnostics
import DBModelSyntax
import DBModelTestKit
import Testing

/// `Tests/CaseTests/language/<construct>`: what is right, what people write instead, and the form.
///
/// - `valid*.dbmodel` gives no finding, and is in the form `dbmodel fmt` gives.
/// - `wrong-<mistake>.dbmodel` gives `wrong-<mistake>.txt`: one finding, an error, unless its first
///   line says `// 2 mistakes`.
/// - `unformatted.dbmodel` becomes `formatted.dbmodel`, and means the same.
/// - Other files are there to be imported.
@Suite struct LanguageCaseTests {
  static let cases = GoldenFile.cases("language")

  /// The files of a case whose name begins so, without their folder.
  static func files(_ testCase: Case, _ prefix: String) -> [String] {
    testCase.files(suffixes: [".dbmodel"])
      .map { String($0.dropFirst(testCase.path.count + 1)) }
      .filter { $0.hasPrefix(prefix) }
  }

  @Test(arguments: cases) func aValidModelIsSilent(_ testCase: Case) {
    for file in Self.files(testCase, "valid") + Self.files(testCase, "unformatted") {
      let run = LanguageRun(file, of: testCase)
      #expect(run.findings.isEmpty, "\(testCase.name)/\(file)\n\(run.rendered)")
    }
  }

  @Test(arguments: cases) func oneMistakeGivesOneError(_ testCase: Case) throws {
    for file in Self.files(testCase, "wrong-") {
      let run = LanguageRun(file, of: testCase)
      let mistakes = Self.mistakes(announcedIn: try testCase.bytes(file))
      #expect(run.findings.count == mistakes, "\(testCase.name)/\(file)\n\(run.rendered)")
      #expect(
        run.findings.contains { $0.severity == .error },
        "\(testCase.name)/\(file) is no error\n\(run.rendered)"
      )
      try GoldenFile.check(
        run.rendered,
        testCase.file(String(file.dropLast(".dbmodel".count)) + ".txt")
      )
    }
  }

  @Test(arguments: cases) func theFormIsOne(_ testCase: Case) throws {
    for file in Self.files(testCase, "valid") {
      guard let text = Self.formatted(try testCase.bytes(file), "\(testCase.name)/\(file)") else {
        continue
      }
      try GoldenFile.check(text, testCase.file(file))
    }
    for file in Self.files(testCase, "unformatted") {
      guard let text = Self.formatted(try testCase.bytes(file), "\(testCase.name)/\(file)") else {
        continue
      }
      #expect(
        [UInt8](text.utf8) != (try testCase.bytes(file)),
        "\(testCase.name)/\(file) is in the form already"
      )
      try GoldenFile.check(text, testCase.file("formatted.dbmodel"))
    }
  }

  @Test(arguments: cases) func theFormMeansTheSame(_ testCase: Case) throws {
    for file in Self.files(testCase, "unformatted") {
      let before = try Meaning(file, of: testCase).text
      let after = try Meaning("formatted.dbmodel", of: testCase).text
      #expect(before == after, "\(testCase.name)/\(file)")
    }
  }

  /// Places differ between two texts, and nothing else may be left out of what is compared.
  @Test func aMeaningTellsModelsApart() throws {
    let testCase = try #require(Self.cases.first { $0.name == "entity-count" })
    let valid = try Meaning("valid.dbmodel", of: testCase).text
    let wrong = try Meaning("wrong-unit.dbmodel", of: testCase).text
    #expect(valid.contains("400000"))
    #expect(!valid.contains("upper: "))
    #expect(valid != wrong)
  }

  /// The text in the form; `nil`, and an issue, where the formatter refuses it.
  private static func formatted(_ bytes: [UInt8], _ name: String) -> String? {
    switch Formatter.format(SourceFile(id: FileID(0), path: name, bytes: bytes)) {
    case .formatted(let text): return String(decoding: text, as: UTF8.self)
    case .refused(let findings):
      Issue.record("\(name): \(findings.map(\.title))")
      return nil
    }
  }

  /// A golden without its model is left over.
  @Test(arguments: cases) func everyGoldenBelongsToAModel(_ testCase: Case) {
    let models = Set(Self.files(testCase, "wrong-").map { String($0.dropLast(".dbmodel".count)) })
    for file in testCase.files(suffixes: [".txt"]) {
      let name = String(file.dropFirst(testCase.path.count + 1).dropLast(".txt".count))
      #expect(models.contains(name), "\(file) has no model")
    }
  }

  @Test(arguments: cases) func aCaseIsWhole(_ testCase: Case) {
    #expect(!Self.files(testCase, "valid").isEmpty, "\(testCase.name) has no valid model")
    #expect(
      Self.files(testCase, "wrong-").count >= 2,
      "\(testCase.name) shows fewer than two mistakes"
    )
    #expect(
      Self.files(testCase, "unformatted") == ["unformatted.dbmodel"],
      "\(testCase.name) has no formatting case"
    )
  }

  /// `// 2 mistakes` on the first line; one otherwise.
  private static func mistakes(announcedIn bytes: [UInt8]) -> Int {
    let line = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    let words = line.split(separator: " ")
    guard words.count == 3, words[0] == "//", words[2] == "mistakes" else { return 1 }
    return Int(words[1]) ?? 1
  }
}
