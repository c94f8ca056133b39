import DBModelImport

/// Finds the statement that defines a table or an index, by the words that stand in it.
struct DefinitionIndex {
  private let statements: [ScriptStatement]
  /// Places of the first statements with a word near their beginning, where the name stands.
  private var heads: [Substring: Int] = [:]
  /// Those of tables with a word anywhere: an index may be defined inside.
  private var bodies: [Substring: Int] = [:]

  /// The words of a definition before which its name stands: `CREATE UNIQUE INDEX IF NOT EXISTS
  /// shop.name`.
  private static let headWords = 10

  init(_ statements: [ScriptStatement]) {
    self.statements = statements
    for (place, statement) in statements.enumerated() where statement.words.first == "CREATE" {
      let words = Self.words(statement.text)
      for word in words.prefix(Self.headWords) where heads[word] == nil { heads[word] = place }
      guard statement.makesTable else { continue }
      for word in words where bodies[word] == nil { bodies[word] = place }
    }
  }

  /// `nil` where no definition holds the name.
  func statement(of name: String) -> ScriptStatement? {
    guard let word = Self.words(name).first else { return nil }
    return (heads[word] ?? bodies[word]).map { statements[$0] }
  }

  /// Letters, digits and underscores that stand together, in small letters.
  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
  }
}
