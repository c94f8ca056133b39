import DBModelDiagnostics
import DBModelEditor
import DBModelJSON
import DBModelSemantics
import DBModelSyntax

/// Declarations as LSP's `DocumentSymbol`, `SymbolInformation` and `WorkspaceSymbol`.
struct SymbolValues {
  let places: Places

  /// `SymbolKind` of LSP 3.17.
  static func kind(_ kind: SymbolKind) -> Int {
    switch kind {
    case .model: 4  // Package
    case .store: 2  // Module
    case .service: 3  // Namespace
    case .structure: 23  // Struct
    case .entity, .table: 5  // Class
    case .attribute, .member, .output: 8  // Field
    case .inverse: 7  // Property
    case .enumerationCase: 22  // EnumMember
    case .pattern: 12  // Function
    case .parameter, .variable: 13  // Variable
    case .design: 11  // Interface
    case .index, .keyAttribute: 20  // Key
    }
  }

  /// The outline; an editor that knows no nesting gets it flat, each with what it belongs to.
  func outline(_ symbols: [EditorSymbol], nested: Bool) -> JSONValue {
    if nested { return .array(symbols.map(node)) }
    var flat: [JSONValue] = []
    for symbol in symbols { flatten(symbol, container: nil, into: &flat) }
    return .array(flat)
  }

  private func node(_ symbol: EditorSymbol) -> JSONValue {
    .compact([
      ("name", .string(symbol.name)),
      ("detail", symbol.detail.isEmpty ? nil : .string(symbol.detail)),
      ("kind", .int(Self.kind(symbol.kind))),
      ("range", places.range(symbol.span).value),
      ("selectionRange", places.range(symbol.nameSpan).value),
      ("children", symbol.children.isEmpty ? nil : .array(symbol.children.map(node))),
    ])
  }

  private func flatten(_ symbol: EditorSymbol, container: String?, into flat: inout [JSONValue]) {
    flat.append(
      .compact([
        ("name", .string(symbol.name)), ("kind", .int(Self.kind(symbol.kind))),
        ("location", places.location(symbol.span)),
        ("containerName", container.map { .string($0) }),
      ])
    )
    for child in symbol.children { flatten(child, container: symbol.name, into: &flat) }
  }
}

extension LanguageServer {
  func documentSymbol(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params)
    return SymbolValues(places: query.places)
      .outline(query.snapshot.documentSymbols(in: query.file), nested: client.nestedSymbols)
  }

  func workspaceSymbol(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let text = try params.requiredString("query")
    let snapshots = workspace.allSnapshots()
    let writers = snapshots.map { Places($0.sources, documents, client.encoding) }
    let found = EditorSnapshot.workspaceSymbols(text, in: snapshots)
    return .array(
      found.compactMap { symbol in
        // A file is spelled by the model that was made with its present text.
        let owner = snapshots.firstIndex { $0.tree(symbol.span.file) != nil }
        guard let owner else { return nil }
        return .compact([
          ("name", .string(symbol.name)), ("kind", .int(SymbolValues.kind(symbol.kind))),
          ("location", writers[owner].location(symbol.span)),
          ("containerName", symbol.container.isEmpty ? nil : .string(symbol.container)),
        ])
      }
    )
  }
}
