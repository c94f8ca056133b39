import DBModelDiagnostics
import DBModelEditor
import DBModelJSON

/// What can be done about findings, as LSP's `CodeAction`.
extension LanguageServer {
  /// The only `CodeActionKind` there is; a client that asks for others gets nothing.
  static let actionKind = "quickfix"

  func codeAction(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let document = try document(params)
    let range = try range(params, in: document)
    let context = try params.required("context")
    guard client.codeActionLiterals, Self.wants(context["only"]) else { return [] }
    var found: [JSONValue] = []
    var seen: Set<EditorCodeAction> = []
    for snapshot in try judged(document.path) {
      let places = Places(snapshot.sources, documents, client.encoding)
      let writer = WorkspaceEditValue(places: places, client: client)
      let span = SourceSpan(
        file: snapshot.file,
        lower: range.lowerBound,
        upper: range.upperBound
      )
      for action in snapshot.codeActions(in: span) where seen.insert(action).inserted {
        found.append(
          .compact([
            ("title", .string(action.title)), ("kind", .string(Self.actionKind)),
            ("diagnostics", Self.answered(action, context, places)),
            ("isPreferred", action.isPreferred ? true : nil),
            ("edit", writer.value(action.edits)),
          ])
        )
      }
    }
    return .array(found)
  }

  /// Whether quick fixes are among the kinds a client asks for; a kind holds its sub-kinds.
  private static func wants(_ only: JSONValue?) -> Bool {
    guard let kinds = only?.arrayValue else { return true }
    return kinds.contains { $0 == "" || $0.stringValue == actionKind }
  }

  /// The client's own values of the findings an action is for.
  private static func answered(
    _ action: EditorCodeAction,
    _ context: JSONValue,
    _ places: Places
  ) -> JSONValue? {
    let range = places.range(action.finding).value
    let found = (context["diagnostics"]?.arrayValue ?? []).filter {
      $0["code"]?.stringValue == action.rule && $0["range"] == range
    }
    return found.isEmpty ? nil : .array(found)
  }
}
