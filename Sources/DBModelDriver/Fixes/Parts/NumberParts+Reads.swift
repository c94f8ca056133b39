import DBModelAnalysis
import DBModelDiagnostics
import DBModelQuery
import DBModelSyntax
import DBModelWorkload

/// Reads of a number that is kept in parts: who wants it reads all of them, in a pattern of its own
/// where the row is wanted too.
extension NumberParts {
  /// What a question holds besides what it is asked of: an answer of one row has no use for it.
  private static let wordsOfRows = ["order", "limit", "page", "group", "where", "read"]

  mutating func rewriteRead(_ pattern: AccessPattern, _ read: ReadShape) -> Bool {
    guard let whole = clause(pattern.span), let head = whole.groupItems.first,
      let block = head.first(where: { $0.kind == .block }),
      let question = block.clause("read"), let items = question.groupItems.first,
      question.groupItems.count == 1, items.count > 1, items[1].isWord(owner.name)
    else { return false }
    // `read Video { … } where id == $video` and the condition as a clause of its own are one thing.
    let place = items.firstIndex { $0.isWord("where") }
    let expression =
      place.map { items.dropFirst($0 + 1).first } ?? block.clause("where")?.groupItems.first?.last
    guard let expression, let condition = condition(expression, and: "in $\(names.parts)") else {
      return false
    }
    let shown = read.root
    let rest = shown.fields.filter { $0 != number.number }
    if rest.isEmpty, shown.children.isEmpty {
      let answer = SourceSpan(
        file: items[1].span.file,
        lower: items[1].span.lower,
        upper: items.first { $0.kind == .block }?.span.upper ?? items[1].span.upper
      )
      // All parts are read, and what stands in one answer has no order.
      for word in ["order", "limit", "page"] {
        if let clause = block.clause(word), !remove(clause) { return false }
      }
      return replace(answer, "\(names.entity) { \(names.part), \(field.name) }")
        && replace(expression.span, condition)
        && addParameter(partNumbers, to: pattern) && spread(names.parts, pattern)
    }
    if let projection = items.first(where: { $0.kind == .block }) {
      guard removeName(in: projection) else { return false }
    }
    return addRead(pattern, whole, block, question, condition)
  }

  private var partNumbers: String {
    "\(names.parts): many int(0..\(count - 1)) \(count)..\(count)"
  }

  /// Takes the number out of what is shown of the row.
  private mutating func removeName(in projection: SyntaxNode) -> Bool {
    for clause in projection.clauses {
      let groups = clause.children.filter { $0.kind == .group }
      let place = groups.firstIndex { group in
        let items = Array(group.children)
        return items.count == 1 && items[0].isWord(field.name)
      }
      guard let place else { continue }
      if groups.count == 1 { return remove(clause) }
      let span = SourceSpan(
        file: clause.span.file,
        lower: place > 0 ? groups[place - 1].span.upper : groups[0].span.lower,
        upper: place > 0 ? groups[place].span.upper : groups[1].span.lower
      )
      return replace(span, "")
    }
    // `*` shows what there is.
    return projection.clauses.contains { clause in
      clause.groupItems.contains { $0.contains { $0.kind == .star } }
    }
  }

  /// A pattern that reads the parts as often, and as fast, as another one reads the row.
  private mutating func addRead(
    _ pattern: AccessPattern,
    _ whole: SyntaxNode,
    _ block: SyntaxNode,
    _ question: SyntaxNode,
    _ condition: String
  ) -> Bool {
    let name = pattern.name + PartNames.capitalised(field.name)
    guard !workload.patterns.contains(where: { $0.name == name }),
      let call = whole.groupItems.first?.dropFirst().first, call.kind == .call
    else { return false }
    let last = pattern.rate == nil ? nil : placeOfSkews(pattern)
    let parameters = call.children.filter { $0.kind == .group }.map(\.text) + [partNumbers]
    var lines = [
      line("read", "\(names.entity) { \(names.part), \(field.name) }", like: question),
      line("where", condition, like: question),
    ]
    for clause in block.clauses {
      guard let word = clause.groupItems.first?.first?.word else { return false }
      guard !Self.wordsOfRows.contains(word) else { continue }
      lines.append(clause.text)
      if let last, clause.span == last.span {
        lines.append(line("skew", "\(names.parts) uniform", like: last))
      }
    }
    let text =
      ["", "", "access \(name)(\(parameters.joined(separator: ", "))) {"]
      + lines.map { "  " + $0 } + ["}"]
    return insert(behind: whole.span, text.joined(separator: "\n"))
  }
}

extension SyntaxNode {
  /// The clause of a block that begins with a word.
  fileprivate func clause(_ word: String) -> SyntaxNode? {
    clauses.first { $0.groupItems.first?.first?.isWord(word) == true }
  }
}
