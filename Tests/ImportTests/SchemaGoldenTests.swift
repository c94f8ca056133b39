import DBModelDiagnostics
import DBModelDriver
import DBModelImport
import DBModelReport
import DBModelTestKit
import DBModelWorkload
import Testing

/// Each script gives the model, the messages and the findings that stand beside it, whoever tells
/// whose SQL it is.
@Suite struct SchemaGoldenTests {
  @Test(arguments: SchemaCase.all) func theCaseIsAsWritten(item: SchemaCase) throws {
    guard
      let run = Schemas.run([item.path], SourceFormat(rawValue: item.dialect.rawValue))
    else { return }
    try GoldenFile.check(Schemas.messages(run), item.folder.file("notes.txt"))
    guard let text = run.text else {
      #expect(item.folder.name.contains("-bad-"), "\(Schemas.messages(run))")
      #expect(run.diagnostics.allSatisfy { $0.primary != nil && !$0.help.isEmpty })
      return
    }
    #expect(!item.folder.name.contains("-bad-"))
    try GoldenFile.check(
      String(decoding: text, as: UTF8.self),
      item.folder.file("expected.dbmodel")
    )
    let check = Imports.check(text)
    try GoldenFile.check(
      TextRenderer(theme: .plain).render(check.document, sources: check.sources),
      item.folder.file("check.txt")
    )
    #expect(Imports.mistakes(text).isEmpty, "\(Imports.mistakes(text).map(\.title))")
    #expect(Imports.formatted(text) == text)
  }

  @Test(arguments: SchemaCase.all) func whoseItIsIsTold(item: SchemaCase) throws {
    let bytes = try item.folder.bytes("input.sql")
    let file = Imports.file(bytes, path: "input.sql")
    #expect(ScriptGuess.isScript(file))
    let guess = ScriptGuess.dialect(of: [file])
    #expect(guess == item.dialect || (guess == nil && item.dialect == .sqlite))
  }

  @Test(arguments: ImportedCase.all) func noOtherFileIsAScript(item: ImportedCase) throws {
    let file = Imports.file(try item.input(), path: "input")
    #expect(!ScriptGuess.isScript(file))
  }
}
