public import DBModelDiagnostics
public import DBModelImport

/// Loads files of other formats and makes one model of them; writing it is the command's.
public struct ImportRun: Sendable {
  public private(set) var sources = SourceMap()
  /// The model in the form that `fmt` gives; `nil` where there is none.
  public private(set) var text: [UInt8]?
  /// What is not in the model, one line each: `path:line:column: …`.
  public private(set) var notes: [String] = []
  /// What could not be loaded or read.
  public private(set) var diagnostics: [Diagnostic] = []
  /// A path could not be loaded.
  public private(set) var hasFailed = false

  /// - Parameters:
  ///   - paths: Files, in their order; `-` is standard input.
  ///   - stdinPath: The path that standard input is shown under.
  ///   - format: Of every file; `nil` tells each by what it holds.
  public init(
    paths: [String],
    stdinPath: String?,
    format: SourceFormat?,
    readingStandardInput: () -> [UInt8]
  ) {
    for path in paths {
      do throws(FileReader.Failure) {
        let bytes = path == "-" ? readingStandardInput() : try FileReader.read(path)
        if bytes.count > FileReader.maximumBytes { throw .tooLarge(bytes: bytes.count) }
        sources.add(path: path == "-" ? stdinPath ?? "-" : path, bytes: bytes)
      } catch {
        diagnostics.append(LoadMessage.failure(error, path: path, importSpan: nil))
        hasFailed = true
      }
    }
    if hasFailed { return }
    let outcome = Importer.run(sources.files, as: format)
    text = outcome.text
    diagnostics = outcome.diagnostics
    notes = outcome.notes.map { note in
      let more = note.repeats > 0 ? " (and \(note.repeats) more)" : ""
      return "\(sources.location(of: note.span)): \(note.text)\(more)"
    }
  }
}
