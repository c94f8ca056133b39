import CLZMA
import CZlib
import CZstd

/// Bytes as compressors write them.
enum Compressed {
  static var all: [(name: String, compress: ([UInt8]) -> [UInt8])] {
    [("gzip", gzip), ("xz", xz), ("zstd", zstd)]
  }

  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    // 16 asks for the header of gzip.
    deflateInit2_(
      &stream,
      6,
      Z_DEFLATED,
      15 + 16,
      8,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + 1_024)
    let room = UInt32(output.count)
    input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = room
        deflate(&stream, Z_FINISH)
      }
    }
    return Array(output[..<Int(room - stream.avail_out)])
  }

  static func xz(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: bytes.count + 1_024)
    var count = 0
    let status = lzma_easy_buffer_encode(
      6,
      LZMA_CHECK_CRC64,
      nil,
      bytes,
      bytes.count,
      &output,
      &count,
      output.count
    )
    return status == LZMA_OK ? Array(output[..<count]) : []
  }

  static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress(&output, output.count, bytes, bytes.count, 3)
    // A checksum is not written by default; the content alone is checked by its form.
    return ZSTD_isError(count) == 0 ? Array(output[..<count]) : []
  }
}
