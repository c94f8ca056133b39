package import DBModelDiagnostics

/// What is said about files that could not be loaded.
package enum LoadMessage {
  /// About a file that could not be read; an import that asked for it is shown.
  package static func failure(
    _ failure: FileReader.Failure,
    path: String,
    importSpan: SourceSpan?
  ) -> Diagnostic {
    let place = importSpan.map { Label($0, "imported here") }
    switch failure {
    case .notFound:
      if let place {
        return Diagnostic(
          ToolRules.importNotFound,
          "there is no file `\(path)` to import",
          at: place,
          notes: ["an import is relative to the file it stands in"],
          help: ["correct the path, or add the file"],
          path: path
        )
      }
      return Diagnostic(
        ToolRules.fileNotFound,
        "there is no file `\(path)`",
        at: nil,
        help: ["name a .dbmodel file, a directory with some in it, or `-` for standard input"],
        path: path
      )
    case .unreadable(let reason):
      return Diagnostic(
        ToolRules.fileUnreadable,
        "`\(path)` cannot be read",
        at: place,
        notes: [reason],
        help: ["make it readable, or name another file"],
        path: path
      )
    case .tooLarge(let bytes):
      return Diagnostic(
        ToolRules.fileTooLarge,
        "`\(path)` is too large",
        at: place,
        notes: [
          "it has \(FigureFormatter.integer(bytes)) bytes or more; a file may have 16 MB, 16,777,216 bytes"
        ],
        help: ["check that it is a model, or split it by `import`"],
        path: path
      )
    }
  }

  static func tooManyFiles(_ path: String) -> Diagnostic {
    Diagnostic(
      ToolRules.tooManyFiles,
      "`\(path)` is one file more than the \(Workspace.maximumFiles) that are loaded",
      at: nil,
      help: ["name the files of one model"],
      path: path
    )
  }

  static func emptyDirectory(_ path: String) -> Diagnostic {
    Diagnostic(
      ToolRules.directoryWithoutModels,
      "the directory `\(path)` holds no .dbmodel file",
      at: nil,
      help: ["name a directory with .dbmodel files, or a file"],
      path: path
    )
  }

  /// About an import that begins at the root of the machine.
  package static func importNotRelative(_ path: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      ToolRules.importNotRelative,
      "the import `\(path)` is not relative",
      at: Label(span, "starts at the root of this machine"),
      help: ["write the path as seen from this file"],
      path: path
    )
  }
}
