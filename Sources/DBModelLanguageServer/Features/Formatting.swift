import DBModelDiagnostics
import DBModelJSON
import DBModelSyntax

extension LanguageServer {
  /// `textDocument/formatting`. The client's options are passed over: models have one form.
  func formatting(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let document = try document(params)
    let file = SourceFile(id: FileID(0), path: document.path, bytes: document.buffer.bytes)
    switch Formatter.format(file) {
    case .refused(let reasons):
      let reason = reasons.first.map(\.title) ?? "the file has mistakes"
      throw RPCError(.requestFailed, "the file was left as it is: \(reason)")
    case .formatted(let text):
      return .array(
        LineEdits(file.bytes, text).edits.map { edit in
          let range = LineRange(
            document.buffer.position(of: edit.range.lowerBound, client.encoding),
            document.buffer.position(of: edit.range.upperBound, client.encoding)
          )
          return [
            "range": range.value, "newText": .string(String(decoding: edit.text, as: UTF8.self)),
          ]
        }
      )
    }
  }
}
