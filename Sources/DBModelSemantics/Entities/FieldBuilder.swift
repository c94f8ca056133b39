import DBModelDiagnostics
import DBModelStatistics
import DBModelWorkload

/// Breaks attributes down to fields: references into key fields, structures into members.
struct FieldBuilder {
  /// A part of a key as references to it repeat it.
  struct KeyLeaf {
    let path: [String]
    let type: ValueType
  }

  /// Fields a row may have; far above any real item, and what keeps doubled references in bounds.
  static let maximumFields = 4000
  static let maximumKeyFields = 32

  private(set) var drafts: [EntityDraft]
  let context: Context
  private(set) var keyLeaves: [[KeyLeaf]]
  private(set) var fields: [[Field]]
  private(set) var fieldsOfAttribute: [[[FieldID]]]
  private(set) var keys: [[FieldID]]
  /// For each field of a reference: target and which of its key fields.
  private var pending: [[(field: Int, target: Int, leaf: Int)]]

  init(_ drafts: [EntityDraft], _ context: Context) {
    self.drafts = drafts
    self.context = context
    keyLeaves = Array(repeating: [], count: drafts.count)
    fields = Array(repeating: [], count: drafts.count)
    fieldsOfAttribute = Array(repeating: [], count: drafts.count)
    keys = Array(repeating: [], count: drafts.count)
    pending = Array(repeating: [], count: drafts.count)
  }

  mutating func build() {
    let dependencies = drafts.map { draft in
      draft.key.compactMap { index -> Int? in
        if case .reference(let reference) = draft.attributes[index].kind {
          return reference.target.rawValue
        }
        return nil
      }
    }
    let (order, circular) = TopologicalOrder.sort(dependencies)
    for circle in TopologicalOrder.circles(dependencies, among: circular) { report(circle) }
    for index in circular { drafts[index].isKeyBroken = true }
    for index in order { buildKey(index) }
    for index in circular { buildKey(index) }
    for index in drafts.indices { buildFields(index) }
    for index in drafts.indices { finishReferences(index) }
  }

  private func report(_ circle: [Int]) {
    let first = drafts[circle[0]]
    let part = first.key.first { index in
      if case .reference(let reference) = first.attributes[index].kind {
        return circle.contains(reference.target.rawValue)
      }
      return false
    }
    let span = part.map { first.attributes[$0].span } ?? first.declaration.nameSpan
    let names = (circle + circle.prefix(1)).map { "`\(drafts[$0].name)`" }
    context.sink.report(
      Diagnostic(
        NameRules.circularKey,
        "the key of `\(first.name)` depends on itself",
        at: Label(span),
        notes: ["the key of " + names.joined(separator: " holds the key of ")],
        help: ["give one of them a key of its own: `id: uuid key`"]
      )
    )
  }

  private mutating func buildKey(_ index: Int) {
    var leaves: [KeyLeaf] = []
    for attributeIndex in drafts[index].key {
      let attribute = drafts[index].attributes[attributeIndex]
      switch attribute.kind {
      case .value(let type, _): leaves.append(KeyLeaf(path: [attribute.name], type: type))
      case .reference(let reference):
        leaves += referenceLeaves(attribute.name, reference.target.rawValue)
      case .many, .broken: break
      }
    }
    if leaves.count > Self.maximumKeyFields {
      context.sink.report(
        Diagnostic(
          NameRules.tooLarge,
          "the key of `\(drafts[index].name)` has \(leaves.count) fields",
          at: Label(drafts[index].keySpan ?? drafts[index].declaration.nameSpan),
          notes: [
            "references repeat the whole key of their target; at most \(Self.maximumKeyFields)"
          ],
          help: ["give it, or one of its targets, a key of its own: `id: uuid key`"]
        )
      )
      drafts[index].isKeyBroken = true
      leaves = Array(leaves.prefix(1))
    }
    // A key that was reported broken still has to be something.
    if leaves.isEmpty { leaves = [KeyLeaf(path: ["id"], type: .uuid)] }
    keyLeaves[index] = leaves
  }

  private func referenceLeaves(_ name: String, _ target: Int) -> [KeyLeaf] {
    let leaves = keyLeaves[target]
    if leaves.count == 1 { return [KeyLeaf(path: [name], type: leaves[0].type)] }
    return leaves.map { KeyLeaf(path: [name] + $0.path, type: $0.type) }
  }

  private mutating func buildFields(_ index: Int) {
    let draft = drafts[index]
    var built: [[FieldID]] = []
    for (attributeIndex, attribute) in draft.attributes.enumerated() {
      let start = fields[index].count
      append(attribute, AttributeID(attributeIndex), index)
      built.append((start..<fields[index].count).map { FieldID($0) })
      if fields[index].count > Self.maximumFields {
        context.sink.report(
          Diagnostic(
            NameRules.tooLarge,
            "`\(draft.name)` has more than \(FigureFormatter.integer(Self.maximumFields)) fields",
            at: Label(draft.declaration.nameSpan),
            help: ["split it into several entities"]
          )
        )
        break
      }
    }
    while built.count < draft.attributes.count { built.append([]) }
    let key = draft.isKeyBroken ? [] : draft.key.flatMap { built[$0] }
    if key.isEmpty || key.count != keyLeaves[index].count {
      drafts[index].isKeyBroken = true
      if fields[index].isEmpty { appendSubstituteKey(index, &built) }
      keys[index] = [FieldID(0)]
    } else {
      keys[index] = key
    }
    fieldsOfAttribute[index] = built
  }

  /// An entity without a single usable attribute still needs a field to stand for its key.
  private mutating func appendSubstituteKey(_ index: Int, _ built: inout [[FieldID]]) {
    let span = drafts[index].declaration.nameSpan
    drafts[index].attributes.append(
      AttributeDraft(
        name: "id",
        nameSpan: span,
        span: span,
        documentation: nil,
        kind: .value(.uuid, leafCount: 1),
        isOptional: false,
        presentShare: 1,
        flags: [.key]
      )
    )
    built.append([FieldID(0)])
    fields[index] = [
      Field(
        id: FieldID(0),
        attribute: AttributeID(drafts[index].attributes.count - 1),
        path: ["id"],
        type: .uuid,
        isOptional: false,
        presentShare: 1,
        flags: [.key],
        references: nil,
        span: span
      )
    ]
  }

  private mutating func append(_ attribute: AttributeDraft, _ id: AttributeID, _ entity: Int) {
    switch attribute.kind {
    case .broken, .many: break
    case .value(let type, _):
      append(
        type,
        path: [attribute.name],
        isOptional: attribute.isOptional,
        present: attribute.presentShare,
        distinct: attribute.distinct,
        attribute,
        id,
        entity
      )
    case .reference(let reference):
      let target = reference.target.rawValue
      for (leaf, part) in referenceLeaves(attribute.name, target).enumerated() {
        pending[entity].append((fields[entity].count, target, leaf))
        append(
          part.type,
          path: part.path,
          isOptional: attribute.isOptional,
          present: attribute.presentShare,
          distinct: nil,
          attribute,
          id,
          entity
        )
      }
    }
  }

  /// Structures were bounded in depth when they were read.
  private mutating func append(
    _ type: ValueType,
    path: [String],
    isOptional: Bool,
    present: Double,
    distinct: DistinctValues?,
    _ attribute: AttributeDraft,
    _ id: AttributeID,
    _ entity: Int
  ) {
    if case .structure(_, let members) = type {
      for member in members {
        append(
          member.type,
          path: path + [member.name],
          isOptional: isOptional || member.isOptional,
          present: present * member.presentShare,
          distinct: member.distinct,
          attribute,
          id,
          entity
        )
      }
      return
    }
    fields[entity].append(
      Field(
        id: FieldID(fields[entity].count),
        attribute: id,
        path: path,
        type: type,
        isOptional: isOptional,
        presentShare: present,
        flags: attribute.flags,
        references: nil,
        distinct: distinct,
        span: attribute.span
      )
    )
  }

  private mutating func finishReferences(_ index: Int) {
    for entry in pending[index] where entry.leaf < keys[entry.target].count {
      let field = fields[index][entry.field]
      fields[index][entry.field] = Field(
        id: field.id,
        attribute: field.attribute,
        path: field.path,
        type: field.type,
        isOptional: field.isOptional,
        presentShare: field.presentShare,
        flags: field.flags,
        references: FieldReference(EntityID(entry.target), keys[entry.target][entry.leaf]),
        span: field.span
      )
    }
  }
}
