import DBModelDesign
import DBModelDiagnostics
import DBModelEngines
import DBModelImport
import DBModelWorkload

/// Scripts of SQL, run by an engine of their dialect: what it then has in its catalog.
struct SchemaScripts {
  /// Statements that are run at most: some ten for each table there may be.
  private static let statementLimit = 50_000
  /// Between two lines of progress.
  private static let progressStep = 50

  /// Seconds for all statements together; the engines bound each.
  private static let patienceSeconds = 300

  let files: [SourceFile]
  let dialect: SQLDialect
  /// Nobody said whose SQL it is.
  let isGuessed: Bool
  private let statements: [ScriptStatement]
  private let makers: DefinitionIndex
  private(set) var notes: [(span: SourceSpan, text: String)] = []

  init(_ files: [SourceFile], _ dialect: SQLDialect, isGuessed: Bool) {
    self.isGuessed = isGuessed
    self.files = files
    self.dialect = dialect
    statements = files.flatMap { ScriptReader.statements(of: $0, in: dialect) }
    makers = DefinitionIndex(statements)
  }

  /// Runs every statement that may define something.
  ///
  /// - Returns: The catalog, or what is wrong with the scripts.
  mutating func run(
    on engine: any SchemaEngine,
    _ progress: (String) -> Void
  ) throws(SchemaRefusal) -> Result<SQLCatalog, Finding> {
    if let finding = beyondLimits() { return .failure(finding) }
    let deadline = ContinuousClock.now + .seconds(Self.patienceSeconds)
    for (number, statement) in statements.enumerated() {
      if number % Self.progressStep == 0, number > 0 {
        progress("\(number) of \(statements.count) statements")
      }
      guard ContinuousClock.now < deadline else { return .failure(tookTooLong(statement)) }
      switch statement.role(in: dialect) {
      case .ignored: continue
      case .rows: note("rows", statement.span)
      case .leftOut(let kind): note(named(kind, statement), statement.span)
      case .unknown(let reason): return .failure(notFollowed(statement, reason))
      case .mayDefine(let kind):
        do throws(SchemaRefusal) {
          try engine.run(statement.text)
          if Self.helpers.contains(kind) { note(named(kind, statement), statement.span) }
        } catch {
          let what = named(kind, statement)
          note("\(what), which \(engineName) refuses: \(Self.line(error.message))", statement.span)
        }
      case .defines:
        do throws(SchemaRefusal) {
          try engine.run(statement.text)
        } catch {
          return .failure(Finding(diagnostic: refused(statement, error)))
        }
      }
    }
    var catalog = try engine.catalog()
    // Whatever the script puts in is no count of anybody's rows.
    for place in catalog.tables.indices { catalog.tables[place].rowCount = nil }
    return .success(dialect == .mysql ? ordered(catalog) : catalog)
  }

  /// What is wrong with a script.
  struct Finding: Error {
    let diagnostic: Diagnostic
  }

  /// Where the catalog's table or index is made, as far as its name tells.
  func place(of subject: String) -> SourceSpan? { (maker(of: subject) ?? statements.first)?.span }

  private func maker(of subject: String) -> ScriptStatement? { makers.statement(of: subject) }

  /// Tables as the scripts make them, where a catalog knows no order of its own.
  private func ordered(_ catalog: SQLCatalog) -> SQLCatalog {
    var catalog = catalog
    let places = catalog.tables.map { table -> SourceSpan? in maker(of: table.name)?.span }
    let order = catalog.tables.indices.sorted { a, b in
      func key(_ place: Int) -> (Int32, Int, Int) {
        (places[place]?.file.rawValue ?? .max, places[place]?.lower ?? .max, place)
      }
      return key(a) < key(b)
    }
    catalog.tables = order.map { catalog.tables[$0] }
    return catalog
  }

  /// What is run for the sake of tables, and has no place in a model itself.
  private static let helpers: Set<String> = [
    "function", "routine", "operator", "cast", "extension", "language", "collation",
  ]

  private static let nameless: Set<String> = [
    "privileges", "query", "block of code", "setting", "comment",
  ]

  /// `view open_orders`, where the statement says which.
  private func named(_ kind: String, _ statement: ScriptStatement) -> String {
    let isObject =
      !kind.contains("`") && !Self.nameless.contains(kind)
    guard isObject, let name = statement.name(of: kind) else { return kind }
    return "\(kind) `\(name)`"
  }

  private mutating func note(_ kind: String, _ span: SourceSpan) {
    notes.append((span, "not carried over: \(kind)"))
  }

  private var engineName: String { dialect == .mysql ? "MariaDB" : dialect.title }

  private func beyondLimits() -> Finding? {
    if let open = statements.lazy.compactMap(\.openEnd).first { return cutOff(open) }
    let tables = statements.filter(\.makesTable)
    if tables.count > SchemaLimits.tables {
      return beyond("\(SchemaLimits.tables) tables", at: tables[SchemaLimits.tables].span)
    }
    let run = statements.filter { $0.role(in: dialect).isRun }
    if run.count > Self.statementLimit {
      return beyond(
        "\(Self.statementLimit) statements that define something",
        at: run[Self.statementLimit].span
      )
    }
    return nil
  }

  private func beyond(_ limit: String, at span: SourceSpan) -> Finding {
    Finding(
      diagnostic: Diagnostic(
        ToolRules.sourceInvalid,
        "these scripts have more than \(limit)",
        at: Label(span, "the first one too many"),
        help: ["dump the schema without its rows, or import its parts one by one"]
      )
    )
  }

  private func cutOff(_ span: SourceSpan) -> Finding {
    Finding(
      diagnostic: Diagnostic(
        ToolRules.sourceInvalid,
        "what begins here has no end",
        at: Label(span),
        notes: [readAs],
        help: ["import the whole script; a text, a comment or the rows of a `COPY` are cut off"]
      )
    )
  }

  private func tookTooLong(_ statement: ScriptStatement) -> Finding {
    Finding(
      diagnostic: Diagnostic(
        ToolRules.sourceInvalid,
        "the statements before this one took more than \(Self.patienceSeconds) s",
        at: Label(firstLine(statement)),
        help: ["import what defines tables, and leave out what fills them"]
      )
    )
  }

  private func notFollowed(_ statement: ScriptStatement, _ reason: String) -> Finding {
    Finding(
      diagnostic: Diagnostic(
        ToolRules.sourceInvalid,
        "this statement is not run: \(reason)",
        at: Label(firstLine(statement)),
        notes: [readAs],
        help: ["take it out where tables do without it, or \(otherwise)"]
      )
    )
  }

  private var readAs: String {
    let how = isGuessed ? ": nobody said whose it is" : ""
    return "it was read as SQL of \(dialect.title)\(how)"
  }

  private var otherwise: String {
    let others = SQLDialect.allCases.filter { $0 != dialect }.map { "`--from \($0.rawValue)`" }
    return "say whose SQL it is: \(others.joined(separator: ", "))"
  }

  /// Enough to see which it is.
  private func firstLine(_ statement: ScriptStatement) -> SourceSpan {
    let span = statement.span
    guard let file = files.first(where: { $0.id == span.file }) else { return span }
    let end = file.bytes[span.lower..<span.upper].firstIndex(of: UInt8(ascii: "\n"))
    return SourceSpan(file: span.file, lower: span.lower, upper: end ?? span.upper)
  }

  private func refused(_ statement: ScriptStatement, _ refusal: SchemaRefusal) -> Diagnostic {
    var span = firstLine(statement)
    if let offset = refusal.offset, statement.span.lower + offset < statement.span.upper {
      let lower = statement.span.lower + offset
      span = SourceSpan(file: span.file, lower: lower, upper: lower + 1)
    }
    return Diagnostic(
      ToolRules.sourceInvalid,
      "\(engineName) refuses this statement",
      at: Label(span),
      notes: [refusal.message, refusal.help].compactMap { $0.map(Self.line) } + [readAs],
      help: [help(refusal)]
    )
  }

  private func help(_ refusal: SchemaRefusal) -> String {
    if refusal.isUnknownName {
      return "where a newer version has it, name the programs of that with --postgresql; where an "
        + "extension has it, install that"
    }
    switch dialect {
    case .postgresql:
      return "correct it, name a newer version's programs with --postgresql where it is one's, or "
        + otherwise
    case .mysql:
      return "correct it, leave out what only MySQL 8 has and MariaDB does not, or \(otherwise)"
    case .sqlite: return "correct it, or \(otherwise)"
    }
  }

  private static func line(_ message: String) -> String {
    message.split(whereSeparator: \.isNewline).joined(separator: "; ")
  }
}
