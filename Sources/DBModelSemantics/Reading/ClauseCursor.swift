import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Walks over the items of a clause. Words that were looked for and not found are remembered, so
/// that a word nobody knows is answered with the nearest one that could have stood there. After the
/// first mistake the rest of the clause is silent.
struct ClauseCursor {
  /// The clause or group that is read.
  let node: SyntaxNode
  private let groups: [[SyntaxNode]]
  private(set) var group = 0
  private var index = 0
  private var expected: [String] = []
  private(set) var hasFailed = false
  /// The last `?` that was read: in `list of string(10)? 0..4 avg 2` it stands inside the type.
  private(set) var optionalMark: SyntaxNode?
  let sink: FindingSink

  init(clause: SyntaxNode, sink: FindingSink) {
    node = clause
    groups = clause.kind == .group ? [Array(clause.children)] : clause.groupItems
    self.sink = sink
  }

  /// Items of one group of a larger clause.
  init(_ items: [SyntaxNode], of node: SyntaxNode, sink: FindingSink) {
    self.node = node
    groups = [items]
    self.sink = sink
  }

  /// The item at hand in this group. An item the parser could not read ends the clause in silence.
  var current: SyntaxNode? {
    guard !hasFailed, group < groups.count, index < groups[group].count else { return nil }
    return groups[group][index]
  }

  var isAtGroupEnd: Bool { current == nil }

  /// Where something is missing: just behind the last item that was read.
  var endSpan: SourceSpan {
    let previous =
      index > 0 && group < groups.count ? groups[group][index - 1].span : node.span
    return SourceSpan(file: previous.file, lower: previous.upper, upper: previous.upper)
  }

  /// The item before the one at hand.
  var previousSpan: SourceSpan {
    index > 0 && group < groups.count ? groups[group][index - 1].span : node.span
  }

  mutating func advance() {
    if let item = current, item.kind == .optional { optionalMark = item }
    index += 1
    expected.removeAll(keepingCapacity: true)
  }

  mutating func fail() { hasFailed = true }

  mutating func fail(_ diagnostic: Diagnostic) {
    if !hasFailed, !node.containsError { sink.report(diagnostic) }
    hasFailed = true
  }

  /// Goes on to the next group where this one is read to its end.
  mutating func nextGroup() -> Bool {
    guard !hasFailed, current == nil, group + 1 < groups.count else { return false }
    group += 1
    index = 0
    expected.removeAll(keepingCapacity: true)
    return true
  }

  /// Whether the item at hand is this word; consumes it then.
  mutating func takeWord(_ word: String) -> SyntaxNode? {
    guard let item = current, item.word == word else {
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
    failMissing(what)
    return nil
  }

  /// A path with dots or without; its text is what stands there (`db.r6g.2xlarge`).
  mutating func expectPath(_ what: String) -> Located<String>? {
    guard let item = current, item.kind == .path else {
      failMissing(what)
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

  /// Reports an item that nothing read.
  mutating func finish() {
    guard !hasFailed else { return }
    if let item = current {
      return fail(NameMessage.leftover(item, expected: expected))
    }
    if group + 1 < groups.count, let item = groups[group + 1].first {
      fail(NameMessage.leftover(item, expected: []))
    }
  }
}

extension SyntaxNode {
  /// The items of each group of a clause.
  var groupItems: [[SyntaxNode]] {
    children.compactMap { $0.kind == .group ? Array($0.children) : nil }
  }

  /// The clauses of a block.
  var clauses: [SyntaxNode] { children.filter { $0.kind == .clause } }

  /// Every group of every clause of a block: commas and line ends separate alike.
  var flatGroups: [SyntaxNode] {
    clauses.flatMap { clause in clause.children.filter { $0.kind == .group } }
  }

  /// A name without dots, or a reserved word.
  var word: String? {
    switch kind {
    case .path: name
    case .keyword: operatorText
    default: nil
    }
  }

  /// Whether the parser reported something directly below; blocks are judged on their own.
  var containsError: Bool {
    if kind == .error { return true }
    guard kind == .clause || kind == .group else { return false }
    return children.contains { child in
      child.kind == .error
        || child.kind == .group && child.children.contains { $0.containsErrorDeep }
    }
  }

  /// The same for items, through expressions and parentheses. Long chains of operators nest deeply,
  /// so this walks without recursion.
  var containsErrorDeep: Bool {
    var open = [self]
    while let node = open.popLast() {
      if node.kind == .error { return true }
      if node.kind != .block { open.append(contentsOf: node.children) }
    }
    return false
  }
}
