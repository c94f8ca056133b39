import Glibc

/// Where a record ends, for cutting a log into blocks of whole records.
package enum RecordCut: Hashable, Sendable {
  /// Numbers of four bytes.
  case words
  /// Lines, which nothing continues.
  case lines
  /// Lines of CSV, which a quoted field may continue (RFC 4180).
  case quotedLines(separator: UInt8)
  /// Objects inside the array of an object: the events of a CloudTrail file.
  case events

  /// What is open, for events and quoted lines.
  struct State {
    /// Brackets that are open where bytes begin, and then where they are cut.
    var depth = 0
    /// Whether a bracket or a quote is open where the bytes end.
    var isOpen = false
    /// Where the quote stands that is open, in the bytes.
    var quote = 0
  }

  /// Where the last whole record in some bytes ends: 0 where none does.
  func end(of bytes: UnsafePointer<UInt8>, count: Int, state: inout State) -> Int {
    switch self {
    case .words: return count & ~3
    case .lines: return Self.lastLine(bytes, count)
    case .quotedLines(let separator):
      return Self.lastQuotedLine(bytes, count, separator, &state)
    case .events:
      var scanner = EventScanner(depth: state.depth)
      var end = 0
      scanner.scan(bytes, count) { _, upper in end = upper }
      if end > 0 { state.depth = EventScanner.depthOfEvents }
      state.isOpen = scanner.depth > 0 || scanner.isInString
      return end
    }
  }

  /// As `ColumnParser` has it: a quote opens a field only where one begins, and inside, two of them
  /// are one that closes nothing.
  private static func lastQuotedLine(
    _ bytes: UnsafePointer<UInt8>,
    _ count: Int,
    _ separator: UInt8,
    _ state: inout State
  ) -> Int {
    var (start, end) = (0, 0)
    state.isOpen = false
    while start < count {
      let quote = find(UInt8(ascii: "\""), bytes, start, count)
      if state.isOpen {
        let isDoubled = quote &+ 1 < count && bytes[quote &+ 1] == UInt8(ascii: "\"")
        if quote < count, !isDoubled { state.isOpen = false }
        start = quote &+ (isDoubled ? 2 : 1)
        continue
      }
      let line = lastLine(bytes + start, quote - start)
      if line > 0 { end = start + line }
      start = quote &+ 1
      guard quote < count else { break }
      let before = quote == 0 ? separator : bytes[quote &- 1]
      if before == separator || before == UInt8(ascii: "\n") {
        (state.isOpen, state.quote) = (true, quote)
      }
    }
    return end
  }

  private static func lastLine(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var end = count
    while end > 0, bytes[end &- 1] != UInt8(ascii: "\n") { end &-= 1 }
    return end
  }

  /// The place of a byte, or `count`.
  @inline(__always)
  static func find(_ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int
  {
    guard let found = memchr(bytes + start, CInt(byte), count &- start) else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }
}
