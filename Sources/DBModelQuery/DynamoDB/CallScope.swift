import DBModelDesign
import DBModelWorkload

/// The values that the operands of one call take, and those of its repetitions for elements and
/// rows.
struct CallScope {
  let workload: Workload
  let pattern: AccessPattern
  let now: Int64
  private(set) var arguments: Arguments
  /// The row an earlier step returned, for `Operand.row`.
  private(set) var row: (entity: EntityID, values: [Value])?
  /// The shard of the key that is asked for.
  private(set) var shard: Int?

  init(workload: Workload, pattern: AccessPattern, arguments: Arguments, now: Int64) {
    self.workload = workload
    self.pattern = pattern
    self.arguments = arguments
    self.now = now
  }

  /// The scope for one element of a many-valued parameter, under its own name and under those of
  /// the loop variables over it.
  func element(_ argument: Argument, of list: ParameterID) -> CallScope {
    var copy = self
    copy.arguments[list] = argument
    for parameter in pattern.parameters {
      if case .element(of: list) = parameter.type { copy.arguments[parameter.id] = argument }
    }
    return copy
  }

  func row(_ values: [Value], of entity: EntityID) -> CallScope {
    var copy = self
    copy.row = (entity, values)
    return copy
  }

  func shard(_ number: Int) -> CallScope {
    var copy = self
    copy.shard = number
    return copy
  }

  func elements(of list: ParameterID) -> [Argument] {
    if case .many(let elements) = arguments[list] { elements } else { [] }
  }

  var operands: OperandValues {
    OperandValues(
      value: { value(of: $0) },
      elements: { reference in
        elements(of: reference.parameter).compactMap { element in
          let scope = self.element(element, of: reference.parameter)
          return scope.value(of: .parameter(reference))
        }
      },
      isAbsent: { !arguments.isGiven($0) },
      shard: shard
    )
  }

  private func value(of operand: Operand) -> Value? {
    switch operand {
    case .literal(let value): return value
    case .parameter(let reference): return present(evaluator.value(of: reference))
    case .computed(let expression): return (try? evaluator.value(expression)).flatMap(present)
    case .row(let field):
      guard let row, row.entity == field.entity else { return nil }
      return present(row.values[field.field.rawValue])
    case .lowerEnd(let parameter): return ends(parameter)?.lower
    case .upperEnd(let parameter): return ends(parameter)?.upper
    case .startOfLowerDay(let parameter):
      guard case .date(let day)? = ends(parameter)?.lower else { return nil }
      return try? ValueArithmetic.startOfDay(day)
    case .startOfDayAfterUpper(let parameter):
      guard case .date(let day)? = ends(parameter)?.upper else { return nil }
      return try? ValueArithmetic.startOfDay(day + 1)
    case .below(let bound, let field):
      return value(of: bound).flatMap { ValueSteps.below($0, workload[field].type) }
    case .above(let bound, let field):
      return value(of: bound).flatMap { ValueSteps.above($0, workload[field].type) }
    }
  }

  private func present(_ value: Value) -> Value? { value == .null ? nil : value }

  private func ends(_ parameter: ParameterID) -> (lower: Value, upper: Value)? {
    guard case .range(let lower, let upper) = arguments[parameter] else { return nil }
    return (lower, upper)
  }

  var evaluator: ExpressionEvaluator {
    ExpressionEvaluator(
      pattern: pattern,
      arguments: arguments,
      lookup: RowLookup(workload: workload, dataset: Dataset(workload: workload)),
      now: now
    )
  }
}
