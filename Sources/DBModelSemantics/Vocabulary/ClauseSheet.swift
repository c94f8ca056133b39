import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// The clauses of one block by name. Unknown ones and repetitions are reported on the way.
struct ClauseSheet {
  /// Clauses with a known head, in the order of the file.
  private(set) var clauses: [(name: String, node: SyntaxNode, head: SourceSpan)] = []
  /// Clauses that begin with a label.
  private(set) var labelled: [SyntaxNode] = []
  private var firstByName: [String: Int] = [:]

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
      if let index = firstByName[word] {
        if form.occurrence != .many {
          sink.report(NameMessage.repeated(word, named.span, first: clauses[index].head))
          continue
        }
      } else {
        firstByName[word] = clauses.count
      }
      clauses.append((word, clause, named.span))
    }
  }

  func head(of name: String) -> SourceSpan? { firstByName[name].map { clauses[$0].head } }

  func node(_ name: String) -> SyntaxNode? { firstByName[name].map { clauses[$0].node } }

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
