import DBModelDiagnostics
import DBModelQuery
import DBModelSyntax
import DBModelWorkload

/// Writes of a number that is kept in parts: a change takes one of them, a new row comes with all
/// of them, and a row that goes takes them along.
extension NumberParts {
  /// What a pattern has to be given besides.
  private struct Given {
    var part = false
    var rows = false
    var numbers = false
    /// Behind which clause the popularity of the part stands, and within which other one it is.
    var skew: (clause: SyntaxNode, subject: String)?
    /// The row is named by values of the model, and by nothing that is given.
    var isOfOneRow = false
  }

  mutating func rewriteWrite(_ pattern: AccessPattern) -> Bool {
    guard case .write(let statements, _) = pattern.operation else { return true }
    var given = Given()
    for statement in statements.flatMap(\.unrolled) where statement.entity == owner.id {
      guard rewrite(statement, pattern, &given) else { return false }
    }
    return give(given, pattern)
  }

  private mutating func rewrite(
    _ statement: WriteStatement,
    _ pattern: AccessPattern,
    _ given: inout Given
  ) -> Bool {
    guard let clause = clause(statement.span), let items = clause.groupItems.first else {
      return false
    }
    switch statement {
    case .update(_, let filter, let assignments, _, _):
      guard assignments.contains(where: { $0.field == field.id }) else { return true }
      guard items.count > 3, items[1].isWord(owner.name), items[2].isWord("where"),
        let condition = condition(items[3], and: "== $\(names.part)")
      else { return false }
      given.part = true
      let own = skew(filter, pattern)
      // One part is within one thing.
      if let known = given.skew, known.subject != own?.subject { return false }
      given.skew = own
      given.isOfOneRow = filter.parameters.isEmpty
      return replace(items[1].span, names.entity) && replace(items[3].span, condition)
    case .insert(_, let source, _):
      guard case .newRow = pattern[source].type else { return false }
      given.rows = true
      return add("insert $\(names.parts)", to: clause, pattern)
    case .delete:
      guard items.count == 4, items[1].isWord(owner.name), items[2].isWord("where"),
        let condition = condition(items[3], and: "in $\(names.parts)")
      else { return false }
      given.numbers = true
      // What refers to a row goes before it.
      return add(
        "delete \(names.entity) where \(condition)",
        to: clause,
        pattern,
        isBefore: true
      )
    case .upsert, .forEach: return false
    }
  }

  /// A statement that holds together with another one.
  private mutating func add(
    _ statement: String,
    to clause: SyntaxNode,
    _ pattern: AccessPattern,
    isBefore: Bool = false
  ) -> Bool {
    guard let outer = clauses(around: clause.span).first else { return false }
    if outer.groupItems.first?.first?.isWord("transaction") == true {
      return isBefore
        ? insert(before: clause.span, "\(statement)\n")
        : insert(behind: clause.span, "\n\(statement)")
    }
    guard outer.span == pattern.span, let tree = tree(of: clause.span),
      let items = clause.groupItems.first, items.count > 1
    else { return false }
    // The blanks of a column of clauses have no meaning among statements.
    let rest = SourceSpan(
      file: clause.span.file,
      lower: items[1].span.lower,
      upper: clause.span.upper
    )
    let own = "\(items[0].text) \(tree.file.text(rest))"
    let lines = isBefore ? [statement, own] : [own, statement]
    return replace(
      clause.span,
      "transaction {\n\(lines.map { "  \($0)\n" }.joined())}"
    )
  }

  /// How the row is asked for that a statement changes: by the last of several, which goes within
  /// the others.
  private func skew(
    _ filter: Expression,
    _ pattern: AccessPattern
  ) -> (clause: SyntaxNode, subject: String)? {
    let asked = filter.parameters.flatMap { id -> [ParameterID] in
      if case .element(let list) = pattern[id].type { return [id, list] }
      return [id]
    }
    for skew in pattern.skews.reversed() where asked.contains(skew.parameter) {
      guard let clause = clause(skew.span), let items = clause.groupItems.first, items.count > 2,
        clause.groupItems.count == 1
      else { continue }
      return (clause, items[1].text)
    }
    return nil
  }

  private mutating func give(_ given: Given, _ pattern: AccessPattern) -> Bool {
    guard [given.part, given.rows, given.numbers].count(where: { $0 }) <= 1 else { return false }
    let all = "\(count)..\(count)"
    if given.part {
      guard addParameter("\(names.part): int(0..\(count - 1))", to: pattern) else { return false }
      // A row that is named by a value is asked for by nothing that has a popularity.
      guard let (clause, subject) = given.skew else {
        return given.isOfOneRow && spread(names.part, pattern)
      }
      return insert(
        behind: clause.span,
        "\n" + line("skew", "\(names.part) within \(subject) uniform", like: clause)
      )
    }
    if given.rows {
      return addParameter("\(names.parts): many new \(names.entity) \(all)", to: pattern)
    }
    if given.numbers {
      return addParameter("\(names.parts): many int(0..\(count - 1)) \(all)", to: pattern)
        && spread(names.parts, pattern)
    }
    return true
  }

  /// Says that no part is more popular than another one, where a pattern has a rate.
  mutating func spread(_ parameter: String, _ pattern: AccessPattern) -> Bool {
    guard pattern.rate != nil else { return true }
    guard let place = placeOfSkews(pattern) else { return false }
    return insert(behind: place.span, "\n" + line("skew", "\(parameter) uniform", like: place))
  }

  /// The clause behind which a further skew stands: the last one, or the rate.
  func placeOfSkews(_ pattern: AccessPattern) -> SyntaxNode? {
    if let last = pattern.skews.last { return clause(last.span) }
    let block = clause(pattern.span)?.groupItems.first?.first { $0.kind == .block }
    return block?.clauses.first { $0.groupItems.first?.first?.isWord("rate") == true }
  }

  /// A clause whose words stand under those of another one.
  func line(_ word: String, _ rest: String, like clause: SyntaxNode) -> String {
    let items = clause.groupItems.first ?? []
    let width = items.count > 1 ? items[1].span.lower - items[0].span.lower : 0
    return word.padded(to: max(width, word.count + 1)) + rest
  }
}

extension WriteStatement {
  /// The statement, or those of a loop.
  fileprivate var unrolled: [WriteStatement] {
    if case .forEach(_, let body, _) = self { return body.flatMap(\.unrolled) }
    return [self]
  }
}
