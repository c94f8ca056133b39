import DBModelJSON

/// A document that the client shows; its text is the client's, whatever the file says.
struct OpenDocument: Sendable {
  /// As the client wrote it; answers name the document so.
  let uri: String
  /// What the document is called in the model: its path, or its URI where it is no file.
  let path: String
  var version: Int
  var buffer: TextBuffer

  init(uri: String, version: Int, text: String) {
    self.uri = uri
    path = Self.path(ofURI: uri)
    self.version = version
    buffer = TextBuffer(Array(text.utf8))
  }

  /// The name in the model of any document.
  static func path(ofURI uri: String) -> String { DocumentURI.path(uri) ?? uri }

  /// Applies one `TextDocumentContentChangeEvent`: a range with its text, or the whole text.
  mutating func apply(_ change: JSONValue, _ encoding: PositionEncoding) throws(RPCError) {
    let text = Array(try change.requiredString("text").utf8)
    guard let range = change["range"], range != .null else {
      buffer = TextBuffer(text)
      return
    }
    let ends = try LineRange(range)
    let start = buffer.offset(of: ends.start, encoding)
    buffer.replace(start..<max(start, buffer.offset(of: ends.end, encoding)), with: text)
  }
}
