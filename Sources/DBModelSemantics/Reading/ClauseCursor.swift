import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Walks over the items of a clause. Words that were looked for and not found are remembered, so
/// that a word nobody knows is answered with the nearest one that could have stood there. After the
/// first mistake the rest of the clause is silent.
struct ClauseCursor {
  /// The clause or group that is read.
  let node: SyntaxNode
  /// The item at hand, whatever went wrong before it; nil at the end of its group.
  private var item: SyntaxNode?
  /// The item before it in its group.
  private var previous: SyntaxNode?
  /// The items of the group behind the one at hand.
  private var rest: SyntaxChildren.Iterator?
  /// The same where the items were listed, the last one first.
  private var listed: [SyntaxNode] = []
  /// The groups of the clause behind the one at hand.
  private var following: SyntaxChildren.Iterator?
  private var expected: [String] = []
  private(set) var hasFailed = false
  /// The last `?` that was read: in `list of string(10)? 0..4 avg 2` it stands inside the type.
  private(set) var optionalMark: SyntaxNode?
  let sink: FindingSink

  init(clause: SyntaxNode, sink: FindingSink) {
    node = clause
    self.sink = sink
    if clause.kind == .group {
      enter(clause)
    } else {
      following = clause.children.makeIterator()
      if let first = nextGroupNode() { enter(first) }
    }
  }

  /// Items of one group of a larger clause.
  init(_ items: [SyntaxNode], of node: SyntaxNode, sink: FindingSink) {
    self.node = node
    self.sink = sink
    listed = items.reversed()
    item = listed.popLast()
  }

  private mutating func enter(_ group: SyntaxNode) {
    rest = group.children.makeIterator()
    previous = nil
    item = rest?.next()
  }

  private mutating func nextGroupNode() -> SyntaxNode? {
    while let next = following?.next() {
      if next.kind == .group { return next }
    }
    return nil
  }

  /// The item at hand in this group. An item the parser could not read ends the clause in silence.
  var current: SyntaxNode? { hasFailed ? nil : item }

  var isAtGroupEnd: Bool { current == nil }

  /// Where something is missing: just behind the last item that was read.
  var endSpan: SourceSpan {
    let previous = previousSpan
    return SourceSpan(file: previous.file, lower: previous.upper, upper: previous.upper)
  }

  /// The item before the one at hand.
  var previousSpan: SourceSpan {
    previous?.span ?? node.span
  }

  /// The text of the item before the one at hand.
  var previousText: String {
    previous?.text ?? node.text
  }

  mutating func advance() {
    if let item = current, item.kind == .optional { optionalMark = item }
    previous = item ?? previous
    item = rest?.next() ?? listed.popLast()
    expected.removeAll(keepingCapacity: true)
  }

  mutating func fail() { hasFailed = true }

  mutating func fail(_ diagnostic: Diagnostic) {
    if !hasFailed, !node.containsError { sink.report(diagnostic) }
    hasFailed = true
  }

  /// Goes on to the next group where this one is read to its end.
  mutating func nextGroup() -> Bool {
    guard !hasFailed, current == nil, let next = nextGroupNode() else { return false }
    enter(next)
    expected.removeAll(keepingCapacity: true)
    return true
  }

  /// Whether the item at hand is this word; consumes it then.
  mutating func takeWord(_ word: String) -> SyntaxNode? {
    guard let item = current, item.isWord(word) else {
      if expected.isEmpty { expected.reserveCapacity(8) }
      expected.append(word)
      return nil
    }
    advance()
    return item
  }

  /// One of several words, or `nil`.
  mutating func takeWord(among words: [String]) -> Located<String>? {
    guard let item = current, let word = item.word, words.contains(word) else {
      expected.append(contentsOf: words)
      return nil
    }
    advance()
    return Located(word, item.span)
  }

  /// One of several words; reports anything else.
  mutating func expectWord(among words: [String], _ what: String) -> Located<String>? {
    if let found = takeWord(among: words) { return found }
    guard let item = current else {
      fail(NameMessage.missingItem(what, at: endSpan, forms: words))
      return nil
    }
    guard let word = item.word else {
      if let text = item.stringValue, words.contains(text),
        let quoted = UnitMessage.quotedName(item, wanted: "the \(what)")
      {
        fail(quoted)
        return nil
      }
      fail(NameMessage.unexpected(item, wanted: what, forms: words))
      return nil
    }
    fail(NameMessage.unknown(what, word, item.span, among: words, rule: NameRules.unexpectedItem))
    return nil
  }

  /// Any name without dots.
  mutating func takeName() -> Located<String>? {
    guard let item = current, item.kind == .path, let name = item.name else { return nil }
    advance()
    return Located(name, item.span)
  }

  mutating func expectName(_ what: String) -> Located<String>? {
    if let name = takeName() { return name }
    failName(what)
    return nil
  }

  private mutating func failName(_ what: String) {
    if let item = current, let quoted = UnitMessage.quotedName(item, wanted: what) {
      return fail(quoted)
    }
    failMissing(what)
  }

  /// The item behind the one at hand in this group.
  var next: SyntaxNode? {
    if hasFailed { return nil }
    var rest = rest
    return rest?.next() ?? listed.last
  }

  /// A path with dots or without; its text is what stands there (`db.r6g.2xlarge`).
  mutating func expectPath(_ what: String) -> Located<String>? {
    guard let item = current, item.kind == .path else {
      failName(what)
      return nil
    }
    advance()
    return Located(item.pathSegments.joined(separator: "."), item.span)
  }

  mutating func takeNode(_ kind: SyntaxKind) -> SyntaxNode? {
    guard let item = current, item.kind == kind else { return nil }
    advance()
    return item
  }

  /// Says what was wanted instead of the item at hand.
  mutating func failMissing(_ what: String, forms: [String] = []) {
    if let item = current {
      fail(NameMessage.unexpected(item, wanted: what, forms: forms))
    } else {
      fail(NameMessage.missingItem(what, at: endSpan, forms: forms))
    }
  }

  /// Reports names that stand right behind the one that was read, where commas separate them:
  /// `by a b`. What is no such name is left to `finish`.
  mutating func failWithoutCommas(between what: String, where isName: (String) -> Bool) {
    guard let first = current, first.name.map(isName) ?? false else { return }
    var ahead = self
    var edits: [TextEdit] = []
    while let item = ahead.current, item.name.map(isName) ?? false {
      edits.append(TextEdit(ahead.endSpan, ","))
      ahead.advance()
    }
    fail(UnitMessage.withoutCommas(what, first.span, edits))
  }

  /// Reports an item that nothing read.
  mutating func finish() {
    guard !hasFailed else { return }
    if let item = current {
      return fail(NameMessage.leftover(item, expected: expected, behind: previous))
    }
    if let item = nextGroupNode()?.children.first {
      fail(NameMessage.behindComma(item, after: previous))
    }
  }
}
