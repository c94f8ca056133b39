import Glibc

/// How much disk a directory takes.
enum DiskUse {
  /// With everything below it; holes in files take none. Links are not followed.
  static func bytes(of path: String) -> Int {
    var total = 0
    var open = [path]
    while let next = open.popLast() {
      var about = stat()
      guard lstat(next, &about) == 0 else { continue }
      // Blocks of 512 bytes, whatever the file system's own are (stat(2)).
      total += Int(about.st_blocks) * 512
      if about.st_mode & S_IFMT == S_IFDIR {
        open += FolderListing.names(in: next).map { "\(next)/\($0)" }
      }
    }
    return total
  }
}
