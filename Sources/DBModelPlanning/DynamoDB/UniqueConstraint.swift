import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelWorkload

/// A unique constraint that is no key, and that some pattern's writes could break.
struct UniqueConstraint {
  let entity: EntityID
  /// In declared order.
  let fields: [FieldID]
  /// Where it is declared.
  let span: SourceSpan
  /// The first pattern that writes it.
  let writer: PatternID
  /// The guard that keeps it on derived tables, or why there is none.
  let kept: Kept

  enum Kept {
    case byGuard(UniqueGuard)
    case not(because: String)
  }

  var guarding: UniqueGuard? { if case .byGuard(let own) = kept { own } else { nil } }

  /// Those of an entity, in the order in which a write is checked against them.
  ///
  /// - Parameters:
  ///   - store: Where the entity lives.
  ///   - writer: The first pattern that inserts a row or assigns one of some fields.
  static func of(
    _ entity: Entity,
    in store: Store,
    writer: ([FieldID]) -> PatternID?
  ) -> [UniqueConstraint] {
    let singles = entity.fields.filter { $0.flags.contains(.unique) }
      .map { (fields: [$0.id], span: $0.span) }
    let declared = singles + entity.uniques
    let sets = declared.map { Set($0.fields) }
    var seen: Set<Set<FieldID>> = []
    return zip(declared, sets).compactMap { unique, fields in
      // What holds a key or another unique combination cannot be there twice without it.
      guard !fields.isSuperset(of: entity.key),
        !sets.contains(where: { fields.isStrictSuperset(of: $0) }),
        seen.insert(fields).inserted, let writer = writer(unique.fields)
      else { return nil }
      return UniqueConstraint(
        entity: entity.id,
        fields: unique.fields,
        span: unique.span,
        writer: writer,
        kept: kept(unique.fields, of: entity, in: store)
      )
    }
  }

  private static func kept(_ fields: [FieldID], of entity: Entity, in store: Store) -> Kept {
    if store.dynamoDB.replicaConsistency?.value == .strong {
      // Developer Guide, global tables, multi-Region strong consistency, checked 2026-11-28.
      return .not(because: "tables with strongly consistent replicas take no transactions")
    }
    for field in fields {
      if !StoredAttribute.isKeyable(entity[field].type) {
        return .not(because: "`\(entity[field].name)` is no single value, which a key could hold")
      }
      if entity[entity[field].attribute].derivation != nil {
        return .not(because: "`\(entity[field].name)` is computed from other rows, by no request")
      }
    }
    let names = fields.map { entity[$0].name }.joined(separator: ",")
    let own = UniqueGuard(
      entity: entity.id,
      fields: fields,
      name: "\(entity.name).\(names)",
      separator: KeyEncoding.separator
    )
    let bytes = StoredAttribute.maximumBytes(own.template, of: entity)
    guard bytes <= IdealKey.partitionBytes else {
      return .not(
        because: "the key of a guard item may take \(bytes) bytes, at 4 bytes a character and the"
          + " declared maximum, and a partition key has at most \(IdealKey.partitionBytes)"
      )
    }
    return .byGuard(own)
  }
}
