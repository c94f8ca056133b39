import DBModelWorkload

/// What stands in a row that is made: by an insert, or by an upsert that finds none.
struct NewRow {
  let workload: Workload
  let now: Int64

  /// A clock that is not given is the time of the request, or its day in UTC, a version 1. A kept
  /// aggregate is what it is over no rows, whatever is given.
  func completed(_ given: [Value], _ entity: EntityID) -> [Value] {
    let declared = workload[entity]
    var row = given
    for field in declared.fields where row.indices.contains(field.id.rawValue) {
      let isKept = declared[field.attribute].derivation != nil
      guard isKept || row[field.id.rawValue] == .null else { continue }
      row[field.id.rawValue] = initialValue(of: field, declared)
    }
    return row
  }

  /// The key that the filter fixes, and the assignments over missing values.
  func upserted(
    _ entity: EntityID,
    _ filter: Expression,
    _ assignments: [Assignment],
    _ pattern: AccessPattern,
    _ scope: ExpressionEvaluator
  ) throws(EvaluationError) -> [Value] {
    let shape = FilterShape(filter, pattern: pattern, workload: workload)
    var row = [Value](repeating: .null, count: workload[entity].fields.count)
    for equality in shape.equalities where equality.field.via.isEmpty {
      row[equality.field.field.field.rawValue] = try scope.value(equality.operand)
    }
    return completed(try assigned(row, entity, assignments, scope), entity)
  }

  /// Every value is computed from the row as it was; `+=` and `-=` count a missing number as 0.
  func assigned(
    _ row: [Value],
    _ entity: EntityID,
    _ assignments: [Assignment],
    _ scope: ExpressionEvaluator
  ) throws(EvaluationError) -> [Value] {
    let inner = scope.with(row: row, of: entity)
    var result = row
    for assignment in assignments {
      let old = row[assignment.field.rawValue]
      result[assignment.field.rawValue] = try assigned(old, assignment, inner)
    }
    return result
  }

  private func assigned(
    _ old: Value,
    _ assignment: Assignment,
    _ scope: ExpressionEvaluator
  ) throws(EvaluationError) -> Value {
    guard assignment.assignmentOperator != .set else { return try scope.value(assignment.value) }
    let isAddition = assignment.assignmentOperator == .add
    if case .duration(let seconds) = assignment.value {
      return try ValueArithmetic.shift(old, bySeconds: isAddition ? seconds : -seconds)
    }
    let base = old == .null ? Value.integer(0) : old
    return try ValueArithmetic.apply(
      isAddition ? .add : .subtract,
      base,
      scope.value(assignment.value)
    )
  }

  /// What stands in a field of a new row that nobody gives a value.
  func initialValue(of field: Field, _ entity: Entity) -> Value {
    if field.flags.contains(.clock) {
      let day = ValueArithmetic.floorDivide(now, ValueArithmetic.nanosecondsPerDay)
      return field.type == .date ? .date(days: day) : .timestamp(nanoseconds: now)
    }
    if field.flags.contains(.version) { return .integer(1) }
    let function = entity[field.attribute].derivation?.function
    return function == "sum" || function == "count" ? .integer(0) : .null
  }
}
