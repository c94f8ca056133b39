import DBModelDiagnostics
import DBModelEditor
import DBModelSemantics
import DBModelTestKit
import Testing

@Suite struct DesignTests {
  private func judged(_ path: String) -> EditorSnapshot? {
    Samples.snapshot(path).judged(today: nil) { false }
  }

  /// What is shown at the declaration of a name.
  private func hover(_ kind: SymbolKind, _ name: String, _ snapshot: EditorSnapshot) -> String {
    let symbol = snapshot.symbols.symbols.first { $0.kind == kind && $0.name == name }
    guard let place = symbol?.declarations.first else { return "" }
    return snapshot.hover(at: place.lower, in: place.file)?.markdown ?? ""
  }

  @Test func whatTheDesignSaysIsShownBesideTheNames() throws {
    let snapshot = try #require(judged("samples/shop/shop.dbmodel"))
    let texts = [
      hover(.entity, "Order", snapshot), hover(.pattern, "ordersOfCustomer", snapshot),
      hover(.attribute, "status", snapshot), hover(.parameter, "customer", snapshot),
      hover(.store, "main", snapshot), hover(.service, "checkout", snapshot),
    ]
    try GoldenFile.check(
      texts.joined(separator: "\n\n---\n\n") + "\n",
      at: "Tests/DBModelEditorTests/Cases/shop-hover.md"
    )
    let source = snapshot.sources[snapshot.file]
    let hints = snapshot.inlayHints(in: snapshot.file).map {
      "\(source.line(at: $0.offset)): \($0.text)"
    }
    let lenses = snapshot.codeLenses(in: snapshot.file).map {
      "\(source.text($0.span)): \($0.text): \($0.items.joined(separator: "; "))"
    }
    try GoldenFile.check(
      (hints + [""] + lenses).joined(separator: "\n") + "\n",
      at: "Tests/DBModelEditorTests/Cases/shop-annotations.txt"
    )
  }

  @Test func numbersAndClausesAreExplained() throws {
    let snapshot = Samples.snapshot("samples/shop/shop.dbmodel")
    let text = snapshot.sources[snapshot.file].text(
      SourceSpan(file: snapshot.file, lower: 0, upper: .max)
    )
    func at(_ words: String, _ skip: Int = 0) throws -> String? {
      let place = try #require(text.firstRange(of: words)).lowerBound
      let offset = text.utf8.distance(from: text.startIndex, to: place) + skip
      return snapshot.hover(at: offset, in: snapshot.file)?.markdown
    }
    #expect(try at("40M") == "`40M` = 40,000,000")
    #expect(try at("8/s peak")?.contains("/month") == true)
    #expect(try at("rate    8/s")?.contains("`rate 40/s peak 200/s") == true)
  }

  @Test func workEndsWhenItIsNoLongerWanted() {
    let snapshot = Samples.snapshot("samples/shop/shop.dbmodel")
    var asked = 0
    let result = snapshot.judged(today: nil) {
      asked += 1
      return asked == 2
    }
    #expect(result == nil)
    #expect(asked == 2)
  }

  @Test func aFindingIsAllowedWithAReason() throws {
    for path in Samples.paths {
      guard let snapshot = judged(path) else { continue }
      let whole = SourceSpan(
        file: snapshot.file,
        lower: 0,
        upper: snapshot.sources[snapshot.file].bytes.count
      )
      for action in snapshot.codeActions(in: whole) where action.kind == .allow {
        let edit = try #require(action.edits.first)
        var workspace = EditorWorkspace(files: Samples.files)
        workspace.setFolders(["samples"])
        let root = snapshot.sources[edit.span.file]
        var bytes = root.bytes
        bytes.replaceSubrange(edit.span.lower..<edit.span.upper, with: edit.replacement.utf8)
        workspace.set(root.path, bytes)
        let after = try #require(workspace.snapshot(for: root.path).judged(today: nil) { false })
        let before = snapshot.design?.findings.filter { $0.rule.code == action.rule } ?? []
        let left = after.design?.findings.filter { $0.rule.code == action.rule } ?? []
        #expect(left.count < before.count, "\(path): \(action.title)")
      }
    }
  }

  @Test func unsavedTextCountsAndImportingFilesAreFound() {
    var workspace = EditorWorkspace(files: Samples.files)
    workspace.setFolders(["samples"])
    let shared = "samples/device-state-log/entities.dbmodel"
    let models = workspace.snapshots(for: shared)
    #expect(models.count > 1)
    #expect(models.allSatisfy { $0.root != shared && $0.sources[$0.file].path == shared })
    workspace.set(shared, text: "edition 2026\nentity {\n")
    #expect(workspace.snapshot(for: shared).hasErrors)
    workspace.close(shared)
    #expect(!workspace.snapshot(for: shared).hasErrors)
  }
}
