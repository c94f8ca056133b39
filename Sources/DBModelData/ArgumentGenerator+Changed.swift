import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Calls that change what they are made for, as those do that a rate counts: what a row has already
/// is set by none of them.
extension ArgumentGenerator {
  /// Whether the constants that a pattern assigns, of the few values of their types, are none that
  /// a row has already: a call that changes nothing is no change that a rate counts.
  func isChanged(_ row: [Value], _ entity: EntityID, _ pattern: AccessPattern) -> Bool {
    guard rows.style != .edges else { return true }
    return pattern.assignments(to: entity).allSatisfy { assignment in
      guard case .literal(let value) = assignment.value, assignment.assignmentOperator == .set,
        workload[entity][assignment.field].type.fewValues != nil
      else { return true }
      return row[assignment.field.rawValue] != value
    }
  }

  /// Gives parameters that are assigned, and asked for nowhere, another of few values than the row
  /// has.
  mutating func change(
    _ arguments: inout Arguments,
    from row: [Value],
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) {
    guard rows.style != .edges else { return }
    let asked = Self.filters(of: pattern).flatMap(\.1.conjuncts)
    for assignment in pattern.assignments(to: entity) {
      guard assignment.assignmentOperator == .set,
        case .parameter(let reference) = assignment.value, reference.field == nil,
        let values = workload[entity][assignment.field].type.fewValues,
        arguments[reference.parameter] == .value(row[assignment.field.rawValue])
      else { continue }
      // A step that the model declares is what was chosen.
      if asked.contains(where: { $0.parameters.contains(reference.parameter) }) { continue }
      let others = values.filter { $0 != row[assignment.field.rawValue] }
      if let other = rows.values.pick(others) { arguments[reference.parameter] = .value(other) }
    }
  }
}

extension AccessPattern {
  var isRead: Bool { if case .read = operation { true } else { false } }

  /// What updates and upserts of an entity assign, outside of loops.
  fileprivate func assignments(to wanted: EntityID) -> [Assignment] {
    guard case .write(let statements, _) = operation else { return [] }
    return statements.flatMap { statement -> [Assignment] in
      switch statement {
      case .update(wanted, _, let assignments, _, _), .upsert(wanted, _, let assignments, _, _):
        assignments
      default: []
      }
    }
  }
}

extension ValueType {
  /// All values of a type that has few.
  fileprivate var fewValues: [Value]? {
    switch self {
    case .bool: [.bool(false), .bool(true)]
    case .enumeration(let cases): cases.map { .string($0.name) }
    default: nil
    }
  }
}
