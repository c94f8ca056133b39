/// A file path as the relative reference of RFC 3986 that GitHub wants.
enum RelativeURI {
  /// Percent-encodes a path; a path below `baseDirectory` becomes relative to it, any other
  /// absolute path a `file:` URI. `-` and the empty path become `stdin`.
  static func of(path: String, baseDirectory: String?) -> String {
    // By bytes: a `/` that carries a combining mark is a `/` to the system.
    let slash = UInt8(ascii: "/")
    var path = Array((path.isEmpty || path == "-" ? "stdin" : path).utf8)
    if let baseDirectory, path.first == slash {
      var base = Array(baseDirectory.utf8)
      if base.last != slash { base.append(slash) }
      if path.starts(with: base) { path.removeFirst(base.count) }
    }
    let isAbsolute = path.first == slash
    let (here, above) = (Array(".".utf8), Array("..".utf8))
    var parts: [[UInt8]] = []
    for part in path.split(separator: slash).map({ Array($0) }) where part != here {
      if part == above, let last = parts.last, last != above {
        parts.removeLast()
      } else if part != above || !isAbsolute {
        parts.append(part)
      }
    }
    let encoded = parts.map { encode($0) }.joined(separator: "/")
    return isAbsolute ? "file:///" + encoded : (encoded.isEmpty ? "." : encoded)
  }

  /// Keeps the unreserved characters of RFC 3986 section 2.3; everything else is encoded by bytes.
  private static func encode(_ segment: [UInt8]) -> String {
    var result = ""
    for byte in segment {
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
