import DBModelDesign
import DBModelQuery
import DBModelWorkload

@testable import DBModelPlanning

/// The index keys that the enumeration tries.
extension DesignReferee {
  /// Every index key over attributes that some pattern looks at.
  func plans() -> [IndexPlan] {
    context.workload.entities(in: store).flatMap { entity -> [IndexPlan] in
      let fields = (relevant(entity) + carried(entity))
        .filter { StoredAttribute.isKeyable(entity[$0].type) }
      var partitions = fields.map { [$0] }
      for a in fields { for b in fields where a < b { partitions.append([a, b]) } }
      if KeyCandidates.isWorthAWholeKey(entity) { partitions.append([]) }
      var sorts: [[FieldID]] = [[]] + fields.map { [$0] }
      for a in fields { for b in fields where a != b { sorts.append([a, b]) } }
      let ordered = ordered(entity)
      return partitions.flatMap { partition in
        Set(
          sorts.filter { !partition.isEmpty || ordered.isSuperset(of: $0) }
            .flatMap { sort -> [[FieldID]] in
              let own = sort.filter { !partition.contains($0) }
              let rest = entity.key.filter { !own.contains($0) && !partition.contains($0) }
              return [own, own + rest].filter { $0.count <= 4 }
            }
        ).sorted { $0.lexicographicallyPrecedes($1) }
          .map { IndexPlan(entity: entity.id, partition: partition, sort: $0) }
      }
    }
    .filter { excluded?.excludes($0.content.key) != true }
  }

  /// Whether a key that is spread holds what is asked by it alone. One more attribute that is
  /// written much would only make for more shards, and those are as many as the writes take, not
  /// as many as a read would like.
  func isAsked(_ plan: IndexPlan) -> Bool {
    let entity = context.workload[plan.entity]
    let own = ordered(entity)
    let equal = equalities(entity)
    return plan.sort.allSatisfy { own.contains($0) || equal.contains($0) }
  }

  /// The fields that an index would have attributes made of, and the copies in its key.
  func madeFields(_ plan: IndexPlan, _ placements: [Placement]) -> Set<FieldID> {
    let makings = TableAssembler(
      context: context,
      store: store,
      placements: placements,
      plans: [],
      copied: copied
    ).makings(plan)
    return Set(
      makings.compactMap { making in
        switch making {
        case .field(let field), .copy(let field): field.field
        case .shard: nil
        }
      }
    )
  }

  /// What a pattern filters and orders the rows of an entity by: no attribute is made of anything
  /// else, though any would keep the rows of other entities out of an index.
  func lookedAt(by pattern: AccessPattern, _ id: EntityID) -> Set<FieldID> {
    let entity = context.workload[id]
    var paths: [FieldPath] = []
    switch context.shapes[pattern.id.rawValue] {
    case .read(let read):
      paths = read.filter.fields
      for term in read.order { if case .field(let path) = term.subject { paths.append(path) } }
      // What ends ties, and leads to the row.
      paths += entity.key.map { FieldPath(field: FieldReference(id, $0)) }
    case .write(let statements, _): paths = statements.flatMap(\.filter.fields)
    case .sql: break
    }
    let keys = entity.attributes.indices.flatMap { entity.fields(of: AttributeID($0)) }
      .filter { $0.references != nil }.map(\.id)
    return Set(
      paths.flatMap { path -> [FieldID] in
        if path.via.isEmpty { return path.field.entity == id ? [path.field.field] : [] }
        return entity.copies.filter { $0.path == path }.map(\.field.id)
      } + keys
    )
  }

  /// What rows are found by as one value or as one of a list.
  private func equalities(_ entity: Entity) -> Set<FieldID> {
    var found: Set<FieldID> = []
    for shape in context.shapes {
      let filters: [FilterShape]
      switch shape {
      case .read(let read): filters = [read.filter]
      case .write(let statements, _): filters = statements.map(\.filter)
      case .sql: filters = []
      }
      for filter in filters {
        found.formUnion(filter.requiredEqualityFields(of: entity.id))
        found.formUnion(
          carried(entity).filter { field in
            filter.equalities.contains { entity.copy(field)?.path == $0.field }
          }
        )
        found.formUnion(filter.memberships.flatMap(\.fields).map(\.field.field))
      }
    }
    return found
  }

  /// What rows are ordered by or ranged over, and their key: an index over all rows has no other
  /// attributes.
  private func ordered(_ entity: Entity) -> Set<FieldID> {
    var found = Set(entity.key + carried(entity))
    for shape in context.shapes {
      switch shape {
      case .read(let read):
        for range in read.filter.ranges where range.field.field.entity == entity.id {
          found.insert(range.field.field.field)
        }
        for term in read.order {
          if case .field(let path) = term.subject, path.field.entity == entity.id {
            found.insert(path.field.field)
          }
        }
      case .write(let statements, _):
        for range in statements.flatMap(\.filter.ranges)
        where range.field.field.entity == entity.id {
          found.insert(range.field.field.field)
        }
      case .sql: break
      }
    }
    return found
  }

  /// What its rows carry.
  private func carried(_ entity: Entity) -> [FieldID] {
    entity.copies.map(\.field.id).filter { copied.contains(FieldReference(entity.id, $0)) }
  }

  private func relevant(_ entity: Entity) -> [FieldID] {
    var found: Set<FieldID> = []
    for shape in context.shapes {
      switch shape {
      case .read(let read):
        for path in read.filter.fields where path.field.entity == entity.id {
          found.insert(path.field.field)
        }
        for term in read.order {
          if case .field(let path) = term.subject, path.field.entity == entity.id {
            found.insert(path.field.field)
          }
        }
      case .write(let statements, _):
        for path in statements.flatMap(\.filter.fields) where path.field.entity == entity.id {
          found.insert(path.field.field)
        }
      case .sql: break
      }
    }
    for position in entity.attributes.indices {
      let through = AttributeReference(entity.id, AttributeID(position))
      if context.reference(through) != nil { found.formUnion(context.fields(of: through)) }
    }
    return found.sorted()
  }
}
