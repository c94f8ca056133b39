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
    if paths.count > 1, let path = paths.first(where: Self.standsAlone) {
      refuse("a server or a database file is imported by itself", Self.shown(path))
      return
    }
    if let path = paths.first(where: { $0.contains("://") }) {
      refuse("no server is read at this kind of address", Self.shown(path))
      return
    }
    for path in paths {
      do throws(FileReader.Failure) {
        let bytes = path == "-" ? readingStandardInput() : try FileReader.read(path)
        if bytes.count > FileReader.maximumBytes { throw .tooLarge(bytes: bytes.count) }
        sources.add(path: path == "-" ? stdinPath ?? "-" : path, bytes: bytes)
      } catch {
        let finding = LoadMessage.failure(error, path: path, importSpan: nil)
        diagnostics.append(Self.forImport(finding))
        hasFailed = true
      }
    }
    if hasFailed { return }
    let scripts = sources.files.filter {
      format.map { $0.dialect != nil } ?? ScriptGuess.isScript($0)
    }
    if !scripts.isEmpty, scripts.count < sources.files.count {
      refuse("scripts of SQL and descriptions of tables make no model together", nil)
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
    guard paths.count == 1, let path = paths.first else { return nil }
    if format == nil || format == .postgresql, let address = PostgreSQLAddress(path) {
      return SchemaImport(address, engines)
    }
    guard format == nil || format == .sqlite else { return nil }
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

  private static func standsAlone(_ path: String) -> Bool {
    path.contains("://")
      || FileReader.start(of: path, bytes: SQLiteSchemaEngine.fileStart.count)
        == SQLiteSchemaEngine.fileStart
  }

  /// An address without what may be a password.
  private static func shown(_ path: String) -> String {
    guard let scheme = path.ranges(of: "://").first else { return "`\(path)`" }
    return "`\(path[..<scheme.upperBound])…`"
  }

  /// What is named here is no model.
  private static func forImport(_ finding: Diagnostic) -> Diagnostic {
    guard finding.rule == ToolRules.fileNotFound || finding.rule == ToolRules.fileTooLarge else {
      return finding
    }
    return Diagnostic(
      finding.rule,
      finding.title,
      at: finding.primary,
      notes: finding.notes,
      help: ["name a file that describes tables, or the part of it that does"],
      path: finding.path
    )
  }

  private mutating func refuse(_ title: String, _ note: String?) {
    hasFailed = true
    diagnostics.append(
      Diagnostic(
        ToolRules.schemaNotRead,
        title,
        at: nil,
        notes: note.map { [$0] } ?? [],
        help: [
          "import them one by one, from files, a file of SQLite or postgresql://…; models are put "
            + "together with `import`"
        ]
      )
    )
  }
}
