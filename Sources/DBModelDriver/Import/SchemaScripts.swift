import DBModelDesign
import DBModelDiagnostics
import DBModelEngines
import DBModelImport

/// Scripts of SQL, run by an engine of their dialect: what it then has in its catalog.
struct SchemaScripts {
  /// Statements that are run at most: some ten for each table there may be.
  private static let statementLimit = 50_000
  /// Between two lines of progress.
  private static let progressStep = 50

  let files: [SourceFile]
  let dialect: ScriptDialect
  private let statements: [ScriptStatement]
  private let makers: DefinitionIndex
  private(set) var notes: [(span: SourceSpan, text: String)] = []

  init(_ files: [SourceFile], _ dialect: ScriptDialect) {
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
    for (number, statement) in statements.enumerated() {
      if number % Self.progressStep == 0, number > 0 {
        progress("\(number) of \(statements.count) statements")
      }
      switch statement.role(in: dialect) {
      case .ignored: continue
      case .rows: note("rows", statement.span)
      case .leftOut(let kind): note(kind, statement.span)
      case .mayDefine(let kind):
        do throws(SchemaRefusal) {
          try engine.run(statement.text)
          if Self.helpers.contains(kind) { note(kind, statement.span) }
        } catch {
          note("\(kind), which \(engineName) refuses: \(Self.line(error.message))", statement.span)
        }
      case .defines:
        do throws(SchemaRefusal) {
          try engine.run(statement.text)
        } catch {
          return .failure(Finding(diagnostic: refused(statement, error)))
        }
      }
    }
    let catalog = try engine.catalog()
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

  private mutating func note(_ kind: String, _ span: SourceSpan) {
    notes.append((span, "not carried over: \(kind)"))
  }

  private var engineName: String { dialect == .mysql ? "MariaDB" : dialect.title }

  private func beyondLimits() -> Finding? {
    let tables = statements.filter(\.makesTable)
    if tables.count > SchemaLimits.tables {
      return beyond("\(SchemaLimits.tables) tables", at: tables[SchemaLimits.tables].span)
    }
    if statements.count > Self.statementLimit {
      return beyond("\(Self.statementLimit) statements", at: statements[Self.statementLimit].span)
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

  private func refused(_ statement: ScriptStatement, _ refusal: SchemaRefusal) -> Diagnostic {
    var span = statement.span
    if let offset = refusal.offset, span.lower + offset < span.upper {
      span = SourceSpan(file: span.file, lower: span.lower + offset, upper: span.lower + offset + 1)
    } else {
      // The first line is enough to see which it is.
      let first = statement.text.utf8.firstIndex(of: UInt8(ascii: "\n"))
      let count = first.map {
        statement.text.utf8.distance(from: statement.text.startIndex, to: $0)
      }
      if let count {
        span = SourceSpan(file: span.file, lower: span.lower, upper: span.lower + count)
      }
    }
    return Diagnostic(
      ToolRules.sourceInvalid,
      "\(engineName) refuses this statement",
      at: Label(span),
      notes: [refusal.message, refusal.help].compactMap { $0.map(Self.line) },
      help: [help(refusal)]
    )
  }

  private func help(_ refusal: SchemaRefusal) -> String {
    if refusal.isUnknownName {
      return "where a newer version has it, name the programs of that with --postgresql; where an "
        + "extension has it, install that"
    }
    let others = ScriptDialect.allCases.filter { $0 != dialect }.map { "`--from \($0.rawValue)`" }
    let newer =
      dialect == .postgresql
      ? "name a newer version's programs with --postgresql where it is one's, " : ""
    return "correct it, \(newer)or say whose SQL it is: \(others.joined(separator: ", "))"
  }

  private static func line(_ message: String) -> String {
    message.split(whereSeparator: \.isNewline).joined(separator: "; ")
  }
}
