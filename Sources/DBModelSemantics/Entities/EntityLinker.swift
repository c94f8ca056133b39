import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Joins entities: ways back, link entities, row counts; and makes the resolved values.
struct EntityLinker {
  private let drafts: [EntityDraft]
  private let builder: FieldBuilder
  private let context: Context
  private(set) var entities: [Entity] = []
  private(set) var scopes: [EntityScope] = []
  /// Link entities in the order of their attributes.
  private var links: [(owner: Int, attribute: Int, many: ManyDraft)] = []
  private var linkIDs: [AttributeReference: EntityID] = [:]
  private var counts: RowCounts

  init(_ builder: FieldBuilder, _ context: Context) {
    self.builder = builder
    self.context = context
    drafts = builder.drafts
    counts = RowCounts(builder.drafts)
  }

  mutating func link() {
    scopes = drafts.indices.map(scope)
    for index in drafts.indices { collectInverses(index) }
    for index in drafts.indices { requireFanOut(drafts[index]) }
    counts.resolve()
    for index in drafts.indices { entities.append(entity(index)) }
    for entry in links { appendLink(entry) }
    DerivationCheck(drafts: drafts, scopes: scopes, context: context).run()
  }

  private func scope(_ index: Int) -> EntityScope {
    var scope = EntityScope()
    for (place, attribute) in drafts[index].attributes.enumerated() {
      if case .broken = attribute.kind { scope.broken.insert(attribute.name) }
      scope.attributes[attribute.name] = AttributeID(place)
      scope.attributeNames.append(attribute.name)
    }
    scope.fields = builder.fieldsOfAttribute[index]
    return scope
  }

  private mutating func collectInverses(_ index: Int) {
    for (place, attribute) in drafts[index].attributes.enumerated() {
      let reference = AttributeReference(EntityID(index), AttributeID(place))
      switch attribute.kind {
      case .reference(let target):
        addInverse(attribute.inverse, reference, isMany: false, target.target)
      case .many(let many):
        linkIDs[reference] = EntityID(drafts.count + links.count)
        links.append((index, place, many))
        addInverse(many.inverse, reference, isMany: true, many.target)
      case .value, .broken: break
      }
    }
  }

  private mutating func addInverse(
    _ name: Located<String>?,
    _ attribute: AttributeReference,
    isMany: Bool,
    _ target: EntityID
  ) {
    guard let name else { return }
    let place = target.rawValue
    context.recordInverse(name, of: drafts[place])
    if let existing = scopes[place].attributes[name.value] {
      context.sink.report(
        NameMessage.duplicate(
          "name on `\(drafts[place].name)`,",
          name.value,
          name.span,
          first: drafts[place].attributes[existing.rawValue].nameSpan
        )
      )
    } else if let existing = scopes[place].inverses[name.value] {
      context.sink.report(
        NameMessage.duplicate(
          "way back from `\(drafts[place].name)`,",
          name.value,
          name.span,
          first: existing.span
        )
      )
    } else {
      scopes[place].inverses[name.value] = InverseStep(
        attribute: attribute,
        isMany: isMany,
        span: name.span
      )
      scopes[place].inverseNames.append(name.value)
    }
  }

  /// How many rows refer to one target decides the size of every collection.
  private func requireFanOut(_ draft: EntityDraft) {
    for (index, attribute) in draft.attributes.enumerated() {
      let end = SourceSpan(
        file: attribute.span.file,
        lower: attribute.span.upper,
        upper: attribute.span.upper
      )
      switch attribute.kind {
      case .reference(let reference) where reference.fanOutSpan == nil:
        // At most one row refers to a target where the reference alone is unique.
        if draft.key == [index] || attribute.flags.contains(.unique) { continue }
        if draft.uniques.contains(where: { $0.names.map(\.value) == [attribute.name] }) { continue }
        let target = context.entityNames[reference.target.rawValue]
        context.sink.report(
          NameMessage.undeclared(
            "how many `\(draft.name)` refer to one `\(target)` is not stated",
            at: attribute.nameSpan,
            insert: " unknown",
            at: end,
            reason: "the rows behind one key decide its size and its heat",
            help: "write bounds and an average, `0..50K avg 20`; `unknown` where nobody knows"
          )
        )
      case .many(let many) where many.fanOutSpan == nil:
        let target = context.entityNames[many.target.rawValue]
        context.sink.report(
          NameMessage.undeclared(
            "how many `\(draft.name)` one `\(target)` has is not stated",
            at: attribute.nameSpan,
            insert: many.inverse == nil
              ? " inverse \(lowerFirst(draft.name))s unknown" : " unknown",
            at: end,
            reason: "the rows behind one key decide its size and its heat",
            help: "write `inverse NAME 0..300K avg 240`; `unknown` where nobody knows"
          )
        )
      default: break
      }
    }
  }

  private func lowerFirst(_ name: String) -> String {
    name.prefix(1).lowercased() + name.dropFirst()
  }

  private mutating func entity(_ index: Int) -> Entity {
    let draft = drafts[index]
    let attributes = draft.attributes.enumerated().map { place, attribute in
      resolved(attribute, AttributeReference(EntityID(index), AttributeID(place)))
    }
    let count = counts.counts[index]
    return Entity(
      id: EntityID(index),
      name: draft.name,
      documentation: draft.declaration.documentation,
      origin: .declared,
      home: draft.home,
      attributes: attributes,
      fields: builder.fields[index],
      key: builder.keys[index],
      uniques: uniques(index),
      rowCount: Declared(count, draft.count?.span ?? draft.declaration.nameSpan),
      growthPerMonth: counts.growth[index],
      lifecycle: LifecycleReader(draft, scopes[index], builder.fields[index], context).read(),
      nameSpan: draft.declaration.nameSpan,
      span: draft.declaration.clause.span
    )
  }

  private func resolved(_ draft: AttributeDraft, _ place: AttributeReference) -> Attribute {
    let kind: AttributeKind =
      switch draft.kind {
      case .value(let type, _): .value(type)
      case .reference(let reference): .reference(reference)
      case .many(let many):
        .many(
          target: many.target,
          link: linkIDs[place] ?? EntityID(0),
          perRow: many.perRow,
          inverseName: many.inverse?.value
        )
      // Only in a model with errors, which nobody judges further.
      case .broken: .value(.bool)
      }
    return Attribute(
      name: draft.name,
      documentation: draft.documentation,
      kind: kind,
      isOptional: draft.isOptional,
      presentShare: draft.presentShare,
      flags: draft.flags,
      derivation: draft.derivation?.derivation,
      variantCase: draft.variantCase,
      span: draft.span
    )
  }

  private func uniques(_ index: Int) -> [(fields: [FieldID], span: SourceSpan)] {
    let draft = drafts[index]
    var found: [(fields: [FieldID], span: SourceSpan)] = []
    for (place, attribute) in draft.attributes.enumerated() where attribute.flags.contains(.unique)
    {
      found.append((builder.fieldsOfAttribute[index][place], attribute.span))
    }
    for unique in draft.uniques {
      var fields: [FieldID] = []
      var seen: Set<String> = []
      for name in unique.names {
        guard let place = draft.attributeIndex[name.value] else {
          context.sink.report(
            NameMessage.unknown(
              "attribute",
              name.value,
              name.span,
              among: draft.attributes.map(\.name),
              in: " in `\(draft.name)`"
            )
          )
          fields = []
          break
        }
        context.recorder?.refer(
          .attribute,
          name.value,
          at: name.span,
          in: context.symbol(of: draft)
        )
        guard seen.insert(name.value).inserted else {
          context.sink.report(NameMessage.standsTwice(name, "in a unique combination"))
          continue
        }
        switch draft.attributes[place].kind {
        case .value(let type, _) where type.isScalar:
          fields += builder.fieldsOfAttribute[index][place]
        case .reference: fields += builder.fieldsOfAttribute[index][place]
        case .broken: break
        case .value, .many:
          context.sink.report(
            Diagnostic(
              NameRules.wrongKeyType,
              "`\(name.value)` cannot be part of a unique combination",
              at: Label(name.span),
              notes: ["it holds more than one value"],
              help: ["choose attributes with one value each"]
            )
          )
        }
      }
      if !fields.isEmpty { found.append((fields, unique.span)) }
    }
    return found.filter { !$0.fields.isEmpty }
  }
}

extension EntityLinker {
  /// One side of a link row.
  private func linkAttribute(
    _ name: String,
    _ reference: EntityReference,
    _ span: SourceSpan
  ) -> Attribute {
    Attribute(
      name: name,
      documentation: nil,
      kind: .reference(reference),
      isOptional: false,
      presentShare: 1,
      flags: [],
      derivation: nil,
      variantCase: nil,
      span: span
    )
  }

  /// The rows of a many-to-many attribute: a reference to each side, together the key.
  private mutating func appendLink(_ entry: (owner: Int, attribute: Int, many: ManyDraft)) {
    let owner = entities[entry.owner]
    let target = entities[entry.many.target.rawValue]
    let attribute = owner.attributes[entry.attribute]
    let id = EntityID(entities.count)
    let ownerName = lowerFirst(owner.name)
    let targetName = owner.id == target.id ? attribute.name : lowerFirst(target.name)
    let sides:
      [(
        name: String, entity: Entity, spread: Spread?, span: SourceSpan?, skew: Located<Popularity>?
      )] = [
        (ownerName, owner, entry.many.perRow, entry.many.perRowSpan, nil),
        (targetName, target, entry.many.fanOut, entry.many.fanOutSpan, entry.many.skew),
      ]
    var attributes: [Attribute] = []
    var fields: [Field] = []
    var ofAttribute: [[FieldID]] = []
    for (place, side) in sides.enumerated() {
      let reference = EntityReference(
        target: side.entity.id,
        inverseName: nil,
        fanOut: side.spread,
        fanOutSpan: side.span,
        fanOutSkew: side.skew,
        deleteAction: .cascade,
        isTenant: false
      )
      attributes.append(linkAttribute(side.name, reference, attribute.span))
      let start = fields.count
      for keyField in side.entity.key {
        let leaf = side.entity[keyField]
        fields.append(
          Field(
            id: FieldID(fields.count),
            attribute: AttributeID(place),
            path: side.entity.key.count == 1 ? [side.name] : [side.name] + leaf.path,
            type: leaf.type,
            isOptional: false,
            presentShare: 1,
            flags: [],
            references: FieldReference(side.entity.id, keyField),
            span: attribute.span
          )
        )
      }
      ofAttribute.append((start..<fields.count).map { FieldID($0) })
    }
    let rows = owner.rowCount.value.map { $0 * entry.many.perRow.average }
      .flatMap { $0 <= ClauseCursor.largest ? $0 : nil }
    entities.append(
      Entity(
        id: id,
        name: "\(owner.name)_\(attribute.name)",
        documentation: nil,
        origin: .link(of: AttributeReference(owner.id, AttributeID(entry.attribute))),
        home: owner.home,
        attributes: attributes,
        fields: fields,
        key: fields.map(\.id),
        uniques: [],
        rowCount: Declared(rows, attribute.span),
        growthPerMonth: owner.growthPerMonth,
        lifecycle: [],
        nameSpan: drafts[entry.owner].attributes[entry.attribute].nameSpan,
        span: attribute.span
      )
    )
    var scope = EntityScope()
    scope.fields = ofAttribute
    scope.attributeNames = sides.map(\.name)
    scopes.append(scope)
  }
}
