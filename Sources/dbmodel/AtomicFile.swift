import Glibc

/// Replaces a file the user wrote: whole or not at all, through links, with its permissions kept.
enum AtomicFile {
  /// Writes new contents, unless the file no longer holds what was read.
  ///
  /// - Parameters:
  ///   - bytes: The new contents.
  ///   - path: The file; a link is followed, so that it stays one.
  ///   - before: What was read from it.
  /// - Returns: Why it could not be done, or `nil`.
  static func replace(_ path: String, holding before: [UInt8], with bytes: [UInt8]) -> String? {
    guard let resolved = realpath(path, nil) else { return Terminal.lastError }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { return Terminal.lastError }
    guard status.st_mode & S_IFMT == S_IFREG else { return "it is not a regular file" }
    guard access(target, W_OK) == 0 else { return Terminal.lastError }
    // The superuser may write to anything; whoever took the permission away meant it.
    guard status.st_mode & 0o222 != 0 else { return "it is read-only" }
    guard let now = contents(target, limit: before.count + 1) else { return Terminal.lastError }
    guard now == before else { return "it has changed since it was read" }
    return write(bytes, to: target, mode: status.st_mode & 0o7777)
  }

  /// Makes a file or replaces one, whatever it held. Returns why it could not be done, or `nil`.
  static func write(_ bytes: [UInt8], to path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return write(bytes, to: path, mode: 0o644) }
    guard status.st_mode & S_IFMT == S_IFREG else { return "it is not a regular file" }
    guard let resolved = realpath(path, nil) else { return Terminal.lastError }
    defer { free(resolved) }
    return write(bytes, to: String(cString: resolved), mode: status.st_mode & 0o7777)
  }

  /// Makes a file; one that is there already is left alone unless it may be replaced, or holds the
  /// same. Returns why it could not be done, or `nil`.
  static func create(_ path: String, holding bytes: [UInt8], replacing: Bool) -> String? {
    var status = stat()
    if !replacing, stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFREG, contents(path, limit: bytes.count + 1) == bytes {
        return nil
      }
      return "it is there already; `--force` replaces it"
    }
    return write(bytes, to: path)
  }

  /// The first and the last bytes of a file; `nil` where it cannot be read.
  static func ends(_ path: String, bytes: Int) -> (first: [UInt8], last: [UInt8])? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let first = Terminal.read(file, limit: bytes)
    // Of a shorter file the beginning is the end too.
    guard lseek(file, -bytes, SEEK_END) >= 0 else { return (first, first) }
    return (first, Terminal.read(file, limit: bytes))
  }

  /// A new file beside the old one, on the disk before it takes the name.
  private static func write(_ bytes: [UInt8], to target: String, mode: mode_t) -> String? {
    let temporary = "\(target).\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return Terminal.lastError }
    let isWritten = Terminal.write(bytes, to: file) && fchmod(file, mode) == 0 && fsync(file) == 0
    let writeError = Terminal.lastError
    guard close(file) == 0, isWritten else {
      unlink(temporary)
      return writeError
    }
    guard rename(temporary, target) == 0 else {
      let reason = Terminal.lastError
      unlink(temporary)
      return reason
    }
    return nil
  }

  private static func contents(_ path: String, limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return Terminal.read(file, limit: limit)
  }
}
