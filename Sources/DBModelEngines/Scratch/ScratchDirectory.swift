import Glibc

/// A directory that nobody else can enter, for as long as a scratch server needs it.
///
/// It holds a file that is locked while its owner or the owner's watcher lives, so that a directory
/// whose both were killed can be told from one in use.
struct ScratchDirectory {
  let path: String
  /// The open, locked file.
  let lock: Int32

  private static let prefix = "dbmodel-scratch-"
  private static let lockName = "dbmodel.lock"
  /// A socket's path has at most 107 bytes (`sun_path`, unix(7)); `/dbmodel-scratch-XXXXXX` and
  /// `/.s.PGSQL.5432` take 37 of them.
  static let longestParent = 70

  /// Where one may be made: below `TMPDIR`, or below `/tmp` where that is not set or will not do. A
  /// name that nothing has: making it fails where something does.
  ///
  /// - Parameter owner: Whom it is given to.
  static func place(for owner: ServerUser?, variable: (String) -> String?) -> String {
    let parent = parent(for: owner, variable("TMPDIR"))
    removeAbandoned(in: parent, of: owner)
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    let name = (0..<6).compactMap { _ in letters.randomElement() }
    return "\(parent)/\(prefix)\(String(name))"
  }

  /// The file in a directory of that path whose lock says that it is in use.
  static func lockPath(_ path: String) -> String { "\(path)/\(lockName)" }

  /// Locks one that was made, and gives it to its owner.
  init(claiming path: String, for owner: ServerUser?) throws(ServerFailure) {
    self.path = path
    lock = try Self.makeLock(in: path)
    if let owner, chown(path, owner.user, owner.group) != 0 {
      let code = errno
      close(lock)
      throw .system("\(path) could not be given to \(owner.name)", code)
    }
  }

  /// What is said where none could be made.
  static func notMade(_ path: String, _ code: Int32) -> ServerFailure {
    .system(
      "\(path) could not be made",
      code,
      help: "set TMPDIR to a directory that may be written to"
    )
  }

  /// Under another name first: a file of the final name is always locked or abandoned. The lock is
  /// shared with the watcher.
  private static func makeLock(in path: String) throws(ServerFailure) -> Int32 {
    let (early, final) = ("\(path)/lock", lockPath(path))
    let file = open(early, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system("\(early) could not be made", errno) }
    guard flock(file, LOCK_SH | LOCK_NB) == 0, rename(early, final) == 0 else {
      let code = errno
      close(file)
      throw .system("\(final) could not be locked", code)
    }
    return file
  }

  private static func parent(for owner: ServerUser?, _ stated: String?) -> String {
    guard var stated, stated.hasPrefix("/") else { return "/tmp" }
    while stated.hasSuffix("/"), stated.utf8.count > 1 { stated.removeLast() }
    guard stated.utf8.count <= longestParent, access(stated, W_OK | X_OK) == 0 else {
      return "/tmp"
    }
    guard owner != nil else { return stated }
    // Another user has to get there: every directory on the way must let anybody pass.
    var way = ""
    for part in stated.split(separator: "/") {
      way += "/\(part)"
      var about = stat()
      guard stat(way, &about) == 0, about.st_mode & S_IXOTH != 0 else { return "/tmp" }
    }
    return stated
  }

  /// Removes what is left of runs that were killed together with their watchers: directories of
  /// this name and owner whose lock nobody holds.
  private static func removeAbandoned(in parent: String, of owner: ServerUser?) {
    for name in FolderListing.names(in: parent) where name.hasPrefix(prefix) {
      let path = "\(parent)/\(name)"
      var about = stat()
      guard lstat(path, &about) == 0, about.st_mode & S_IFMT == S_IFDIR,
        about.st_uid == geteuid() || about.st_uid == owner?.user
      else { continue }
      let file = open("\(path)/\(lockName)", O_RDWR | O_NOFOLLOW | O_CLOEXEC)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { ScratchRemoval.remove(path) }
      close(file)
    }
  }
}
