import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload
import Testing

@Suite("Models of several files")
struct FilesTests {
  private func resolve(_ texts: [String]) -> (model: SemanticModel, diagnostics: [Diagnostic]) {
    var map = SourceMap()
    let trees = texts.enumerated().map { index, text in
      parse(map.add(path: "\(index).dbmodel", bytes: Array(text.utf8))).tree
    }
    return Resolver.resolve(trees)
  }

  private static let head = """
    edition 2026
    model Shop
    import "entities.dbmodel"
    store main: sqlite
    access all() {
      read  User { id }
      limit 5
      rate  1/s peak 2/s
    }

    """
  private static let entities = """
    edition 2026
    entity User {
      id: uuid key
    }

    """

  @Test("names are known across files, in either order")
  func order() {
    for texts in [[Self.head, Self.entities], [Self.entities, Self.head]] {
      let resolved = resolve(texts)
      #expect(resolved.diagnostics.isEmpty)
      #expect(resolved.model.workload.entities.map(\.name) == ["User"])
      #expect(resolved.model.workload.name?.value == "Shop")
      #expect(resolved.model.workload.patterns.count == 1)
    }
  }

  @Test("a name declared in two files shows both places")
  func duplicates() {
    let resolved = resolve([Self.head, Self.entities, Self.entities])
    #expect(resolved.diagnostics.map(\.rule.code) == ["DBM2007"])
    #expect(resolved.diagnostics.first?.primary?.span.file == FileID(2))
    #expect(resolved.diagnostics.first?.secondary.first?.span.file == FileID(1))
  }

  @Test("each file states its edition")
  func editions() {
    let resolved = resolve([Self.head, "entity User {\n  id: uuid key\n}\n"])
    #expect(resolved.diagnostics.map(\.rule.code) == ["DBM2001"])
  }

  @Test("imports are handed out as written")
  func importPaths() {
    let file = SourceFile(id: FileID(0), path: "x", bytes: Array(Self.head.utf8))
    let found = imports(of: parse(file).tree)
    #expect(found.map(\.value) == ["entities.dbmodel"])
    #expect(found.first.map { file.text($0.span) } == "\"entities.dbmodel\"")
  }
}
