import DBModelDiagnostics
import DBModelEditor
import DBModelJSON

/// Colours as LSP 3.17 sends them: five numbers a piece, each place relative to the one before.
enum SemanticTokenValues {
  /// What the numbers of kinds mean, in the order of `EditorTokenKind`: names that every theme has.
  static let legend: [String] = EditorTokenKind.allCases.map { kind in
    switch kind {
    case .comment: "comment"
    case .keyword: "keyword"
    case .number: "number"
    case .string: "string"
    case .operator: "operator"
    case .type: "type"
    case .entity: "class"
    case .namespace: "namespace"
    case .property: "property"
    case .enumerationCase: "enumMember"
    case .pattern: "function"
    case .parameter: "parameter"
    case .variable: "variable"
    }
  }

  /// What the bits of modifiers mean, the lowest first.
  static let modifiers = ["declaration", "documentation", "defaultLibrary"]

  static func data(_ tokens: [EditorToken], _ places: Places) -> [JSONValue] {
    var data: [JSONValue] = []
    data.reserveCapacity(tokens.count * 5)
    var before = LinePosition(0, 0)
    for token in tokens {
      let length = places.length(token.span)
      guard length > 0, let kind = EditorTokenKind.allCases.firstIndex(of: token.kind) else {
        continue
      }
      let start = places.range(token.span).start
      let column = start.line == before.line ? start.character - before.character : start.character
      let bits =
        (token.isDeclaration ? 1 : 0) | (token.isDocumentation ? 2 : 0) | (token.isBuiltIn ? 4 : 0)
      data += [
        .int(start.line - before.line), .int(column), .int(length), .int(kind), .int(bits),
      ]
      before = start
    }
    return data
  }
}

extension LanguageServer {
  /// `textDocument/semanticTokens/full`, and with a `range` in the parameters `/range`.
  func semanticTokens(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params)
    var tokens = query.snapshot.semanticTokens(in: query.file)
    if params["range"] != nil {
      let wanted = try range(params, in: query.document)
      tokens = tokens.filter {
        $0.span.lower < wanted.upperBound && $0.span.upper > wanted.lowerBound
      }
    }
    return ["data": .array(SemanticTokenValues.data(tokens, query.places))]
  }
}
