import DBModelDesign
import DBModelWorkload

/// The normalised tables of a scope, without the indexes that patterns want.
struct SchemaBuilder {
  let context: PlanningContext
  let scope: RelationalScope
  let columns: ColumnNames
  private let tableNames: [EntityID: String]
  private let members: Set<EntityID>

  init(context: PlanningContext, scope: RelationalScope) {
    self.context = context
    self.scope = scope
    columns = ColumnNames(context.workload, entities: scope.entities)
    var pool = NamePool(maximum: ColumnNames.maximumBytes)
    var names: [EntityID: String] = [:]
    for entity in scope.entities { names[entity.id] = pool.take(SnakeCase.name(entity.name)) }
    tableNames = names
    members = Set(scope.entities.map(\.id))
  }

  func table(of entity: EntityID) -> String { tableNames[entity] ?? "" }

  /// Names of constraints and indexes are unique in a schema.
  func build(
    _ entity: Entity,
    names: inout NamePool,
    indexes: (inout NamePool) -> [TableIndex]
  ) -> RelationalTable {
    let table = table(of: entity.id)
    let isCopy = scope.copies.contains(entity.id)
    let uniques = isCopy ? [] : uniques(entity, table, &names)
    let keys = foreignKeys(entity, table, &names)
    let checks = checks(entity, table, &names)
    return RelationalTable(
      name: table,
      entity: entity.id,
      columns: entity.fields.map { field in
        Column(
          name: columns.name(field.id, of: entity.id),
          field: field.id,
          isNullable: field.isOptional && !entity.isKey(field.id)
        )
      },
      primaryKey: entity.key.map { columns.name($0, of: entity.id) },
      uniques: uniques,
      foreignKeys: keys,
      checks: checks,
      indexes: indexes(&names),
      comment: entity.documentation,
      isCopy: isCopy
    )
  }

  /// The unique combinations besides the key, each once.
  func uniqueFields(_ entity: Entity) -> [[FieldID]] {
    var found: [[FieldID]] = []
    for fields in entity.uniqueCombinations
    where Set(fields) != Set(entity.key) && !found.contains(where: { Set($0) == Set(fields) }) {
      found.append(fields)
    }
    return found
  }

  private func uniques(
    _ entity: Entity,
    _ table: String,
    _ names: inout NamePool
  ) -> [(name: String, columns: [String])] {
    uniqueFields(entity).map { fields in
      let parts = fields.map { columns.name($0, of: entity.id) }
      return (names.take("\(table)_\(parts.joined(separator: "_"))_key"), parts)
    }
  }

  /// Only between tables whose rows are written here: rows that arrive through a flow arrive table
  /// by table, and a child may come before its parent.
  private func foreignKeys(
    _ entity: Entity,
    _ table: String,
    _ names: inout NamePool
  ) -> [ForeignKey] {
    guard !scope.copies.contains(entity.id) else { return [] }
    return entity.attributes.enumerated().compactMap { position, attribute in
      let through = AttributeReference(entity.id, AttributeID(position))
      guard let reference = context.reference(through), members.contains(reference.target),
        !scope.copies.contains(reference.target)
      else { return nil }
      let fields = context.fields(of: through)
      return ForeignKey(
        name: names.take("\(table)_\(SnakeCase.name(attribute.name))_fkey"),
        columns: fields.map { columns.name($0, of: entity.id) },
        referencedTable: self.table(of: reference.target),
        referencedColumns: context.workload[reference.target].key.map {
          columns.name($0, of: reference.target)
        },
        deleteAction: reference.deleteAction ?? defaultAction(entity)
      )
    }
  }

  /// The fields of each foreign key.
  func foreignKeyFields(_ entity: Entity) -> [[FieldID]] {
    guard !scope.copies.contains(entity.id) else { return [] }
    return entity.attributes.indices.compactMap { position in
      let through = AttributeReference(entity.id, AttributeID(position))
      guard let reference = context.reference(through), members.contains(reference.target),
        !scope.copies.contains(reference.target)
      else { return nil }
      return context.fields(of: through)
    }
  }

  /// Rows of a link exist only between two rows.
  private func defaultAction(_ entity: Entity) -> DeleteAction {
    if case .link = entity.origin { .cascade } else { .restrict }
  }

  private func checks(
    _ entity: Entity,
    _ table: String,
    _ names: inout NamePool
  ) -> [CheckConstraint] {
    var found: [CheckConstraint] = []
    for field in entity.fields where field.references == nil {
      let column = columns.name(field.id, of: entity.id)
      switch field.type {
      case .enumeration(let cases):
        found.append(
          .oneOf(
            name: names.take("\(table)_\(column)_check"),
            column: column,
            values: cases.map(\.name)
          )
        )
      case .integer(let minimum, let maximum) where minimum != nil || maximum != nil:
        found.append(
          .range(
            name: names.take("\(table)_\(column)_check"),
            column: column,
            minimum: minimum,
            maximum: maximum
          )
        )
      case .string(let characters, _):
        found.append(
          .length(
            name: names.take("\(table)_\(column)_length"),
            column: column,
            maximumCharacters: characters
          )
        )
      default: break
      }
    }
    return found
  }

  /// Parents before children; within a cycle in declared order.
  func creationOrder() -> [Entity] {
    var state: [EntityID: Bool] = [:]
    var ordered: [Entity] = []
    for entity in scope.entities {
      // Depth first with a stack of its own: chains of references may be long.
      var stack = [(entity.id, false)]
      while let (id, isDone) = stack.popLast() {
        if isDone {
          if state[id] == false {
            state[id] = true
            ordered.append(context.workload[id])
          }
          continue
        }
        guard state[id] == nil else { continue }
        state[id] = false
        stack.append((id, true))
        for target in targets(of: id).reversed() where state[target] == nil {
          stack.append((target, false))
        }
      }
    }
    return ordered
  }

  private func targets(of id: EntityID) -> [EntityID] {
    let entity = context.workload[id]
    return entity.attributes.indices.compactMap { position in
      context.reference(AttributeReference(id, AttributeID(position)))?.target
    }.filter { members.contains($0) && $0 != id }
  }
}
