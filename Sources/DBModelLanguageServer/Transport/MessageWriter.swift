import DBModelJSON

/// Frames messages for the base protocol.
enum MessageWriter {
  /// The header and the bytes of one message.
  static func bytes(of message: JSONValue) -> [UInt8] {
    let body = JSONWriter.text(of: message, indentation: 0)
    return Array("Content-Length: \(body.utf8.count)\r\n\r\n".utf8) + Array(body.utf8)
  }
}
