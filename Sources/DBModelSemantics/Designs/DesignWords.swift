import DBModelSyntax
import DBModelWorkload

/// The words of designs of one kind of store, for whoever writes them in one of the other kind.
enum DesignWords {
  /// Clauses that only tables and indexes of dynamodb stores have.
  private static let keyed = ["item", "partition", "sort", "project", "local"]
  /// Clauses that only tables of relational stores have.
  private static let relational = ["row", "unique"]

  /// Where a word belongs that this store's designs do not have.
  static func note(_ word: String, in store: Store) -> String? {
    let isKeyed = store.kind == .dynamodb
    guard (isKeyed ? relational : keyed).contains(word) else { return nil }
    let home = isKeyed ? "a relational store" : "a dynamodb store"
    return "`\(word)` belongs in a design of \(home); `\(store.name)` is \(kind(of: store))"
  }

  private static func kind(of store: Store) -> String {
    switch store.kind {
    case .dynamodb: "a dynamodb store"
    case .auroraPostgreSQL, .auroraMySQL: "an \(store.kind.rawValue) store"
    default: "a \(store.kind.rawValue) store"
    }
  }

  /// Whether a block has words of the other kind, which were reported: what is missing beside them
  /// would only repeat that.
  static func hasForeign(_ block: SyntaxNode, _ table: Vocabulary) -> Bool {
    block.clauses.contains { clause in
      guard let word = clause.groupItems.first?.first?.word, table.form(of: word) == nil else {
        return false
      }
      return keyed.contains(word) || relational.contains(word)
    }
  }
}
