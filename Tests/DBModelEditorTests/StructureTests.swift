import DBModelDiagnostics
import DBModelEditor
import DBModelSemantics
import DBModelTestKit
import Testing

@Suite struct StructureTests {
  @Test(arguments: Samples.paths)
  func foldsNestOrAreApart(_ path: String) {
    let snapshot = Samples.snapshot(path)
    let folds = snapshot.foldingRanges(in: snapshot.file)
    #expect(!folds.isEmpty)
    for fold in folds { #expect(fold.startLine < fold.endLine) }
    for (index, outer) in folds.enumerated() {
      for inner in folds[(index + 1)...] {
        let isApart = inner.span.lower >= outer.span.upper
        let isInside = inner.span.upper <= outer.span.upper
        #expect(isApart || isInside, "\(outer) \(inner)")
      }
    }
  }

  @Test(arguments: Samples.paths)
  func outlinesNest(_ path: String) {
    let snapshot = Samples.snapshot(path)
    func check(_ symbols: [EditorSymbol], in outer: SourceSpan?) {
      for symbol in symbols {
        #expect(symbol.span.lower <= symbol.nameSpan.lower)
        #expect(symbol.nameSpan.upper <= symbol.span.upper)
        if let outer {
          #expect(outer.lower <= symbol.span.lower && symbol.span.upper <= outer.upper)
        }
        check(symbol.children, in: symbol.span)
      }
    }
    let outline = snapshot.documentSymbols(in: snapshot.file)
    #expect(!outline.isEmpty)
    check(outline, in: nil)
  }

  @Test(arguments: Samples.paths)
  func coloursNeverOverlapAndCoverEveryName(_ path: String) {
    let snapshot = Samples.snapshot(path)
    let tokens = snapshot.semanticTokens(in: snapshot.file)
    for (a, b) in zip(tokens, tokens.dropFirst()) {
      #expect(a.span.upper <= b.span.lower, "\(a) \(b)")
    }
    let source = snapshot.sources[snapshot.file]
    for token in tokens {
      #expect(!source.text(token.span).contains { $0.isNewline })
    }
    for name in snapshot.symbols.occurrences(in: snapshot.file) {
      let over = tokens.filter {
        $0.span.lower < name.span.upper && name.span.lower < $0.span.upper
      }
      #expect(over.count == 1)
      #expect(over.first.map { $0.kind != .keyword && $0.kind != .string } ?? false)
    }
  }

  @Test(arguments: Samples.paths)
  func selectionsGrow(_ path: String) {
    let snapshot = Samples.snapshot(path)
    let count = snapshot.sources[snapshot.file].bytes.count
    for offset in stride(from: 0, through: count, by: 7) {
      let spans = snapshot.selectionRanges(at: offset, in: snapshot.file)
      #expect(spans.last == SourceSpan(file: snapshot.file, lower: 0, upper: count))
      for (inner, outer) in zip(spans, spans.dropFirst()) {
        #expect(inner != outer && outer.lower <= inner.lower && inner.upper <= outer.upper)
      }
    }
  }

  @Test func theOutlineOfTheShopIsThatOfAReader() throws {
    let snapshot = Samples.snapshot("samples/shop/shop.dbmodel")
    func lines(_ symbols: [EditorSymbol], _ depth: Int) -> [String] {
      symbols.flatMap { symbol in
        let indent = String(repeating: "  ", count: depth)
        let detail = symbol.detail.isEmpty ? "" : ": \(symbol.detail)"
        return ["\(indent)\(symbol.kind) \(symbol.name)\(detail)"]
          + lines(symbol.children, depth + 1)
      }
    }
    let text = lines(snapshot.documentSymbols(in: snapshot.file), 0).joined(separator: "\n") + "\n"
    try GoldenFile.check(text, at: "Tests/DBModelEditorTests/Cases/shop-outline.txt")
  }

  @Test func symbolsAreFoundByTheirLetters() {
    let snapshot = Samples.snapshot("samples/shop/shop.dbmodel")
    func names(_ query: String) -> [String] {
      EditorSnapshot.workspaceSymbols(query, in: [snapshot], limit: 4).map(\.name)
    }
    #expect(names("Order").first == "Order")
    #expect(names("oos").first == "ordersOfSeller")
    #expect(names("xyzzy").isEmpty)
    #expect(names("cart").prefix(2) == ["cart", "carts"])
  }
}
