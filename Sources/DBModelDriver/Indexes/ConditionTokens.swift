import DBModelExplain

/// The words of a condition as PostgreSQL prints it, columns told from other names.
struct ConditionTokens {
  enum Token: Equatable {
    /// `lineitem.l_shipdate`, the quotes taken off.
    case column(alias: String, name: String)
    /// A name without a table before it: a function, a type, `AND`, `ANY`.
    case word(String)
    case sign(String)
    case literal
    case open
    case close
    case cast
  }

  let tokens: [Token]

  init(_ text: String) {
    tokens = FilterTokens(text).tokens.compactMap { token in
      switch token {
      case .open: .open
      case .close: .close
      case .cast: .cast
      case .literal: .literal
      case .brackets: nil
      case .operation(let text): Self.separators.contains(text) ? nil : .sign(text)
      case .word(let text): Self.token(of: text)
      }
    }
  }

  private static let separators: Set<String> = [",", ":", ";", "[", "]", "{", "}"]

  /// A number or a parameter is a value.
  private static func token(of word: String) -> Token {
    if word.first == "$" || word.utf8.first.map({ (48...57).contains($0) }) == true {
      return .literal
    }
    let names = FilterTokens.names(of: word)
    return names.count == 2 && names.allSatisfy { !$0.isEmpty }
      ? .column(alias: names[0], name: names[1]) : .word(names.joined(separator: "."))
  }
}
