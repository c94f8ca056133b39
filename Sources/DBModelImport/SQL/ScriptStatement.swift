public import DBModelDiagnostics

/// One statement of a script, without what ends it.
public struct ScriptStatement: Sendable {
  /// From its first word to its last character.
  public let span: SourceSpan
  /// As an engine is given it.
  public let text: String
  /// Its first words outside quotes, in upper case: `CREATE`, `UNIQUE`, `INDEX`. At most
  /// `ScriptStatement.wordLimit`.
  public let words: [String]

  static let wordLimit = 16

  /// What is done with it.
  public func role(in dialect: ScriptDialect) -> ScriptRole { ScriptRole(words, dialect) }

  /// Whether it makes a table.
  public var makesTable: Bool { words.first == "CREATE" && words.contains("TABLE") }
}

/// What becomes of a statement in an import.
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

  init(_ words: [String], _ dialect: ScriptDialect) {
    guard let first = words.first else {
      self = .ignored
      return
    }
    switch first {
    case "CREATE", "ALTER", "DROP": self = Self.definition(first, words, dialect)
    case "RENAME": self = .defines
    case "USE": self = .mayDefine("database")
    case "SET":
      let isPath = words.contains("SEARCH_PATH") || words.contains("SCHEMA")
      self = isPath ? .mayDefine("setting") : .ignored
    // What pg_dump writes of `search_path`.
    case "SELECT":
      self = words.contains("SET_CONFIG") ? .mayDefine("setting") : .ignored
    case "COMMENT": self = .mayDefine("comment")
    case "INSERT", "REPLACE", "COPY", "LOAD", "UPDATE", "DELETE", "MERGE", "VALUES", "WITH",
      "TRUNCATE":
      self = .rows
    case "GRANT", "REVOKE", "REASSIGN": self = .leftOut("privileges")
    case "DO", "CALL", "EXECUTE": self = .leftOut("block of code")
    case "SECURITY", "IMPORT", "CLUSTER", "REFRESH":
      self = .leftOut("statement `\(first)`")
    default: self = .ignored
    }
  }

  /// Words that say what is defined, and what of them is needed for tables.
  private static let kinds: [(word: String, name: String, role: Kind)] = [
    ("VIEW", "view", .other), ("TRIGGER", "trigger", .other), ("EVENT", "event", .other),
    ("PROCEDURE", "procedure", .other), ("AGGREGATE", "aggregate", .other),
    ("RULE", "rule", .other), ("POLICY", "policy", .other), ("ROLE", "role", .other),
    ("USER", "user", .other), ("PUBLICATION", "publication", .other),
    ("SUBSCRIPTION", "subscription", .other), ("SERVER", "server", .other),
    ("TABLESPACE", "tablespace", .other), ("STATISTICS", "statistics", .other),
    ("FUNCTION", "function", .helper), ("ROUTINE", "routine", .helper),
    ("EXTENSION", "extension", .helper), ("COLLATION", "collation", .helper),
    ("OPERATOR", "operator", .helper), ("CAST", "cast", .helper),
    ("LANGUAGE", "language", .helper), ("SEQUENCE", "sequence", .helper),
    ("TYPE", "type", .table), ("DOMAIN", "domain", .table), ("INDEX", "index", .table),
    ("KEY", "index", .table), ("SCHEMA", "schema", .table), ("DATABASE", "database", .database),
    ("TABLE", "table", .table),
  ]

  private enum Kind {
    case table
    case helper
    case other
    case database
  }

  /// The first word that names a kind says which it is: what comes before are adjectives.
  private static func definition(
    _ verb: String,
    _ words: [String],
    _ dialect: ScriptDialect
  ) -> ScriptRole {
    if words.contains("VIRTUAL") { return .leftOut("virtual table") }
    if words.contains("FOREIGN"), verb == "CREATE", words.prefix(2).contains("FOREIGN") {
      return .leftOut("foreign table")
    }
    for word in words.dropFirst() {
      guard let kind = kinds.first(where: { $0.word == word }) else { continue }
      // Who owns a thing is of no account, and the owner is nobody here.
      if verb == "ALTER", words.contains("OWNER") { return .ignored }
      switch kind.role {
      case .table:
        // What is dropped or altered in passing may not be there.
        let isNeeded = verb == "CREATE" || (verb == "ALTER" && kind.word == "TABLE")
        return isNeeded ? .defines : .mayDefine(kind.name)
      // In MySQL no table needs one.
      case .helper: return dialect == .mysql ? .leftOut(kind.name) : .mayDefine(kind.name)
      case .other: return .leftOut(kind.name)
      case .database: return dialect == .mysql ? .mayDefine(kind.name) : .ignored
      }
    }
    return .leftOut("statement `\(words.prefix(2).joined(separator: " "))`")
  }
}
