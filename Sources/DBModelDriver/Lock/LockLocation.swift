import DBModelDiagnostics
import DBModelLock
import DBModelWorkload

/// Where the lock of a model stands: in the directory of its root, under the root's name.
struct LockLocation {
  /// The path of the lock.
  let path: String
  /// The name of the root, without its directory.
  let root: String

  /// The root is the file that declares the model, so that several models in one directory have a
  /// part each; where that was only imported, or none declares it, the file that was named first.
  ///
  /// - Parameters:
  ///   - paths: As the user named them.
  ///   - stdinPath: The path that standard input is shown under.
  /// - Returns: `nil` where the root is text without a path.
  init?(_ workload: Workload, sources: SourceMap, paths: [String], stdinPath: String?) {
    let named = Set(paths.map { FilePath.normalized($0 == "-" ? stdinPath ?? "-" : $0) })
    func isNamed(_ file: SourceFile) -> Bool {
      let path = FilePath.normalized(file.path)
      return named.contains(path) || named.contains(FilePath.normalized(Self.folder(of: path)))
    }
    let declaring = (workload.name?.span.file).map { sources[$0] }
    let file = declaring.flatMap { isNamed($0) ? $0 : nil } ?? sources.files.first
    guard let file, file.path != "-" else { return nil }
    self.init(root: file.path)
  }

  /// - Parameter root: The path of the root.
  init(root: String) {
    let folder = Self.folder(of: root)
    self.root = String(root.dropFirst(folder.utf8.count))
    path = folder + PlanLock.fileName
  }

  /// With its slash; empty for the working directory.
  private static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
  }

  /// The path of a file beside the lock.
  func sibling(_ name: String) -> String {
    String(path.dropLast(PlanLock.fileName.count)) + name
  }
}
