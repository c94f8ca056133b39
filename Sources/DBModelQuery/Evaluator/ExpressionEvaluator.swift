import DBModelWorkload

/// Computes expressions over one row, or over a group of rows, and the arguments.
struct ExpressionEvaluator {
  let pattern: AccessPattern
  let arguments: Arguments
  let lookup: RowLookup
  /// The time of the request, nanoseconds since 1970.
  let now: Int64
  /// The row that is judged; `nil` where only arguments may be named.
  var row: (entity: EntityID, values: [Value])?
  /// The rows an aggregate runs over; `nil` outside of aggregating reads.
  var group: [[Value]]?

  var workload: Workload { lookup.workload }

  func with(row: [Value], of entity: EntityID) -> ExpressionEvaluator {
    var copy = self
    copy.row = (entity, row)
    return copy
  }

  /// Whether a condition holds. What is not true, a comparison with null among them, is false.
  func holds(_ condition: Expression) throws(EvaluationError) -> Bool {
    switch condition {
    case .and(let parts): return try holdsAll(parts)
    case .or(let parts):
      for part in parts where try holds(part) { return true }
      return false
    case .not(let part): return try !holds(part)
    case .absent(let parameter): return !arguments.isGiven(parameter)
    case .comparison(let comparison, let left, let right):
      return try compare(comparison, left, right)
    case .isIn(let operand, let list): return try isIn([(operand, list)])
    case .isWithin(let operand, let parameter): return try isWithin(operand, parameter)
    case .isLinked(let attribute, let reference): return isLinked(attribute, [reference])
    case .contains(let path, let element):
      guard case .list(let elements) = value(of: path) else { return false }
      let wanted = try value(element)
      return wanted != .null && elements.contains { ValueOrder.compare($0, wanted) == 0 }
    case .match(let text, let query):
      guard case .string(let text) = try value(text), case .string(let query) = try value(query)
      else { return false }
      return TextMatch.matches(text, query: query)
    case .follows(let path, let target): return try follows(path, target)
    default: return try value(condition) == .bool(true)
    }
  }

  /// Conjuncts about several fields of one list's keys, or of one link, hold together.
  private func holdsAll(_ parts: [Expression]) throws(EvaluationError) -> Bool {
    var memberships: [(list: ParameterID, tests: [(Expression, ParameterReference)])] = []
    var links: [(attribute: AttributeReference, references: [ParameterReference])] = []
    for part in parts {
      switch part {
      case .isIn(let operand, let list) where list.field != nil:
        if let known = memberships.firstIndex(where: { $0.list == list.parameter }) {
          memberships[known].tests.append((operand, list))
        } else {
          memberships.append((list.parameter, [(operand, list)]))
        }
      case .isLinked(let attribute, let reference):
        let known = links.firstIndex {
          $0.attribute == attribute && $0.references[0].parameter == reference.parameter
        }
        if let known {
          links[known].references.append(reference)
        } else {
          links.append((attribute, [reference]))
        }
      default:
        guard try holds(part) else { return false }
      }
    }
    for membership in memberships where try !isIn(membership.tests) { return false }
    for link in links where !isLinked(link.attribute, link.references) { return false }
    return true
  }

  /// The value of anything that is not a condition; conditions give true or false.
  func value(_ expression: Expression) throws(EvaluationError) -> Value {
    switch expression {
    case .literal(let value): return value
    case .field(let path): return value(of: path)
    case .parameter(let reference): return value(of: reference)
    case .now: return .timestamp(nanoseconds: now)
    case .day(let time): return try ValueArithmetic.day(value(time))
    case .arithmetic(let operation, let left, let right):
      return try arithmetic(operation, left, right)
    case .aggregate(let function, let operand): return try aggregate(function, operand)
    case .duration: throw .typeMismatch("a length of time alone is no value")
    default: return .bool(try holds(expression))
    }
  }

  private func arithmetic(
    _ operation: ArithmeticOperator,
    _ left: Expression,
    _ right: Expression
  ) throws(EvaluationError) -> Value {
    switch (left, right, operation) {
    case (_, .duration(let seconds), .add):
      return try ValueArithmetic.shift(value(left), bySeconds: seconds)
    case (_, .duration(let seconds), .subtract):
      return try ValueArithmetic.shift(value(left), bySeconds: -seconds)
    case (.duration(let seconds), _, .add):
      return try ValueArithmetic.shift(value(right), bySeconds: seconds)
    default: return try ValueArithmetic.apply(operation, value(left), value(right))
    }
  }

  private func value(of path: FieldPath) -> Value {
    guard var (entity, values) = row else { return .null }
    for attribute in path.via {
      guard attribute.entity == entity, let next = lookup.referenced(attribute, row: values)
      else { return .null }
      (entity, values) = next
    }
    guard path.field.entity == entity else { return .null }
    return values[path.field.field.rawValue]
  }

  func value(of reference: ParameterReference) -> Value {
    part(of: arguments[reference.parameter], field: reference.field)
  }

  /// The value that an argument, or one element of it, holds for a field of its key or row.
  private func part(of argument: Argument, field: FieldReference?) -> Value {
    switch argument {
    case .value(let value): return value
    case .key(let key):
      guard let field else { return key.count == 1 ? key[0] : .null }
      guard let position = workload[field.entity].key.firstIndex(of: field.field),
        key.indices.contains(position)
      else { return .null }
      return key[position]
    case .row(let row):
      guard let field, row.indices.contains(field.field.rawValue) else { return .null }
      return row[field.field.rawValue]
    case .absent, .range, .many: return .null
    }
  }

  private func compare(
    _ comparison: ComparisonOperator,
    _ left: Expression,
    _ right: Expression
  ) throws(EvaluationError) -> Bool {
    let (a, b) = (try value(left), try value(right))
    if left == .literal(.null) || right == .literal(.null) {
      // `f == null` asks whether a value is missing.
      switch comparison {
      case .equal: return a == b
      case .notEqual: return a != b
      default: return false
      }
    }
    guard a != .null, b != .null else { return false }
    let order = ValueOrder.compare(a, b)
    switch comparison {
    case .equal: return order == 0
    case .notEqual: return order != 0
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual: return order >= 0
    }
  }

  private func isIn(
    _ tests: [(operand: Expression, list: ParameterReference)]
  ) throws(EvaluationError) -> Bool {
    guard case .many(let elements)? = tests.first.map({ arguments[$0.list.parameter] })
    else { return false }
    var values: [Value] = []
    for test in tests { values.append(try value(test.operand)) }
    guard !values.contains(.null) else { return false }
    return elements.contains { element in
      zip(tests, values).allSatisfy { test, value in
        let candidate = part(of: element, field: test.list.field)
        return candidate != .null && ValueOrder.compare(candidate, value) == 0
      }
    }
  }

  private func isWithin(
    _ operand: Expression,
    _ parameter: ParameterID
  ) throws(EvaluationError) -> Bool {
    guard case .range(let lower, let upper) = arguments[parameter] else { return false }
    let tested = try value(operand)
    guard tested != .null, lower != .null, upper != .null else { return false }
    let aboveLower: Bool
    switch (tested, lower, upper) {
    case (.timestamp, .date(let first), .date(let last)):
      guard case .date(let day) = try ValueArithmetic.day(tested) else { return false }
      return first <= day && day <= last
    case (.timestamp, _, _):
      aboveLower = ValueOrder.compare(tested, lower) >= 0
      return aboveLower && ValueOrder.compare(tested, upper) < 0
    default:
      aboveLower = ValueOrder.compare(tested, lower) >= 0
      return aboveLower && ValueOrder.compare(tested, upper) <= 0
    }
  }

  private func isLinked(
    _ attribute: AttributeReference,
    _ references: [ParameterReference]
  ) -> Bool {
    guard let link = LinkEntity(attribute, workload: workload), let row else { return false }
    // The parameters name the other side; on a relationship of an entity with itself, the target.
    let isOwner = row.entity == link.owner
    let (here, there) =
      isOwner ? (link.ownerFields, link.targetFields) : (link.targetFields, link.ownerFields)
    let other = isOwner ? link.target : link.owner
    let key = lookup.key(of: row.values, row.entity)
    let wanted: [Value] = workload[other].key.map { field in
      let reference = references.first { $0.field?.field == field } ?? references[0]
      return value(of: reference)
    }
    guard !wanted.contains(.null) else { return false }
    return lookup.rows(link.entity).contains { candidate in
      here.map { candidate[$0.rawValue] } == key && there.map { candidate[$0.rawValue] } == wanted
    }
  }

  private func follows(
    _ path: FieldPath,
    _ target: Expression
  ) throws(EvaluationError) -> Bool {
    guard case .string(let from) = value(of: path), case .string(let to) = try value(target),
      let lifecycle = workload[path.field.entity].lifecycle.first(where: {
        $0.field == path.field.field
      })
    else { return false }
    return lifecycle.steps.contains { step in
      step.from == from && step.destinations.contains { $0.to == to }
    }
  }
}
