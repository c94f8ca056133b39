import DBModelDiagnostics
import DBModelEditor
import DBModelJSON

/// A place in a document that a request is about.
struct Query {
  let document: OpenDocument
  let snapshot: EditorSnapshot
  let places: Places
  let file: FileID
  /// In bytes; 0 where the request names no position.
  let offset: Int
}

extension LanguageServer {
  /// Answers a request about documents.
  func answerRunning(_ method: String, _ params: JSONValue) throws(RPCError) -> JSONValue {
    switch method {
    case "textDocument/diagnostic": return try diagnostic(params)
    case "textDocument/completion": return try completion(params)
    case "textDocument/definition": return try definition(params)
    case "textDocument/references": return try references(params)
    case "textDocument/documentHighlight": return try documentHighlight(params)
    case "textDocument/prepareRename": return try prepareRename(params)
    case "textDocument/rename": return try rename(params)
    case "textDocument/documentSymbol": return try documentSymbol(params)
    case "textDocument/foldingRange": return try foldingRange(params)
    case "textDocument/selectionRange": return try selectionRange(params)
    case "textDocument/semanticTokens/full", "textDocument/semanticTokens/range":
      return try semanticTokens(params)
    case "textDocument/hover": return try hover(params)
    case "textDocument/codeAction": return try codeAction(params)
    case "textDocument/formatting": return try formatting(params)
    case "textDocument/inlayHint": return try inlayHint(params)
    case "textDocument/codeLens": return try codeLens(params)
    case "workspace/symbol": return try workspaceSymbol(params)
    default: throw RPCError(.methodNotFound, "there is no method `\(method)`")
    }
  }

  /// The document a request names.
  func document(_ params: JSONValue) throws(RPCError) -> OpenDocument {
    let uri = try params.required("textDocument").requiredString("uri")
    guard let document = documents[OpenDocument.path(ofURI: uri)] else {
      throw RPCError(.invalidParams, "`\(uri)` is not open")
    }
    return document
  }

  /// - Parameter designed: Whether the design is needed; otherwise it is there if it is known.
  func query(_ params: JSONValue, designed: Bool = false) throws(RPCError) -> Query {
    let document = try document(params)
    let snapshot =
      designed ? try judged(document.path)[0] : workspace.snapshot(for: document.path)
    var offset = 0
    if let position = params["position"] {
      offset = document.buffer.offset(of: try LinePosition(position), client.encoding)
    }
    return Query(
      document: document,
      snapshot: snapshot,
      places: Places(snapshot.sources, documents, client.encoding),
      file: snapshot.file,
      offset: offset
    )
  }

  /// The models of a document with their designs, unless the client no longer wants them.
  func judged(_ path: String) throws(RPCError) -> [EditorSnapshot] {
    let found = workspace.judged(for: path) { [inbox] in
      inbox.look()
      return inbox.isCancelled || inbox.hasNewerChange || inbox.hasEnded
    }
    if let found { return found }
    if inbox.isCancelled { throw RPCError(.requestCancelled, "the request was taken back") }
    throw RPCError(.contentModified, "the document has changed since")
  }

  /// The bytes of a `range` in the request's document.
  func range(_ params: JSONValue, in document: OpenDocument) throws(RPCError) -> Range<Int> {
    let range = try LineRange(params.required("range"))
    let start = document.buffer.offset(of: range.start, client.encoding)
    return start..<max(start, document.buffer.offset(of: range.end, client.encoding))
  }

  /// `textDocument/diagnostic`: everything that is known of a document; all of it where the client
  /// could not be told later to ask again.
  private func diagnostic(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let document = try document(params)
    let progress = RequestID(params["workDoneToken"]).map { Progress($0.value, "Checking", self) }
    defer { progress?.end() }
    let snapshots =
      client.refreshesDiagnostics
      ? workspace.snapshots(for: document.path) : try judged(document.path)
    let items = JSONValue.array(findings(in: snapshots[0].file, of: snapshots))
    let identity = StableHash.hex(of: JSONWriter.text(of: items, indentation: 0))
    if params["previousResultId"]?.stringValue == identity {
      return ["kind": "unchanged", "resultId": .string(identity)]
    }
    return ["kind": "full", "resultId": .string(identity), "items": items]
  }
}
