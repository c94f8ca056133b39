public import DBModelDiagnostics
import DBModelSyntax

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
  private static let marks: [(dialect: ScriptDialect, text: String, weight: Int)] = [
    (.mysql, "`", 3), (.mysql, "engine=", 5), (.mysql, "engine =", 5),
    (.mysql, "auto_increment", 5), (.mysql, "/*!", 5), (.mysql, " unsigned", 3),
    (.mysql, "utf8mb4", 3), (.mysql, "datetime(", 2), (.mysql, " mediumtext", 3),
    (.mysql, " enum(", 3), (.mysql, "on update current_timestamp", 4), (.mysql, " tinyint", 2),
    (.postgresql, "::", 4), (.postgresql, "serial", 3), (.postgresql, "timestamptz", 4),
    (.postgresql, "with time zone", 4), (.postgresql, "without time zone", 4),
    (.postgresql, "create extension", 5), (.postgresql, "alter table only", 5),
    (.postgresql, "$$", 4), (.postgresql, "pg_catalog", 5), (.postgresql, "jsonb", 4),
    (.postgresql, "bytea", 4), (.postgresql, "create type", 4), (.postgresql, "create domain", 4),
    (.postgresql, "as identity", 3), (.postgresql, "owner to", 4), (.postgresql, "nextval(", 4),
    (.postgresql, "[]", 3), (.postgresql, "character varying", 2), (.postgresql, "search_path", 5),
    (.postgresql, "using gin", 5), (.postgresql, "include (", 3),
    (.postgresql, "double precision", 1), (.postgresql, "\n\\c", 5), (.postgresql, "now()", 1),
    (.sqlite, "autoincrement", 5), (.sqlite, "without rowid", 5), (.sqlite, "pragma ", 5),
    (.sqlite, "strict;", 3), (.sqlite, "create table [", 5), (.sqlite, "glob ", 2),
    (.sqlite, "blob sub_type", 4),
  ]

  /// The dialect that scripts are written in; `nil` where nothing in them tells.
  public static func dialect(of files: [SourceFile]) -> ScriptDialect? {
    var scores = [Int](repeating: 0, count: ScriptDialect.allCases.count)
    for file in files {
      let lower = file.bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      for mark in marks where contains(lower, Array(mark.text.utf8)) {
        guard let place = ScriptDialect.allCases.firstIndex(of: mark.dialect) else { continue }
        scores[place] += mark.weight
      }
    }
    guard let best = scores.max(), best > 0, scores.count(where: { $0 == best }) == 1,
      let place = scores.firstIndex(of: best)
    else { return nil }
    return ScriptDialect.allCases[place]
  }

  private static func contains(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
    guard let first = mark.first, bytes.count >= mark.count else { return false }
    var start = 0
    let last = bytes.count - mark.count
    while start <= last, let found = bytes[start...last].firstIndex(of: first) {
      if bytes[found..<(found + mark.count)].elementsEqual(mark) { return true }
      start = found + 1
    }
    return false
  }
}
