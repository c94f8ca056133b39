import DBModelTrace

/// Bytes in memory as a stream; handed out in pieces, as a pipe does.
final class MemoryStream: ByteStream {
  private let bytes: [UInt8]
  private let piece: Int
  private var position = 0

  init(_ bytes: [UInt8], piece: Int = .max) {
    self.bytes = bytes
    self.piece = piece
  }

  func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(LogFailure) -> Int {
    let count = min(capacity, piece, bytes.count - position)
    UnsafeMutableRawBufferPointer(start: buffer, count: count)
      .copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

/// The same bytes again and again, without end.
final class EndlessStream: ByteStream {
  private let bytes: [UInt8]
  private var position = 0
  /// How much was taken.
  private(set) var taken = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(LogFailure) -> Int {
    let count = min(capacity, bytes.count - position)
    UnsafeMutableRawBufferPointer(start: buffer, count: count)
      .copyBytes(from: bytes[position..<position + count])
    position = (position + count) % bytes.count
    taken += count
    return count
  }
}
