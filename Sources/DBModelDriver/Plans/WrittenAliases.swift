import DBModelDesign
import DBModelQuery

/// What a statement calls its tables where it gives them other names: `FROM event e`.
enum WrittenAliases {
  /// The table of each alias. A name that stands for several tables, as two subqueries may have it,
  /// is left out.
  static func all(in statement: SQLStatement, of design: RelationalDesign) -> [String: String] {
    let tables = Set(design.tables.map(\.name))
    let words = words(of: withoutComments(statement.text))
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

  /// Comments become blanks. A backslash takes its meaning from the next sign of a text.
  private static func withoutComments(_ text: String) -> String {
    let signs = Array(text.unicodeScalars)
    var found = String.UnicodeScalarView()
    var place = 0
    var quote: Unicode.Scalar?
    func next(_ offset: Int) -> Unicode.Scalar? {
      place + offset < signs.count ? signs[place + offset] : nil
    }
    while place < signs.count {
      let sign = signs[place]
      if let open = quote {
        if sign == "\\", open != "`" {
          place += 2
          continue
        }
        if sign == open { quote = nil }
      } else if ["'", "`", "\""].contains(sign) {
        quote = sign
      } else if sign == "#" || (sign == "-" && next(1) == "-") {
        while place < signs.count, signs[place] != "\n" { place += 1 }
        continue
      } else if sign == "/", next(1) == "*" {
        place += 2
        while place < signs.count, signs[place] != "*" || next(1) != "/" { place += 1 }
        place += 2
        found.append(" ")
        continue
      }
      found.append(sign)
      place += 1
    }
    return String(found)
  }

  /// Names without their quotes, and signs; of texts in quotes nothing.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var current = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open {
          quote = nil
        } else if open != "'" {
          current.append(character)
        }
      } else if ["'", "`", "\""].contains(character) {
        quote = character
      } else if character.isLetter || character.isNumber || character == "_" {
        current.append(character)
      } else {
        if !current.isEmpty { words.append(current) }
        current = ""
        if !character.isWhitespace { words.append(String(character)) }
      }
    }
    return current.isEmpty ? words : words + [current]
  }
}
