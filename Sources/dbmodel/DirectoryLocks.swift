import Glibc

/// Directories that this process has to itself among others of its kind, until it lets go of them
/// or ends. Nothing is written for that: the lock is advisory and on the directory (`flock`(2)).
struct DirectoryLocks {
  /// Seconds that another process is waited for, over all directories.
  static let longestWait = 5

  private var files: [Int32] = []

  /// Takes the directories of files, and directories as they are. What cannot be opened or locked,
  /// as some network file systems refuse it, is left to whoever reads and writes there.
  ///
  /// - Returns: The directory that another process has not let go of in time, or `nil`.
  mutating func take(_ paths: [String]) -> String? {
    let end = ContinuousClock.now + .seconds(Self.longestWait)
    for folder in Self.folders(paths) {
      let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard file >= 0 else { continue }
      files.append(file)
      while flock(file, LOCK_EX | LOCK_NB) != 0 {
        let code = errno
        guard code == EWOULDBLOCK || code == EINTR else { break }
        guard ContinuousClock.now < end else { return folder }
        usleep(20_000)
      }
    }
    return nil
  }

  /// Each once, in an order that is the same in every process: two that take several do not wait
  /// for each other.
  private static func folders(_ paths: [String]) -> [String] {
    var found: [(device: UInt64, number: UInt64, path: String)] = []
    for path in paths {
      var status = stat()
      var folder = path
      if stat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        folder = slash.map { String(path[...$0]) } ?? "."
        guard stat(folder, &status) == 0 else { continue }
      }
      let (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
      if !found.contains(where: { $0.device == device && $0.number == number }) {
        found.append((device, number, folder))
      }
    }
    return found.sorted { ($0.device, $0.number) < ($1.device, $1.number) }.map(\.path)
  }

  /// Lets go of all of them.
  mutating func release() {
    for file in files {
      // A process that was started in between may have it open too.
      flock(file, LOCK_UN)
      close(file)
    }
    files = []
  }
}
