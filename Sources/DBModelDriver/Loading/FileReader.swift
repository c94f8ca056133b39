import Glibc

/// Reads files of the operating system, refusing by size before a byte is read.
package enum FileReader {
  /// The largest model that is read: 16 MB.
  package static let maximumBytes = 16 * 1024 * 1024

  /// Why a file could not be read.
  package enum Failure: Error {
    case notFound
    case unreadable(reason: String)
    case tooLarge(bytes: Int)
  }

  /// What a path names.
  package enum Kind {
    case file
    case directory
  }

  /// What stands at a path; `notFound` where nothing does.
  package static func kind(_ path: String) throws(Failure) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .notFound }
      throw .unreadable(reason: lastError)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .directory
    case S_IFREG, S_IFIFO: return .file
    default: throw .unreadable(reason: "it is neither a file nor a directory")
    }
  }

  /// The whole of what is a file, and no pipe or device that may never end.
  package static func readRegular(_ path: String) throws(Failure) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .notFound }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(reason: "it is no file, but a directory, a pipe or a device")
    }
    return try read(path)
  }

  /// The first bytes of what is a file; empty where there is none.
  package static func start(of path: String, bytes count: Int) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let found = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
    return Array(bytes.prefix(max(0, found)))
  }

  /// The whole of a file.
  package static func read(_ path: String) throws(Failure) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .notFound }
    if status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) > maximumBytes {
      throw .tooLarge(bytes: Int(status.st_size))
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(reason: lastError) }
    defer { close(file) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(0, min(Int(status.st_size), maximumBytes)) + 1)
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(reason: lastError)
      }
      bytes += chunk[..<count]
      if bytes.count > maximumBytes { throw .tooLarge(bytes: bytes.count) }
    }
  }

  /// The names in a directory that end in `.dbmodel`, sorted by their bytes.
  package static func models(in directory: String) throws(Failure) -> [String] {
    try names(in: directory).filter { $0.hasSuffix(".dbmodel") }
  }

  /// What a directory holds but hidden files, sorted by the bytes of the names.
  private static func names(in directory: String) throws(Failure) -> [String] {
    guard let stream = opendir(directory) else { throw .unreadable(reason: lastError) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static var lastError: String { String(cString: strerror(errno)) }
}
