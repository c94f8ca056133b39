import DBModelDiagnostics
import DBModelEditor
import DBModelJSON

/// Documents come, change and go.
extension LanguageServer {
  func didOpen(_ params: JSONValue) throws(RPCError) {
    let item = try params.required("textDocument")
    let document = OpenDocument(
      uri: try item.requiredString("uri"),
      version: try item.requiredInt("version"),
      text: try item.requiredString("text")
    )
    documents[document.path] = document
    workspace.today = today()
    workspace.set(document.path, document.buffer.bytes)
    changed(document.path)
  }

  func didChange(_ params: JSONValue) throws(RPCError) {
    let item = try params.required("textDocument")
    let path = OpenDocument.path(ofURI: try item.requiredString("uri"))
    guard var document = documents[path] else {
      throw RPCError(.invalidParams, "the document was not opened")
    }
    // Changes follow one another: after one that cannot be read, none may be applied. The text is
    // then not the client's, which the log says.
    defer {
      documents[path] = document
      workspace.set(path, document.buffer.bytes)
      changed(path)
    }
    if let version = item["version"]?.intValue { document.version = version }
    for change in params["contentChanges"]?.arrayValue ?? [] {
      let edit = try document.apply(change, client.encoding)
      carry(path, edit.range, edit.newCount)
    }
  }

  func didClose(_ params: JSONValue) throws(RPCError) {
    let path = OpenDocument.path(ofURI: try params.required("textDocument").requiredString("uri"))
    guard let document = documents.removeValue(forKey: path) else {
      throw RPCError(.invalidParams, "the document was not opened")
    }
    workspace.close(path)
    // What was said of it was said under this address.
    if published[path] != nil { publish(path, document.uri, version: nil, []) }
    published[path] = nil
    if waitingForDesign == path { waitingForDesign = documents.keys.min() }
    publishFindings()
  }

  /// The text is known already; only what is on disk may differ for others.
  func didSave(_ params: JSONValue) throws(RPCError) {
    let uri = try params.required("textDocument").requiredString("uri")
    workspace.changedOnDisk(OpenDocument.path(ofURI: uri))
    workspace.today = today()
  }

  func didChangeWatchedFiles(_ params: JSONValue) {
    for change in params["changes"]?.arrayValue ?? [] {
      guard let uri = change["uri"]?.stringValue else { continue }
      workspace.changedOnDisk(OpenDocument.path(ofURI: uri))
    }
    changed(waitingForDesign ?? documents.keys.min())
  }

  func didChangeFolders(_ params: JSONValue) {
    func paths(_ key: String) -> [String] {
      (params.at("event", key)?.arrayValue ?? []).compactMap { $0["uri"]?.stringValue }
        .compactMap(DocumentURI.path)
    }
    let removed = paths("removed")
    workspace.setFolders(workspace.folders.filter { !removed.contains($0) } + paths("added"))
    changed(waitingForDesign ?? documents.keys.min())
  }

  /// Names are looked at now, the design when nothing waits.
  private func changed(_ path: String?) {
    waitingForDesign = path
    // A newer text is already here: what would be said of this one is stale before it arrives.
    if !inbox.hasNewerChange { publishFindings() }
  }

  /// Moves what is known of the design along with an edit.
  private func carry(_ path: String, _ range: Range<Int>, _ newCount: Int) {
    guard let file = published[path]?.file else { return }
    for root in carried.keys { carried[root]?.edit(file, range, newCount: newCount) }
  }
}
