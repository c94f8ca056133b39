import Glibc

/// Whom a scratch server runs as: none is root's, and PostgreSQL refuses to be.
struct ServerUser {
  let user: uid_t
  let group: gid_t
  let name: String

  /// The users that exist for running what should own nothing, best first.
  private static let candidates = ["postgres", "nobody"]

  /// `nil` where this process's own user will do.
  static func needed() throws(ServerFailure) -> ServerUser? {
    guard geteuid() == 0 else { return nil }
    for name in candidates {
      guard let entry = getpwnam(name)?.pointee, entry.pw_uid != 0 else { continue }
      return ServerUser(user: entry.pw_uid, group: entry.pw_gid, name: name)
    }
    throw ServerFailure(
      "a scratch server does not run as root, and there is neither a user `postgres` nor `nobody`",
      help: "run dbmodel as another user"
    )
  }
}
