import Glibc

/// Writes files below one directory and nowhere else.
struct OutputDirectory {
  let path: String

  /// Writes a file whole or not at all, making directories on the way; a file that is the same
  /// already is left alone. Returns why it could not be done, or `nil`.
  func write(_ bytes: [UInt8], to relativePath: String) -> String? {
    let parts = relativePath.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      return "`\(relativePath)` leaves the output directory"
    }
    var directory = path
    if let reason = makeDirectories(path) { return reason }
    for part in parts.dropLast() {
      directory += "/" + part
      if let reason = makeDirectory(directory) { return reason }
    }
    let target = path + "/" + relativePath
    if holds(bytes, at: target) { return nil }
    return AtomicFile.write(bytes, to: target)
  }

  /// Makes a directory and those above it.
  private func makeDirectories(_ path: String) -> String? {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made == "/" ? "" : "/") + part
      if let reason = makeDirectory(made) { return reason }
    }
    return nil
  }

  private func makeDirectory(_ path: String) -> String? {
    if mkdir(path, 0o755) == 0 { return nil }
    let reason = Terminal.lastError
    var status = stat()
    guard stat(path, &status) == 0 else { return reason }
    return status.st_mode & S_IFMT == S_IFDIR ? nil : "`\(path)` is not a directory"
  }

  private func holds(_ bytes: [UInt8], at path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) == bytes.count
    else { return false }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return Terminal.read(file, limit: bytes.count + 1) == bytes
  }
}
