import DBModelSemantics
import DBModelTestKit
import Testing

/// Every model that the pages of the language show is one: it parses, its names, types and units
/// resolve, and it is in the form `fmt` gives.
///
/// ```` ```dbmodel ```` is a whole model, ```` ```dbmodel fragment ```` a part that parses by
/// itself or inside of a declaration, ```` ```dbmodel error=DBM2010 ```` a model with exactly that
/// finding, ```` ```dbmodel in=FILE ```` a step of a document that `ShownOutputTests` runs.
/// `unformatted` excuses a block from the form.
@Suite struct ModelBlockTests {
  static let documents: [String] =
    ["README.md"] + Repository.files(below: "docs/language", suffixes: [".md"])

  /// One model in parts, which `SemanticsPageTests` puts together and asks.
  private static let parts = "docs/language/semantics.md"

  @Test(arguments: documents) func modelsAreModels(document: String) throws {
    let text = try #require(Repository.text(document))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for block in FencedBlock.all(in: lines) where block.words.first == "dbmodel" {
      let place = "\(document):\(block.line)"
      let folder = try TemporaryFolder()
      let isPart = block.words.contains("fragment") || block.value("in") != nil
      if isPart || document == Self.parts {
        try checkFragment(block, place, folder)
        continue
      }
      let model = block.lines.joined(separator: "\n") + "\n"
      try folder.write(model, to: "m.dbmodel")
      let shown = try DocumentShell.output(of: "dbmodel check m.dbmodel", in: folder.path)
      let codes = shown.compactMap(Self.code)
      if let wanted = block.value("error") {
        #expect(codes == [wanted], "\(place)\n\(shown.joined(separator: "\n"))")
      } else {
        let mistakes = codes.filter { ["DBM0", "DBM1", "DBM2"].contains($0.prefix(4)) }
        #expect(mistakes.isEmpty, "\(place)\n\(shown.joined(separator: "\n"))")
        #expect(!codes.isEmpty || shown.contains { $0.hasPrefix("ok: ") }, "\(place)\n\(shown)")
      }
      try checkForm(model, of: block, place, folder)
    }
  }

  /// The words that begin a declaration; any other begins a clause of one.
  private static let declarations = Set(
    LanguageVocabulary.clauses.filter { $0.owner == "a model" }.map(\.name)
  )

  /// `error[DBM2010 …` gives `DBM2010`.
  static func code(of line: String) -> String? {
    let parts = line.split(separator: "[", maxSplits: 1)
    guard parts.count == 2, ["error", "danger", "warning", "note"].contains(parts[0]) else {
      return nil
    }
    return parts[1].split(separator: " ").first.map(String.init)
  }

  private func checkFragment(
    _ block: FencedBlock,
    _ place: String,
    _ folder: TemporaryFolder
  ) throws {
    let alone = block.lines.joined(separator: "\n") + "\n"
    let inside =
      "access a() {\n"
      + block.lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined() + "}\n"
    let first = block.lines.first { !$0.isEmpty && !$0.hasPrefix("//") } ?? ""
    let word = first.split(separator: " ").first.map(String.init) ?? ""
    try folder.write(Self.declarations.contains(word) ? alone : inside, to: "m.dbmodel")
    let shown = try DocumentShell.output(of: "dbmodel fmt --diff m.dbmodel", in: folder.path)
    let isForm = shown.isEmpty
    let mayDiffer = block.words.contains("unformatted") && shown.first?.hasPrefix("--- ") == true
    #expect(isForm || mayDiffer, "\(place)\n\(shown.joined(separator: "\n"))")
  }

  private func checkForm(
    _ model: String,
    of block: FencedBlock,
    _ place: String,
    _ folder: TemporaryFolder
  ) throws {
    guard !block.words.contains("unformatted"), block.value("error") == nil else { return }
    let formatted = try DocumentShell.run("dbmodel fmt - < m.dbmodel", in: folder.path)
    #expect(formatted.exitCode == 0, "\(place) is not formatted")
    #expect(
      formatted.output == model,
      "\(place) is not in the form\n\(LineDiff.between(model, formatted.output))"
    )
  }
}
