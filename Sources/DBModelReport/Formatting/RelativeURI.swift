/// A file path as the relative reference of RFC 3986 that GitHub wants.
enum RelativeURI {
  /// Percent-encodes a path; a path below `baseDirectory` becomes relative to it, any other
  /// absolute path a `file:` URI. `-` and the empty path become `stdin`.
  static func of(path: String, baseDirectory: String?) -> String {
    var path = path
    if path.isEmpty || path == "-" { path = "stdin" }
    if let baseDirectory, path.hasPrefix("/") {
      let base = baseDirectory.hasSuffix("/") ? baseDirectory : baseDirectory + "/"
      if path.hasPrefix(base) { path = String(path.utf8.dropFirst(base.utf8.count)) ?? path }
    }
    let isAbsolute = path.hasPrefix("/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    let encoded = parts.map { encode($0) }.joined(separator: "/")
    return isAbsolute ? "file:///" + encoded : (encoded.isEmpty ? "." : encoded)
  }

  /// Keeps the unreserved characters of RFC 3986 section 2.3; everything else is encoded by bytes.
  private static func encode(_ segment: Substring) -> String {
    var result = ""
    for byte in segment.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
