import DBModelEditor
import DBModelJSON

extension LanguageServer {
  func hover(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let query = try query(params, designed: true)
    guard let found = query.snapshot.hover(at: query.offset, in: query.file) else { return .null }
    return [
      "contents": [
        "kind": client.markdown ? "markdown" : "plaintext",
        "value": .string(client.markdown ? found.markdown : PlainText.of(markdown: found.markdown)),
      ],
      "range": query.places.range(found.span).value,
    ]
  }
}

/// Markdown for an editor that shows its signs.
enum PlainText {
  /// Takes away the escapes and the signs of code and weight; what stands in code stays as it is.
  static func of(markdown: String) -> String {
    var text = ""
    var inCode = false
    var isEscaped = false
    for character in markdown {
      if isEscaped {
        isEscaped = false
        text.append(character)
      } else if character == "`" {
        inCode.toggle()
      } else if character == "\\", !inCode {
        isEscaped = true
      } else if inCode || character != "*" {
        text.append(character)
      }
    }
    return text
  }
}
