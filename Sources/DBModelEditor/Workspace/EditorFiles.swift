import DBModelDriver
import Glibc

/// Where files come from that are not open in the editor.
public struct EditorFiles: Sendable {
  /// What reading a file gives.
  public enum Content: Sendable {
    case bytes([UInt8])
    case missing
    case unreadable(reason: String)
    case tooLarge(bytes: Int)

    /// The bytes, or why there are none.
    var reading: TraceFiles.Reading {
      switch self {
      case .bytes(let bytes): .success(bytes)
      case .missing: .failure(.notFound)
      case .unreadable(let reason): .failure(.unreadable(reason: reason))
      case .tooLarge(let count): .failure(.tooLarge(bytes: count))
      }
    }
  }

  /// Reads the whole of a file.
  public var read: @Sendable (_ path: String) -> Content
  /// The paths of all models below a folder, sorted by their bytes.
  public var models: @Sendable (_ folder: String) -> [String]

  public init(
    read: @escaping @Sendable (String) -> Content,
    models: @escaping @Sendable (String) -> [String]
  ) {
    self.read = read
    self.models = models
  }

  /// The files of this machine.
  public static var disk: EditorFiles {
    EditorFiles(
      read: { fromDisk($0) },
      models: { DiskModels.below($0) }
    )
  }

  private static func fromDisk(_ path: String) -> Content {
    do throws(FileReader.Failure) {
      return .bytes(try FileReader.read(path))
    } catch {
      return content(error)
    }
  }

  private static func content(_ failure: FileReader.Failure) -> Content {
    switch failure {
    case .notFound: .missing
    case .unreadable(let reason): .unreadable(reason: reason)
    case .tooLarge(let bytes): .tooLarge(bytes: bytes)
    }
  }

  /// Files by their paths, for tests and for text that is stored nowhere.
  public static func memory(_ files: [String: String]) -> EditorFiles {
    EditorFiles(
      read: { path in files[path].map { .bytes(Array($0.utf8)) } ?? .missing },
      models: { folder in
        let prefix = folder.hasSuffix("/") || folder.isEmpty ? folder : folder + "/"
        return files.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".dbmodel") }
          .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      }
    )
  }
}

/// Looks for models below a folder of the disk.
enum DiskModels {
  /// Enough for any one project; a home directory opened by mistake must not be read whole.
  static let maximumFolders = 2_000

  static func below(_ folder: String) -> [String] {
    var found: [String] = []
    var open = [folder.hasSuffix("/") ? String(folder.dropLast()) : folder]
    var visited = 0
    while let next = open.popLast(), visited < maximumFolders {
      visited += 1
      let names = (try? FileReader.models(in: next)) ?? []
      found += names.map { "\(next)/\($0)" }
      open += folders(in: next)
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Folders that hold what people write; hidden ones and those of package managers do not.
  private static func folders(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      guard entry.pointee.d_type == UInt8(DT_DIR) else { continue }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") || name == "node_modules" { continue }
      names.append("\(path)/\(name)")
    }
    return names.sorted { $1.utf8.lexicographicallyPrecedes($0.utf8) }
  }
}
