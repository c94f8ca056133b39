public import DBModelDiagnostics
import DBModelSyntax
public import DBModelWorkload

/// Tells a script of SQL from other files, and whose SQL it is.
public enum ScriptGuess {
  /// Words a script begins with, where it begins with a statement.
  private static let beginnings: Set<String> = [
    "ALTER", "ATTACH", "BEGIN", "COMMENT", "CREATE", "DROP", "GRANT", "INSERT", "LOCK", "PRAGMA",
    "RENAME", "SELECT", "SET", "START", "USE",
  ]

  /// Whether a file is a script: by its name, or by its first statement.
  public static func isScript(_ file: SourceFile) -> Bool {
    let name = file.path.lowercased()
    if name.hasSuffix(".sql") || name.hasSuffix(".ddl") { return true }
    if name.hasSuffix(".json") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      return false
    }
    guard BinaryFile.firstForeign(file.bytes) == nil else { return false }
    // A first statement of a few words is enough; a script may be long.
    let head = SourceFile(id: file.id, path: file.path, bytes: Array(file.bytes.prefix(65_536)))
    guard let first = ScriptReader.statements(of: head, in: .mysql).first,
      let word = first.words.first
    else { return false }
    let next = first.text.utf8.dropFirst(word.utf8.count).first
    return beginnings.contains(word) && next != UInt8(ascii: ":")
  }

  /// What is wrong with a script that is no text; `nil` of one that is.
  public static func foreignBytes(of file: SourceFile) -> Diagnostic? {
    SourceDocument.foreignBytes(of: file, wanted: "a script of SQL")?.diagnostic
  }

  /// What only one dialect says, and how much it says of it.
  private static let marks: [(dialect: SQLDialect, text: String, weight: Int)] = [
    (.mysql, "`", 3), (.mysql, "engine=", 5), (.mysql, "engine =", 5),
    (.mysql, "auto_increment", 5), (.mysql, "/*!", 5), (.mysql, " unsigned", 3),
    (.mysql, "utf8mb4", 3), (.mysql, "datetime(", 2), (.mysql, " mediumtext", 3),
    (.mysql, " enum(", 3), (.mysql, "modify column", 5), (.mysql, " int(", 2),
    (.mysql, "charset", 4), (.mysql, "character set", 2), (.mysql, "\n  key ", 2),
    (.mysql, "on update current_timestamp", 4), (.mysql, " tinyint", 2),
    (.postgresql, "::", 4), (.postgresql, "serial", 3), (.postgresql, "bigserial", 3),
    (.postgresql, "timestamptz", 4),
    (.postgresql, "with time zone", 4), (.postgresql, "without time zone", 4),
    (.postgresql, "create extension", 5), (.postgresql, "alter table only", 5),
    (.postgresql, "$$", 4), (.postgresql, "pg_catalog", 5), (.postgresql, "jsonb", 4),
    (.postgresql, "bytea", 4), (.postgresql, "create type", 4), (.postgresql, "create domain", 4),
    (.postgresql, "as identity", 3), (.postgresql, "owner to", 4), (.postgresql, "nextval(", 4),
    (.postgresql, "[]", 3), (.postgresql, "character varying", 2), (.postgresql, "search_path", 5),
    (.postgresql, "using gin", 5), (.postgresql, "include (", 3),
    (.postgresql, "double precision", 1), (.postgresql, "\n\\c", 5), (.postgresql, "now()", 1),
    (.postgresql, "add constraint", 1), (.postgresql, "add foreign key", 1),
    (.postgresql, "timestamp(", 1), (.postgresql, "alter column", 1),
    (.sqlite, "autoincrement", 5), (.sqlite, "without rowid", 5), (.sqlite, "pragma ", 5),
    (.sqlite, "strict;", 3), (.sqlite, "create table [", 5), (.sqlite, "glob ", 2),
    (.sqlite, "blob sub_type", 4),
  ]

  /// The dialect that scripts are written in; `nil` where nothing in them tells. Texts, comments
  /// and rows do not count.
  public static func dialect(of files: [SourceFile]) -> SQLDialect? {
    var scores = [Int](repeating: 0, count: SQLDialect.allCases.count)
    for file in files {
      let lower = definitions(file).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      for mark in marks where contains(lower, Array(mark.text.utf8)) {
        guard let place = SQLDialect.allCases.firstIndex(of: mark.dialect) else { continue }
        scores[place] += mark.weight
      }
    }
    guard let best = scores.max(), best > 0, scores.count(where: { $0 == best }) == 1,
      let place = scores.firstIndex(of: best)
    else { return nil }
    return SQLDialect.allCases[place]
  }

  /// What defines something, without texts and comments.
  private static func definitions(_ file: SourceFile) -> [UInt8] {
    var out: [UInt8] = [UInt8(ascii: "\n")]
    for statement in ScriptReader.statements(of: file, in: .sqlite) {
      if statement.words.isEmpty || statement.role(in: .sqlite) == .rows { continue }
      out += bare(Array(statement.text.utf8)) + [UInt8(ascii: ";"), UInt8(ascii: "\n")]
    }
    return out + commands(file)
  }

  /// What begins with `/*!` or `\c`, which the reader skips.
  private static func commands(_ file: SourceFile) -> [UInt8] {
    var out: [UInt8] = []
    for line in file.bytes.split(separator: UInt8(ascii: "\n"))
    where line.starts(with: Array("/*!".utf8)) || line.starts(with: Array("\\c".utf8)) {
      out += [UInt8(ascii: "\n")] + line.prefix(8)
    }
    return out
  }

  private static func bare(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var place = 0
    func starts(_ mark: String) -> Bool { bytes[place...].starts(with: mark.utf8) }
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "'") {
        let end = bytes[(place + 1)...].firstIndex(of: UInt8(ascii: "'")) ?? bytes.count - 1
        place = end + 1
      } else if starts("--") {
        place = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      } else if starts("/*"), !starts("/*!") {
        var end = place + 2
        while end < bytes.count, !bytes[end...].starts(with: "*/".utf8) { end += 1 }
        place = min(bytes.count, end + 2)
      } else {
        out.append(bytes[place])
        place += 1
      }
    }
    return out
  }

  /// Whether a mark stands in a text; where it begins or ends with a letter, as a word there.
  private static func contains(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
    guard let first = mark.first, let last = mark.last, bytes.count >= mark.count else {
      return false
    }
    var start = 0
    let end = bytes.count - mark.count
    while start <= end, let found = bytes[start...end].firstIndex(of: first) {
      let after = found + mark.count
      let isCut =
        (first.isOfSQLWord && found > 0 && bytes[found - 1].isOfSQLWord)
        || (last.isOfSQLWord && after < bytes.count
          && bytes[after].isOfSQLWord)
      if !isCut, bytes[found..<after].elementsEqual(mark) { return true }
      start = found + 1
    }
    return false
  }
}
