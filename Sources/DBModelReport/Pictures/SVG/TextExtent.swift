import DBModelDiagnostics

/// How wide text may be in the fonts that browsers use for an interface.
///
/// Nobody knows which one a reader has, so these are the widths of a wide one (DejaVu Sans, in
/// thousandths of its size, rounded up); narrower ones leave some room.
package enum TextExtent {
  /// Characters of either end that any drawing has room for.
  private static let mostShown = 300

  /// Of one line, in the unit of `size`.
  package static func width(_ text: String, size: Double) -> Double {
    var thousandths = 0.0
    for character in text { thousandths += Self.thousandths(character) }
    return thousandths / 1_000 * size
  }

  /// The text, or as much of its beginning and end as fits, with `…` between: names often differ
  /// in their ends.
  package static func clipped(_ text: String, to width: Double, size: Double) -> String {
    var characters = Array(text)
    if characters.count > 2 * mostShown {
      // Its middle is left out in any case.
      characters = Array(characters.prefix(mostShown) + characters.suffix(mostShown))
    } else if self.width(text, size: size) <= width {
      return text
    }
    let room = width / size * 1_000 - thousandths("…")
    var (first, last) = (0, characters.count)
    var taken = 0.0
    while first < last {
      // Two from the beginning for each from the end.
      let isFront = first <= 2 * (characters.count - last)
      let next = thousandths(characters[isFront ? first : last - 1])
      if taken + next > room { break }
      taken += next
      if isFront { first += 1 } else { last -= 1 }
    }
    return String(characters[..<first]) + "…" + String(characters[last...])
  }

  private static func thousandths(_ character: Character) -> Double {
    guard let ascii = character.asciiValue else { return wide(character) }
    switch ascii {
    case UInt8(ascii: "i"), UInt8(ascii: "j"), UInt8(ascii: "l"): return 280
    case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"): return 320
    case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: ";"): return 340
    case UInt8(ascii: "f"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "-"): return 415
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): return 415
    case UInt8(ascii: "m"), UInt8(ascii: "W"), UInt8(ascii: "@"): return 1_000
    case UInt8(ascii: "w"), UInt8(ascii: "M"), UInt8(ascii: "%"): return 955
    case UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"): return 840
    case UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "^"): return 840
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "&"): return 790
    default: return 640
    }
  }

  /// Scripts differ too much for more than a bound; the widest ligature of Arabic is eight squares.
  private static func wide(_ character: Character) -> Double {
    switch character {
    case "–": return 500
    case "…", "≥", "≤", "×": return 1_000
    default: break
    }
    let value = character.unicodeScalars.first?.value ?? 0
    if (0xFDF0...0xFDFD).contains(value) { return 8_000 }
    if (0x12000...0x1254F).contains(value) { return 3_500 }
    // A mark alone gets a circle of its own.
    return CellWidth.of(character) == 2 ? 1_400 : 900
  }
}
