import DBModelWorkload

/// What a `CREATE`, `ALTER` or `DROP` is about.
enum ScriptDefinition {
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

  /// What may stand between the verb and the kind.
  private static let adjectives: Set<String> = [
    "CONSTRAINT", "FULLTEXT", "GLOBAL", "IGNORE", "LOCAL", "MATERIALIZED", "OFFLINE", "ONLINE",
    "OR",
    "PROCEDURAL", "RECURSIVE", "REPLACE", "SPATIAL", "TRUSTED", "UNIQUE", "UNLOGGED",
  ]

  static func role(_ statement: ScriptStatement, _ dialect: SQLDialect) -> ScriptRole {
    let words = statement.words
    let verb = words.first ?? ""
    let rest = words.dropFirst().drop { adjectives.contains($0) }
    guard let word = rest.first else { return .unknown("it defines nothing that is known") }
    switch word {
    case "VIRTUAL": return .leftOut("virtual table")
    case "FOREIGN": return .leftOut("foreign table")
    case "TEMP", "TEMPORARY":
      let kind = rest.dropFirst().first.flatMap { kinds[$0]?.name } ?? "table"
      return .leftOut("temporary \(kind)")
    default: break
    }
    guard let found = kinds[word] else {
      // `CREATE DEFINER = … TRIGGER`: which kind it is, is for people.
      let named = rest.lazy.compactMap { kinds[$0] }.first { $0.kind != .table }
      return .leftOut(named?.name ?? "statement `\(verb) \(word)`")
    }
    if verb == "ALTER", isOnlyOwner(words) { return .ignored }
    switch found.kind {
    case .table:
      if dialect != .postgresql, verb == "CREATE", statement.holdsQuery {
        return .leftOut("table that a query fills")
      }
      // What is dropped or altered in passing may not be there.
      let isNeeded = verb == "CREATE" || (verb == "ALTER" && word == "TABLE")
      return isNeeded ? .defines : .mayDefine(found.name)
    // In MySQL no table needs one.
    case .helper: return dialect == .mysql ? .leftOut(found.name) : .mayDefine(found.name)
    case .other: return .leftOut(found.name)
    case .database: return dialect == .mysql ? .mayDefine(found.name) : .ignored
    }
  }

  /// `ALTER TABLE ONLY public.orders OWNER TO boss`: no more than names stand before. Who owns a
  /// thing is of no account.
  private static func isOnlyOwner(_ words: [String]) -> Bool {
    guard let place = words.firstIndex(of: "OWNER"), place + 1 < words.count,
      words[place + 1] == "TO",
      words.count <= place + 3, place >= 2
    else { return false }
    let clauses: Set<String> = ["ADD", "ALTER", "DROP", "RENAME", "SET", "CONSTRAINT", "COLUMN"]
    return !words[2..<place].contains { clauses.contains($0) }
  }
}
