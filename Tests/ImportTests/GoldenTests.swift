import DBModelDiagnostics
import DBModelDriver
import DBModelImport
import DBModelReport
import DBModelTestKit
import Testing

/// Each case gives the model, the messages and the findings that stand beside it.
@Suite struct GoldenTests {
  @Test(arguments: ImportedCase.all) func theCaseIsAsWritten(item: ImportedCase) throws {
    let file = Imports.file(try item.input(), path: item.inputName)
    let outcome = Importer.run([file])
    try GoldenFile.check(Imports.messages(outcome, [file]), item.folder.file("notes.txt"))
    guard let text = outcome.text else {
      #expect(item.folder.name.hasPrefix("bad-"), "\(Imports.messages(outcome, [file]))")
      #expect(outcome.diagnostics.count == 1)
      #expect(outcome.diagnostics.allSatisfy { $0.primary != nil && !$0.help.isEmpty })
      return
    }
    #expect(!item.folder.name.hasPrefix("bad-"))
    try GoldenFile.check(
      String(decoding: text, as: UTF8.self),
      item.folder.file("expected.dbmodel")
    )
    let check = Imports.check(text)
    try GoldenFile.check(
      TextRenderer(theme: .plain).render(check.document, sources: check.sources),
      item.folder.file("check.txt")
    )
  }

  /// What is written is a model: it parses, its names, types and units resolve, and it is in the
  /// form that `fmt` gives.
  @Test(arguments: ImportedCase.all) func whatIsWrittenIsAModel(item: ImportedCase) throws {
    let outcome = Importer.run([Imports.file(try item.input(), path: item.inputName)])
    guard let text = outcome.text else { return }
    let mistakes = Imports.mistakes(text)
    #expect(mistakes.isEmpty, "\(mistakes.map(\.title))")
    #expect(Imports.formatted(text) == text)
  }

  @Test func thereAreCasesOfEachFormat() {
    let names = ImportedCase.all.map(\.folder.name)
    for format in ["create-table", "cloudformation", "sam", "workbench", "awslabs", "bad"] {
      #expect(names.contains { $0.hasPrefix(format) }, "\(format)")
    }
  }

  @Test func severalFilesAreOneModel() throws {
    let files = try ["create-table-single", "describe-table"].enumerated().map { number, name in
      let item = try #require(ImportedCase.all.first { $0.folder.name == name })
      return Imports.file(try item.input(), path: "\(name).json", number: Int32(number))
    }
    let outcome = Importer.run(files)
    let text = try #require(outcome.text)
    #expect(Imports.mistakes(text).isEmpty)
    let shown = String(decoding: text, as: UTF8.self)
    #expect(shown.contains("table orders {") && shown.contains("table readings {"))
  }

  @Test func aTableInTwoFilesIsAMistake() throws {
    let item = try #require(ImportedCase.all.first { $0.folder.name == "describe-table" })
    let bytes = try item.input()
    let outcome = Importer.run([Imports.file(bytes), Imports.file(bytes, number: 1)])
    #expect(outcome.text == nil)
    #expect(outcome.diagnostics.map(\.rule) == [ToolRules.sourceInvalid])
  }
}
