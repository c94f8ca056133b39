import DBModelDiagnostics
import DBModelEditor
import DBModelJSON

/// Parts of a document: what folds, and what is selected step by step.
extension LanguageServer {
  /// The most ranges around one position, each a level of the answer: some clients read no more
  /// than 128.
  private static let maximumSelections = 64

  func foldingRange(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params)
    return .array(
      query.snapshot.foldingRanges(in: query.file).map { fold in
        let range = query.places.range(fold.span)
        var members: [(String, JSONValue?)] = [
          ("startLine", .int(range.start.line)), ("endLine", .int(range.end.line)),
        ]
        if !client.foldsLines {
          members.append(("startCharacter", .int(range.start.character)))
          members.append(("endCharacter", .int(range.end.character)))
        }
        switch fold.kind {
        case .comment: members.append(("kind", "comment"))
        case .section: members.append(("kind", "region"))
        case .block, .text: break
        }
        return .compact(members)
      }
    )
  }

  func selectionRange(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params)
    guard let positions = params["positions"]?.arrayValue else {
      throw RPCError(.invalidParams, "`positions` is not an array")
    }
    var found: [JSONValue] = []
    for position in positions {
      let place = try LinePosition(position)
      let offset = query.document.buffer.offset(of: place, client.encoding)
      var spans = query.snapshot.selectionRanges(at: offset, in: query.file)
      // The smallest are what one asks for, and the whole file ends them.
      if spans.count > Self.maximumSelections {
        spans.removeSubrange((Self.maximumSelections - 1)..<(spans.count - 1))
      }
      // The answer has an entry for each position, whatever is there.
      var value: JSONValue = ["range": LineRange(place, place).value]
      for (index, span) in spans.reversed().enumerated() {
        let range = query.places.range(span).value
        value = index == 0 ? ["range": range] : ["range": range, "parent": value]
      }
      found.append(value)
    }
    return .array(found)
  }
}
