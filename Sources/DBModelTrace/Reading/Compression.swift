/// How a log is compressed, told by its first bytes.
package enum Compression: String, CaseIterable, Sendable {
  case none, gzip, xz, zstd

  /// By the magic numbers of RFC 1952, of the .xz file format and of RFC 8878, where a skippable
  /// frame may come first; the tests hold them against what the libraries write.
  package init(head: [UInt8]) {
    if head.starts(with: [0x1f, 0x8b]) {
      self = .gzip
    } else if head.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) {
      self = .xz
    } else if head.starts(with: [0x28, 0xb5, 0x2f, 0xfd])
      || head.dropFirst().starts(with: [0x2a, 0x4d, 0x18]) && (head[0] & 0xf0) == 0x50
    {
      self = .zstd
    } else {
      self = .none
    }
  }

  /// The command that expands a file.
  var tool: String {
    switch self {
    case .none: "cat"
    case .gzip: "zcat"
    case .xz: "xzcat"
    case .zstd: "zstdcat"
    }
  }

  /// The stream of what was compressed.
  func expand(_ stream: any ByteStream) throws(LogFailure) -> any ByteStream {
    switch self {
    case .none: stream
    case .gzip: try GzipStream(stream)
    case .xz: try XZStream(stream)
    case .zstd: try ZstdStream(stream)
    }
  }

  /// Where compressed bytes end before what they hold does.
  static func truncated(_ name: String, at offset: Int) -> LogFailure {
    LogFailure(
      "the \(name) data ends before its time, after \(offset) bytes",
      help: "fetch or copy the file again; it is shorter than it was",
      offsetBytes: offset
    )
  }

  static func corrupt(_ name: String, at offset: Int, _ reason: String) -> LogFailure {
    LogFailure(
      "the \(name) data is corrupt at or before byte \(offset): \(reason)",
      help: "fetch or copy the file again, or leave it out",
      offsetBytes: offset
    )
  }

  static func noMemory(_ name: String) -> LogFailure {
    LogFailure("there is no memory to expand \(name) data", help: "free some memory")
  }
}

/// Compressed bytes on their way to a decompressor.
struct CompressedInput {
  static let capacity = 1 << 16
  let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
  /// What of the buffer is not consumed.
  var start = 0
  var end = 0
  /// Bytes consumed so far.
  var offset = 0
  private var hasEnded = false

  var isEmpty: Bool { start == end }

  /// Reads more where there is nothing left. Returns false at the end.
  mutating func refill(from stream: any ByteStream) throws(LogFailure) -> Bool {
    if !isEmpty { return true }
    if hasEnded { return false }
    start = 0
    end = try stream.read(into: buffer, capacity: Self.capacity)
    hasEnded = end == 0
    return end > 0
  }

  mutating func consume(_ count: Int) {
    start += count
    offset += count
  }
}
