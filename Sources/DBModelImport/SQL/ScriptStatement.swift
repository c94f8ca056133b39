public import DBModelDiagnostics
public import DBModelWorkload

/// One statement of a script, without what ends it.
public struct ScriptStatement: Sendable {
  /// From its first word to its last character.
  public let span: SourceSpan
  /// As an engine is given it.
  public let text: String
  /// Its first words outside quotes, in upper case: `CREATE`, `UNIQUE`, `INDEX`. At most
  /// `ScriptStatement.wordLimit`.
  public let words: [String]
  /// Where a quoted text, a comment or the rows of a `COPY` begin that the script does not end.
  public let openEnd: SourceSpan?
  /// What a command of the script's program names that reads another file.
  let includedFile: String?
  /// Whether a word outside quotes begins a query.
  let holdsQuery: Bool
  /// Whether a name outside texts is that of the database in which MySQL keeps what it is.
  let touchesSystem: Bool

  static let wordLimit = 16

  init(
    span: SourceSpan,
    text: String,
    words: [String],
    openEnd: SourceSpan? = nil,
    includedFile: String? = nil,
    holdsQuery: Bool = false,
    touchesSystem: Bool = false
  ) {
    self.span = span
    self.text = text
    self.words = words
    self.openEnd = openEnd
    self.includedFile = includedFile
    self.holdsQuery = holdsQuery
    self.touchesSystem = touchesSystem
  }

  /// What is done with it.
  public func role(in dialect: SQLDialect) -> ScriptRole { ScriptRole(self, dialect) }

  /// Whether it makes a table.
  public var makesTable: Bool { words.first == "CREATE" && words.contains("TABLE") }

  /// The name that stands behind a word such as `VIEW`, as it is written; `nil` where none does.
  public func name(of kind: String) -> String? {
    let parts = text.split(whereSeparator: { $0.isWhitespace || $0 == "(" })
    let last = kind.split(separator: " ").last.map { $0.uppercased() } ?? ""
    guard let place = parts.firstIndex(where: { $0.uppercased() == last }) else { return nil }
    let name = parts[(place + 1)...].first { !["IF", "NOT", "EXISTS"].contains($0.uppercased()) }
    return name.map { Quoted.text($0.filter { !"`\"'".contains($0) }) }
  }
}
