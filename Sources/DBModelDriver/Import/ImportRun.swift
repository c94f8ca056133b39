public import DBModelDiagnostics
import DBModelEngines
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
  ///   - engines: What reads SQL.
  public init(
    paths: [String],
    stdinPath: String?,
    format: SourceFormat?,
    engines: SchemaEngines = SchemaEngines(),
    readingStandardInput: () -> [UInt8]
  ) {
    if let schema = Self.database(paths, format, engines) {
      take(schema)
      return
    }
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
    let scripts = sources.files.filter {
      format.map { $0.dialect != nil } ?? ScriptGuess.isScript($0)
    }
    if !scripts.isEmpty, scripts.count < sources.files.count {
      refuseMixture("scripts of SQL and descriptions of tables")
      return
    }
    if !scripts.isEmpty {
      take(SchemaImport(sources, format?.dialect, engines))
      return
    }
    let outcome = Importer.run(sources.files, as: format)
    text = outcome.text
    diagnostics = outcome.diagnostics
    notes = outcome.notes.map { note in
      let more = note.repeats > 0 ? " (and \(note.repeats) more)" : ""
      return "\(sources.location(of: note.span)): \(note.text)\(more)"
    }
  }

  /// The one source that is no file to load: a server, or a database.
  private static func database(
    _ paths: [String],
    _ format: SourceFormat?,
    _ engines: SchemaEngines
  ) -> SchemaImport? {
    guard paths.count == 1, let path = paths.first, format?.dialect != nil || format == nil else {
      return nil
    }
    if let address = PostgreSQLAddress(path) { return SchemaImport(address, engines) }
    let start = FileReader.start(of: path, bytes: SQLiteSchemaEngine.fileStart.count)
    return start == SQLiteSchemaEngine.fileStart
      ? SchemaImport(databaseFile: path, engines) : nil
  }

  private mutating func take(_ schema: SchemaImport) {
    text = schema.text
    notes = schema.notes
    diagnostics += schema.diagnostics
    hasFailed = schema.hasFailed
  }

  private mutating func refuseMixture(_ what: String) {
    hasFailed = true
    diagnostics.append(
      Diagnostic(
        ToolRules.schemaNotRead,
        "\(what) make no model together",
        at: nil,
        help: ["import them one by one; models are put together with `import`"]
      )
    )
  }
}
