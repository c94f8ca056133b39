/// The first bytes of an expanded log, without a byte order mark.
struct FormatHead {
  /// Looked at: 64 KB.
  static let byteCount = 1 << 16
  static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

  let bytes: [UInt8]

  init(_ head: [UInt8]) {
    bytes = head.starts(with: Self.mark) ? Array(head.dropFirst(Self.mark.count)) : head
  }

  /// The format they show, and how it was told.
  func format(_ settings: TraceSettings) throws(LogFailure) -> (LogFormat, String) {
    if let format = settings.format {
      // Logs of a named format may stand beside parts.
      if PartFile.isBegun(by: bytes) { return (.part, "recognised as a part by its first bytes") }
      return (format, "\(format.title), as `--input` says")
    }
    if bytes.isEmpty { return (.keys, "it is empty") }
    if bytes.starts(with: PartFile.magic) {
      return (.part, "recognised as a part by its first bytes")
    }
    if bytes.count >= PartFile.fewestMagicBytes, PartFile.magic.starts(with: bytes) {
      return (.part, "recognised as a part that was cut by its only bytes")
    }
    let isText = isText
    if let failure = ForeignFile.failure(head: bytes, isText: isText) { throw failure }
    guard isText else {
      if isMostlyText {
        throw LogFailure(
          "it is neither a text nor numbers: it is mostly text, with control characters in it",
          help:
            "say with `--input` what it is: `--input keys`, `csv` or `json`, or `u32` for numbers"
        )
      }
      return (.u32, "taken for \(LogFormat.u32.title), since it holds bytes that no text has")
    }
    let first = bytes.first { !Self.isSpace($0) }
    if first == UInt8(ascii: "{") { return try object() }
    if first == UInt8(ascii: "[") {
      throw LogFailure(
        "it is a JSON array, which cannot be read piece by piece",
        help: "write one object a line: `jq -c '.[]' FILE | dbmodel trace - --key NAME`"
      )
    }
    let line = Self.line(bytes[...])
    if String(decoding: line, as: UTF8.self).replacing("\"", with: "") == GroupsFile.header {
      return (.groups, "recognised as the answer to a query of `--emit`")
    }
    let count = Self.fields(line, separator)
    let second = Self.line(bytes.dropFirst(line.count + 1).drop { $0 == 0x0a })
    let isTable = count > 1 && (second.isEmpty || Self.fields(second, separator) == count)
    let isNamed = settings.key.map { Array($0.utf8) == Array(line) } ?? false
    if isTable || isNamed {
      let columns = count == 1 ? "one column" : "\(count) columns"
      return (.csv, "recognised as CSV with \(columns) set apart by \(Self.word(separator))")
    }
    let others = Self.fields(second, separator)
    if settings.key == nil, count > 1, others > 1 {
      let widths = "\(count) and \(others) fields set apart by \(Self.word(separator))"
      return (
        .keys,
        "recognised as \(LogFormat.keys.title), and not as CSV: its first two have \(widths)"
      )
    }
    return (.keys, "recognised as \(LogFormat.keys.title)")
  }

  private func object() throws(LogFailure) -> (LogFormat, String) {
    let names = memberNames
    if names.first == "dbmodelProfile" {
      throw LogFailure(
        "it is a profile already, and of a profile nothing is left to count",
        help: "name the logs themselves, or parts that `--part` wrote"
      )
    }
    if names.first == "Records" || names.contains("Records") && names.count < 3 {
      return (.cloudtrail, "recognised as CloudTrail events by `Records`")
    }
    return (.json, "recognised as JSON lines by its first `{`")
  }

  /// Nothing that no text holds: control characters besides those that move.
  private var isText: Bool {
    !bytes.contains { $0 < 0x20 && !(0x08...0x0d).contains($0) && $0 != 0x1b }
  }

  /// Whether more than three in four bytes are those of a text. Of evenly spread numbers, three in
  /// eight are; of small ones, two in four at most.
  private var isMostlyText: Bool {
    var text = 0
    for byte in bytes where (0x20..<0x7f).contains(byte) || (0x09...0x0d).contains(byte) {
      text += 1
    }
    // Letters of other scripts, unless they are no UTF-8; the head may end inside of one.
    let isUnicode = (0...3).contains { cut in
      cut <= bytes.count && String(validating: bytes.dropLast(cut), as: UTF8.self) != nil
    }
    if isUnicode { text += bytes.count { $0 > 0x7f } }
    return text > bytes.count / 4 * 3
  }

  /// What is most frequent in the first line of what may set fields apart.
  var separator: UInt8 {
    let line = Self.line(bytes[...])
    let candidates = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
    let counts = candidates.map { Self.fields(line, $0) }
    let most = counts.max() ?? 1
    return zip(candidates, counts).first { $0.1 == most }?.0 ?? UInt8(ascii: ",")
  }

  private static func word(_ separator: UInt8) -> String {
    switch separator {
    case UInt8(ascii: "\t"): "tabulators"
    case UInt8(ascii: ";"): "`;`"
    default: "`,`"
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let line = bytes.prefix { $0 != 0x0a }
    return line.last == 0x0d ? line.dropLast() : line
  }

  private static func fields(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> Int {
    var (count, isQuoted, wasClosed, before) = (1, false, false, separator)
    for byte in line {
      if isQuoted {
        // The second of two quotes opens what the first one closed.
        isQuoted = byte != UInt8(ascii: "\"")
        (before, wasClosed) = (byte, !isQuoted)
        continue
      }
      isQuoted = byte == UInt8(ascii: "\"") && (before == separator || wasClosed)
      wasClosed = false
      if byte == separator { count += 1 }
      before = byte
    }
    return count
  }

  /// The members of the first object, as far as it was read.
  var memberNames: [String] {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      var names: [String] = []
      var cursor = JSONCursor(base, 0..<buffer.count)
      guard cursor.take(UInt8(ascii: "{")) else { return [] }
      while let name = cursor.string(), cursor.take(UInt8(ascii: ":")) {
        names.append(String(decoding: buffer[name.range], as: UTF8.self))
        if cursor.value() == nil || !cursor.take(UInt8(ascii: ",")) { break }
      }
      return names
    }
  }
}
