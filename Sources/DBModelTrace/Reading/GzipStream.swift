import CZlib

/// What gzip compressed: one member after another (RFC 1952, 2.2).
final class GzipStream: ByteStream {
  private let upstream: any ByteStream
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var input = CompressedInput()
  private var isInsideMember = true
  private var hasEnded = false

  init(_ upstream: any ByteStream) throws(LogFailure) {
    self.upstream = upstream
    stream.initialize(to: z_stream())
    guard czlib_inflate_gzip(stream) == Z_OK else { throw Compression.noMemory("gzip") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.buffer.deallocate()
  }

  func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(LogFailure) -> Int {
    if hasEnded { return 0 }
    let capacity = min(capacity, 1 << 30)
    stream.pointee.next_out = buffer.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(capacity)
    while stream.pointee.avail_out == UInt32(capacity) {
      let hasMore = try input.refill(from: upstream)
      if !hasMore {
        if isInsideMember { throw Compression.truncated("gzip", at: input.offset) }
        hasEnded = true
        return 0
      }
      if !isInsideMember, try !startMember() { return 0 }
      stream.pointee.next_in = input.buffer + input.start
      stream.pointee.avail_in = UInt32(input.end - input.start)
      let status = inflate(stream, Z_NO_FLUSH)
      input.consume(input.end - input.start - Int(stream.pointee.avail_in))
      switch status {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isInsideMember = false
      default: throw failure(status)
      }
    }
    return capacity - Int(stream.pointee.avail_out)
  }

  /// A further member, unless only the zeros are left with which tapes are filled up.
  private func startMember() throws(LogFailure) -> Bool {
    while input.buffer[input.start] == 0 {
      input.consume(1)
      if try !input.refill(from: upstream) {
        hasEnded = true
        return false
      }
    }
    inflateReset(stream)
    isInsideMember = true
    return true
  }

  private func failure(_ status: Int32) -> LogFailure {
    if status == Z_MEM_ERROR { return Compression.noMemory("gzip") }
    let words = stream.pointee.msg.map { String(cString: $0) } ?? "zlib says \(status)"
    return Compression.corrupt("gzip", at: input.offset, words)
  }
}
