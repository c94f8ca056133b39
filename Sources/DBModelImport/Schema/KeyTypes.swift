import DBModelDesign

/// Finds the types of key attributes that a schema leaves open: what their templates make of the
/// fields. An attribute that would be a number here and a text there is a text.
enum KeyTypes {
  static func settle(_ table: inout ImportedTable) {
    var types: [String: KeyAttributeType] = [:]
    let names = table.key.map(\.name) + table.indexes.flatMap { $0.partition + $0.sort }.map(\.name)
    var seen: Set<String> = []
    for name in names where seen.insert(name).inserted { types[name] = settle(name, &table) }
    func typed(_ attribute: KeyAttribute) -> KeyAttribute {
      KeyAttribute(name: attribute.name, type: types[attribute.name] ?? attribute.type)
    }
    table.key = table.key.map(typed)
    for place in table.indexes.indices {
      table.indexes[place].partition = table.indexes[place].partition.map(typed)
      table.indexes[place].sort = table.indexes[place].sort.map(typed)
    }
  }

  private static func settle(_ name: String, _ table: inout ImportedTable) -> KeyAttributeType {
    let found = table.entities.compactMap { type(of: name, $0) }
    guard let first = found.first else { return .string }
    if found.allSatisfy({ $0 == first }) { return first }
    for place in table.entities.indices { writeAsText(name, &table.entities[place]) }
    return .string
  }

  private static func type(of name: String, _ entity: ImportedEntity) -> KeyAttributeType? {
    let field: String
    switch entity.values.first(where: { $0.attribute == name })?.value {
    case .text: return .string
    case .field(let source): field = source
    case nil: field = name
    }
    return entity.field(field).map { EntityFields.keyType(of: $0.type) ?? .string }
  }

  private static func writeAsText(_ name: String, _ entity: inout ImportedEntity) {
    if let place = entity.values.firstIndex(where: { $0.attribute == name }) {
      if case .field(let field) = entity.values[place].value {
        entity.values[place].value = .text([.field(field)])
      }
    } else if entity.field(name) != nil {
      entity.values.append((name, .text([.field(name)])))
    }
  }
}
