import DBModelStatistics

/// Rows that the item of the row they refer to may hold, in a map by the rest of their keys: an
/// order with its lines. Then they have no items of their own.
public struct EmbeddedRows: Hashable, Sendable {
  /// By which they refer to the row whose item holds them.
  public let reference: AttributeReference
  /// The map as it stands in that item, numbered behind the entity's fields and copies: `lines`. It
  /// belongs to the first attribute of the entity's key, as no attribute is declared for it.
  public let field: Field

  /// Rows that one update adds to an item at most. An expression takes 4 KB, and all of one request
  /// 300 operators (Developer Guide, quotas, checked 2026-11-29); each row takes some 35 bytes of
  /// condition and 2 operators.
  public static let mostPerUpdate = 50

  /// Whose rows they are.
  public var entity: EntityID { reference.entity }

  public static func == (a: EmbeddedRows, b: EmbeddedRows) -> Bool {
    a.reference == b.reference && a.field.id == b.field.id && a.field.name == b.field.name
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(field.id)
  }
}

extension EmbeddedRows {
  /// The entities with what their items may hold: see `EmbedRule`.
  static func added(
    to entities: [Entity],
    stores: [Store],
    changes: ModelChanges
  ) -> [Entity] {
    let rule = EmbedRule(entities: entities, stores: stores, changes: changes)
    var found: [EntityID: [AttributeReference]] = [:]
    for entity in entities {
      for position in entity.attributes.indices {
        let reference = AttributeReference(entity.id, AttributeID(position))
        guard let target = rule.holder(of: reference) else { continue }
        found[target, default: []].append(reference)
      }
    }
    // A name that is an attribute elsewhere could be the key of an index in a table of both; others
    // are the key, the type and the shards of items.
    let names = Set(
      entities.flatMap { entity in
        (entity.fields + entity.copies.map(\.field)).flatMap { [$0.name, $0.path[0]] }
      }
    ).union(reserved)
    return entities.map { entity in
      guard let references = found[entity.id] else {
        return entity.embeddings.isEmpty ? entity : entity.with(embeddings: [])
      }
      return entity.with(embeddings: embeddings(references, in: entity, entities, names))
    }
  }

  private static let reserved = ["pk", "sk", "_pk", "_sk", "_type"]

  private static func embeddings(
    _ references: [AttributeReference],
    in entity: Entity,
    _ entities: [Entity],
    _ taken: Set<String>
  ) -> [EmbeddedRows] {
    var names = taken
    return references.enumerated().compactMap { place, through in
      let rows = entities[through.entity.rawValue]
      guard case .reference(let reference) = rows[through.attribute].kind,
        let count = reference.fanOut
      else { return nil }
      var name = reference.inverseName ?? rows.name.prefix(1).lowercased() + rows.name.dropFirst()
      while !names.insert(name).inserted { name += "_" }
      return EmbeddedRows(
        reference: through,
        field: Field(
          id: FieldID(entity.fields.count + entity.copies.count + place),
          attribute: entity[entity.key[0]].attribute,
          path: [name],
          type: .map(
            key: .string(maximumCharacters: 2_048, averageBytes: 36),
            value: .structure(name: rows.name, members: []),
            count: count
          ),
          isOptional: false,
          presentShare: 1,
          flags: [],
          references: nil,
          span: rows.nameSpan
        )
      )
    }
  }
}
