public import DBModelDiagnostics
public import DBModelSemantics
import DBModelSyntax

/// A declaration in the outline of a file.
public struct EditorSymbol: Hashable, Sendable {
  public let name: String
  /// Its type or form in a few words; may be empty.
  public let detail: String
  public let kind: SymbolKind
  /// The whole declaration.
  public let span: SourceSpan
  /// The name, inside `span`.
  public let nameSpan: SourceSpan
  public let children: [EditorSymbol]
}

extension EditorSnapshot {
  /// The outline of a file: declarations, with what is declared in them.
  public func documentSymbols(in file: FileID) -> [EditorSymbol] {
    guard let tree = tree(file) else { return [] }
    let declared = symbols.occurrences(in: file).filter(\.isDeclaration)
    let spans = declared.map { occurrence in
      DeclarationExtent.span(of: occurrence.span, symbols[occurrence.symbol].kind, in: tree)
    }
    return OutlineBuilder(snapshot: self, declared: declared, spans: spans).build()
  }
}

/// Nests declarations by the parents of their symbols, as far as they also nest in the text.
private struct OutlineBuilder {
  let snapshot: EditorSnapshot
  let declared: [SymbolOccurrence]
  let spans: [SourceSpan]

  func build() -> [EditorSymbol] {
    var children: [Int: [Int]] = [:]
    var roots: [Int] = []
    var first: [SymbolID: Int] = [:]
    for (index, occurrence) in declared.enumerated() where first[occurrence.symbol] == nil {
      first[occurrence.symbol] = index
    }
    for index in declared.indices {
      if let parent = parent(of: index, first) {
        children[parent, default: []].append(index)
      } else {
        roots.append(index)
      }
    }
    return roots.map { node($0, children) }
  }

  /// The nearest owner in this file whose declaration holds this one.
  private func parent(of index: Int, _ first: [SymbolID: Int]) -> Int? {
    let symbol = snapshot.symbols[declared[index].symbol]
    // A way back is declared in the entity that refers, where people look for it.
    if symbol.kind == .inverse {
      return declared.indices.last { other in
        snapshot.symbols[declared[other].symbol].kind == .entity && holds(other, index)
      }
    }
    for owner in snapshot.symbols.path(of: symbol.id).dropFirst() {
      if let place = first[owner.id], place != index, holds(place, index) { return place }
    }
    return nil
  }

  private func holds(_ outer: Int, _ inner: Int) -> Bool {
    spans[outer].lower <= spans[inner].lower && spans[inner].upper <= spans[outer].upper
      && spans[outer] != spans[inner]
  }

  private func node(_ index: Int, _ children: [Int: [Int]]) -> EditorSymbol {
    let symbol = snapshot.symbols[declared[index].symbol]
    return EditorSymbol(
      name: symbol.name,
      detail: snapshot.detail(of: symbol),
      kind: symbol.kind,
      span: spans[index],
      nameSpan: declared[index].span,
      children: (children[index] ?? []).map { node($0, children) }
    )
  }
}

/// How far a declaration reaches: the clause or the group that begins with its name.
enum DeclarationExtent {
  static func span(of name: SourceSpan, _ kind: SymbolKind, in tree: SyntaxTree) -> SourceSpan {
    let chain = tree.nodes(at: name.lower)
    let wanted: [SyntaxKind]
    switch kind {
    case .attribute, .member, .parameter, .output, .enumerationCase, .keyAttribute:
      wanted = [.group]
    case .inverse, .variable: return name
    default: wanted = [.clause]
    }
    guard let found = chain.last(where: { wanted.contains($0.kind) }) else { return name }
    // `variant kind { … }` is a clause whose first group is not one attribute alone.
    let whole = kind == .attribute && found.children.first?.kind != .label
    let clause = whole ? chain.last { $0.kind == .clause } ?? found : found
    return clause.span.lower <= name.lower && name.upper <= clause.span.upper ? clause.span : name
  }
}

extension SyntaxTree {
  /// The declaration or clause a name stands in, with its documentation.
  func documentation(ofNameAt span: SourceSpan, of kind: SymbolKind = .structure) -> String? {
    switch kind {
    // What stands above a declaration does not speak of a part of it.
    case .parameter, .variable, .output, .enumerationCase, .inverse, .keyAttribute, .model:
      return nil
    default: break
    }
    let clauses = nodes(at: span.lower).reversed().prefix { $0.kind != .block }
    return clauses.lazy.filter { $0.kind == .clause || $0.kind == .group }
      .compactMap(\.documentation).first
  }
}
