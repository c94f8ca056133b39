import DBModelWorkload

/// What becomes of a statement in an import. Nothing is run that no table could need: what a script
/// says is run with the rights of an engine, and what is not known here is not run at all.
public enum ScriptRole: Hashable, Sendable {
  /// It defines tables or what they need; a refusal is a mistake of the script.
  case defines
  /// It may help to define tables; where the engine refuses, it is left out and that is said.
  case mayDefine(String)
  /// It has no place in a model: `view`, `function`, `privileges`.
  case leftOut(String)
  /// It brings rows.
  case rows
  /// It sets up the session of the program that wrote it; nobody misses it.
  case ignored
  /// It cannot be followed, for a reason: the import ends.
  case unknown(String)

  /// Verbs that set up a session, or say what a person wants to see.
  private static let ofSessions: Set<String> = [
    "ANALYZE", "BEGIN", "CHECKPOINT", "COMMIT", "DEALLOCATE", "DISCARD", "END", "EXPLAIN", "FLUSH",
    "LISTEN", "LOCK", "NOTIFY", "OPTIMIZE", "PRAGMA", "RELEASE", "RESET", "SAVEPOINT", "SHOW",
    "START", "UNLISTEN", "UNLOCK", "VACUUM", "REINDEX", "WARNINGS",
  ]

  private static let ofRows: Set<String> = [
    "COPY", "DELETE", "INSERT", "LOAD", "MERGE", "REPLACE", "TRUNCATE", "UPDATE", "VALUES", "WITH",
  ]

  init(_ statement: ScriptStatement, _ dialect: SQLDialect) {
    let words = statement.words
    guard let first = words.first else {
      self = .unknown("it begins with no word")
      return
    }
    switch first {
    case "CREATE", "ALTER", "DROP": self = ScriptDefinition.role(statement, dialect)
    case "RENAME": self = .defines
    case "USE": self = dialect == .mysql ? .mayDefine("database") : Self.noVerb(first)
    case "SET": self = Self.setting(statement, dialect)
    case "SELECT": self = Self.call(statement, dialect)
    case "COMMENT": self = dialect == .postgresql ? .mayDefine("comment") : Self.noVerb(first)
    case "GRANT", "REVOKE", "REASSIGN": self = .leftOut("privileges")
    case "DO":
      self = dialect == .postgresql ? .mayDefine("block of code") : .leftOut("statement `DO`")
    case "CALL", "CLOSE", "DECLARE", "EXECUTE", "FETCH", "HANDLER", "MOVE", "PREPARE", "TABLE":
      self = .leftOut("statement `\(first)`")
    case "SECURITY", "IMPORT", "CLUSTER", "REFRESH", "ATTACH", "DETACH":
      self = .leftOut("statement `\(first)`")
    case "ABORT", "ROLLBACK":
      self = .unknown("it takes back what the script did before")
    default:
      if Self.ofSessions.contains(first) {
        self = .ignored
      } else if Self.ofRows.contains(first) {
        self = .rows
      } else if let file = statement.includedFile {
        self = .leftOut("file `\(file)`, which the script reads")
      } else {
        self = Self.noVerb(first)
      }
    }
    // Rows and what is left out may speak of it: they are not run.
    if dialect == .mysql, statement.touchesSystem, isRun {
      self = .unknown("it is about the server's own database `mysql`")
    }
  }

  /// Whether an engine is given it.
  public var isRun: Bool {
    switch self {
    case .defines, .mayDefine: true
    case .leftOut, .rows, .ignored, .unknown: false
    }
  }

  private static func noVerb(_ word: String) -> ScriptRole {
    .unknown("no statement begins with `\(Quoted.text(word))`")
  }

  /// What decides how names are found is run; what changes how texts are read is not understood.
  private static func setting(_ statement: ScriptStatement, _ dialect: SQLDialect) -> ScriptRole {
    if dialect == .mysql {
      let modes = Set(
        statement.text.uppercased().split { !($0.isLetter || $0 == "_") }.map(String.init)
      )
      let found = quotingModes.first { modes.contains($0) }
      guard modes.contains("SQL_MODE"), let found else { return .ignored }
      return .unknown("it changes how texts are written: \(found)")
    }
    let words = statement.words.filter { !["SESSION", "LOCAL"].contains($0) }
    if words.dropFirst().first == "STANDARD_CONFORMING_STRINGS", words.last == "OFF" {
      return .unknown("it changes how texts are written: standard_conforming_strings")
    }
    let isPath = ["SEARCH_PATH", "SCHEMA"].contains(words.dropFirst().first ?? "")
    return dialect == .postgresql && isPath ? .mayDefine("setting") : .ignored
  }

  /// Modes of MySQL and MariaDB that quote names with `"`, or texts without `\`.
  private static let quotingModes = [
    "ANSI", "ANSI_QUOTES", "DB2", "MAXDB", "MSSQL", "NO_BACKSLASH_ESCAPES", "ORACLE", "POSTGRESQL",
  ]

  /// Calls by name are not run, but for what pg_dump writes of `search_path`.
  private static func call(_ statement: ScriptStatement, _ dialect: SQLDialect) -> ScriptRole {
    let words = statement.words.filter { $0 != "PG_CATALOG" }
    if ["SET_CONFIG", "SETVAL"].contains(words.dropFirst().first ?? ""), dialect == .postgresql {
      let isPath = statement.text.lowercased().contains("'search_path'")
      let isPlain = words.count == 3 && ["TRUE", "FALSE"].contains(words[2])
      return isPath && isPlain ? .mayDefine("setting") : .ignored
    }
    return .leftOut("query")
  }
}
