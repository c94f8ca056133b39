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
        checkWords(draft, attribute, of: drafts[index])
        check(draft, attribute, of: index)
      }
    }
  }

  /// What other rows decide is neither unique nor bounded by itself, and nobody counts it up.
  private func checkWords(
    _ draft: DerivationDraft,
    _ attribute: AttributeDraft,
    of entity: EntityDraft
  ) {
    let isUnique =
      attribute.flags.contains(.unique)
      || entity.uniques.contains { $0.names.contains { $0.value == attribute.name } }
    if isUnique {
      report(
        draft,
        "`\(attribute.name)` is kept from other rows, and cannot be unique: any of their changes would"
          + " be refused",
        "leave out `unique`",
        rule: NameRules.wrongFlag
      )
    }
    if attribute.flags.contains(.version) {
      report(
        draft,
        "`\(attribute.name)` is kept from other rows, and counts no changes of its own",
        "leave out `version`, or `= …`",
        rule: NameRules.wrongFlag
      )
    }
    guard ["sum", "count"].contains(draft.derivation.function) else { return }
    if case .value(.integer(let minimum, let maximum), _) = attribute.kind,
      minimum != nil || maximum != nil
    {
      report(
        draft,
        "`\(attribute.name)` has bounds, and what other rows add up to is not refused",
        "give it the type `int`"
      )
    }
    if attribute.isOptional {
      report(
        draft,
        "`\(attribute.name)` is never missing: the \(draft.derivation.function) of no rows is 0",
        "leave out `?`"
      )
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
    guard let source = source(draft, in: drafts[inverse.attribute.entity.rawValue]) else { return }
    if case .broken = source.kind { return }
    guard case .value(let type, _) = source.kind, type.isScalar else {
      return report(
        draft,
        "`\(source.name)` is no single value of a row",
        "count the rows, `= count(\(path[0]))`, or choose an attribute with one value"
      )
    }
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

  private func report(
    _ draft: DerivationDraft,
    _ message: String,
    _ help: String,
    rule: RuleDescriptor = NameRules.typeMismatch
  ) {
    context.sink.report(Diagnostic(rule, message, at: Label(draft.pathSpan), help: [help]))
  }
}
