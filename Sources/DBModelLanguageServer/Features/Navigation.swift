import DBModelDiagnostics
import DBModelEditor
import DBModelJSON

/// Where names lead, and giving them others.
extension LanguageServer {
  func definition(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params)
    guard let found = query.snapshot.definition(at: query.offset, in: query.file) else {
      return .null
    }
    guard client.definitionLinks else { return .array(found.targets.map(query.places.location)) }
    let origin = query.places.range(found.origin).value
    return .array(
      found.targets.map { target in
        let range = query.places.range(target).value
        return [
          "originSelectionRange": origin, "targetUri": .string(query.places.uri(target.file)),
          "targetRange": range, "targetSelectionRange": range,
        ]
      }
    )
  }

  func references(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params)
    let includes = params.at("context", "includeDeclaration")?.boolValue ?? false
    let path = query.document.path
    var seen: Set<SourceSpan> = []
    var found: [JSONValue] = []
    // A file of several models is referred to by all of them.
    for snapshot in workspace.snapshots(for: path) {
      let places = Places(snapshot.sources, documents, client.encoding)
      for span in snapshot.references(
        at: query.offset,
        in: query.file,
        includingDeclaration: includes
      ) where seen.insert(span).inserted {
        found.append(places.location(span))
      }
    }
    return .array(found)
  }

  func documentHighlight(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params)
    return .array(
      query.snapshot.highlights(at: query.offset, in: query.file).map { highlight in
        // `DocumentHighlightKind`: 3 where the name is given, 2 where it is used.
        [
          "range": query.places.range(highlight.span).value,
          "kind": highlight.isDeclaration ? 3 : 2,
        ]
      }
    )
  }

  func prepareRename(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params)
    guard let found = query.snapshot.prepareRename(at: query.offset, in: query.file) else {
      return .null
    }
    return ["range": query.places.range(found.span).value, "placeholder": .string(found.name)]
  }

  func rename(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let name = try params.requiredString("newName")
    let query = try query(params)
    var edits: [TextEdit] = []
    // In a file of several models the name changes in all of them, or in none.
    for snapshot in workspace.snapshots(for: query.document.path) {
      switch snapshot.rename(at: query.offset, in: query.file, to: name) {
      case .refused(let reason): throw RPCError(.requestFailed, reason)
      case .edits(let found): edits += found.filter { !edits.contains($0) }
      }
    }
    return WorkspaceEditValue(places: query.places, client: client).value(edits)
  }
}
