import DBModelDiagnostics
import DBModelEditor
import DBModelJSON

/// What is shown beside the text: inlay hints and code lenses.
extension LanguageServer {
  func inlayHint(_ params: JSONValue) throws(RPCError) -> JSONValue {
    // A client that can be told to ask again need not wait for the design.
    let query = try query(params, designed: !client.refreshesInlayHints)
    let wanted = try range(params, in: query.document)
    return .array(
      query.snapshot.inlayHints(in: query.file)
        .filter { wanted.lowerBound <= $0.offset && $0.offset <= wanted.upperBound }
        .map { hint in
          [
            "position": query.places.position(hint.offset, in: query.file).value,
            "label": .string(hint.text), "paddingLeft": true,
          ]
        }
    )
  }

  func codeLens(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params, designed: !client.refreshesCodeLenses)
    return .array(
      query.snapshot.codeLenses(in: query.file).map { lens in
        [
          "range": query.places.range(lens.span).value,
          // A command without a name is a text that cannot be clicked.
          "command": ["title": .string(Self.title(lens)), "command": ""],
        ]
      }
    )
  }

  /// The text with what it counts, as far as one line goes.
  private static func title(_ lens: EditorCodeLens) -> String {
    var title = lens.text
    for (index, item) in lens.items.enumerated() {
      let next = title + (index == 0 ? ": " : ", ") + item
      guard next.count <= 80 else { return index == 0 ? title : title + ", …" }
      title = next
    }
    return title
  }
}
