import DBModelDesign
import DBModelDiagnostics
import DBModelEngines
import DBModelImport
import DBModelWorkload

/// Makes a model of the tables that scripts, a database file or a server describe.
struct SchemaImport {
  private(set) var text: [UInt8]?
  /// One line each, with its place where there is one.
  private(set) var notes: [String] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// There is no engine to read with.
  private(set) var hasFailed = false

  private let engines: SchemaEngines

  /// Scripts, as one schema.
  init(_ sources: SourceMap, _ stated: SQLDialect?, _ engines: SchemaEngines) {
    self.engines = engines
    let files = sources.files
    for file in files {
      if let finding = ScriptGuess.foreignBytes(of: file) { diagnostics.append(finding) }
    }
    guard diagnostics.isEmpty else { return }
    let guess = stated ?? ScriptGuess.dialect(of: files)
    let dialect = guess ?? .sqlite
    var scripts = SchemaScripts(files, dialect, isGuessed: stated == nil)
    var notes: [(span: SourceSpan, text: String)] = []
    if guess == nil, let first = files.first {
      notes.append(
        (
          SourceSpan(file: first.id, lower: 0, upper: 0),
          "read as SQLite's SQL, since nothing in it tells; `--from postgresql` and `--from mysql` say "
            + "otherwise"
        )
      )
    }
    do throws(SchemaRefusal) {
      let engine = try engines.engine(dialect)
      let result = try scripts.run(on: engine, engines.progress)
      switch result {
      case .failure(let finding): diagnostics.append(finding.diagnostic)
      case .success(let catalog):
        let outcome = CatalogWriter.write(
          catalog,
          in: dialect,
          named: Self.name(files.first?.path ?? ""),
          origins: files.map { "\(Self.lastPart($0.path)) (\(dialect.title) schema)" }
        )
        text = outcome.text
        notes += scripts.notes
        for note in outcome.notes {
          let place = scripts.place(of: note.subject)
          notes.append((place ?? SourceSpan(file: files[0].id, lower: 0, upper: 0), note.text))
        }
        if text == nil { diagnostics.append(Self.withoutTables(files[0], dialect)) }
      }
    } catch {
      fail(error)
    }
    self.notes = text == nil ? [] : Self.lines(notes, sources)
  }

  /// A database file of SQLite.
  init(databaseFile path: String, _ engines: SchemaEngines) {
    self.engines = engines
    read(.sqlite, named: Self.name(path), origin: "\(Self.lastPart(path)) (SQLite database)") {
      () throws(SchemaRefusal) in
      try SQLiteSchemaEngine(.file(path)).catalog()
    }
  }

  /// A server of PostgreSQL.
  init(_ address: PostgreSQLAddress, _ engines: SchemaEngines) {
    self.engines = engines
    let shown = address.shown
    read(.postgresql, named: Self.lastPart(shown), origin: "\(shown) (PostgreSQL server)") {
      () throws(SchemaRefusal) in
      try LiveCatalog.read(address)
    }
  }

  private mutating func read(
    _ dialect: SQLDialect,
    named name: String,
    origin: String,
    _ catalog: () throws(SchemaRefusal) -> SQLCatalog
  ) {
    do throws(SchemaRefusal) {
      let outcome = CatalogWriter.write(
        try catalog(),
        in: dialect,
        named: name,
        origins: [origin]
      )
      text = outcome.text
      notes = outcome.notes.map { "\(origin): \($0.text)" }
      if text == nil { diagnostics.append(Self.withoutTables(nil, dialect)) }
    } catch {
      fail(error)
    }
  }

  private mutating func fail(_ refusal: SchemaRefusal) {
    hasFailed = true
    diagnostics.append(
      Diagnostic(
        ToolRules.schemaNotRead,
        "the schema could not be read",
        at: nil,
        notes: refusal.message.split(whereSeparator: \.isNewline).map(String.init),
        help: refusal.help.map { [$0] } ?? []
      )
    )
  }

  // MARK: Texts

  /// The same sentence is said once, at its first place.
  private static func lines(
    _ notes: [(span: SourceSpan, text: String)],
    _ sources: SourceMap
  ) -> [String] {
    let notes = notes.enumerated().sorted {
      ($0.element.span.file.rawValue, $0.element.span.lower, $0.offset)
        < ($1.element.span.file.rawValue, $1.element.span.lower, $1.offset)
    }.map(\.element)
    var repeats: [String: Int] = [:]
    for note in notes { repeats[note.text, default: 0] += 1 }
    var seen: Set<String> = []
    return notes.filter { seen.insert($0.text).inserted }.map { note in
      let more = (repeats[note.text] ?? 1) - 1
      let suffix = more > 0 ? " (and \(more) more)" : ""
      return "\(sources.location(of: note.span)): \(note.text)\(suffix)"
    }
  }

  private static func withoutTables(_ file: SourceFile?, _ dialect: SQLDialect) -> Diagnostic {
    Diagnostic(
      ToolRules.sourceWithoutTables,
      "there is no table with a key",
      at: file.map { Label(SourceSpan(file: $0.id, lower: 0, upper: 0)) },
      notes: ["it was read as \(dialect.title)"],
      help: ["name what makes tables, each with a primary key or a unique one"]
    )
  }

  private static func lastPart(_ path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last == "-" ? "standard input" : last
  }

  /// `chinook` of `samples/chinook.Sqlite.sql`.
  private static func name(_ path: String) -> String {
    let last = lastPart(path)
    return last.split(separator: ".").first.map(String.init) ?? last
  }
}
