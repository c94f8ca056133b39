import DBModelDesign

/// Makes entities fit the keys and indexes of their table: every item has the table's key, every
/// index holds some items, an attribute of a key has one type.
enum EntityFields {
  static func settle(_ table: inout ImportedTable, _ sink: NoteSink) {
    for index in table.entities.indices {
      requireKey(&table.entities[index], table, sink)
      agree(&table.entities[index], table)
    }
    for index in table.indexes { fill(index, &table) }
  }

  /// Fields that a base key is made of, and those of the entity's own key, are never missing.
  private static func requireKey(
    _ entity: inout ImportedEntity,
    _ table: ImportedTable,
    _ sink: NoteSink
  ) {
    let names = Set(table.key.map(\.name))
    let made = entity.values.filter { names.contains($0.attribute) }.flatMap(\.value.fields)
    let fields = Set(made + entity.key)
    for place in entity.fields.indices
    where entity.fields[place].isOptional && fields.contains(entity.fields[place].name) {
      entity.fields[place].isOptional = false
      entity.fields[place].presentPercent = nil
      sink.add(
        "taken to be always there: `\(Quoted.text(entity.fields[place].name))` of "
          + "`\(Quoted.text(entity.name))`, which is part of a key",
        at: table.span
      )
    }
  }

  /// Attributes of keys have the type that the key states.
  private static func agree(_ entity: inout ImportedEntity, _ table: ImportedTable) {
    var wanted: [String: KeyAttributeType] = [:]
    for attribute in table.key + table.indexes.flatMap({ $0.partition + $0.sort }) {
      wanted[attribute.name] = attribute.type
    }
    for place in entity.fields.indices {
      guard let type = wanted[entity.fields[place].name],
        !matches(entity.fields[place].type, type)
      else { continue }
      entity.fields[place].type = KeyedEntity.type(of: type)
      entity.fields[place].remark = KeyedEntity.remark(type)
    }
  }

  static func matches(_ type: ImportedType, _ key: KeyAttributeType) -> Bool {
    keyType(of: type) == key
  }

  /// The type a value has as a key attribute; `nil` where it is no single value.
  static func keyType(of type: ImportedType) -> KeyAttributeType? {
    switch type {
    case .unknownText, .string, .boolean, .uuid, .date, .cases: .string
    case .integer, .integerWithin, .decimal, .epochSeconds, .timestamp: .number
    case .bytes, .unknownBytes: .binary
    case .structure, .list, .set, .reference: nil
    }
  }

  /// Attributes of an index that no entity has all of, or that none has, go to the first entity.
  private static func fill(_ index: ImportedIndex, _ table: inout ImportedTable) {
    guard !table.entities.isEmpty else { return }
    let keys = table.key.map(\.name)
    var known = table.entities.map { entity in
      Set(keys + entity.fields.map(\.name) + entity.values.map(\.attribute))
    }
    let attributes = index.partition + index.sort
    if !known.contains(where: { names in attributes.allSatisfy { names.contains($0.name) } }) {
      for attribute in attributes where known[0].insert(attribute.name).inserted {
        table.entities[0].fields.append(
          ImportedField(
            name: attribute.name,
            type: KeyedEntity.type(of: attribute.type),
            isOptional: true,
            remark: "to be stated: which items have it, and its size"
          )
        )
      }
    }
    guard case .include(let names) = index.projection else { return }
    let all = known.reduce(into: Set<String>()) { $0.formUnion($1) }
    for name in names where !all.contains(name) {
      table.entities[0].fields.append(
        ImportedField(
          name: name,
          type: .unknownText,
          isOptional: true,
          remark: KeyedEntity.unknownType
        )
      )
    }
  }
}
