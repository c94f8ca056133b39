import CZstd

/// What zstd compressed: one frame after another (RFC 8878, 3).
final class ZstdStream: ByteStream {
  private let upstream: any ByteStream
  private let context: OpaquePointer
  private var input = CompressedInput()
  /// What the decoder would like to have next; 0 where a frame is complete.
  private var wanted = 1

  init(_ upstream: any ByteStream) throws(LogFailure) {
    self.upstream = upstream
    guard let context = ZSTD_createDCtx() else { throw Compression.noMemory("zstd") }
    self.context = context
    let windowBits = TraceLimits.windowBytes.trailingZeroBitCount
    _ = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Int32(windowBits))
  }

  deinit {
    ZSTD_freeDCtx(context)
    input.buffer.deallocate()
  }

  func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(LogFailure) -> Int {
    var output = ZSTD_outBuffer(dst: buffer, size: capacity, pos: 0)
    while output.pos == 0 {
      if try !input.refill(from: upstream) {
        if wanted == 0 { return 0 }
        // What the decoder holds back comes out with no further input.
        var nothing = ZSTD_inBuffer(src: input.buffer, size: 0, pos: 0)
        wanted = try checked(ZSTD_decompressStream(context, &output, &nothing))
        if output.pos > 0 || wanted == 0 { return output.pos }
        throw Compression.truncated("zstd", at: input.offset)
      }
      let left = input.end - input.start
      var source = ZSTD_inBuffer(src: input.buffer + input.start, size: left, pos: 0)
      let status = ZSTD_decompressStream(context, &output, &source)
      input.consume(source.pos)
      wanted = try checked(status)
    }
    return output.pos
  }

  private func checked(_ status: Int) throws(LogFailure) -> Int {
    guard ZSTD_isError(status) != 0 else { return status }
    let words = String(cString: ZSTD_getErrorName(status))
    // The codes themselves stand in a header whose enumeration may change; the name is stable.
    if words.contains("too much memory") {
      throw LogFailure(
        "it was compressed with a window of more than 64 MB",
        help: "expand it outside: `zstd -dc --long=31 FILE | dbmodel trace -`",
        offsetBytes: input.offset
      )
    }
    throw Compression.corrupt("zstd", at: input.offset, words.lowercased())
  }
}
