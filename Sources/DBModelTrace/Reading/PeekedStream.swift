/// A stream whose first bytes can be looked at before they are read.
package final class PeekedStream: ByteStream {
  private let upstream: any ByteStream
  /// The first bytes: all of them where the stream is shorter than what was asked for.
  package let head: [UInt8]
  private var position = 0
  /// Met while the first bytes were read; thrown behind them.
  private(set) var failure: LogFailure?

  /// - Parameter count: How many bytes to look at.
  package init(_ upstream: any ByteStream, count: Int) {
    self.upstream = upstream
    var failure: LogFailure?
    head = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      (filled, failure) = upstream.fill(base, capacity: count)
    }
    self.failure = failure
  }

  /// Passes over some of the first bytes.
  func skip(_ count: Int) { position = min(head.count, position + count) }

  package func read(
    into buffer: UnsafeMutableRawPointer,
    capacity: Int
  ) throws(LogFailure) -> Int {
    let count = min(capacity, head.count - position)
    if count > 0 {
      UnsafeMutableRawBufferPointer(start: buffer, count: count)
        .copyBytes(from: head[position..<position + count])
      position += count
      return count
    }
    if let failure { throw failure }
    return try upstream.read(into: buffer, capacity: capacity)
  }
}
