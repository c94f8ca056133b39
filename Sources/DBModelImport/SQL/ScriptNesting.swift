import DBModelWorkload

/// Tells a semicolon inside a statement from the one that ends it: in parentheses, in the body of a
/// function and in that of a trigger.
struct ScriptNesting {
  private let dialect: SQLDialect
  private var parentheses = 0
  /// Blocks of a function's body that are open.
  private var blocks = 0
  private var isFunction = false
  private var isTrigger = false
  /// In MySQL a body that may hold statements.
  private var isRoutine = false
  /// An `END` was read, and what follows it has not been.
  private var isClosing = false
  /// The last three pieces: `;`, `END`, or anything.
  private var last: [Piece] = []

  private enum Piece {
    case semicolon
    case end
    case begin
    case any
  }

  init(_ dialect: SQLDialect) { self.dialect = dialect }

  /// Whether a delimiter here ends the statement.
  ///
  /// - Parameter isPlain: It is a semicolon, as in the bodies of routines.
  mutating func endsStatement(isPlain: Bool) -> Bool {
    closeBlock()
    switch dialect {
    // `psql` counts parentheses, and the blocks of a body in standard SQL.
    case .postgresql: return parentheses == 0 && blocks == 0
    // As `sqlite3_complete`: a trigger ends with `; END ;`.
    case .sqlite: return !isTrigger || last.suffix(2) == [.semicolon, .end]
    // Its program looks for the delimiter alone; those that send whole files keep bodies together.
    case .mysql: return !isPlain || blocks == 0
    }
  }

  mutating func symbol(_ byte: UInt8) {
    closeBlock()
    switch byte {
    case UInt8(ascii: "("): parentheses += 1
    case UInt8(ascii: ")"): parentheses = max(0, parentheses - 1)
    default: break
    }
    note(byte == UInt8(ascii: ";") ? .semicolon : .any)
  }

  mutating func other() {
    closeBlock()
    note(.any)
  }

  /// - Parameter words: The first ones of the statement, this one among them.
  mutating func word(_ word: String, _ words: [String]) {
    if words.count <= ScriptStatement.wordLimit, words.first == "CREATE" { look(at: words) }
    if last.last == .end {
      // `END IF` ends no block that was counted, `END CASE` one that was.
      if !["IF", "LOOP", "REPEAT", "WHILE"].contains(word) { closeBlock() }
      isClosing = false
      note(.any)
      if word == "CASE" { return }
    }
    switch word {
    case "ATOMIC" where isFunction && last.last == .begin: blocks += 1
    case "BEGIN" where isRoutine: blocks += 1
    case "CASE" where blocks > 0: blocks += 1
    case "END" where blocks > 0: isClosing = true
    default: break
    }
    switch word {
    case "END": note(.end)
    case "BEGIN": note(.begin)
    default: note(.any)
    }
  }

  /// What is defined, told by where the word stands: a column may have any name.
  private mutating func look(at words: [String]) {
    switch dialect {
    case .sqlite:
      let place = ["TEMP", "TEMPORARY"].contains(words.dropFirst().first ?? "") ? 2 : 1
      isTrigger = isTrigger || (words.count == place + 1 && words[place] == "TRIGGER")
    case .postgresql:
      let place = words.dropFirst().first == "OR" ? 3 : 1
      let isIt = words.count == place + 1 && ["FUNCTION", "PROCEDURE"].contains(words[place])
      isFunction = isFunction || isIt
    case .mysql:
      let kinds = ["FUNCTION", "PROCEDURE", "TRIGGER", "EVENT"]
      let isTable = words.contains("TABLE")
      isRoutine = isRoutine || (!isTable && kinds.contains(words[words.count - 1]))
    }
  }

  private mutating func closeBlock() {
    if isClosing { blocks = max(0, blocks - 1) }
    isClosing = false
  }

  private mutating func note(_ piece: Piece) {
    last.append(piece)
    if last.count > 3 { last.removeFirst() }
  }
}
