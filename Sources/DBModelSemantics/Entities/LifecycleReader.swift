import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads the state machines of an entity.
struct LifecycleReader {
  private let draft: EntityDraft
  private let scope: EntityScope
  private let fields: [Field]
  private let context: Context

  init(_ draft: EntityDraft, _ scope: EntityScope, _ fields: [Field], _ context: Context) {
    self.draft = draft
    self.scope = scope
    self.fields = fields
    self.context = context
  }

  func read() -> [Lifecycle] {
    var seen: [String: SourceSpan] = [:]
    return draft.lifecycles.compactMap { lifecycle in
      let name = lifecycle.attribute
      if let first = seen[name.value] {
        context.sink.report(
          NameMessage.repeated("lifecycle \(name.value)", name.span, first: first)
        )
        return nil
      }
      seen[name.value] = name.span
      return read(lifecycle)
    }
  }

  private func read(_ lifecycle: LifecycleDraft) -> Lifecycle? {
    let name = lifecycle.attribute
    guard let attribute = scope.attributes[name.value] else {
      context.sink.report(
        NameMessage.unknown(
          "attribute",
          name.value,
          name.span,
          among: scope.attributeNames,
          in: " in `\(draft.name)`"
        )
      )
      return nil
    }
    context.recorder?.refer(.attribute, name.value, at: name.span, in: context.symbol(of: draft))
    guard !scope.broken.contains(name.value) else { return nil }
    guard let id = scope.fields[attribute.rawValue].first,
      case .enumeration(let cases) = fields[id.rawValue].type,
      fields[id.rawValue].path.count == 1
    else {
      context.sink.report(
        Diagnostic(
          NameRules.typeMismatch,
          "`\(name.value)` has no states",
          at: Label(name.span),
          help: ["a lifecycle belongs to an attribute of the type `enum { … }`"]
        )
      )
      return nil
    }
    guard let block = lifecycle.block else { return nil }
    var steps: [LifecycleStep] = []
    var firsts: [String: SourceSpan] = [:]
    for clause in block.clauses {
      guard let step = step(clause, cases.map(\.name), name.value) else { continue }
      if let first = firsts[step.from] {
        context.sink.report(NameMessage.repeated(step.from, clause.span, first: first))
        continue
      }
      firsts[step.from] = clause.span
      steps.append(step)
    }
    return Lifecycle(field: id, steps: steps, span: lifecycle.span)
  }

  private func step(_ clause: SyntaxNode, _ cases: [String], _ attribute: String)
    -> LifecycleStep?
  {
    var cursor = ClauseCursor(clause: clause, sink: context.sink)
    guard let from = state(&cursor, cases, attribute) else { return nil }
    guard cursor.takeNode(.arrow) != nil else {
      failWithoutArrow(from, clause, &cursor)
      return nil
    }
    var destinations: [(to: String, share: Double)] = []
    var entries: [ShareList.Entry] = []
    var firsts: [String: SourceSpan] = [:]
    repeat {
      let span = cursor.current?.span ?? clause.span
      guard let to = state(&cursor, cases, attribute) else { return nil }
      if cursor.current?.kind == .arrow {
        cursor.fail(
          destinations.isEmpty
            ? LifecycleMessage.chain(from, to, at: cursor.current?.span ?? span)
            : LifecycleMessage.stepBehindComma(clause, to, span, isSame: to == from)
        )
        return nil
      }
      guard let share = cursor.expect(.percent, "the share of the departures") else { return nil }
      if let first = firsts[to] {
        cursor.fail(NameMessage.duplicate("destination", to, span, first: first))
        return nil
      }
      firsts[to] = span
      destinations.append((to, share.value))
      entries.append(ShareList.Entry(name: to, share: share.value, span: span))
    } while cursor.nextGroup()
    cursor.finish()
    guard !cursor.hasFailed else { return nil }
    ShareList.checkSum(entries, clause.span, context.sink)
    return LifecycleStep(from: from, destinations: destinations, span: clause.span)
  }

  /// `placed, paid -> lost 1%` and `placed 99% -> paid`.
  private func failWithoutArrow(
    _ from: String,
    _ clause: SyntaxNode,
    _ cursor: inout ClauseCursor
  ) {
    let groups = clause.groupItems
    if cursor.current == nil, groups.count > 1, let other = groups[1].first,
      clause.groupItems.contains(where: { $0.contains { $0.kind == .arrow } })
    {
      cursor.fail(LifecycleMessage.severalStates(from, other))
    } else if let share = cursor.current, share.kind == .number, cursor.next?.kind == .arrow {
      cursor.fail(LifecycleMessage.shareBeforeArrow(from, share))
    } else {
      cursor.failMissing("`->` and where it leads", forms: ["\(from) -> NEXT 100%"])
    }
  }

  private func state(_ cursor: inout ClauseCursor, _ cases: [String], _ attribute: String)
    -> String?
  {
    guard let name = cursor.expectName("a state") else { return nil }
    guard cases.contains(name.value) else {
      cursor.fail(
        NameMessage.unknown(
          "state",
          name.value,
          name.span,
          among: cases
        )
      )
      return nil
    }
    if let recorder = context.recorder {
      let owner = recorder.symbol(.attribute, attribute, in: context.symbol(of: draft))
      recorder.refer(.enumerationCase, name.value, at: name.span, in: owner)
    }
    return name.value
  }
}
