import DBModelDiagnostics
import DBModelJSON

/// Edits of files as LSP's `WorkspaceEdit`.
struct WorkspaceEditValue {
  let places: Places
  let client: ClientCapabilities

  /// Edits by file, each against the version of the document that it was computed from, so that an
  /// editor whose text has moved on refuses it.
  func value(_ edits: [TextEdit]) -> JSONValue {
    let sorted = edits.sorted { $0.span < $1.span }
    var files: [(file: FileID, edits: [JSONValue])] = []
    for edit in sorted {
      if files.last?.file != edit.span.file { files.append((edit.span.file, [])) }
      files[files.count - 1].edits.append(textEdit(edit))
    }
    guard client.documentChanges else {
      return [
        "changes": .object(files.map { JSONValue.Member(places.uri($0.file), .array($0.edits)) })
      ]
    }
    return [
      "documentChanges": .array(
        files.map { file, edits in
          let version = places.document(file).map { JSONValue.int($0.version) } ?? .null
          return [
            "textDocument": ["uri": .string(places.uri(file)), "version": version],
            "edits": .array(edits),
          ]
        }
      )
    ]
  }

  /// A `TextEdit`.
  func textEdit(_ edit: TextEdit) -> JSONValue {
    ["range": places.range(edit.span).value, "newText": .string(edit.replacement)]
  }
}
