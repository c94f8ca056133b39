import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Reads one attribute: its type and the words behind it.
struct AttributeReader {
  static let flagWords: [(word: String, flag: AttributeFlags)] = [
    ("key", .key), ("unique", .unique), ("personal", .personal), ("secret", .secret),
    ("tenant", .tenant), ("clock", .clock), ("version", .version), ("ttl", .timeToLive),
    ("soft-delete", .softDelete),
  ]

  let context: Context
  private(set) var draft: AttributeDraft
  private var cursor: ClauseCursor
  private var target: EntityID?
  private var isMany = false
  private var spread: Located<SpreadReading>?
  private var perRow: Located<SpreadReading>?
  private var skew: Located<Popularity>?
  private var deleteAction: Located<DeleteAction>?
  private var seen: [String: SourceSpan] = [:]

  /// Reads a group or clause that begins with a label.
  static func read(_ node: SyntaxNode, documentation: String?, _ context: Context)
    -> AttributeDraft?
  {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    guard let label = cursor.current, let name = label.name else { return nil }
    cursor.advance()
    let nameSpan = SourceSpan(
      file: label.span.file,
      lower: label.span.lower,
      upper: label.span.lower + name.utf8.count
    )
    if let recorder = context.recorder {
      recorder.push(recorder.declare(.attribute, name, at: nameSpan, in: recorder.owner))
    }
    defer { context.recorder?.pop() }
    var reader = AttributeReader(
      context: context,
      draft: AttributeDraft(
        name: name,
        nameSpan: nameSpan,
        span: node.span,
        documentation: documentation,
        kind: .broken,
        isOptional: false,
        presentShare: 1,
        flags: []
      ),
      cursor: cursor
    )
    reader.read()
    return reader.draft
  }

  private init(context: Context, draft: AttributeDraft, cursor: ClauseCursor) {
    self.context = context
    self.draft = draft
    self.cursor = cursor
  }

  private mutating func read() {
    let types = TypeReader(context: context)
    var type: ValueType?
    var leaves = 1
    if cursor.takeWord("many") != nil {
      isMany = true
      guard let name = cursor.expectName("the entity on the other side") else { return }
      target = context.entity(named: name)
      if target == nil { return }
      perRow = cursor.takeSpread(.count, "the rows on the other side")
    } else {
      guard let reading = types.read(&cursor) else { return }
      switch reading {
      case .value(let read, let count, _): (type, leaves) = (read, count)
      case .entity(let id): target = id
      case .broken: return
      }
    }
    if let mark = cursor.takeNode(.optional) ?? cursor.optionalMark {
      draft.isOptional = true
      if isMany {
        cursor.fail(
          Diagnostic(
            NameRules.wrongFlag,
            "a `many` attribute is never optional",
            at: Label(mark.span),
            help: ["begin its bounds at 0"]
          )
        )
      }
    }
    while !cursor.hasFailed, !cursor.isAtGroupEnd, modifier(&type, types) {}
    cursor.finish()
    guard !cursor.hasFailed else { return }
    if let type {
      draft.kind = .value(type, leafCount: leaves)
      FlagRules.check(draft, type, context.sink)
    } else if let target {
      finishRelationship(target)
    }
  }

  /// One word with what belongs to it; false where nothing of the kind stands here.
  private mutating func modifier(_ type: inout ValueType?, _ types: TypeReader) -> Bool {
    if let item = cursor.current, let word = item.word {
      if let first = seen[word], word != "avg" {
        cursor.fail(NameMessage.repeated(word, item.span, first: first))
        return false
      }
      seen[word] = item.span
    }
    if let word = cursor.takeWord(among: Self.flagWords.map(\.word)) {
      if let flag = Self.flagWords.first(where: { $0.word == word.value })?.flag {
        draft.flags.insert(flag)
      }
      return true
    }
    if let present = cursor.takeWord("present") { return self.present(present.span) }
    if let node = cursor.takeNode(.assignment) { return derivation(node) }
    if target != nil { return relationshipModifier() }
    if draft.distinct == nil,
      let shares = DistinctReader(context: context).trueShare(type, &cursor)
    {
      draft.distinct = shares
      return true
    }
    if let word = cursor.takeWord(DistinctReader.word) {
      draft.distinct = DistinctReader(context: context).read(behind: word, type, &cursor)
      return !cursor.hasFailed
    }
    if let known = type, cursor.current?.word == "avg" {
      type = types.average(known, &cursor) ?? known
      return true
    }
    _ = cursor.takeWord("avg")
    return false
  }

  private mutating func present(_ span: SourceSpan) -> Bool {
    guard let share = cursor.expect(.percent, "a share") else { return false }
    guard draft.isOptional else {
      cursor.fail(
        Diagnostic(
          NameRules.wrongFlag,
          "`\(draft.name)` is always present",
          at: Label(span.union(share.span)),
          help: ["write `?` behind its type, or remove `present`"]
        )
      )
      return false
    }
    draft.presentShare = share.value
    return true
  }

  private mutating func relationshipModifier() -> Bool {
    if cursor.takeWord("inverse") != nil {
      draft.inverse = cursor.expectName("the name of the way back")
      return true
    }
    if cursor.takeWord("skew") != nil {
      let reading = PopularityReader(context: context, cases: nil).read(&cursor)
      skew = reading.map { Located($0.value, $0.span) }
      return true
    }
    if let word = cursor.takeWord(DistinctReader.word) {
      let name = target.map { context.entityNames[$0.rawValue] } ?? ""
      cursor.fail(
        Diagnostic(
          NameRules.wrongFlag,
          "the values of a reference are not counted here",
          at: Label(word.span),
          notes: ["it has as many as there are rows of `\(name)` that it leads to"],
          help: ["state the `count` of `\(name)`, and the fan-out here: `inverse … 0..50 avg 3`"]
        )
      )
      return false
    }
    if cursor.takeWord("delete") != nil {
      let words = ["restrict", "cascade", "set-null"]
      guard let word = cursor.expectWord(among: words, "delete action") else { return false }
      deleteAction = DeleteAction(rawValue: word.value).map { Located($0, word.span) }
      return true
    }
    guard spread == nil, let found = cursor.takeSpread(.count, "the rows for one target") else {
      return false
    }
    spread = found
    return true
  }

  /// `= sum(orders.total)`, then `fresh 5 min`.
  private mutating func derivation(_ node: SyntaxNode) -> Bool {
    let call = node.children.first { $0.kind != .error }
    guard node.operatorText == "=", let call, call.kind == .call else {
      cursor.fail(
        Diagnostic(
          NameRules.unexpectedItem,
          "an attribute is computed by one function over related rows",
          at: Label(node.span),
          help: ["write `= sum(orders.total)` or `= count(orders)`"]
        )
      )
      return false
    }
    let parts = Array(call.children)
    let name = parts.first?.name ?? ""
    let functions = ["sum", "count", "min", "max"]
    guard functions.contains(name) else {
      cursor.fail(
        NameMessage.unknown(
          "function",
          name,
          parts.first?.span ?? call.span,
          among: functions,
          rule: NameRules.unknownName
        )
      )
      return false
    }
    let arguments = parts.dropFirst().filter { $0.kind == .group }.map { Array($0.children) }
    guard arguments.count == 1, arguments[0].count == 1, arguments[0][0].kind == .path else {
      cursor.fail(
        NameMessage.missingItem(
          "one path over related rows",
          at: call.span,
          forms: name == "count" ? ["count(orders)"] : ["\(name)(orders.total)"]
        )
      )
      return false
    }
    let path = arguments[0][0]
    var fresh: Double?
    if cursor.takeWord("fresh") != nil {
      fresh = cursor.expect(.time, "how old the value may be")?.value
    }
    draft.derivation = DerivationDraft(
      derivation: Derivation(
        function: name,
        path: path.pathSegments,
        freshWithinSeconds: fresh,
        span: node.span
      ),
      pathSpan: path.span
    )
    return true
  }

  private mutating func finishRelationship(_ target: EntityID) {
    if let derivation = draft.derivation {
      return cursor.fail(
        Diagnostic(
          NameRules.wrongFlag,
          "a reference is not computed",
          at: Label(derivation.derivation.span),
          help: ["remove `= …`"]
        )
      )
    }
    if isMany { return finishMany(target) }
    if let wrong = FlagRules.wrongOnReference(draft) {
      return cursor.fail(wrong)
    }
    if deleteAction?.value == .setNull, !draft.isOptional, let action = deleteAction {
      return cursor.fail(
        Diagnostic(
          NameRules.wrongFlag,
          "`set-null` needs a reference that may be missing",
          at: Label(action.span),
          help: ["write `?` behind the type, or `delete cascade`"]
        )
      )
    }
    draft.kind = .reference(
      EntityReference(
        target: target,
        inverseName: draft.inverse?.value,
        fanOut: spread?.value.spread,
        fanOutSpan: spread?.span,
        fanOutSkew: skew,
        deleteAction: deleteAction?.value,
        isTenant: draft.flags.contains(.tenant)
      )
    )
  }

  private mutating func finishMany(_ target: EntityID) {
    let name = context.entityNames[target.rawValue]
    if let flag = Self.flagWords.first(where: { draft.flags.contains($0.flag) }) {
      return cursor.fail(
        Diagnostic(
          NameRules.wrongFlag,
          "`\(flag.word)` does not suit a `many` attribute",
          at: Label(seen[flag.word] ?? draft.nameSpan),
          help: ["remove it"]
        )
      )
    }
    guard let perRow else {
      return cursor.fail(
        NameMessage.missingItem(
          "how many `\(name)` a row has",
          at: cursor.endSpan,
          forms: ["0..20 avg 3"]
        )
      )
    }
    guard let bounds = perRow.value.spread else {
      return cursor.fail(
        Diagnostic(
          NameRules.missingPart,
          "how many `\(name)` a row has cannot be unknown",
          at: Label(perRow.span),
          notes: ["it decides how many link rows there are"],
          help: ["write bounds and an average: `0..20 avg 3`"]
        )
      )
    }
    draft.kind = .many(
      ManyDraft(
        target: target,
        perRow: bounds,
        perRowSpan: perRow.span,
        fanOut: spread?.value.spread,
        fanOutSpan: spread?.span,
        skew: skew,
        inverse: draft.inverse
      )
    )
  }
}
