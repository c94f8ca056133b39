/// Bytes in their order, each once.
package protocol ByteStream: AnyObject {
  /// Reads some bytes; 0 only at the end.
  ///
  /// - Throws: `LogFailure` where the bytes end that can be had; what was read before stands.
  func read(into buffer: UnsafeMutableRawPointer, capacity: Int) throws(LogFailure) -> Int
}

extension ByteStream {
  /// Reads until the buffer is full or the end; less than `capacity` only at the end.
  ///
  /// - Returns: How much was read, and why it ended before its time.
  package func fill(
    _ buffer: UnsafeMutableRawPointer,
    capacity: Int
  ) -> (count: Int, failure: LogFailure?) {
    var count = 0
    while count < capacity {
      do throws(LogFailure) {
        let more = try read(into: buffer + count, capacity: capacity - count)
        if more == 0 { break }
        count += more
      } catch {
        return (count, error)
      }
    }
    return (count, nil)
  }
}
