import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// What attributes are kept from: `sum(orders.total)` is a way back, and a number on its other
/// side.
struct DerivationCheck {
  let drafts: [EntityDraft]
  let scopes: [EntityScope]
  let context: Context

  func run() {
    for index in drafts.indices {
      for attribute in drafts[index].attributes {
        guard let draft = attribute.derivation else { continue }
        check(draft, attribute, of: index)
      }
    }
  }

  private func check(_ draft: DerivationDraft, _ attribute: AttributeDraft, of index: Int) {
    guard let name = draft.derivation.path.first else { return }
    guard let inverse = scopes[index].inverses[name] else {
      return context.sink.report(
        NameMessage.unknown(
          "way back",
          name,
          draft.pathSpan,
          among: scopes[index].inverseNames,
          in: " from `\(drafts[index].name)`",
          replaced: SourceSpan(
            file: draft.pathSpan.file,
            lower: draft.pathSpan.lower,
            upper: draft.pathSpan.lower + name.utf8.count
          )
        )
      )
    }
    context.record(draft, drafts[index], drafts[inverse.attribute.entity.rawValue])
    if inverse.isMany, draft.derivation.function != "count" || draft.derivation.path.count > 1 {
      return context.sink.report(
        Diagnostic(
          NameRules.wrongFlag,
          "over a many-to-many relationship rows are counted, and nothing else is kept",
          at: Label(draft.pathSpan),
          notes: [
            "a value of a row would count for every row it is linked with, and each of its changes"
              + " would change all of those"
          ],
          help: ["write `= count(\(name))`"]
        )
      )
    }
    check(draft, attribute, inverse)
  }

  private func check(
    _ draft: DerivationDraft,
    _ attribute: AttributeDraft,
    _ inverse: InverseStep
  ) {
    let function = draft.derivation.function
    let path = draft.derivation.path
    guard path.count > 1 else {
      if function == "count" { return requireInteger(attribute, draft) }
      return context.sink.report(
        NameMessage.missingItem(
          "the attribute to take the \(function) of",
          at: draft.pathSpan,
          forms: ["\(function)(\(path[0]).ATTRIBUTE)"]
        )
      )
    }
    guard let source = source(draft, in: drafts[inverse.attribute.entity.rawValue]),
      case .value(let type, _) = source.kind
    else { return }
    if source.derivation != nil {
      return report(
        draft,
        "`\(source.name)` is kept from other rows itself",
        "keep it from what the rows store"
      )
    }
    switch function {
    case "count": requireInteger(attribute, draft)
    case "sum":
      guard Self.isNumber(type) else {
        return report(
          draft,
          "`\(source.name)` is no number, so it has no sum",
          "choose a number, or `count`, `min` or `max`"
        )
      }
      requireSame(attribute, draft, source, type)
    default:
      guard Self.isNumber(type) || Self.isTime(type) else {
        return report(
          draft,
          "the \(function) of `\(source.name)` is not kept: it is neither a number nor a time",
          "choose a number, a date or a time"
        )
      }
      requireSame(attribute, draft, source, type)
      requireOptional(attribute, draft)
    }
  }

  private func source(_ draft: DerivationDraft, in other: EntityDraft) -> AttributeDraft? {
    let path = draft.derivation.path
    if path.count == 2, let place = other.attributeIndex[path[1]] { return other.attributes[place] }
    context.sink.report(
      NameMessage.unknown(
        "attribute",
        path.dropFirst().joined(separator: "."),
        draft.pathSpan,
        among: other.attributes.map(\.name),
        in: " in `\(other.name)`",
        replaced: SourceSpan(
          file: draft.pathSpan.file,
          lower: draft.pathSpan.lower + path[0].utf8.count + 1,
          upper: draft.pathSpan.upper
        )
      )
    )
    return nil
  }

  // MARK: Types

  private static func isNumber(_ type: ValueType) -> Bool {
    switch type {
    case .integer, .decimal: true
    default: false
    }
  }

  private static func isTime(_ type: ValueType) -> Bool {
    switch type {
    case .timestamp, .date: true
    default: false
    }
  }

  private func requireInteger(_ attribute: AttributeDraft, _ draft: DerivationDraft) {
    guard case .value(let type, _) = attribute.kind else { return }
    if case .integer = type { return }
    context.sink.report(
      Diagnostic(
        NameRules.typeMismatch,
        "`\(attribute.name)` is no whole number, but a count is",
        at: Label(draft.derivation.span),
        help: ["give it the type `int`"]
      )
    )
  }

  /// What is kept has the type of what it is kept from, with as many digits after the point and as
  /// fine a time: nothing is rounded on the way.
  private func requireSame(
    _ attribute: AttributeDraft,
    _ draft: DerivationDraft,
    _ source: AttributeDraft,
    _ type: ValueType
  ) {
    guard case .value(let own, _) = attribute.kind else { return }
    let wanted: String
    switch (own, type) {
    case (.integer, .integer), (.date, .date): return
    case (.decimal(_, let mine), .decimal(_, let scale)):
      if mine == scale { return }
      wanted = "decimal(38, \(scale))` with as many digits in all as the largest value has"
    case (_, .decimal(_, let scale)): wanted = "decimal(…, \(scale))`"
    case (.timestamp(let mine), .timestamp(let precision)):
      if mine == precision { return }
      wanted = "timestamp(\(precision.rawValue))`"
    case (_, .timestamp(let precision)): wanted = "timestamp(\(precision.rawValue))`"
    case (_, .integer): wanted = "int`"
    default: wanted = "date`"
    }
    context.sink.report(
      Diagnostic(
        NameRules.typeMismatch,
        "`\(attribute.name)` cannot hold the \(draft.derivation.function) of `\(source.name)`",
        at: Label(draft.derivation.span),
        secondary: [Label(source.nameSpan, "kept from this")],
        help: ["give `\(attribute.name)` the type `\(wanted)"]
      )
    )
  }

  private func requireOptional(_ attribute: AttributeDraft, _ draft: DerivationDraft) {
    if attribute.isOptional { return }
    context.sink.report(
      Diagnostic(
        NameRules.typeMismatch,
        "`\(attribute.name)` is required, and the \(draft.derivation.function) of no rows is no value",
        at: Label(draft.derivation.span),
        help: ["write `?` behind its type"]
      )
    )
  }

  private func report(_ draft: DerivationDraft, _ message: String, _ help: String) {
    context.sink.report(
      Diagnostic(NameRules.typeMismatch, message, at: Label(draft.pathSpan), help: [help])
    )
  }
}
