import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// What a statement calls its tables where it gives them other names: `FROM event e`.
enum WrittenAliases {
  /// The table of each alias. A name that stands for several tables, as two subqueries may have it,
  /// is left out.
  static func all(in statement: SQLStatement, of design: RelationalDesign) -> [String: String] {
    let tables = Set(design.tables.map(\.name))
    let words = words(of: statement.text)
    var found: [String: String] = [:]
    var isAmbiguous: Set<String> = []
    for place in words.indices.dropFirst() where tables.contains(words[place]) {
      guard opening.contains(words[place - 1].lowercased()) else { continue }
      var next = place + 1
      if next < words.count, words[next].lowercased() == "as" { next += 1 }
      guard next < words.count, isName(words[next]) else { continue }
      let alias = words[next]
      if let known = found[alias], known != words[place] { isAmbiguous.insert(alias) }
      found[alias] = words[place]
    }
    return found.filter { !isAmbiguous.contains($0.key) }
  }

  /// Words that a table follows.
  private static let opening: Set<String> = [
    "from", "join", "straight_join", "update", "into", ",", "(",
  ]
  /// Words behind a table that are no name of it.
  private static let keywords: Set<String> = [
    "as", "cross", "for", "force", "from", "full", "group", "having", "ignore", "inner", "join",
    "left", "limit", "natural", "on", "order", "outer", "partition", "right", "select", "set",
    "straight_join", "union", "use", "using", "values", "where", "window",
  ]

  private static func isName(_ word: String) -> Bool {
    guard let first = word.first, first.isLetter || first == "_" else { return false }
    return !keywords.contains(word.lowercased())
  }

  /// Names without their quotes, and signs; of texts and comments nothing.
  private static func words(of text: String) -> [String] {
    SQLTokens(text, .mysql).compactMap { token in
      switch token {
      case .word(let word): word
      case .quoted(let name) where name.hasPrefix("`"):
        String(name.dropFirst().dropLast()).replacing("``", with: "`")
      case .sign(let sign) where !sign.allSatisfy(\.isWhitespace): sign
      case .sign, .quoted, .comment, .parameter: nil
      }
    }
  }
}
