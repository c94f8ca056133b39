import Glibc

/// A file that is written piece by piece beside its final name, which it takes when it is whole.
final class StreamedFile {
  private let path: String
  private let temporary: String
  private var file: Int32
  private(set) var reason: String?

  /// - Parameters:
  ///   - replacing: Whether a file that is there already may go.
  init(_ path: String, replacing: Bool) {
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT != S_IFREG { reason = "it is not a regular file" }
      if !replacing { reason = "it is there already; `--force` replaces it" }
    }
    file = reason == nil ? open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644) : -1
    if file < 0, reason == nil { reason = Terminal.lastError }
  }

  deinit { discard() }

  func write(_ bytes: [UInt8]) -> Bool {
    if reason != nil { return false }
    if Terminal.write(bytes, to: file) { return true }
    reason = Terminal.lastError
    return false
  }

  /// Gives it its name. Returns why it could not be done, or `nil`.
  func finish() -> String? {
    if reason == nil, fsync(file) != 0 || rename(temporary, path) != 0 {
      reason = Terminal.lastError
    }
    if reason == nil {
      close(file)
      file = -1
    } else {
      discard()
    }
    return reason
  }

  private func discard() {
    guard file >= 0 else { return }
    close(file)
    file = -1
    unlink(temporary)
  }
}
