import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// What is expected to fail, and how often.
struct FailuresResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  private struct Subject: Hashable {
    let kind: FailureKind
    /// `nil`: every store.
    let store: StoreID?
  }

  func resolve(_ declarations: Declarations) {
    let sink = context.sink
    guard let clause = declarations.failures,
      let block = SharedSettings.block(of: clause, "failures", sink)
    else { return }
    let sheet = ClauseSheet(block, .failures, sink: sink)
    var firsts: [Subject: SourceSpan] = [:]
    for (name, node, head) in sheet.clauses {
      guard let kind = FailureKind(rawValue: name), let failure = failure(kind, head, node) else {
        continue
      }
      let stores = failure.stores?.map { StoreID?.some($0.value) } ?? [nil]
      let repeated = stores.compactMap { firsts[Subject(kind: kind, store: $0)] }.first
      if let repeated {
        sink.report(NameMessage.repeated(name, head, first: repeated))
        continue
      }
      for store in stores { firsts[Subject(kind: kind, store: store)] = head }
      context.failures.append(failure)
    }
  }

  /// `instance 2/month lasting 60 s on main, reporting`.
  private func failure(_ kind: FailureKind, _ head: SourceSpan, _ node: SyntaxNode) -> Failure? {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    guard let rate = cursor.expectDeclared(.rate, "how often it happens") else { return nil }
    var lasting: Located<Double>?
    if cursor.takeWord("lasting") != nil {
      lasting = cursor.expect(.time, "how long it lasts")
    }
    var stores: [Located<StoreID>]?
    if cursor.takeWord("on") != nil {
      var found: [Located<StoreID>] = []
      repeat {
        guard let name = cursor.expectName("a store") else { return nil }
        guard let id = context.store(named: name) else { continue }
        if let first = found.first(where: { $0.value == id }) {
          cursor.fail(NameMessage.repeated(name.value, name.span, first: first.span))
          return nil
        }
        found.append(Located(id, name.span))
      } while cursor.nextGroup()
      stores = found
    }
    cursor.finish()
    guard !cursor.hasFailed, stores?.isEmpty != true else { return nil }
    return Failure(
      kind: Located(kind, head),
      rate: rate,
      lastingSeconds: lasting,
      stores: stores,
      span: node.span
    )
  }
}
