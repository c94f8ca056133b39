/// The address of a document, as the client wrote it, and the path it stands for.
enum DocumentURI {
  /// The absolute path of a `file:` URI; `nil` for others and for other machines' files.
  static func path(_ uri: String) -> String? {
    let text = uri.utf8
    let scheme = "file:"
    guard text.count > scheme.utf8.count, uri.prefix(scheme.count).lowercased() == scheme else {
      return nil
    }
    var rest = text.dropFirst(scheme.utf8.count)
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
      let host = String(decoding: Array(rest[..<slash]), as: UTF8.self).lowercased()
      guard host.isEmpty || host == "localhost" else { return nil }
      rest = rest[slash...]
    }
    guard rest.first == UInt8(ascii: "/") else { return nil }
    return decoded(Array(rest))
  }

  /// The `file:` URI of an absolute path.
  static func uri(path: String) -> String {
    var out = Array("file://".utf8)
    for byte in path.utf8 {
      if isPlain(byte) {
        out.append(byte)
      } else {
        out += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Unreserved characters of RFC 3986, section 2.3, and the slash.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~/".utf8.contains(byte)
    }
  }

  private static func decoded(_ bytes: [UInt8]) -> String? {
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        out.append(high << 4 | low)
        index += 3
      } else {
        // A query or a fragment is not part of the path.
        if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
        out.append(byte)
        index += 1
      }
    }
    // A path with a zero byte is none.
    return out.contains(0) ? nil : String(validating: out, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
