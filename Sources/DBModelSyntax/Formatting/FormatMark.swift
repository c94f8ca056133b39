/// What the formatter notes about a token.
struct FormatMark: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt8

  /// No blank stands before it.
  static let attached = FormatMark(rawValue: 1)
  /// It begins a line.
  static let lineStart = FormatMark(rawValue: 2)
  /// It begins a row: a clause, or an element of a block whose line ends separate.
  static let rowStart = FormatMark(rawValue: 4)
  /// A blank line stands somewhere before it, behind the token before.
  static let blankBefore = FormatMark(rawValue: 8)
  /// A comment stands before it.
  static let comments = FormatMark(rawValue: 16)
  /// A comma that is left out.
  static let dropped = FormatMark(rawValue: 32)
  /// A raw string over several lines.
  static let spansLines = FormatMark(rawValue: 64)
  /// The brace of a block that stood on one line, which is too long.
  static let broken = FormatMark(rawValue: 128)
}

/// One clause, or one element of a block, as it will begin a line.
struct FormatRow: BitwiseCopyable, Sendable {
  enum Shape: UInt8 {
    /// Stands in no column: the only word of its line, a block, a string.
    case plain
    /// `name: …`
    case label
    /// `word …`
    case word
    /// Goes on over lines in a way that ends the columns above it.
    case closed
  }

  /// Its first token.
  let first: UInt32
  /// Blocks around it.
  let depth: UInt32
  /// The `{` it stands behind; 0 at the margin, where none can stand that far ahead.
  let block: UInt32
  var shape = Shape.plain
  /// Whether all of it stands on one line.
  var isSingle = true
  /// One past the last token of its first line.
  var end: UInt32 = 0
  /// The tokens that stand in the second and third column; `UInt32.max` for none.
  var value = UInt32.max
  var rest = UInt32.max
  /// How wide what stands before them is; 0 where it does not count.
  var headWidth: UInt32 = 0
  var valueWidth: UInt32 = 0
  /// The columns, from the row's own indent.
  var valueColumn: UInt32 = 0
  var restColumn: UInt32 = 0

  init(first: Int, depth: Int, block: Int) {
    self.first = UInt32(truncatingIfNeeded: first)
    self.depth = UInt32(truncatingIfNeeded: depth)
    self.block = UInt32(truncatingIfNeeded: block)
  }

  /// Where a line that continues the row begins, from the row's indent.
  var hang: Int {
    value != .max && valueColumn > 0 ? Int(valueColumn) : FormatPlan.continuationIndent
  }
}
