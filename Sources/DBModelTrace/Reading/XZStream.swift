import CLZMA

/// What xz compressed: one stream after another, with padding between them.
final class XZStream: ByteStream {
  private let upstream: any ByteStream
  private let stream = UnsafeMutablePointer<lzma_stream>.allocate(capacity: 1)
  private var input = CompressedInput()
  private var hasEnded = false

  init(_ upstream: any ByteStream) throws(LogFailure) {
    self.upstream = upstream
    stream.initialize(to: lzma_stream())
    // The decoder needs little besides the dictionary.
    let limit = UInt64(TraceLimits.windowBytes + 4 << 20)
    let status = clzma_decoder(stream, limit)
    guard status == LZMA_OK else { throw Compression.noMemory("xz") }
  }

  deinit {
    lzma_end(stream)
    stream.deallocate()
    input.buffer.deallocate()
  }

  func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(LogFailure) -> Int {
    if hasEnded { return 0 }
    stream.pointee.next_out = buffer.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = capacity
    while stream.pointee.avail_out == capacity {
      let hasMore = try input.refill(from: upstream)
      stream.pointee.next_in = UnsafePointer(input.buffer + input.start)
      stream.pointee.avail_in = input.end - input.start
      let status = lzma_code(stream, hasMore ? LZMA_RUN : LZMA_FINISH)
      input.consume(input.end - input.start - stream.pointee.avail_in)
      switch status {
      case LZMA_OK: break
      case LZMA_STREAM_END:
        hasEnded = true
        return capacity - stream.pointee.avail_out
      case LZMA_BUF_ERROR where !hasMore:
        throw Compression.truncated("xz", at: input.offset)
      default: throw failure(status)
      }
    }
    return capacity - stream.pointee.avail_out
  }

  private func failure(_ status: lzma_ret) -> LogFailure {
    switch status {
    case LZMA_MEM_ERROR: Compression.noMemory("xz")
    case LZMA_MEMLIMIT_ERROR:
      LogFailure(
        "it was compressed with a dictionary of more than 64 MB",
        help: "expand it outside: `xz -dc FILE | dbmodel trace -`",
        offsetBytes: input.offset
      )
    case LZMA_FORMAT_ERROR:
      Compression.corrupt("xz", at: input.offset, "what follows is no xz stream")
    case LZMA_OPTIONS_ERROR:
      Compression.corrupt("xz", at: input.offset, "it asks for what liblzma does not know")
    default: Compression.corrupt("xz", at: input.offset, "the data does not hold together")
    }
  }
}
