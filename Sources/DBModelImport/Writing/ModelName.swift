/// A name of the language. Made by a `NameTable` alone, so that it is one.
struct ModelName: Hashable {
  let text: String

  fileprivate init(_ text: String) { self.text = text }
}

/// Gives the names of a file names of the language: the same ones where they are, else the nearest
/// with what does not fit replaced by `_`; a number tells apart what would be alike.
struct NameTable {
  enum Style {
    /// As near to the file as the language lets it.
    case plain
    /// `session_store` becomes `SessionStore`, as entities are written.
    case capitalised
    /// `first_name` and `FirstName` become `firstName`, as fields are written.
    case camel
  }

  /// The most bytes of a name.
  private static let limit = 80
  /// Words that are no names, or that mean something where names stand.
  private static let taken: Set<String> = [
    "and", "or", "not", "in", "where", "set", "if", "true", "false", "null", "all", "keys",
    "unknown", "new", "many", "range", "together", "within", "descending", "ascending", "of",
  ]

  private let style: Style
  private var names: [String: ModelName] = [:]
  private var used: Set<String> = []
  private var counters: [String: Int] = [:]

  init(_ style: Style) { self.style = style }

  /// The name for an original; the same one each time it is asked for.
  mutating func name(_ original: String) -> ModelName {
    if let known = names[original] { return known }
    let name = fresh(original)
    names[original] = name
    return name
  }

  /// A name that nothing has yet, whatever was asked for before.
  mutating func fresh(_ original: String) -> ModelName {
    var text = Self.fitting(original, style)
    if !used.insert(text).inserted {
      var number = counters[text] ?? 2
      while !used.insert("\(text)_\(number)").inserted { number += 1 }
      counters[text] = number + 1
      text += "_\(number)"
    }
    return ModelName(text)
  }

  private static func fitting(_ original: String, _ style: Style) -> String {
    let bytes = Array(original.utf8.prefix(limit))
    var text =
      switch style {
      case .plain: plain(bytes)
      case .capitalised: capitalised(bytes)
      case .camel: camel(bytes)
      }
    if text.utf8.first.map({ (0x30...0x39).contains($0) }) ?? true { text = "_" + text }
    if taken.contains(text) { text += "_" }
    return text
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
  }

  /// A hyphen stays between letters, digits and underscores.
  private static func plain(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      let isInside = place > 0 && place + 1 < bytes.count
      let isHyphen =
        byte == UInt8(ascii: "-") && isInside && isWordByte(bytes[place - 1])
        && isWordByte(bytes[place + 1])
      // Of a character beyond ASCII one byte leaves its mark.
      if byte & 0xC0 == 0x80 { continue }
      out.append(isWordByte(byte) || isHyphen ? byte : UInt8(ascii: "_"))
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func capitalised(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    var beginsWord = true
    for byte in bytes {
      guard isWordByte(byte), byte != UInt8(ascii: "_") else {
        beginsWord = true
        continue
      }
      let isLower = byte &- 0x61 < 26
      out.append(beginsWord && isLower ? byte - 0x20 : byte)
      beginsWord = false
    }
    return out.isEmpty ? "Item" : String(decoding: out, as: UTF8.self)
  }

  /// The first word in small letters, the others as they are capitalised: `c_d_id` becomes `cDId`,
  /// `URLPath` becomes `urlPath`.
  private static func camel(_ bytes: [UInt8]) -> String {
    let words = bytes.split { !isWordByte($0) || $0 == UInt8(ascii: "_") }
    guard let first = words.first else { return "field" }
    return String(decoding: lowered(first), as: UTF8.self)
      + words.dropFirst().map { capitalised(Array($0)) }.joined()
  }

  /// Capitals at the beginning are a word of their own, but for the last where others follow it.
  private static func lowered(_ word: ArraySlice<UInt8>) -> [UInt8] {
    let isCapital = { (byte: UInt8) in byte &- 0x41 < 26 }
    let capitals = word.prefix(while: isCapital).count
    let follows = word.dropFirst(capitals).first.map { $0 &- 0x61 < 26 } ?? false
    let count = capitals > 1 && follows ? capitals - 1 : capitals
    return word.prefix(count).map { $0 | 0x20 } + word.dropFirst(count)
  }
}
