import DBModelDiagnostics

/// How the lines between two tokens are written.
struct TriviaLines {
  /// The indent of comments on lines of their own.
  let own: Int
  /// Blank lines between comments stay.
  let keepsBlanks: Bool
  /// Nothing stands before them in their block.
  var isFirst: Bool
  /// The blank line before the next token stays too.
  var keepsLastBlank = false
  /// A blank line is wanted where there is none.
  var needsBlank = false

  init(own: Int, keepsBlanks: Bool, isFirst: Bool) {
    self.own = own
    self.keepsBlanks = keepsBlanks
    self.isFirst = isFirst
  }
}

/// Comments at the ends of lines, kept back until it is known which lines they stand below.
struct TrailingComments {
  private struct Comment {
    /// The end of its line in the output.
    let place: Int
    /// How wide the line is without it.
    let width: Int
    let lower: Int
    let upper: Int
  }

  /// Blanks between a line and its comment, at least.
  private static let gap = 2
  /// No comment is moved further than that from its line.
  private static let maximumShift = 40

  private var kept: [Comment] = []
  private var indent = 0

  var isEmpty: Bool { kept.isEmpty }

  mutating func keep(at place: Int, width: Int, _ lower: Int, _ upper: Int) {
    kept.append(Comment(place: place, width: width, lower: lower, upper: upper))
  }

  /// Whether a comment behind a line of an indent stands below those kept.
  mutating func joins(_ lineIndent: Int) -> Bool {
    defer { indent = lineIndent }
    return kept.isEmpty || indent == lineIndent
  }

  /// Writes what was kept, in one column.
  mutating func flush(into output: inout FormatOutput, _ source: UnsafeBufferPointer<UInt8>) {
    guard let narrowest = kept.min(by: { $0.width < $1.width })?.width else { return }
    var column = 0
    for comment in kept where comment.width <= narrowest + Self.maximumShift {
      column = max(column, comment.width)
    }
    var added = 0
    for comment in kept { added += room(comment, column) }
    // From the last to the first, so that each byte moves once.
    var end = output.count
    output.extend(added)
    for comment in kept.reversed() {
      output.move(comment.place..<end, by: added)
      end = comment.place
      added -= room(comment, column)
      var place = comment.place + added
      for _ in 0..<blanks(comment, column) {
        output.set(0x20, at: place)
        place += 1
      }
      for index in comment.lower..<comment.upper {
        output.set(source[index], at: place)
        place += 1
      }
    }
    kept.removeAll(keepingCapacity: true)
  }

  private func blanks(_ comment: Comment, _ column: Int) -> Int {
    max(column, comment.width) - comment.width + Self.gap
  }

  private func room(_ comment: Comment, _ column: Int) -> Int {
    blanks(comment, column) + comment.upper - comment.lower
  }
}

extension FormatWriter {
  /// Writes the comments and blank lines before a token, and ends the line before it.
  mutating func trivia(_ index: Int, _ wanted: TriviaLines) {
    var lines = wanted
    if !plan.has(index, .comments) {
      if !comments.isEmpty { comments.flush(into: &output, plan.bytes) }
      let keeps = lines.keepsLastBlank && plan.has(index, .blankBefore) && !lines.isFirst
      if keeps || lines.needsBlank { output.append(0x0A) }
      return
    }
    var position = index == 0 ? 0 : Int(plan.tokens[index - 1].end)
    let end = Int(plan.tokens[index].start)
    trailing(&position, end, isPossible: index > 0)
    if lines.needsBlank {
      blankLine()
      lines.isFirst = true
    }
    var emptyLines = 0
    while position < end {
      if plan.bytes[position] == 0x0A {
        emptyLines += 1
        position += 1
      } else if plan.bytes[position] == UInt8(ascii: "/") {
        if emptyLines > 1, lines.keepsBlanks, !lines.isFirst { blankLine() }
        if !comments.isEmpty { comments.flush(into: &output, plan.bytes) }
        let upper = commentEnd(&position, end)
        begin(lines.own)
        output.append(plan.bytes, upper.lower, upper.upper)
        lines.isFirst = false
        emptyLines = 0
      } else {
        position += 1
      }
    }
    if emptyLines > 1, lines.keepsLastBlank, !lines.isFirst { blankLine() }
  }

  private mutating func blankLine() {
    if !comments.isEmpty { comments.flush(into: &output, plan.bytes) }
    output.append(0x0A)
  }

  /// A comment on the line of the token before.
  private mutating func trailing(_ position: inout Int, _ end: Int, isPossible: Bool) {
    var start = position
    while start < end, plan.bytes[start].isBlank { start += 1 }
    guard isPossible, start < end, plan.bytes[start] == UInt8(ascii: "/") else {
      if !comments.isEmpty { comments.flush(into: &output, plan.bytes) }
      return
    }
    position = start
    let span = commentEnd(&position, end)
    let width = column
    if !comments.joins(lineIndent) { comments.flush(into: &output, plan.bytes) }
    comments.keep(at: output.count, width: width, span.lower, span.upper)
  }

  /// From `//` to the last byte that is no blank; moves behind it.
  private func commentEnd(_ position: inout Int, _ end: Int) -> (lower: Int, upper: Int) {
    let lower = position
    while position < end, plan.bytes[position] != 0x0A { position += 1 }
    var upper = position
    while upper > lower, plan.bytes[upper - 1].isBlank { upper -= 1 }
    return (lower, upper)
  }
}
