import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Entities: attributes first, then keys, then the fields they break down to, then what lies
/// between entities.
struct EntityResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  func resolve(_ declarations: Declarations) {
    var drafts: [EntityDraft] = []
    var reportedHome = false
    var read: [EntityDraft] = []
    var known = 0
    for declaration in declarations.entities {
      if context.recorder == nil, let draft = context.memory.draft(declaration) {
        drafts.append(draft)
        read.append(draft)
        known += 1
        continue
      }
      let before = context.sink.diagnostics.count + context.traces.count
      let id = EntityID(declaration.isDuplicate ? 0 : drafts.count)
      var draft = EntityDraft(id: id, declaration: declaration)
      readHead(&draft, &reportedHome)
      if let recorder = context.recorder {
        recorder.push(recorder.symbol(.entity, declaration.name))
      }
      readBody(&draft)
      context.recorder?.pop()
      if declaration.isDuplicate { continue }
      drafts.append(draft)
      if context.sink.diagnostics.count + context.traces.count == before { read.append(draft) }
    }
    let isSame = known == declarations.entities.count
    if isSame, let linked = context.memory.linked { return take(linked) }
    context.memory = context.memory.remembering(read)
    let before = context.sink.diagnostics.count
    for index in drafts.indices { resolveKey(&drafts[index]) }
    var builder = FieldBuilder(drafts, context)
    builder.build()
    var linker = EntityLinker(builder, context)
    linker.link()
    let linked = LinkedEntities(entities: linker.entities, scopes: linker.scopes)
    take(linked)
    let isClean =
      read.count == declarations.entities.count && context.sink.diagnostics.count == before
    context.memory = context.memory.remembering(isClean ? linked : nil)
  }

  private func take(_ linked: LinkedEntities) {
    context.entities = linked.entities
    context.scopes = linked.scopes
  }

  private func readHead(_ draft: inout EntityDraft, _ reportedHome: inout Bool) {
    var cursor = ClauseCursor(clause: draft.declaration.clause, sink: context.sink)
    cursor.advance()
    cursor.advance()
    var stated = false
    if cursor.takeWord("in") != nil {
      stated = true
      if let name = cursor.expectName("a store"), let id = context.store(named: name) {
        draft.home = id
      }
    }
    if cursor.current?.kind == .block {
      cursor.advance()
    } else {
      cursor.failMissing("the block of the entity", forms: ["{ id: uuid key }"])
    }
    cursor.finish()
    if stated || cursor.hasFailed { return }
    if let home = defaultStore {
      draft.home = home
    } else if !reportedHome, !context.mayLackStores {
      reportedHome = true
      context.sink.report(homeless(draft))
    }
  }

  /// The one store, or the one that is the default.
  private var defaultStore: StoreID? {
    if context.stores.count == 1 { return context.stores[0].id }
    return context.stores.first { $0.isDefault }?.id
  }

  private func homeless(_ draft: EntityDraft) -> Diagnostic {
    let span = draft.declaration.nameSpan
    let end = SourceSpan(file: span.file, lower: span.upper, upper: span.upper)
    guard let first = context.stores.first else {
      return Diagnostic(
        NameRules.missingHome,
        "no store is declared for `\(draft.name)` to live in",
        at: Label(span),
        help: ["declare one: `store main: dynamodb default { capacity on-demand }`"]
      )
    }
    return Diagnostic(
      NameRules.missingHome,
      "it is open where `\(draft.name)` lives",
      at: Label(span),
      notes: ["there are \(context.stores.count) stores, and none is the default"],
      help: ["write `in STORE`, or make a store the default"],
      fixes: [
        Fix(
          "insert `in \(first.name)`",
          edits: [TextEdit(end, " in \(first.name)")],
          applicability: .suggest
        )
      ]
    )
  }

  private func readBody(_ draft: inout EntityDraft) {
    let sheet = ClauseSheet(
      draft.declaration.block,
      .entity,
      allowsLabels: true,
      sink: context.sink
    )
    for clause in sheet.labelled {
      // `a: int, b: int` on one line is two attributes.
      let groups = clause.children.filter { $0.kind == .group && !$0.children.isEmpty }
      for (index, group) in groups.enumerated() {
        let documentation = index == 0 ? clause.documentation : nil
        guard group.children.first?.kind == .label else {
          if let first = group.children.first, first.kind != .error, !clause.containsError {
            context.sink.report(
              NameMessage.unexpected(first, wanted: "an attribute", forms: ["name: type"])
            )
          }
          continue
        }
        if let attribute = AttributeReader.read(group, documentation: documentation, context) {
          add(attribute, to: &draft)
        }
      }
    }
    for clause in sheet.nodes("variant") { variant(clause, &draft) }
    if let node = sheet.node("key") {
      draft.keyNames = names(node)
      draft.keySpan = node.span
      if draft.keyNames.isEmpty { draft.isKeyBroken = true }
    }
    for node in sheet.nodes("unique") { draft.uniques.append((names(node), node.span)) }
    count(sheet, &draft)
    for node in sheet.nodes("lifecycle") { lifecycle(node, &draft) }
  }

  private func add(_ attribute: AttributeDraft, to draft: inout EntityDraft) {
    if let index = draft.attributeIndex[attribute.name] {
      context.sink.report(
        NameMessage.duplicate(
          "attribute",
          attribute.name,
          attribute.nameSpan,
          first: draft.attributes[index].nameSpan
        )
      )
      return
    }
    draft.attributeIndex[attribute.name] = draft.attributes.count
    draft.attributes.append(attribute)
  }

  /// Names of attributes behind `key` or `unique`.
  private func names(_ node: SyntaxNode) -> [Located<String>] {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    var names: [Located<String>] = []
    repeat {
      guard let name = cursor.expectName("an attribute") else { return [] }
      names.append(name)
      cursor.failWithoutCommas(between: "attributes") { _ in true }
    } while cursor.nextGroup()
    cursor.finish()
    return cursor.hasFailed ? [] : names
  }

  private func count(_ sheet: ClauseSheet, _ draft: inout EntityDraft) {
    guard var cursor = sheet.cursor("count", sink: context.sink) else { return }
    guard let count = cursor.expectDeclared(.count, "the number of rows") else { return }
    draft.count = count
    if cursor.takeWord("growing") != nil {
      draft.growth = cursor.expect(.growth, "the growth")?.value
    }
    cursor.finish()
  }

  private func lifecycle(_ node: SyntaxNode, _ draft: inout EntityDraft) {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    guard let name = cursor.expectName("an attribute") else { return }
    let block = cursor.takeNode(.block)
    if block == nil { cursor.failMissing("the steps", forms: ["{ a -> b 100% }"]) }
    cursor.finish()
    draft.lifecycles.append(LifecycleDraft(attribute: name, block: block, span: node.span))
  }

  /// `variant kind { card 85% { … } }`: an enumeration, and attributes that only some rows have.
  private func variant(_ node: SyntaxNode, _ draft: inout EntityDraft) {
    var cursor = ClauseCursor(clause: node, sink: context.sink)
    cursor.advance()
    guard let name = cursor.expectName("the name of the variant") else { return }
    guard let block = cursor.takeNode(.block) else {
      return cursor.failMissing("the cases", forms: ["{ card 85% { last4: string(4) } }"])
    }
    cursor.finish()
    let variant = context.recorder.map {
      $0.declare(.attribute, name.value, at: name.span, in: $0.owner)
    }
    var cases: [EnumerationCase] = []
    var entries: [ShareList.Entry] = []
    var members: [AttributeDraft] = []
    var firsts: [String: SourceSpan] = [:]
    for group in block.flatGroups where !group.children.isEmpty {
      var inner = ClauseCursor(clause: group, sink: context.sink)
      guard let caseName = inner.expectName("a case") else { continue }
      if let first = firsts[caseName.value] {
        inner.fail(NameMessage.duplicate("case", caseName.value, caseName.span, first: first))
        continue
      }
      firsts[caseName.value] = caseName.span
      context.recorder?.declare(.enumerationCase, caseName.value, at: caseName.span, in: variant)
      guard let share = inner.expect(.percent, "the share of the rows") else { continue }
      cases.append(EnumerationCase(name: caseName.value, rowShare: share.value))
      entries.append(
        ShareList.Entry(name: caseName.value, share: share.value, span: caseName.span)
      )
      if let body = inner.takeNode(.block) {
        members += caseMembers(body, caseName.value, share.value)
      }
      inner.finish()
    }
    ShareList.checkSum(entries, name.span, context.sink)
    guard !cases.isEmpty else { return }
    add(
      AttributeDraft(
        name: name.value,
        nameSpan: name.span,
        span: node.span,
        documentation: node.documentation,
        kind: .value(.enumeration(cases), leafCount: 1),
        isOptional: false,
        presentShare: 1,
        flags: []
      ),
      to: &draft
    )
    for member in members { add(member, to: &draft) }
  }

  private func caseMembers(_ body: SyntaxNode, _ name: String, _ share: Double)
    -> [AttributeDraft]
  {
    body.flatGroups.compactMap { group in
      guard let first = group.children.first else { return nil }
      guard first.kind == .label else {
        if first.kind != .error, !group.containsError {
          context.sink.report(
            NameMessage.unexpected(first, wanted: "an attribute", forms: ["name: type"])
          )
        }
        return nil
      }
      guard
        var member = AttributeReader.read(group, documentation: group.documentation, context)
      else { return nil }
      if member.flags.contains(.key) {
        context.sink.report(
          Diagnostic(
            NameRules.wrongKeyType,
            "`\(member.name)` is missing in other cases, so it is no key",
            at: Label(member.span),
            help: ["name the key outside the variant"]
          )
        )
        member.flags.remove(.key)
      }
      member.variantCase = name
      member.isOptional = true
      member.presentShare *= share
      return member
    }
  }
}

extension EntityResolver {
  /// Which attributes are the key: those marked `key`, or those the clause names.
  private func resolveKey(_ draft: inout EntityDraft) {
    let marked = draft.attributes.indices.filter { draft.attributes[$0].flags.contains(.key) }
    if let span = draft.keySpan {
      if let first = marked.first {
        context.sink.report(
          NameMessage.repeated("key", span, first: draft.attributes[first].span)
        )
      }
      for name in draft.keyNames {
        guard let index = draft.attributeIndex[name.value] else {
          context.sink.report(
            NameMessage.unknown(
              "attribute",
              name.value,
              name.span,
              among: draft.attributes.map(\.name),
              in: " in `\(draft.name)`"
            )
          )
          draft.isKeyBroken = true
          continue
        }
        context.recorder?.refer(
          .attribute,
          name.value,
          at: name.span,
          in: context.symbol(of: draft)
        )
        if draft.key.contains(index) {
          context.sink.report(NameMessage.standsTwice(name, "in the key"))
        } else {
          draft.key.append(index)
        }
      }
    } else if marked.count > 1 {
      let spans = marked.map { draft.attributes[$0] }
      context.sink.report(
        Diagnostic(
          NameRules.duplicateClause,
          "`\(draft.name)` has \(marked.count) keys",
          at: Label(spans[1].span, "a second key"),
          secondary: [Label(spans[0].span, "the first one")],
          help: [
            "write `key \(spans.map(\.name).joined(separator: ", "))` for a key of several parts, "
              + "or `unique` for another way to find a row"
          ]
        )
      )
      draft.key = [marked[0]]
    } else {
      draft.key = marked
    }
    for index in draft.key { checkKeyPart(draft.attributes[index], &draft) }
    if draft.key.isEmpty, !draft.isKeyBroken { reportMissingKey(&draft) }
  }

  private func reportMissingKey(_ draft: inout EntityDraft) {
    draft.isKeyBroken = true
    guard draft.declaration.block != nil,
      !draft.attributes.contains(where: { if case .broken = $0.kind { true } else { false } })
    else { return }
    let candidate = draft.attributes.first { attribute in
      if case .value(let type, _) = attribute.kind {
        return attribute.name == "id" && type.isScalar && !attribute.isOptional
      }
      return false
    }
    let fixes = candidate.map { attribute in
      let end = SourceSpan(
        file: attribute.span.file,
        lower: attribute.span.upper,
        upper: attribute.span.upper
      )
      return [Fix("insert `key`", edits: [TextEdit(end, " key")], applicability: .suggest)]
    }
    context.sink.report(
      Diagnostic(
        NameRules.missingKey,
        "`\(draft.name)` has no key",
        at: Label(draft.declaration.nameSpan),
        notes: ["a row is found, referred to and changed by its key"],
        help: ["write `key` behind an attribute, or a clause `key a, b`"],
        fixes: fixes ?? []
      )
    )
  }

  private func checkKeyPart(_ attribute: AttributeDraft, _ draft: inout EntityDraft) {
    let reason: String
    switch attribute.kind {
    case .broken:
      draft.isKeyBroken = true
      return
    case .many: reason = "it holds many rows"
    case .value(let type, _) where !type.isScalar: reason = "it holds more than one value"
    case .value, .reference:
      if attribute.variantCase != nil {
        reason = "only rows of one variant have it"
      } else if attribute.isOptional {
        reason = "it may be missing"
      } else if attribute.derivation != nil {
        reason = "it is computed"
      } else {
        return
      }
    }
    draft.isKeyBroken = true
    context.sink.report(
      Diagnostic(
        NameRules.wrongKeyType,
        "`\(attribute.name)` cannot be part of a key",
        at: Label(attribute.nameSpan, reason),
        secondary: draft.keySpan.map { [Label($0, "the key")] } ?? [],
        help: ["choose an attribute with one value that every row has"]
      )
    )
  }
}
