import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// What the passes say to the recorder of names. Nothing happens where nobody records.
extension Context {
  var recorder: SymbolRecorder? { sink.recorder }

  /// The symbol of an entity; `nil` for link entities, which have no name of their own.
  func symbol(of entity: EntityID) -> SymbolID? {
    guard let recorder, entity.rawValue < entityNames.count else { return nil }
    return recorder.symbol(.entity, entityNames[entity.rawValue])
  }

  func symbol(of draft: EntityDraft) -> SymbolID? { recorder?.symbol(.entity, draft.name) }

  /// A name that leads on from the rows of an entity: an attribute, or a way back.
  func recordStep(_ name: String, of entity: EntityID, at span: @autoclosure () -> SourceSpan) {
    guard let recorder, let owner = symbol(of: entity) else { return }
    let scope = scopes[entity.rawValue]
    let isInverse = scope.attributes[name] == nil && scope.inverses[name] != nil
    recorder.refer(isInverse ? .inverse : .attribute, name, at: span(), in: owner)
  }

  /// `home.country`: the attribute and the members behind it.
  ///
  /// - Parameter first: The place of `path[0]` among the segments of the node.
  func recordField(
    _ path: [String],
    of entity: EntityID,
    _ node: SyntaxNode,
    first: Int
  ) {
    guard recorder != nil else { return }
    recordField(path, of: entity, Array(node.segmentSpans.dropFirst(first)))
  }

  /// The same for a name whose parts stand beside each other in a span.
  func recordField(_ path: [String], of entity: EntityID, at span: SourceSpan) {
    guard recorder != nil else { return }
    var lower = span.lower
    var spans: [SourceSpan] = []
    for name in path {
      let upper = lower + name.utf8.count
      guard upper <= span.upper else { break }
      spans.append(SourceSpan(file: span.file, lower: lower, upper: upper))
      lower = upper + 1
    }
    recordField(path, of: entity, spans)
  }

  private func recordField(_ path: [String], of entity: EntityID, _ spans: [SourceSpan]) {
    guard let recorder, let owner = symbol(of: entity), let name = path.first,
      let id = scopes[entity.rawValue].attributes[name]
    else { return }
    var parent = recorder.symbol(.attribute, name, in: owner)
    if let span = spans.first { recorder.refer(parent, at: span) }
    guard case .value(var type) = entities[entity.rawValue][id].kind else { return }
    for (place, member) in path.enumerated().dropFirst() {
      guard case .structure(let structName, let members) = type.withoutLists,
        let found = members.first(where: { $0.name == member })
      else { return }
      let home = structName.map { recorder.symbol(.structure, $0) } ?? parent
      parent = recorder.symbol(.member, member, in: home)
      type = found.type
      if place < spans.count { recorder.refer(parent, at: spans[place]) }
    }
  }

  /// The way back from an entity, declared at the reference to it.
  func recordInverse(_ name: Located<String>, of draft: EntityDraft) {
    recorder?.declare(.inverse, name.value, at: name.span, in: symbol(of: draft))
  }

  /// The names of `orders.total`.
  func record(_ derivation: DerivationDraft, _ entity: EntityDraft, _ other: EntityDraft) {
    guard let recorder else { return }
    let path = derivation.derivation.path
    var lower = derivation.pathSpan.lower
    for (place, name) in path.enumerated() {
      let upper = lower + name.utf8.count
      guard place < 2, upper <= derivation.pathSpan.upper else { return }
      let owner = symbol(of: place == 0 ? entity : other)
      if place == 0 || other.attributeIndex[name] != nil {
        recorder.refer(
          place == 0 ? .inverse : .attribute,
          name,
          at: SourceSpan(file: derivation.pathSpan.file, lower: lower, upper: upper),
          in: owner
        )
      }
      lower = upper + 1
    }
  }

  /// What the cases of a field's enumeration belong to.
  func caseOwner(of field: FieldReference) -> SymbolID? {
    guard let recorder else { return nil }
    var field = field
    // A field of a reference holds what the key of its target holds; keys never depend on
    // themselves.
    for _ in 0..<64 {
      guard let next = entities[field.entity.rawValue][field.field].references else { break }
      field = next
    }
    guard let owner = symbol(of: field.entity) else { return nil }
    let entity = entities[field.entity.rawValue]
    let path = entity[field.field].path
    guard let name = path.first else { return nil }
    var parent = recorder.symbol(.attribute, name, in: owner)
    guard case .value(var type) = entity[entity[field.field].attribute].kind else { return parent }
    for member in path.dropFirst() {
      guard case .structure(let structName, let members) = type.withoutLists,
        let found = members.first(where: { $0.name == member })
      else { break }
      let home = structName.map { recorder.symbol(.structure, $0) } ?? parent
      parent = recorder.symbol(.member, member, in: home)
      type = found.type
    }
    return parent
  }

  /// `$customer`, in the pattern that is being resolved.
  func record(_ parameter: Parameter, _ node: SyntaxNode) {
    guard recorder != nil, let span = node.segmentSpans.first else { return }
    record(parameter, at: span)
  }

  func record(_ parameter: Parameter, at span: SourceSpan) {
    guard let recorder else { return }
    recorder.refer(symbol(of: parameter, recorder), at: span)
  }

  /// The owner is the pattern that is being resolved.
  private func symbol(of parameter: Parameter, _ recorder: SymbolRecorder) -> SymbolID {
    if case .element = parameter.type {
      return recorder.symbol(.variable, parameter.name, in: recorder.owner)
    }
    return recorder.symbol(.parameter, parameter.name, in: recorder.owner)
  }

  /// What the cases of a value belong to: a field, or a parameter with a type of its own.
  func caseOwner(of operand: Operand, _ parameters: ParameterTable) -> SymbolID? {
    if case .collection(_, let type, let field?) = operand, case .enumeration? = type.elementType {
      return caseOwner(of: field)
    }
    guard let recorder, case .scalar(let expression, .enumeration, let field) = operand else {
      return nil
    }
    if let field { return caseOwner(of: field) }
    guard case .parameter(let reference) = expression, reference.field == nil else { return nil }
    return symbol(of: parameters[reference.parameter], recorder)
  }

  /// The same for a parameter, or for each of many.
  func caseOwner(ofValues parameter: Parameter, _ type: ParameterType) -> SymbolID? {
    guard let recorder, case .value(.enumeration, let field) = type else { return nil }
    return field.map { caseOwner(of: $0) } ?? symbol(of: parameter, recorder)
  }

  /// What a finding is allowed for: `Seller.orders`, `setStatus`.
  func record(subject: Located<String>) {
    guard let recorder else { return }
    var lower = subject.span.lower
    var parent: SymbolID?
    for (place, part) in subject.value.split(separator: ".").enumerated() {
      let name = String(part)
      let span = SourceSpan(
        file: subject.span.file,
        lower: lower,
        upper: max(lower, min(lower + name.utf8.count, subject.span.upper))
      )
      lower = span.upper + 1
      let kinds: [SymbolKind] =
        place == 0
        ? [.entity, .pattern, .store, .service, .structure, .design]
        : [.attribute, .inverse, .member, .parameter, .table, .index]
      let found = kinds.lazy.compactMap { recorder.existing($0, name, in: parent) }.first
      guard let found else { return }
      recorder.refer(found, at: span)
      parent = found
    }
  }

  /// `.paid` beside a value whose cases belong to `owner`.
  func recordCase(_ name: String, _ node: SyntaxNode, of owner: SymbolID?) {
    guard let recorder, let owner else { return }
    var open = [node]
    while let next = open.popLast() {
      if next.kind == .caseReference, next.name == name {
        return recorder.refer(.enumerationCase, name, at: next.span.droppingFirst, in: owner)
      }
      open.append(contentsOf: next.children)
    }
  }
}

extension ValueType {
  /// The type of the elements, through lists, sets and maps.
  var withoutLists: ValueType {
    var type = self
    while true {
      switch type {
      case .list(let element, _), .set(let element, _), .map(_, let element, _): type = element
      default: return type
      }
    }
  }
}

extension SourceSpan {
  /// Without its first byte: the name behind `.` or `$`.
  var droppingFirst: SourceSpan {
    SourceSpan(file: file, lower: min(lower + 1, upper), upper: upper)
  }
}

extension SyntaxNode {
  /// Where each of `pathSegments` stands; without `$` and `.`.
  var segmentSpans: [SourceSpan] {
    let node = kind == .call ? children.first ?? self : self
    return node.tokens.compactMap { token in
      switch token.kind {
      case .word: token.span
      case .parameter: token.span.droppingFirst
      default: token.kind.isReserved ? token.span : nil
      }
    }
  }
}
