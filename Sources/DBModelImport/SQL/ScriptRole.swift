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

  init(_ statement: ScriptStatement, _ dialect: ScriptDialect) {
    let words = statement.words
    guard let first = words.first else {
      self = .unknown("it begins with no word")
      return
    }
    switch first {
    case "CREATE", "ALTER", "DROP": self = Self.definition(first, words, dialect)
    case "RENAME": self = .defines
    case "USE": self = dialect == .mysql ? .mayDefine("database") : Self.noVerb(first)
    case "SET": self = Self.setting(statement, dialect)
    case "SELECT": self = Self.call(statement, dialect)
    case "COMMENT": self = dialect == .postgresql ? .mayDefine("comment") : Self.noVerb(first)
    case "GRANT", "REVOKE", "REASSIGN": self = .leftOut("privileges")
    case "DO":
      self = dialect == .postgresql ? .mayDefine("block of code") : .leftOut("statement `DO`")
    case "CALL", "EXECUTE", "PREPARE": self = .leftOut("statement `\(first)`")
    case "SECURITY", "IMPORT", "CLUSTER", "REFRESH", "ATTACH", "DETACH":
      self = .leftOut("statement `\(first)`")
    case "ROLLBACK":
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
  }

  private static func noVerb(_ word: String) -> ScriptRole {
    .unknown("no statement begins with `\(Quoted.text(word))`")
  }

  /// What decides how names are found is run; what changes how texts are read is not understood.
  private static func setting(_ statement: ScriptStatement, _ dialect: ScriptDialect) -> ScriptRole
  {
    let text = statement.text.uppercased()
    let quoting = ["ANSI_QUOTES", "NO_BACKSLASH_ESCAPES"].first { text.contains($0) }
    if dialect == .mysql, let quoting {
      return .unknown("it changes how texts are written: \(quoting)")
    }
    let words = statement.words.filter { !["SESSION", "LOCAL"].contains($0) }
    if words.dropFirst().first == "STANDARD_CONFORMING_STRINGS", words.last == "OFF" {
      return .unknown("it changes how texts are written: standard_conforming_strings")
    }
    let isPath = ["SEARCH_PATH", "SCHEMA"].contains(words.dropFirst().first ?? "")
    return dialect == .postgresql && isPath ? .mayDefine("setting") : .ignored
  }

  /// Calls by name are not run, but for what pg_dump writes of `search_path`.
  private static func call(_ statement: ScriptStatement, _ dialect: ScriptDialect) -> ScriptRole {
    let words = statement.words.filter { $0 != "PG_CATALOG" }
    if ["SET_CONFIG", "SETVAL"].contains(words.dropFirst().first ?? ""), dialect == .postgresql {
      let isPath = statement.text.lowercased().contains("'search_path'")
      let isPlain = words.count == 3 && ["TRUE", "FALSE"].contains(words[2])
      return isPath && isPlain ? .mayDefine("setting") : .ignored
    }
    return .leftOut("query")
  }

  // MARK: Definitions

  private enum Kind {
    case table
    case helper
    case other
    case database
  }

  /// Words that say what is defined, and what of them is needed for tables.
  private static let kinds: [String: (name: String, kind: Kind)] = [
    "VIEW": ("view", .other), "TRIGGER": ("trigger", .other), "EVENT": ("event", .other),
    "PROCEDURE": ("procedure", .other), "AGGREGATE": ("aggregate", .other),
    "RULE": ("rule", .other), "POLICY": ("policy", .other), "ROLE": ("role", .other),
    "USER": ("user", .other), "PUBLICATION": ("publication", .other),
    "SUBSCRIPTION": ("subscription", .other), "SERVER": ("server", .other),
    "TABLESPACE": ("tablespace", .other), "STATISTICS": ("statistics", .other),
    "FUNCTION": ("function", .helper), "ROUTINE": ("routine", .helper),
    "EXTENSION": ("extension", .helper), "COLLATION": ("collation", .helper),
    "OPERATOR": ("operator", .helper), "CAST": ("cast", .helper),
    "LANGUAGE": ("language", .helper), "SEQUENCE": ("sequence", .helper),
    "TYPE": ("type", .table), "DOMAIN": ("domain", .table), "INDEX": ("index", .table),
    "SCHEMA": ("schema", .table), "DATABASE": ("database", .database),
    "TABLE": ("table", .table),
  ]

  /// The first word that names a kind says which it is: what comes before are adjectives.
  private static func definition(
    _ verb: String,
    _ words: [String],
    _ dialect: ScriptDialect
  ) -> ScriptRole {
    switch words.dropFirst().first {
    case "VIRTUAL": return .leftOut("virtual table")
    case "FOREIGN": return .leftOut("foreign table")
    case "TEMP", "TEMPORARY": return .leftOut("temporary table")
    default: break
    }
    for word in words.dropFirst() {
      guard let found = kinds[word] else { continue }
      switch found.kind {
      case .table:
        // Who owns a thing is of no account.
        if verb == "ALTER", words.suffix(3).contains("OWNER"), isOnlyOwner(words) {
          return .ignored
        }
        // What is dropped or altered in passing may not be there.
        let isNeeded = verb == "CREATE" || (verb == "ALTER" && word == "TABLE")
        return isNeeded ? .defines : .mayDefine(found.name)
      // In MySQL no table needs one.
      case .helper:
        if verb == "ALTER", isOnlyOwner(words) { return .ignored }
        return dialect == .mysql ? .leftOut(found.name) : .mayDefine(found.name)
      case .other: return verb == "ALTER" && isOnlyOwner(words) ? .ignored : .leftOut(found.name)
      case .database: return dialect == .mysql ? .mayDefine(found.name) : .ignored
      }
    }
    return .unknown("it defines nothing that is known")
  }

  /// `ALTER TABLE ONLY public.orders OWNER TO boss`: no more than names stand before.
  private static func isOnlyOwner(_ words: [String]) -> Bool {
    guard let place = words.firstIndex(of: "OWNER"), place + 1 < words.count,
      words[place + 1] == "TO",
      words.count <= place + 3
    else { return false }
    let clauses: Set<String> = ["ADD", "ALTER", "DROP", "RENAME", "SET", "CONSTRAINT", "COLUMN"]
    return !words[2..<place].contains { clauses.contains($0) }
  }
}
