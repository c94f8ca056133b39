import DBModelEditor
import DBModelTestKit

/// The models of the repository that every property is held against.
enum Samples {
  static let paths = Repository.files(below: "samples", suffixes: [".dbmodel"])

  /// A workspace over the sample folders, with one file of them open.
  static func snapshot(_ path: String) -> EditorSnapshot {
    var workspace = EditorWorkspace(files: files)
    workspace.setFolders(["samples"])
    return workspace.snapshot(for: path)
  }

  static let files: EditorFiles = {
    var texts: [String: String] = [:]
    for path in paths { texts[path] = Repository.text(path) }
    return .memory(texts)
  }()
}
