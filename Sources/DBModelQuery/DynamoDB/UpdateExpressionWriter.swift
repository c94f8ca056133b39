import DBModelDesign
import DBModelWorkload

/// Writes assignments as an update expression.
struct UpdateExpressionWriter {
  let entity: Entity
  let layout: ItemLayout
  let table: DynamoDBTable
  let operands: OperandValues
  /// What an item that is made holds where nothing is assigned.
  let initial: [(Field, Value)]

  /// The expression, or `nil` where the service cannot compute an assignment.
  ///
  /// - Parameter creating: For an upsert, the key values: an item that does not exist yet gets the
  ///   fields of its key, its type and the attributes that indexes need.
  func write(
    _ assignments: [Assignment],
    creating key: [KeyValue]?,
    into builder: inout ExpressionBuilder
  ) -> String? {
    var sets: [String] = []
    var removals: [String] = []
    let groups = Dictionary(grouping: assignments) { topLevelName($0.field) }
    for name in groups.keys.sorted() {
      let group = groups[name] ?? []
      guard assign(group, to: name, sets: &sets, removals: &removals, &builder) else { return nil }
    }
    if let key { create(from: key, assignments: assignments, sets: &sets, &builder) }
    guard refreshSynthetic(assignments, key: key, sets: &sets, removals: &removals, &builder)
    else { return nil }
    var parts: [String] = []
    if !sets.isEmpty { parts.append("SET " + sets.joined(separator: ", ")) }
    if !removals.isEmpty { parts.append("REMOVE " + removals.joined(separator: ", ")) }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func topLevelName(_ field: FieldID) -> String {
    ItemCodec.location(of: entity[field], in: entity)[0]
  }

  /// Assigns one top-level attribute: as a whole where every field of a structure is assigned (its
  /// map may not exist yet), member by member otherwise.
  private func assign(
    _ group: [Assignment],
    to name: String,
    sets: inout [String],
    removals: inout [String],
    _ builder: inout ExpressionBuilder
  ) -> Bool {
    let stored = entity.fields.filter { topLevelName($0.id) == name }
    if stored.count > 1, Set(group.map(\.field)) == Set(stored.map(\.id)),
      group.allSatisfy({ $0.assignmentOperator == .set && !$0.value.dependsOnRow })
    {
      var row = [Value](repeating: .null, count: entity.fields.count)
      for assignment in group { row[assignment.field.rawValue] = value(assignment.value) ?? .null }
      let reference = builder.reference(to: [name])
      if stored.allSatisfy({ row[$0.id.rawValue] == .null }) {
        removals.append(reference)
      } else {
        let whole = StructureAttribute.make(name, fields: stored, row: row, entity: entity)
        sets.append("\(reference) = \(builder.reference(to: whole))")
      }
      return true
    }
    for assignment in group {
      let field = entity[assignment.field]
      let reference = builder.reference(to: ItemCodec.location(of: field, in: entity))
      guard let term = term(assignment, field: field, reference: reference, &builder) else {
        return false
      }
      if term.isEmpty { removals.append(reference) } else { sets.append("\(reference) = \(term)") }
    }
    return true
  }

  /// The right side of an assignment; empty where the attribute is removed, `nil` where the service
  /// cannot compute it.
  private func term(
    _ assignment: Assignment,
    field: Field,
    reference: String,
    _ builder: inout ExpressionBuilder
  ) -> String? {
    if assignment.assignmentOperator == .set {
      if assignment.value.dependsOnRow { return sum(assignment.value, field: field, &builder) }
      guard let value = value(assignment.value), value != .null else { return "" }
      guard case .success(let fitted) = FieldFit.fit(value, to: field.type),
        let attribute = AttributeCodec.attribute(of: fitted, type: field.type)
      else { return nil }
      return builder.reference(to: attribute)
    }
    guard !assignment.value.dependsOnRow, let value = value(assignment.value),
      let step = AttributeCodec.attribute(of: value, type: field.type)
    else { return nil }
    let zero = builder.reference(to: AttributeValue.number("0"))
    let sign = assignment.assignmentOperator == .add ? "+" : "-"
    return "if_not_exists(\(reference), \(zero)) \(sign) \(builder.reference(to: step))"
  }

  /// `a + b` and `a - b` of fields and values: all that the service computes.
  private func sum(
    _ expression: Expression,
    field: Field,
    _ builder: inout ExpressionBuilder
  ) -> String? {
    func operand(_ part: Expression) -> String? {
      if case .field(let path) = part, path.via.isEmpty {
        let other = entity[path.field.field]
        return builder.reference(to: ItemCodec.location(of: other, in: entity))
      }
      guard !part.dependsOnRow, let value = value(part),
        let attribute = AttributeCodec.attribute(of: value, type: field.type)
      else { return nil }
      return builder.reference(to: attribute)
    }
    switch expression {
    case .arithmetic(.add, let a, let b):
      return operand(a).flatMap { x in operand(b).map { "\(x) + \($0)" } }
    case .arithmetic(.subtract, let a, let b):
      return operand(a).flatMap { x in operand(b).map { "\(x) - \($0)" } }
    default: return operand(expression)
    }
  }

  private func value(_ expression: Expression) -> Value? {
    operands.value(expression.requestOperand)
  }

  /// Fields of the key that the key attributes do not hold natively, and the type tag.
  private func create(
    from key: [KeyValue],
    assignments: [Assignment],
    sets: inout [String],
    _ builder: inout ExpressionBuilder
  ) {
    let keyNames = Set([table.partitionKey.name, table.sortKey?.name].compactMap { $0 })
    for keyValue in key {
      for (field, operand) in zip(keyValue.template.fields, keyValue.operands) {
        let location = ItemCodec.location(of: entity[field], in: entity)
        guard !keyNames.contains(location[0]), location.count == 1,
          let value = operands.value(operand),
          let attribute = AttributeCodec.attribute(of: value, type: entity[field].type)
        else { continue }
        let set = "\(builder.reference(to: location)) = \(builder.reference(to: attribute))"
        if !sets.contains(set) { sets.append(set) }
      }
    }
    for (field, value) in initial {
      let location = ItemCodec.location(of: field, in: entity)
      guard location.count == 1,
        let attribute = AttributeCodec.attribute(of: value, type: field.type)
      else { continue }
      let name = builder.reference(to: location)
      sets.append("\(name) = if_not_exists(\(name), \(builder.reference(to: attribute)))")
    }
    if let tag = layout.typeTag {
      let name = builder.reference(to: [ItemCodec.typeAttribute])
      sets.append("\(name) = \(builder.reference(to: AttributeValue.string(tag)))")
    }
  }

  /// Attributes that exist for indexes follow the fields they are made from. `false` where a change
  /// does not know all of those fields.
  private func refreshSynthetic(
    _ assignments: [Assignment],
    key: [KeyValue]?,
    sets: inout [String],
    removals: inout [String],
    _ builder: inout ExpressionBuilder
  ) -> Bool {
    var known: [FieldID: Value] = [:]
    for keyValue in key ?? [] {
      for (field, operand) in zip(keyValue.template.fields, keyValue.operands) {
        known[field] = operands.value(operand)
      }
    }
    for assignment in assignments
    where assignment.assignmentOperator == .set && !assignment.value.dependsOnRow {
      known[assignment.field] = value(assignment.value) ?? .null
    }
    // What only a new item has: one that is there keeps its own.
    let begun = Set(key == nil ? [] : initial.map(\.0.id)).subtracting(assignments.map(\.field))
    for (field, value) in initial where begun.contains(field.id) { known[field.id] = value }
    let changed = Set(assignments.map(\.field))
    for (name, template) in layout.synthetic {
      let isChanged = template.sources.contains(where: changed.contains)
      guard key != nil || isChanged else { continue }
      var row = [Value](repeating: .null, count: entity.fields.count)
      let unknown = template.sources.filter { known[$0] == nil }
      if isChanged, case .native(let source) = template, !unknown.isEmpty,
        let assignment = assignments.first(where: { $0.field == source })
      {
        // The service computes it a second time: every right side sees the item as it was.
        let field = entity[source]
        let own = builder.reference(to: ItemCodec.location(of: field, in: entity))
        guard let term = term(assignment, field: field, reference: own, &builder), !term.isEmpty
        else { return false }
        sets.append("\(builder.reference(to: [name])) = \(term)")
        continue
      }
      // What an item already holds of the others is not known; a new one holds nothing.
      if isChanged, !unknown.isEmpty { return false }
      guard unknown.isEmpty else { continue }
      for field in template.sources { row[field.rawValue] = known[field] ?? .null }
      let isBegun = template.sources.contains(where: begun.contains)
      if isChanged, isBegun { return false }
      if isBegun {
        if let attribute = KeyText.attribute(template, entity: entity, row: row) {
          let own = builder.reference(to: [name])
          sets.append("\(own) = if_not_exists(\(own), \(builder.reference(to: attribute)))")
        }
        continue
      }
      if let attribute = KeyText.attribute(template, entity: entity, row: row) {
        sets.append("\(builder.reference(to: [name])) = \(builder.reference(to: attribute))")
      } else {
        // Without it the item leaves the index.
        removals.append(builder.reference(to: [name]))
      }
    }
    return true
  }
}

/// The map of a structure from its fields.
enum StructureAttribute {
  static func make(_ name: String, fields: [Field], row: [Value], entity: Entity)
    -> AttributeValue
  {
    var tree = ItemTree()
    for field in fields {
      guard let value = AttributeCodec.attribute(of: row[field.id.rawValue], type: field.type)
      else { continue }
      tree.insert(value, at: ItemCodec.location(of: field, in: entity)[...])
    }
    return tree.members.first { $0.name == name }?.value ?? .map([])
  }
}
