/// What a token is.
public enum TokenKind: UInt8, Hashable, BitwiseCopyable, Sendable {
  /// The last token, which carries the trivia behind the others.
  case endOfFile
  /// A name, or a word of a clause.
  case word
  /// Digits with what is attached to them; the unit is a word of its own.
  case number
  /// `2027-06-30`.
  case date
  /// `02:00`.
  case time
  /// `"…"`.
  case string
  /// `"""…"""`.
  case rawString
  /// `$name`.
  case parameter
  /// `.`
  case dot
  /// `..`
  case dotDot
  /// `,`
  case comma
  /// `:`
  case colon
  /// `(`
  case leftParen
  /// `)`
  case rightParen
  /// `{`
  case leftBrace
  /// `}`
  case rightBrace
  /// `*`
  case star
  /// `?`
  case question
  /// `/`
  case slash
  /// `+`
  case plus
  /// `-`
  case minus
  /// `->`
  case arrow
  /// `=`
  case equal
  /// `+=`
  case plusEqual
  /// `-=`
  case minusEqual
  /// `==`
  case equalEqual
  /// `!=`
  case notEqual
  /// `<`
  case less
  /// `<=`
  case lessEqual
  /// `>`
  case greater
  /// `>=`
  case greaterEqual
  /// Bytes that belong to no token of the language.
  case unknown
  // The reserved words stand last, so that one comparison tells them.
  /// `and`
  case and
  /// `or`
  case or
  /// `not`
  case not
  /// `in`
  case `in`
  /// `where`
  case `where`
  /// `set`
  case set
  /// `if`
  case `if`
  /// `true`
  case `true`
  /// `false`
  case `false`
  /// `null`
  case null

  /// Whether this is one of the ten words that can never be a name.
  public var isReserved: Bool { rawValue >= TokenKind.and.rawValue }

  /// Whether a group may end before such a token where no line does.
  @inline(__always)
  var mayEndGroup: Bool {
    switch self {
    case .comma, .leftBrace, .rightBrace, .rightParen, .endOfFile: true
    default: false
    }
  }

  /// The reserved words, as they are written.
  public static let reservedWords = [
    "and", "or", "not", "in", "where", "set", "if", "true", "false", "null",
  ]
}

/// What the lexer noted about a token besides its kind.
struct TokenFlags: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt16

  /// A line ends somewhere in the trivia before the token.
  static let newlineBefore = TokenFlags(rawValue: 1)
  /// Some trivia stands before the token.
  static let spaceBefore = TokenFlags(rawValue: 2)
  /// The trivia before holds a `///` line.
  static let documentation = TokenFlags(rawValue: 4)
  /// The token itself was already reported; what follows from it must not be.
  static let broken = TokenFlags(rawValue: 8)
  /// An opening bracket that nothing closes.
  static let unclosed = TokenFlags(rawValue: 16)
  /// A declaration that ends every block still open before it.
  static let closesBlocks = TokenFlags(rawValue: 32)
  /// Something on the line was reported that may put anything else on it out of its place: a string
  /// without its end, a brace too many or too few.
  static let onBrokenLine = TokenFlags(rawValue: 64)
  /// A closing brace that closes nothing; it is skipped.
  static let stray = TokenFlags(rawValue: 128)
  /// A word with a colon behind it on its line.
  static let label = TokenFlags(rawValue: 256)
  /// The word of a unit, behind a number on its line.
  static let unit = TokenFlags(rawValue: 512)
  /// A dot that carries on a path, and one that carries on a parameter.
  static let inPath = TokenFlags(rawValue: 1024)
  static let inParameter = TokenFlags(rawValue: 2048)
}
