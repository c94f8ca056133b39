import DBModelDriver
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

  /// The name in the model of any document: the path of a file, and of what is no file its URI,
  /// written so that it cannot be taken for a path.
  static func path(ofURI uri: String) -> String {
    if let path = DocumentURI.path(uri) { return FilePath.normalized(path) }
    return String(uri.map { $0 == "/" ? "|" : $0 })
  }

  /// Applies one `TextDocumentContentChangeEvent`, a range with its text or the whole text; returns
  /// which bytes were replaced, and by how many.
  mutating func apply(
    _ change: JSONValue,
    _ encoding: PositionEncoding
  ) throws(RPCError) -> (range: Range<Int>, newCount: Int) {
    let text = Array(try change.requiredString("text").utf8)
    guard let range = change["range"], range != .null else {
      defer { buffer = TextBuffer(text) }
      return Self.difference(buffer.bytes, text)
    }
    let ends = try LineRange(range)
    let start = buffer.offset(of: ends.start, encoding)
    let replaced = start..<max(start, buffer.offset(of: ends.end, encoding))
    buffer.replace(replaced, with: text)
    return (replaced, text.count)
  }

  /// The one edit between two texts: what their common beginning and end leave.
  private static func difference(
    _ old: [UInt8],
    _ new: [UInt8]
  ) -> (range: Range<Int>, newCount: Int) {
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    var end = 0
    while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    return (start..<(old.count - end), new.count - end - start)
  }
}
