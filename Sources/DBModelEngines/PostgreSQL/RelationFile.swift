import Glibc

/// The files of a table or an index in a scratch cluster: one for each GB, all but their beginning
/// a hole that takes no disk.
struct RelationFile {
  /// The first file; others have `.1`, `.2`, … at the end.
  let path: String
  let owner: ServerUser?

  private static let pageSize = 8_192

  /// The first page; empty where there is none.
  func firstPage() throws(ServerFailure) -> [UInt8] {
    let file = try opened(path)
    defer { close(file) }
    var page = [UInt8](repeating: 0, count: Self.pageSize)
    let count = pread(file, &page, Self.pageSize, 0)
    guard count >= 0 else { throw .system("\(path) could not be read", errno) }
    return Array(page.prefix(count))
  }

  /// Puts pages at the beginning.
  func write(_ bytes: [UInt8]) throws(ServerFailure) {
    let file = try opened(path)
    defer { close(file) }
    guard pwrite(file, bytes, bytes.count, 0) == bytes.count else {
      throw .system("\(path) could not be written", errno)
    }
  }

  /// Makes it so many pages long, at most as many as a relation can have.
  func extend(toPages pages: Double) throws(ServerFailure) {
    var left = max(0, min(pages, PageGeometry.mostPages)).rounded(.up)
    var segment = 0
    // The server takes a file that is not full for the last one.
    while left > 0 {
      let own = min(left, PageGeometry.segmentPages)
      let name = segment == 0 ? path : "\(path).\(segment)"
      let file = try opened(name)
      defer { close(file) }
      guard ftruncate(file, Int(own) * Self.pageSize) == 0 else {
        throw .system("\(name) could not be made as long as a table of that size", errno)
      }
      if segment > 0, let owner, fchown(file, owner.user, owner.group) != 0 {
        throw .system("\(name) could not be given to \(owner.name)", errno)
      }
      left -= own
      segment += 1
    }
  }

  private func opened(_ name: String) throws(ServerFailure) -> Int32 {
    let file = open(name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system("\(name) could not be opened", errno) }
    return file
  }
}
