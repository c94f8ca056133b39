public import DBModelDesign
import DBModelQuery
public import DBModelWorkload

/// The size of items and of index entries, from the declared types, averages and shares.
public struct ItemSizes: Sendable {
  let workload: Workload

  public init(workload: Workload) { self.workload = workload }

  /// The item of an entity in a table.
  public func item(_ layout: ItemLayout, in table: DynamoDBTable) -> SizeModel {
    SizeModel(attributes(layout, in: table).flatMap(\.parts))
  }

  /// The entry of an index for an entity's item, and the part of the items that have one: those
  /// with every key attribute.
  ///
  /// An entry holds the keys of the table and of the index and what is projected, each attribute
  /// once (Developer Guide, "Global secondary indexes: storage considerations", 2026-11-23).
  public func entry(
    of index: SecondaryIndex,
    _ layout: ItemLayout,
    in table: DynamoDBTable
  ) -> (size: SizeModel, membership: Double) {
    entry(of: index, layout, in: table, attributes(layout, in: table))
  }

  /// - Parameter stored: The attributes of the item.
  func entry(
    of index: SecondaryIndex,
    _ layout: ItemLayout,
    in table: DynamoDBTable,
    _ stored: [StoredAttribute]
  ) -> (size: SizeModel, membership: Double) {
    let keys = Set(
      [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
        + index.keyAttributes.map(\.name)
    )
    let kept: (String) -> Bool
    switch index.projection {
    case .all: kept = { _ in true }
    case .keysOnly: kept = keys.contains
    case .include(let names):
      let included = keys.union(names)
      kept = included.contains
    }
    let membership = membership(of: index, layout)
    var all = SizeModel()
    var required: [SizeModel.Part] = []
    for attribute in stored where kept(attribute.name) {
      for part in attribute.parts {
        // An item without a key attribute has no entry, so an entry always has it.
        let isKey = keys.contains(attribute.name)
        if isKey { required.append(part) }
        all.add(isKey ? part.with(presence: 1, alternative: nil) : part)
      }
    }
    return (required.reduce(all) { $0.having($1) }, membership)
  }

  /// The part of an entity's items that have every key attribute of an index, taken to be
  /// independent but for the cases of a variant; 0 for an entity that is not a member.
  public func membership(of index: SecondaryIndex, _ layout: ItemLayout) -> Double {
    guard let member = index.members.first(where: { $0.entity == layout.entity }) else { return 0 }
    return share(ofRowsWith: member.templates.flatMap(\.fields), of: layout.entity)
  }

  /// The guard item of a unique value.
  func guardItem(_ own: UniqueGuard, in table: DynamoDBTable) -> SizeModel {
    let key = key(table.partitionKey.name, own.template, workload[own.entity])
    return SizeModel([key.with(presence: 1, alternative: nil)])
  }

  /// The part of an entity's rows that have all of some fields.
  func share(ofRowsWith fields: [FieldID], of id: EntityID) -> Double {
    let entity = workload[id]
    var share = 1.0
    var cases: [SizeModel.Alternative] = []
    for attribute in Set(fields.map { entity[$0].attribute }).sorted() {
      let presence = entity[attribute].presentShare
      guard let own = alternative(of: attribute, in: entity) else {
        share *= presence
        continue
      }
      if let other = cases.first(where: { $0.group == own.group }), other != own { return 0 }
      if !cases.contains(own) {
        cases.append(own)
        share *= own.share
      }
      share *= own.share > 0 ? min(1, presence / own.share) : 0
    }
    // Of the rows that refer to one, those carry a copy whose row has the value.
    return Set(fields.compactMap { entity.copy($0)?.source }).sorted()
      .reduce(share) { $0 * workload[$1].presentShare }
  }

  /// The case of a variant that an attribute belongs to; the group is the attribute that tells the
  /// cases apart.
  private func alternative(of id: AttributeID, in entity: Entity) -> SizeModel.Alternative? {
    guard let name = entity[id].variantCase else { return nil }
    // The attribute that tells the cases apart stands before what its cases hold.
    for position in stride(from: id.rawValue - 1, through: 0, by: -1) {
      guard case .value(.enumeration(let cases)) = entity.attributes[position].kind,
        entity.attributes[position].variantCase == nil,
        cases.contains(where: { $0.name == name })
      else { continue }
      let field = entity.fields(of: AttributeID(position)).first
      let share = field.map {
        Cardinality(workload: workload).rowShare(name, of: FieldReference(entity.id, $0.id))
      }
      return SizeModel.Alternative(group: position, name: name, share: share ?? 0)
    }
    return nil
  }

  /// One top-level attribute of an item.
  struct StoredAttribute {
    let name: String
    let parts: [SizeModel.Part]
  }

  /// - Parameter held: The maps that hold rows; the others are empty. `nil`: all.
  func attributes(
    _ layout: ItemLayout,
    in table: DynamoDBTable,
    holding held: Set<FieldID>? = nil
  ) -> [StoredAttribute] {
    let entity = workload[layout.entity]
    let groups = grouped(entity.fields, of: entity)
    let names = Set(groups.map(\.name))
    var stored = groups.map { attribute($0.name, $0.fields, entity) }
    var extra: [(String, KeyTemplate)] = [(table.partitionKey.name, layout.partitionKey)]
    if let name = table.sortKey?.name, let template = layout.sortKey {
      extra.append((name, template))
    }
    extra += layout.synthetic.map { ($0.name, $0.template) }
    for (name, template) in extra where !names.contains(name) {
      stored.append(StoredAttribute(name: name, parts: [key(name, template, entity)]))
    }
    stored += layout.embedded.map { rows in
      held?.contains(rows.field.id) == false ? Self.empty(rows) : embedded(rows, of: entity)
    }
    if let tag = layout.typeTag {
      let bytes = Double(ItemCodec.typeAttribute.utf8.count + tag.utf8.count)
      stored.append(
        StoredAttribute(
          name: ItemCodec.typeAttribute,
          parts: [SizeModel.Part(meanBytes: bytes, maximumBytes: bytes)]
        )
      )
    }
    return stored
  }

  func attribute(_ name: String, _ fields: [Field], _ entity: Entity) -> StoredAttribute {
    let nameBytes = Double(name.utf8.count)
    let alternative = alternative(of: fields[0].attribute, in: entity)
    if fields.count == 1,
      fields[0].path.count == 1 || ItemCodec.location(of: fields[0], in: entity).count == 1
    {
      let part =
        fields[0].flags.contains(.version)
        ? AttributeSizes.version : AttributeSizes.value(fields[0].type)
      return StoredAttribute(
        name: name,
        parts: [
          SizeModel.Part(
            meanBytes: nameBytes + part.meanBytes,
            variance: part.variance,
            maximumBytes: nameBytes + part.maximumBytes,
            presence: fields[0].presentShare,
            alternative: alternative
          )
        ]
      )
    }
    // A structure is a map: 3 bytes, and for each member 1 byte, its name and its value.
    let present = entity[fields[0].attribute].presentShare
    var mean = nameBytes + 3
    var maximum = nameBytes + 3
    var variance = 0.0
    for field in fields {
      let part = AttributeSizes.value(field.type)
      // Deeper levels add a map each; they are few, and counted with their first member's name.
      let inner = field.path.dropFirst().reduce(0.0) { $0 + 1 + Double($1.utf8.count) }
      let share = present > 0 ? min(1, field.presentShare / present) : 0
      let own = part.meanBytes + inner
      mean += share * own
      variance += share * part.variance + share * (1 - share) * own * own
      maximum += part.maximumBytes + inner
    }
    return StoredAttribute(
      name: name,
      parts: [
        SizeModel.Part(
          meanBytes: mean,
          variance: variance,
          maximumBytes: maximum,
          presence: present,
          alternative: alternative
        )
      ]
    )
  }

  func key(_ name: String, _ template: KeyTemplate, _ entity: Entity) -> SizeModel.Part {
    var mean = Double(name.utf8.count)
    var maximum = mean
    var variance = 0.0
    switch template {
    case .native(let field):
      let part = AttributeSizes.value(entity[field].type)
      mean += part.meanBytes
      maximum += part.maximumBytes
      variance += part.variance
    case .text(let segments):
      for segment in segments {
        switch segment {
        case .literal(let text):
          mean += Double(text.utf8.count)
          maximum += Double(text.utf8.count)
        case .field(let field):
          let type = entity[field].type
          let part = AttributeSizes.value(type)
          let longest = Double(KeyEncoding.maximumBytes(of: type) ?? 0)
          switch type {
          case .string, .enumeration:
            mean += part.meanBytes
            variance += part.variance
          default: mean += longest
          }
          maximum += longest
        }
      }
    case .shard(_, let count):
      // The most digits that a number below the count has.
      let bytes = AttributeSizes.number(digits: Double(String(count - 1).utf8.count))
      mean += bytes
      maximum += bytes
    }
    let presence = template.fields.reduce(1.0) { $0 * entity[$1].presentShare }
    return SizeModel.Part(
      meanBytes: mean,
      variance: variance,
      maximumBytes: maximum,
      presence: presence
    )
  }
}
