import DBModelDiagnostics
import DBModelEditor
import DBModelJSON

/// Proposals as LSP's `CompletionItem`.
struct CompletionValues {
  let places: Places
  let client: ClientCapabilities

  func value(_ proposal: EditorCompletion) -> JSONValue {
    let asSnippet = proposal.isSnippet && client.snippets
    let text =
      proposal.isSnippet && !client.snippets
      ? Self.plain(proposal.insertion) : proposal.insertion
    return .compact([
      ("label", .string(proposal.label)),
      ("kind", .int(Self.kind(proposal.kind))),
      ("detail", proposal.detail.isEmpty ? nil : .string(proposal.detail)),
      (
        "documentation",
        proposal.documentation.map { ["kind": "markdown", "value": .string($0)] }
      ),
      // Editors sort by this text; the rank is what the place makes likely.
      ("sortText", .string(String(String(100_000 + proposal.rank).dropFirst()))),
      ("filterText", .string(proposal.label)),
      // `InsertTextFormat`: plain text or a snippet.
      ("insertTextFormat", asSnippet ? 2 : 1),
      (
        "textEdit",
        ["range": places.range(proposal.replaced).value, "newText": .string(text)]
      ),
    ])
  }

  /// `CompletionItemKind` of LSP 3.17.
  static func kind(_ kind: EditorCompletion.Kind) -> Int {
    switch kind {
    case .keyword: 14
    case .snippet: 15
    case .type: 25
    case .structure: 22
    case .entity: 7
    case .attribute: 5
    case .relationship: 18
    case .enumerationCase: 20
    case .parameter: 6
    case .store, .service: 9
    case .pattern: 3
    case .function: 3
    case .unit: 11
    case .rule: 12
    case .file: 17
    }
  }

  /// A snippet without its places to fill in, for editors that have none: what the places say
  /// stays.
  static func plain(_ snippet: String) -> String {
    var out: [UInt8] = []
    let bytes = Array(snippet.utf8)
    var index = 0
    var open = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\\"), index < bytes.count {
        out.append(bytes[index])
        index += 1
      } else if byte == UInt8(ascii: "$"), index < bytes.count {
        let braced = bytes[index] == UInt8(ascii: "{")
        var next = braced ? index + 1 : index
        let first = next
        while next < bytes.count, (0x30...0x39).contains(bytes[next]) { next += 1 }
        guard next > first else {
          out.append(byte)
          continue
        }
        if braced {
          open += 1
          if next < bytes.count, bytes[next] == UInt8(ascii: ":") { next += 1 }
        }
        index = next
      } else if byte == UInt8(ascii: "}"), open > 0 {
        open -= 1
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension LanguageServer {
  func completion(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params)
    let writer = CompletionValues(places: query.places, client: client)
    let found = query.snapshot.completions(at: query.offset, in: query.file)
    return ["isIncomplete": false, "items": .array(found.map(writer.value))]
  }
}
