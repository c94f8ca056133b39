import DBModelTestKit
import Testing

@testable import DBModelLanguageServer

@Suite struct MessageReaderTests {
  typealias Event = MessageReader.Event

  /// Every event of a text, read in pieces of the given sizes (the last size repeats).
  static func events(_ bytes: [UInt8], pieces: [Int] = [Int.max]) -> [Event] {
    var reader = MessageReader()
    var found: [Event] = []
    var start = 0
    var piece = 0
    while start < bytes.count {
      let size = min(pieces[min(piece, pieces.count - 1)], bytes.count - start)
      piece += 1
      reader.append(bytes[start..<start + size])
      start += size
      while let event = reader.next() { found.append(event) }
    }
    return found
  }

  static func events(_ text: String) -> [Event] { events(Array(text.utf8)) }

  static func message(_ text: String) -> Event { .message(Array(text.utf8)) }

  @Test func headersAreReadAsTheyMayBeWritten() {
    for text in [
      "Content-Length: 2\r\n\r\n{}", "content-length:2\n\n{}", "CONTENT-LENGTH: \t2 \r\n\r\n{}",
      "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}",
      "Content-Length: 2\r\nX-Later: 1\r\n\r\n{}", "\r\n\r\nContent-Length: 2\r\n\r\n{}",
      "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "Content-Length: 0002\r\n\r\n{}",
    ] {
      #expect(Self.events(text) == [Self.message("{}")], "\(text.debugDescription)")
    }
  }

  @Test func anEmptyMessageIsOne() {
    #expect(
      Self.events("Content-Length: 0\r\n\r\nContent-Length: 1\r\n\r\nx") == [
        Self.message(""), Self.message("x"),
      ]
    )
  }

  @Test func badHeadersCostThemselvesAlone() {
    for (text, problem) in [
      ("Content-Length: -1\r\n\r\n", "a Content-Length is no number of bytes"),
      ("Content-Length: 1e3\r\n\r\n", "a Content-Length is no number of bytes"),
      (
        "Content-Length: 99999999999999999999999999\r\n\r\n",
        "a Content-Length is no number of bytes"
      ),
      (
        "Content-Length: 67108865\r\n\r\nabc",
        "a message of 67108865 bytes is larger than 67108864"
      ),
      ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n", "a message has two lengths"),
      ("X-Other: 1\r\n\r\n", "a header names no Content-Length"),
      ("{\"jsonrpc\": \"2.0\"}\n", "bytes stand between messages"),
      ("\u{0}\u{1}\u{2}", "bytes stand between messages"),
      (String(repeating: "x", count: 9_999), "a header line does not end"),
      ("what Content-Length: is\n", "a Content-Length is no number of bytes"),
    ] {
      let found = Self.events(text + "Content-Length: 2\r\n\r\n{}Content-Length: 1\r\n\r\n1")
      #expect(
        found == [.malformed(problem), Self.message("{}"), Self.message("1")],
        "\(text.debugDescription)"
      )
    }
  }

  /// A length that is too small leaves the rest of its message before the next header.
  @Test func aLengthThatIsTooSmallCostsItsMessage() {
    #expect(
      Self.events("Content-Length: 3\r\n\r\n{\"a\": 1}Content-Length: 2\r\n\r\n{}") == [
        Self.message("{\"a"), .malformed("bytes stand between messages"), Self.message("{}"),
      ]
    )
  }

  @Test func garbageIsReportedOnceHoweverLong() {
    let lines = String(repeating: "garbage of any kind\n", count: 1_000)
    #expect(
      Self.events(lines + "\r\n\n" + lines + "Content-Length: 2\r\n\r\n{}") == [
        .malformed("bytes stand between messages"), Self.message("{}"),
      ]
    )
  }

  @Test func memoryIsBounded() {
    var reader = MessageReader()
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
    for _ in 0..<64 {
      reader.append(chunk)
      while reader.next() != nil {}
      #expect(reader.pendingCount < 2 * MessageReader.maximumLineLength)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func anySplitGivesTheSame(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let parts = [
      "Content-Length: ", "content-length:", "\r\n", "\n", "\r\n\r\n", "\n\n", "{}", "5", "12",
      "X: y\r\n", "{\"a\":\"Content-Length: 3\"}", "é😀", "\u{0}", "\r",
      "Content-Length: 2\r\n\r\n{}", "Content-Length: 4\r\n\r\n[\"é\"]",
      String(repeating: "z", count: random.integer(4_000...9_000)), "70000000",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<random.integer(1...40) { bytes += parts[random.integer(0...parts.count - 1)].utf8 }
    let whole = Self.events(bytes)
    let sizes = (0..<2_000).map { _ in random.integer(1...random.integer(1...300)) }
    #expect(Self.events(bytes, pieces: sizes) == whole, "seed \(seed)")
    #expect(Self.events(bytes, pieces: [1]) == whole, "seed \(seed)")
  }
}
