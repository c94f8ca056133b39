/// One line of a message's header, without its line end.
enum HeaderLine: Equatable {
  /// - Parameter follows: Bytes that belong to no header stand before it on the line, as the rest
  ///   of a message whose length was too small does.
  case contentLength(Int, follows: Bool)
  /// A field that says nothing to us, as `Content-Type` does.
  case other
  /// No header at all, and why.
  case none(String)

  private static let name = Array("content-length:".utf8)

  init(_ line: [UInt8]) {
    if let start = Self.lastName(in: line) {
      guard let length = Self.length(line[(start + Self.name.count)...]) else {
        self = .none("a Content-Length is no number of bytes")
        return
      }
      self = .contentLength(length, follows: start > 0)
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
      line[..<colon].allSatisfy(Self.isNameByte)
    {
      self = .other
    } else {
      self = .none("bytes stand between messages")
    }
  }

  /// Where the last `Content-Length:` of the line begins, in whatever case.
  private static func lastName(in line: [UInt8]) -> Int? {
    var colon = line.count - 1
    while colon >= name.count - 1 {
      if line[colon] == UInt8(ascii: ":") {
        let start = colon - name.count + 1
        if zip(line[start...], name).allSatisfy({ lowercase($0) == $1 }) { return start }
      }
      colon -= 1
    }
    return nil
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(lowercase(byte)) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "-")
  }

  /// A decimal number between blanks; `nil` for anything else.
  private static func length(_ text: ArraySlice<UInt8>) -> Int? {
    var digits = text.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = digits.last, last == 0x20 || last == 0x09 { digits.removeLast() }
    guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
