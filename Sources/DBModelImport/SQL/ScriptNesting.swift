/// Tells a semicolon inside a statement from the one that ends it: in parentheses, in the body of a
/// function and in that of a trigger.
struct ScriptNesting {
  private let dialect: ScriptDialect
  private var parentheses = 0
  /// Blocks of a function's body that are open.
  private var blocks = 0
  private var isFunction = false
  private var isTrigger = false
  /// The last three pieces: `;`, `END`, or anything.
  private var last: [Piece] = []

  private enum Piece {
    case semicolon
    case end
    case begin
    case any
  }

  init(_ dialect: ScriptDialect) { self.dialect = dialect }

  /// Whether a delimiter here ends the statement.
  var endsAtDelimiter: Bool {
    switch dialect {
    // `psql` counts parentheses, and the blocks of a body in standard SQL.
    case .postgresql: parentheses == 0 && blocks == 0
    // As `sqlite3_complete`: a trigger ends with `; END ;`.
    case .sqlite: !isTrigger || last.suffix(2) == [.semicolon, .end]
    // Its program looks for the delimiter alone.
    case .mysql: true
    }
  }

  mutating func symbol(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "("): parentheses += 1
    case UInt8(ascii: ")"): parentheses = max(0, parentheses - 1)
    default: break
    }
    note(byte == UInt8(ascii: ";") ? .semicolon : .any)
  }

  mutating func other() { note(.any) }

  /// - Parameter words: The first ones of the statement, this one among them.
  mutating func word(_ word: String, _ words: [String]) {
    let isDefinition = words.first == "CREATE"
    switch word {
    case "TRIGGER" where isDefinition && words.count <= 4: isTrigger = true
    case "FUNCTION", "PROCEDURE": isFunction = isFunction || (isDefinition && words.count <= 4)
    case "ATOMIC" where isFunction && last.last == .begin: blocks += 1
    case "CASE" where blocks > 0: blocks += 1
    case "END" where blocks > 0: blocks -= 1
    default: break
    }
    switch word {
    case "END": note(.end)
    case "BEGIN": note(.begin)
    default: note(.any)
    }
  }

  private mutating func note(_ piece: Piece) {
    last.append(piece)
    if last.count > 3 { last.removeFirst() }
  }
}
