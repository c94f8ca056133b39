/// Names as SQL is written.
enum SnakeCase {
  /// `OrderLine` → `order_line`, `shipTo` → `ship_to`, `HTTPRequest` → `http_request`.
  static func name(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    for (position, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        let follows = position > 0 && !isUpper(bytes[position - 1])
        let ends =
          position > 0 && position + 1 < bytes.count && isUpper(bytes[position - 1])
          && isLower(bytes[position + 1])
        if follows || ends, result.last != UInt8(ascii: "_"), !result.isEmpty {
          result.append(UInt8(ascii: "_"))
        }
        result.append(byte + 32)
      case UInt8(ascii: "-"), UInt8(ascii: "."): result.append(UInt8(ascii: "_"))
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
