import DBModelTestKit
import Testing

@testable import DBModelLanguageServer

@Suite struct TextBufferTests {
  static let pieces = [
    "a", "entity ", "é", "€", "😀", "👩‍👩‍👧", "\u{301}", "\n", "\r\n", "\r", "\t", "\u{2028}",
    "\u{10FFFF}", "//", "\"",
  ]

  static func text(_ random: inout SplitMix64, upTo count: Int) -> String {
    (0..<random.integer(0...count)).map { _ in pieces[random.integer(0...pieces.count - 1)] }
      .joined()
  }

  /// The lines of a text with their ends, one UTF-16 unit at a time.
  static func lines(_ text: String) -> [[UInt16]] {
    var lines: [[UInt16]] = [[]]
    let units = Array(text.utf16)
    for (index, unit) in units.enumerated() {
      lines[lines.count - 1].append(unit)
      let joins = unit == 0x0D && index + 1 < units.count && units[index + 1] == 0x0A
      if (unit == 0x0A || unit == 0x0D) && !joins { lines.append([]) }
    }
    return lines
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func positionsCountAsUTF16Does(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let text = Self.text(&random, upTo: 60)
    let buffer = TextBuffer(Array(text.utf8))
    let lines = Self.lines(text)
    #expect(buffer.lineStarts.count == lines.count, "seed \(seed)")
    var offset = 0
    for (number, line) in lines.enumerated() {
      var column = 0
      for scalar in String(decoding: line, as: UTF16.self).unicodeScalars {
        let place = LinePosition(number, column)
        if scalar != "\n" && scalar != "\r" {
          #expect(buffer.offset(of: place, .utf16) == offset, "seed \(seed)")
          #expect(buffer.position(of: offset, .utf16) == place, "seed \(seed)")
          let bytes = LinePosition(number, offset - buffer.lineStarts[number])
          #expect(buffer.offset(of: bytes, .utf8) == offset, "seed \(seed)")
          #expect(buffer.position(of: offset, .utf8) == bytes, "seed \(seed)")
          if scalar.value > 0xFFFF {
            // Between the halves of a pair there is no place: its start is meant.
            let inside = LinePosition(number, column + 1)
            #expect(buffer.offset(of: inside, .utf16) == offset, "seed \(seed)")
          }
        }
        column += scalar.value > 0xFFFF ? 2 : 1
        offset += String(scalar).utf8.count
      }
      // Past its end a line has one place more, before the line end.
      let end = buffer.offset(of: LinePosition(number, 1_000_000), .utf16)
      #expect(end == buffer.offset(of: LinePosition(number, Int.max), .utf8), "seed \(seed)")
      #expect(end <= offset, "seed \(seed)")
    }
    #expect(buffer.offset(of: LinePosition(lines.count, 0), .utf16) == offset)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func editsGiveWhatReplacingTheTextGives(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var buffer = TextBuffer(Array(Self.text(&random, upTo: 80).utf8))
    for _ in 0..<40 {
      var bytes = buffer.bytes
      let lower = random.integer(0...bytes.count)
      let upper = random.integer(lower...min(bytes.count, lower + 12))
      let text = Array(Self.text(&random, upTo: 6).utf8)
      buffer.replace(lower..<upper, with: text)
      bytes.replaceSubrange(lower..<upper, with: text)
      #expect(buffer.bytes == bytes, "seed \(seed)")
      #expect(buffer.lineStarts == TextBuffer(bytes).lineStarts, "seed \(seed)")
    }
  }

  @Test func bytesThatAreNotTextStandForThemselves() {
    let buffer = TextBuffer([0xFF, 0xE2, 0x82, UInt8(ascii: "x"), 0xF0, 0x9F])
    for offset in 0...6 {
      #expect(buffer.position(of: offset, .utf16) == LinePosition(0, offset))
      #expect(buffer.offset(of: LinePosition(0, offset), .utf16) == offset)
    }
  }
}
