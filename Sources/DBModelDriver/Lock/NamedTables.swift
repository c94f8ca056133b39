import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Which tables of a design a statement is about.
struct NamedTables {
  private let names: Set<String>
  private let quote: Character

  init(_ design: RelationalDesign, _ dialect: SQLDialect = .postgresql) {
    names = Set(design.tables.map(\.name))
    quote = dialect == .mysql ? "`" : "\""
  }

  /// Sorted. The writer quotes every name; in SQL as written any word counts that is one.
  func all(in statement: SQLStatement) -> [String] {
    let pieces = statement.text.split(separator: quote, omittingEmptySubsequences: false)
    var found: Set<String> = []
    for place in pieces.indices where place % 2 == 1 {
      let name = String(pieces[place])
      if names.contains(name), Self.opens(pieces[place - 1]) { found.insert(name) }
    }
    // MySQL's quotes stand about the names alone that need them.
    if found.isEmpty || statement.role == .raw && quote == "`" {
      let words = statement.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      found.formUnion(words.map { $0.lowercased() }.filter(names.contains))
    }
    return found.sorted()
  }

  /// Whether what stands before a name says that a table follows.
  private static func opens(_ text: Substring) -> Bool {
    ["FROM ", "JOIN ", "INTO ", "UPDATE "].contains { text.hasSuffix($0) }
  }
}
