import Glibc

/// Standard input and output as a server uses them: reading never waits unless it is told to, and
/// a client that is gone ends nothing but the loop.
final class StandardStreams {
  enum Input {
    case bytes(ArraySlice<UInt8>)
    /// Nothing came in time.
    case nothing
    /// Nothing will ever come.
    case end
  }

  private let input: Int32
  private let output: Int32
  private var chunk = [UInt8](repeating: 0, count: 65_536)

  init(input: Int32 = 0, output: Int32 = 1) {
    self.input = input
    self.output = output
  }

  /// - Parameter waitMs: 0 does not wait at all.
  func read(waitMs: Int32) -> Input {
    var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    let ready = poll(&request, 1, waitMs)
    if ready == 0 { return .nothing }
    if ready < 0 { return errno == EINTR || errno == EAGAIN ? .nothing : .end }
    let count = chunk.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress, $0.count) }
    if count > 0 { return .bytes(chunk[..<count]) }
    if count < 0, errno == EINTR || errno == EAGAIN { return .nothing }
    return .end
  }

  /// Writes everything; `false` where nobody reads any more.
  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[sent...])
        let count = Glibc.write(output, rest.baseAddress, rest.count)
        if count > 0 {
          sent += count
        } else if count < 0, errno == EAGAIN {
          var request = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
          _ = poll(&request, 1, 1_000)
        } else if count < 0, errno == EINTR {
          continue
        } else {
          return false
        }
      }
      return true
    }
  }
}
