import DBModelAnalysis
import DBModelDiagnostics
import DBModelQuery
import DBModelSyntax
import DBModelWorkload

/// Writes down that a number is kept in parts, rows of an entity of their own: a call that adds to
/// the number takes one of them at random, and who reads it reads them all and adds up (the
/// Developer Guide's "write sharding", checked 2026-11-29).
struct NumberParts {
  let workload: Workload
  let number: HotNumber
  let names: PartNames
  let count: Int
  private let trees: [SyntaxTree]
  private(set) var edits: [TextEdit] = []

  private init(_ number: HotNumber, _ count: Int, _ workload: Workload, _ trees: [SyntaxTree]) {
    self.workload = workload
    self.number = number
    self.count = count
    self.trees = trees
    names = PartNames(
      of: workload[number.number],
      of: workload[number.number.entity],
      in: workload
    )
  }

  /// The fix; `nil` where the text has a form that is not understood, or holds a comment that would
  /// go.
  ///
  /// - Parameter trees: The files of the model.
  static func fix(
    _ number: HotNumber,
    parts count: Int,
    workload: Workload,
    trees: [SyntaxTree]
  ) -> Fix? {
    var parts = NumberParts(number, count, workload, trees)
    guard parts.declare() else { return nil }
    for pattern in workload.patterns {
      guard parts.change(pattern) else { return nil }
    }
    return Fix(
      "keep `\(parts.field.name)` of `\(parts.owner.name)` in \(count) parts, of which a call takes"
        + " one at random",
      edits: parts.edits
    )
  }

  var owner: Entity { workload[number.number.entity] }
  var field: Field { workload[number.number] }

  // MARK: Text

  func tree(of span: SourceSpan) -> SyntaxTree? { trees.first { $0.file.id == span.file } }

  /// The clause of exactly this place.
  func clause(_ span: SourceSpan) -> SyntaxNode? {
    tree(of: span)?.nodes(at: span.lower)
      .last { $0.kind == .clause && $0.span == span }
  }

  /// The clauses around a place, the innermost first.
  func clauses(around span: SourceSpan) -> [SyntaxNode] {
    let chain = tree(of: span)?.nodes(at: span.lower) ?? []
    return chain.reversed().filter { $0.kind == .clause && $0.span != span }
  }

  func text(of span: SourceSpan) -> FileText? {
    tree(of: span).map { FileText($0.file.bytes) }
  }

  /// A replacement in the form of its file; its further lines stand below the place.
  mutating func replace(_ span: SourceSpan, _ replacement: String) -> Bool {
    guard let text = text(of: span), !text.holdsComment(span) else { return false }
    edits.append(TextEdit(span, text.indented(replacement, at: span.lower)))
    return true
  }

  mutating func insert(behind span: SourceSpan, _ addition: String) -> Bool {
    guard let text = text(of: span) else { return false }
    // A comment behind a clause stays with it.
    let place = addition.hasPrefix("\n") ? text.endWithComment(span.upper) : span.upper
    let end = SourceSpan(file: span.file, lower: place, upper: place)
    edits.append(TextEdit(end, text.indented(addition, at: span.lower)))
    return true
  }

  mutating func insert(before span: SourceSpan, _ addition: String) -> Bool {
    let start = SourceSpan(file: span.file, lower: span.lower, upper: span.lower)
    guard let text = text(of: span) else { return false }
    edits.append(TextEdit(start, text.indented(addition, at: span.lower)))
    return true
  }

  /// Takes a clause away with its line.
  mutating func remove(_ clause: SyntaxNode) -> Bool {
    guard let text = text(of: clause.span), !text.holdsComment(clause.span),
      let lines = text.lines(of: clause.span)
    else { return false }
    edits.append(TextEdit(lines, ""))
    return true
  }

  // MARK: Declarations

  private mutating func declare() -> Bool {
    guard let whole = clause(owner.span), let head = whole.groupItems.first,
      let block = whole.children.first?.firstChild(.block),
      let attribute = block.clauses.first(where: { holds($0, field.span) }),
      attribute.groupItems.count == 1, let items = attribute.groupItems.first,
      items.count > 1, items[0].kind == .label
    else { return false }
    let type = SourceSpan(
      file: attribute.span.file,
      lower: items[1].span.lower,
      upper: attribute.span.upper
    )
    guard let tree = tree(of: type) else { return false }
    // `in main` stands between the name and the block.
    let place = head.dropFirst(2).prefix { $0.kind != .block }.map { " " + $0.text }.joined()
    let lines = [
      (names.owner, "\(owner.name) \(count)..\(count) avg \(count)"),
      (names.part, "int(0..\(count - 1))"),
      (field.name, tree.file.text(type)),
    ]
    let width = (lines.map(\.0.count).max() ?? 0) + 2
    let rows = lines.map { name, type in
      "  " + "\(name):".padded(to: width) + type
    }
    let declaration =
      ["", ""]
      + [
        "/// `\(field.name)` of each `\(owner.name)` in \(count) parts: a change takes a random one, and their"
          + " sum is the value.",
        "entity \(names.entity)\(place) {",
      ] + rows + ["", "  key \(names.owner), \(names.part)", "}"]
    return remove(attribute) && insert(behind: whole.span, declaration.joined(separator: "\n"))
  }

  private func holds(_ node: SyntaxNode, _ span: SourceSpan) -> Bool {
    node.span.file == span.file && node.span.lower <= span.lower && span.upper <= node.span.upper
  }

  // MARK: Patterns

  private mutating func change(_ pattern: AccessPattern) -> Bool {
    switch PatternShape(pattern, workload: workload) {
    case .read(let read):
      guard read.root.all.contains(where: { $0.fields.contains(number.number) }) else {
        return true
      }
      return rewriteRead(pattern, read)
    case .write: return rewriteWrite(pattern)
    case .sql: return true
    }
  }

  /// The condition that names a row, as one that names its parts.
  ///
  /// - Parameter behind: What is said of the part.
  func condition(_ expression: SyntaxNode, and behind: String) -> String? {
    guard let text = text(of: expression.span), !text.holdsComment(expression.span) else {
      return nil
    }
    let keys = owner.key.map { owner[owner[$0].attribute].name }
    // A key that is one plain value is what a reference to its row holds; a literal is no row.
    let isPlain =
      owner.key.count == 1 && !owner[owner[owner.key[0]].attribute].isReference
      && expression.descendants.contains { $0.kind == .parameter }
    var replaced: [TextEdit] = []
    for path in expression.descendants where path.kind == .path {
      guard let first = path.text.split(separator: ".").first, keys.contains(String(first)) else {
        return nil
      }
      replaced.append(TextEdit(path.span, isPlain ? names.owner : "\(names.owner).\(path.text)"))
    }
    guard let tree = tree(of: expression.span) else { return nil }
    var result = ""
    var place = expression.span.lower
    for edit in replaced.sorted(by: { $0.span < $1.span }) {
      result += tree.file.text(
        SourceSpan(file: edit.span.file, lower: place, upper: edit.span.lower)
      )
      result += edit.replacement
      place = edit.span.upper
    }
    result += tree.file.text(
      SourceSpan(file: expression.span.file, lower: place, upper: expression.span.upper)
    )
    return "\(result) and \(names.part) \(behind)"
  }

  /// `part: int(0..5)` or `parts: many int(0..5) 6..6` among what a pattern is given.
  mutating func addParameter(_ text: String, to pattern: AccessPattern) -> Bool {
    guard let head = clause(pattern.span)?.groupItems.first, head.count > 1 else { return false }
    guard head[1].kind == .call else {
      return head[1].kind == .path && insert(behind: head[1].span, "(\(text))")
    }
    let groups = head[1].children.filter { $0.kind == .group }
    if let last = groups.last { return insert(behind: last.span, ", \(text)") }
    let close = head[1].span.upper - 1
    let before = SourceSpan(file: head[1].span.file, lower: head[1].span.lower, upper: close)
    return insert(behind: before, text)
  }
}

extension SyntaxNode {
  /// The node and all below it.
  fileprivate var descendants: [SyntaxNode] { [self] + children.flatMap(\.descendants) }
}

extension String {
  /// With blanks behind it.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
