import DBModelDesign
import DBModelDiagnostics
import DBModelEditor
import DBModelSemantics
import DBModelSyntax
import DBModelTestKit
import Testing

@Suite struct RenameTests {
  /// A name as long as the old one, so that no place moves.
  private func fresh(_ name: String, among symbols: SymbolIndex) -> String? {
    let taken = Set(symbols.symbols.map(\.name))
    for last in ["Q", "Z", "X", "W", "V"] {
      let candidate = name.dropLast() + last
      if !taken.contains(String(candidate)) { return String(candidate) }
    }
    return nil
  }

  /// Without the tables that a design looks its own tables up in, which have no order.
  private func describe(_ model: SemanticModel) -> String {
    ValueDump.text(model.workload)
      + model.fixedDesigns.map { "\($0.name) \($0.store) \($0.tables.tables)" }.joined()
  }

  /// With the old name; links between entities take it over with a small letter.
  private func restored(_ text: String, _ fresh: String, _ old: String) -> String {
    text.replacing(fresh, with: old)
      .replacing(
        fresh.prefix(1).lowercased() + fresh.dropFirst(),
        with: old.prefix(1).lowercased() + old.dropFirst()
      )
  }

  private func applied(_ edits: [TextEdit], to snapshot: EditorSnapshot) -> [SyntaxTree] {
    snapshot.trees.map { tree in
      var bytes = tree.file.bytes
      for edit in edits where edit.span.file == tree.file.id {
        bytes.replaceSubrange(edit.span.lower..<edit.span.upper, with: edit.replacement.utf8)
      }
      return parse(SourceFile(id: tree.file.id, path: tree.file.path, bytes: bytes)).tree
    }
  }

  @Test(arguments: Samples.paths)
  func everyNameOfASampleCanBeChangedAndNothingElseChanges(_ path: String) throws {
    let snapshot = Samples.snapshot(path)
    let before = Resolver.resolve(snapshot.trees)
    let titles = before.diagnostics.map { $0.rule.code }
    for symbol in snapshot.symbols.symbols {
      guard let place = symbol.declarations.first,
        let name = fresh(symbol.name, among: snapshot.symbols)
      else { continue }
      let renamed = snapshot.rename(at: place.lower, in: place.file, to: name)
      guard case .edits(let edits) = renamed else {
        Issue.record("\(symbol.kind) \(symbol.name): \(renamed)")
        continue
      }
      let trees = applied(edits, to: snapshot)
      let after = Resolver.resolve(trees)
      #expect(after.diagnostics.map { $0.rule.code } == titles, "\(symbol.kind) \(symbol.name)")
      // Describing a model takes far longer than resolving it.
      guard symbol.id.rawValue % 5 == 0 else { continue }
      #expect(
        restored(describe(after.model), name, symbol.name)
          == restored(describe(before.model), name, symbol.name),
        "\(symbol.kind) \(symbol.name)"
      )
    }
  }

  @Test(arguments: Samples.paths)
  func everyPlaceOfANameLeadsToItsDeclaration(_ path: String) throws {
    let snapshot = Samples.snapshot(path)
    for occurrence in snapshot.symbols.occurrences {
      let symbol = snapshot.symbols[occurrence.symbol]
      let text = snapshot.sources[occurrence.span.file].text(occurrence.span)
      #expect(text == symbol.name)
      let found = snapshot.definition(at: occurrence.span.lower, in: occurrence.span.file)
      #expect(found?.targets == symbol.declarations, "\(symbol.kind) \(symbol.name)")
      #expect(found?.origin == occurrence.span)
      let references = snapshot.references(
        at: occurrence.span.upper,
        in: occurrence.span.file,
        includingDeclaration: true
      )
      #expect(references.contains(occurrence.span))
      for declaration in symbol.declarations { #expect(references.contains(declaration)) }
    }
  }
}
