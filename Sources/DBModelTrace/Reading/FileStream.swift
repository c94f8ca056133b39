import Glibc

/// The bytes of a file descriptor: a file, a pipe, a terminal.
package final class FileStream: ByteStream {
  private let file: Int32
  private let isOwned: Bool
  private let isInterrupted: () -> Bool
  /// Bytes read so far.
  package private(set) var offset = 0

  /// Opens a file.
  ///
  /// - Parameter isInterrupted: Asked while it waits: whether to wait no longer.
  /// - Throws: `LogFailure` with the system's words.
  package init(
    path: String,
    isInterrupted: @escaping () -> Bool = { false }
  ) throws(LogFailure) {
    self.isInterrupted = isInterrupted
    file = open(path, O_RDONLY | O_CLOEXEC)
    isOwned = true
    guard file >= 0 else {
      throw LogFailure(Self.lastError, help: "make it readable, or name another file")
    }
    // A hint only: what it does to the cache is the system's own affair.
    posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Reads from a descriptor that somebody else closes.
  package init(descriptor: Int32, isInterrupted: @escaping () -> Bool = { false }) {
    self.isInterrupted = isInterrupted
    file = descriptor
    isOwned = false
  }

  deinit { if isOwned, file >= 0 { close(file) } }

  package func read(
    into buffer: UnsafeMutableRawPointer,
    capacity: Int
  ) throws(LogFailure) -> Int {
    while !isInterrupted() {
      if !hasInput { continue }
      let count = Glibc.read(file, buffer, capacity)
      if count >= 0 {
        offset += count
        return count
      }
      if errno == EINTR { continue }
      throw LogFailure(
        "it cannot be read further: \(Self.lastError)",
        help: "make it readable, or copy it to this machine first",
        offsetBytes: offset
      )
    }
    return 0
  }

  /// Whether a read would not wait. A signal may reach another thread than the one that waits, so
  /// that nobody waits for longer than a fifth of a second at a time; a file never does.
  private var hasInput: Bool {
    var state = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    let count = poll(&state, 1, 200)
    return count > 0 || count < 0 && errno != EINTR
  }

  private static var lastError: String { String(cString: strerror(errno)) }
}
