/// Takes the messages of the base protocol out of a stream of bytes, however it is cut.
///
/// A message is header lines, an empty line and as many bytes as `Content-Length` says. What is no
/// header is skipped to the next `Content-Length`, and reported once, so that one bad message costs
/// itself alone. Memory is bounded by one message, work by the bytes that came.
/// Source: Language Server Protocol 3.17, "Base Protocol" (checked 2026-11-24).
public struct MessageReader: Sendable {
  /// What stands next in the stream.
  public enum Event: Hashable, Sendable {
    /// The bytes of one message; whether they are JSON is not looked at.
    case message([UInt8])
    /// Bytes that belong to no message were skipped; the text says what was wrong, in one sentence
    /// without a full stop.
    case malformed(String)
  }

  /// The largest message that is read: 64 MB, four times the largest model.
  public static let maximumContentLength = 64 * 1024 * 1024
  /// The longest header line, its end included; a longer one is no header.
  public static let maximumLineLength = 4_096
  /// How much of an over-long line is looked at again: more than any `Content-Length` line has.
  private static let overlap = 64

  private var buffer: [UInt8] = []
  /// Where the unread part of the buffer begins.
  private var head = 0
  /// How far, from `head`, no line end was found.
  private var scanned = 0
  private var contentLength: Int?
  /// The header is complete: `contentLength` bytes follow.
  private var isInBody = false
  /// Header lines came that are not `Content-Length`.
  private var hasFields = false
  /// Looking for the next message after bytes that belonged to none.
  private var isSkipping = false

  public init() {}

  /// Bytes that are kept because they do not make a message yet.
  public var pendingCount: Int { buffer.count - head }

  /// Adds what was read.
  public mutating func append(_ bytes: some Collection<UInt8>) {
    if head > 65_536, head * 2 > buffer.count {
      buffer.removeSubrange(..<head)
      head = 0
    }
    buffer += bytes
  }

  /// The next event, or `nil` until more bytes have been added.
  public mutating func next() -> Event? {
    while true {
      if isInBody {
        guard let length = contentLength, pendingCount >= length else { return nil }
        let body = Array(buffer[head..<head + length])
        advance(length)
        isInBody = false
        contentLength = nil
        return .message(body)
      }
      guard let line = nextLine() else { return nil }
      if let problem = read(line), !isSkipping {
        isSkipping = true
        return .malformed(problem)
      }
    }
  }

  private mutating func advance(_ count: Int) {
    head += count
    scanned = 0
    if head == buffer.count {
      buffer.removeAll(keepingCapacity: buffer.count <= 1 << 20)
      head = 0
    }
  }

  private enum Line {
    case whole([UInt8])
    /// Longer than any header line.
    case endless([UInt8])
  }

  private mutating func nextLine() -> Line? {
    let limit = min(pendingCount, Self.maximumLineLength)
    while scanned < limit {
      if buffer[head + scanned] == UInt8(ascii: "\n") {
        var line = Array(buffer[head..<head + scanned])
        advance(scanned + 1)
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return .whole(line)
      }
      scanned += 1
    }
    guard limit == Self.maximumLineLength else { return nil }
    let line = Array(buffer[head..<head + limit])
    advance(limit - Self.overlap)
    return .endless(line)
  }

  /// Takes a header line in; returns what is wrong with it.
  private mutating func read(_ line: Line) -> String? {
    guard case .whole(let bytes) = line else {
      contentLength = nil
      return "a header line does not end"
    }
    if bytes.isEmpty { return endHeader() }
    switch HeaderLine(bytes) {
    case .contentLength(let length, let follows):
      if length > Self.maximumContentLength {
        contentLength = nil
        return "a message of \(length) bytes is larger than \(Self.maximumContentLength)"
      }
      if let contentLength, contentLength != length {
        self.contentLength = nil
        return "a message has two lengths"
      }
      contentLength = length
      return follows ? "bytes stand between messages" : nil
    case .other:
      hasFields = true
      return nil
    case .none(let problem):
      contentLength = nil
      return problem
    }
  }

  private mutating func endHeader() -> String? {
    defer { hasFields = false }
    // Empty lines between messages hurt nobody.
    guard contentLength != nil else { return hasFields ? "a header names no Content-Length" : nil }
    isInBody = true
    isSkipping = false
    return nil
  }
}
