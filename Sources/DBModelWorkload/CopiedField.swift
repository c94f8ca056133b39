/// A field of another row that the rows which refer to it may carry, so that whoever reads these
/// need not read that one.
///
/// What is carried can be read, filtered, ordered and looked up by as if it were the row's own.
/// Only what never changes is carried, so that a copy is written once, with its row, and always
/// true: see `CopyRule`.
public struct CopiedField: Hashable, Sendable {
  /// The reference that leads to the row it is copied from.
  public let reference: AttributeReference
  public let source: FieldReference
  /// The field as it stands in the rows that carry it, numbered behind the entity's own:
  /// `customer_name`. It belongs to the reference's attribute, without which there is no copy.
  public let field: Field

  /// What whoever does not read the copy looks at.
  public var path: FieldPath { FieldPath(via: [reference], field: source) }

  public static func == (a: CopiedField, b: CopiedField) -> Bool {
    a.reference == b.reference && a.source == b.source && a.field.id == b.field.id
      && a.field.name == b.field.name
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(source)
    hasher.combine(field.id)
  }
}

extension CopiedField {
  /// The entities with what their rows may carry: every field that some read of their store looks
  /// at over one reference, as far as copies of it stay true.
  static func added(
    to entities: [Entity],
    patterns: [AccessPattern],
    stores: [Store],
    changes: ModelChanges
  ) -> [Entity] {
    var wanted: [EntityID: [FieldPath]] = [:]
    let rule = CopyRule(changes: changes, stores: stores)
    for pattern in patterns {
      guard case .read(let read) = pattern.operation else { continue }
      let store = pattern.store?.value ?? entities[read.entity.rawValue].home
      for path in read.pathsOverReferences {
        let entity = path.via[0].entity
        guard entities[entity.rawValue].home == store else { continue }
        guard wanted[entity]?.contains(path) != true, rule.staysTrue(path) else { continue }
        wanted[entity, default: []].append(path)
      }
    }
    return entities.map { entity in
      guard let paths = wanted[entity.id] else {
        return entity.copies.isEmpty ? entity : entity.with(copies: [])
      }
      return entity.with(copies: copies(paths.sorted(by: order), in: entity, entities))
    }
  }

  /// By what is declared first, so that the order of patterns changes nothing.
  private static func order(_ a: FieldPath, _ b: FieldPath) -> Bool {
    (a.via[0].attribute, a.field.field) < (b.via[0].attribute, b.field.field)
  }

  private static func copies(
    _ paths: [FieldPath],
    in entity: Entity,
    _ entities: [Entity]
  ) -> [CopiedField] {
    var names = Set(entity.fields.flatMap { [$0.name, $0.path[0]] })
    return paths.enumerated().map { place, path in
      let through = entity[path.via[0].attribute]
      let source = entities[path.field.entity.rawValue][path.field.field]
      var name = ([through.name] + source.path).joined(separator: "_")
      while !names.insert(name).inserted { name += "_" }
      return CopiedField(
        reference: path.via[0],
        source: path.field,
        field: Field(
          id: FieldID(entity.fields.count + place),
          attribute: path.via[0].attribute,
          path: [name],
          type: source.type,
          isOptional: through.isOptional || source.isOptional,
          presentShare: through.presentShare * source.presentShare,
          flags: source.flags.intersection(.personal),
          references: nil,
          span: source.span
        )
      )
    }
  }
}
