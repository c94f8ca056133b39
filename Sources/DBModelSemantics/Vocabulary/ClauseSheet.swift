import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// The clauses of one block by name. Unknown ones and repetitions are reported on the way.
struct ClauseSheet {
  /// Clauses with a known head, in the order of the file.
  private(set) var clauses: [(name: String, node: SyntaxNode, head: SourceSpan)] = []
  /// Clauses that begin with a label.
  private(set) var labelled: [SyntaxNode] = []

  /// - Parameter unknownNote: Said beside a clause that another kind of declaration knows.
  init(
    _ block: SyntaxNode?,
    _ table: Vocabulary,
    allowsLabels: Bool = false,
    sink: FindingSink,
    unknownNote: (String) -> String? = { _ in nil }
  ) {
    guard let block else { return }
    for clause in block.clauses {
      guard let first = clause.firstChild(.group)?.children.first else { continue }
      if first.kind == .error { continue }
      if first.kind == .label, allowsLabels {
        labelled.append(clause)
        continue
      }
      let named = first.kind == .call ? first.children.first ?? first : first
      guard let word = named.word else {
        if !clause.containsError {
          sink.report(
            NameMessage.unexpected(
              first,
              wanted: "a clause of \(table.title)",
              forms: table.clauses.map(\.name)
            )
          )
        }
        continue
      }
      guard let form = table.form(of: word) else {
        sink.report(NameMessage.unknownClause(word, named.span, in: table, note: unknownNote(word)))
        continue
      }
      if form.occurrence != .many, let earlier = self.clause(named: word) {
        sink.report(NameMessage.repeated(word, named.span, first: earlier.head))
        continue
      }
      clauses.append((word, clause, named.span))
    }
  }

  /// There are few clauses in a block, but for those that may be repeated.
  private func clause(named name: String) -> (name: String, node: SyntaxNode, head: SourceSpan)? {
    clauses.first { $0.name == name }
  }

  func head(of name: String) -> SourceSpan? { clause(named: name)?.head }

  func node(_ name: String) -> SyntaxNode? { clause(named: name)?.node }

  func nodes(_ name: String) -> [SyntaxNode] {
    clauses.filter { $0.name == name }.map(\.node)
  }

  /// A cursor behind the head of a clause.
  func cursor(_ name: String, sink: FindingSink) -> ClauseCursor? {
    guard let node = node(name) else { return nil }
    var cursor = ClauseCursor(clause: node, sink: sink)
    cursor.advance()
    return cursor
  }
}
