import DBModelDesign
import DBModelJSON
import DBModelWorkload

/// What the change of one row does to what one other row keeps.
struct KeptDelta {
  /// The row that keeps, and its item.
  let place: KeptPlace
  let table: DynamoDBTable
  let target: Entity
  let reference: AttributeReference
  /// By field: what is added.
  var changes: [(field: Field, by: Value)]
  /// Whether the changed row leads there when the call has ended: then there has to be a row.
  var isDemanded: Bool

  /// Whether there is nothing to add.
  var isNothing: Bool { changes.allSatisfy { KeptDeltas.isZero($0.by) } }

  /// By attribute of the item, copies that are made for indexes among them: what is added.
  var steps: [(attribute: String, by: AttributeValue)] {
    let made = table.layout(of: target.id)?.synthetic ?? []
    return changes.filter { !KeptDeltas.isZero($0.by) }.flatMap { field, by in
      let value = AttributeCodec.attribute(of: by, type: field.type) ?? .number("0")
      let copies = made.filter { $0.template == .native(field.id) }.map(\.name)
      return (ItemCodec.location(of: field, in: target) + copies).map { ($0, value) }
    }
  }

  /// The members of an `Update` that adds it to the item, which has to be there.
  var members: JSONValue {
    var builder = ExpressionBuilder()
    let key = builder.reference(to: [table.partitionKey.name])
    let zero = builder.reference(to: AttributeValue.number("0"))
    let sets = steps.map { attribute, by in
      let name = builder.reference(to: [attribute])
      return "\(name) = if_not_exists(\(name), \(zero)) + \(builder.reference(to: by))"
    }
    return .object(
      [
        .init("TableName", .string(table.name)), .init("Key", place.key),
        .init("UpdateExpression", .string("SET " + sets.joined(separator: ", "))),
        .init("ConditionExpression", .string("attribute_exists(\(key))")),
      ] + builder.members
    )
  }

  /// The action that adds it or, where the row that keeps is gone, checks that it is.
  func action(gone: Set<KeptPlace>) -> (kind: String, members: JSONValue) {
    gone.contains(place) ? ("ConditionCheck", absence) : ("Update", members)
  }

  /// The members of a check that there is no such item.
  private var absence: JSONValue {
    var builder = ExpressionBuilder()
    let key = builder.reference(to: [table.partitionKey.name])
    return .object(
      [
        .init("TableName", .string(table.name)), .init("Key", place.key),
        .init("ConditionExpression", .string("attribute_not_exists(\(key))")),
      ] + builder.members
    )
  }
}

/// An item of a table.
struct KeptPlace: Hashable {
  let table: String
  let key: JSONValue
}

/// Finds what changes of rows do to what other rows keep.
struct KeptDeltas {
  let workload: Workload
  let design: DynamoDBDesign

  /// What a row counted for, taken away, and what it counts for, added; nothing where that is the
  /// same.
  ///
  /// - Parameters:
  ///   - aggregates: Of one reference.
  ///   - old: The row as it was, as far as they look at it; `nil` where there was none.
  ///   - new: The row as it is; `nil` where there is none.
  func deltas(
    _ aggregates: [KeptAggregate],
    from old: [Value]?,
    to new: [Value]?
  ) throws -> [KeptDelta] {
    let parts = try [(old, false), (new, true)].compactMap { row, isNew in
      try row.flatMap { try delta(aggregates, $0, isNew: isNew) }
    }
    return try Self.merged(parts)
  }

  /// Two changes of one item as one.
  static func joined(_ a: KeptDelta, _ b: KeptDelta) throws -> KeptDelta {
    var result = a
    result.isDemanded = a.isDemanded || b.isDemanded
    for change in b.changes {
      if let place = result.changes.firstIndex(where: { $0.field.id == change.field.id }) {
        result.changes[place].by = try sum(result.changes[place].by, change.by)
      } else {
        result.changes.append(change)
      }
    }
    return result
  }

  /// One change for each item that something is added to.
  static func merged(_ deltas: [KeptDelta]) throws -> [KeptDelta] {
    var found: [KeptDelta] = []
    for delta in deltas {
      if let place = found.firstIndex(where: { $0.place == delta.place }) {
        found[place] = try joined(found[place], delta)
      } else {
        found.append(delta)
      }
    }
    return found.filter { !$0.isNothing }
  }

  static func isZero(_ value: Value) -> Bool {
    switch value {
    case .integer(let number): number == 0
    case .decimal(let number): number.normalized.mantissa == 0
    default: true
    }
  }

  static func sum(_ a: Value, _ b: Value, isNegated: Bool = false) throws -> Value {
    do throws(EvaluationError) {
      return try ValueArithmetic.apply(isNegated ? .subtract : .add, a, b)
    } catch {
      throw RunnerError.evaluation(error)
    }
  }

  private func delta(
    _ aggregates: [KeptAggregate],
    _ row: [Value],
    isNew: Bool
  ) throws -> KeptDelta? {
    guard let first = aggregates.first,
      let table = design.table(of: first.target.entity)
    else { throw RunnerError.unsupported("no table holds what is kept") }
    let target = workload[first.target.entity]
    let fields = workload[first.reference.entity].fields(of: first.reference.attribute)
    var kept = [Value](repeating: .null, count: target.fields.count)
    for field in fields {
      guard let part = field.references, row[field.id.rawValue] != .null else { return nil }
      kept[part.field.rawValue] = row[field.id.rawValue]
    }
    guard let key = table.itemKey(of: kept, target) else { return nil }
    let changes = try aggregates.map { aggregate -> (field: Field, by: Value) in
      let counted = Self.counted(aggregate, row)
      let by = isNew ? counted : try Self.sum(.integer(0), counted, isNegated: true)
      return (target[aggregate.target.field], by)
    }
    return KeptDelta(
      place: KeptPlace(table: table.name, key: key),
      table: table,
      target: target,
      reference: first.reference,
      changes: changes,
      isDemanded: isNew
    )
  }

  /// What a row adds to a sum or a count.
  private static func counted(_ aggregate: KeptAggregate, _ row: [Value]) -> Value {
    let value = aggregate.source.map { row[$0.field.rawValue] }
    if aggregate.function == .count { return .integer(value == .null ? 0 : 1) }
    return value.flatMap { $0 == .null ? nil : $0 } ?? .integer(0)
  }
}
