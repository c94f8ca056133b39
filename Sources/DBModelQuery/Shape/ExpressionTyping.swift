public import DBModelWorkload

/// Tells what type of value an expression gives.
public struct ExpressionTyping: Sendable {
  public let pattern: AccessPattern
  public let workload: Workload

  public init(pattern: AccessPattern, workload: Workload) {
    self.pattern = pattern
    self.workload = workload
  }

  /// `nil` where nothing says it: a literal null, a duration.
  public func type(of expression: Expression) -> ValueType? {
    switch expression {
    case .literal(let value): return Self.type(of: value)
    case .field(let path): return workload[path.field].type
    case .parameter(let reference): return type(of: reference)
    case .now: return .timestamp(.nanoseconds)
    case .day: return .date
    case .duration: return nil
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, left, right)
    case .aggregate(let function, let operand): return aggregate(function, operand)
    case .comparison, .isIn, .isWithin, .isLinked, .and, .or, .not, .absent, .match, .follows,
      .contains:
      return .bool
    }
  }

  /// Digits after the point of a number; 0 for anything else.
  public func scale(of expression: Expression) -> Int {
    if case .decimal(_, let scale)? = type(of: expression) { return scale }
    return 0
  }

  static func isNumber(_ type: ValueType) -> Bool {
    switch type {
    case .integer, .decimal: true
    default: false
    }
  }

  /// The type of a parameter, of the field of its key or row, or of the elements of a list.
  public func type(of reference: ParameterReference) -> ValueType? {
    if let field = reference.field { return workload[field].type }
    return type(of: pattern[reference.parameter].type)
  }

  private func type(of parameter: ParameterType) -> ValueType? {
    switch parameter {
    case .value(let type, _): return type
    case .range(let type, _): return type
    case .many(let element, _): return type(of: element)
    case .key(let entity):
      let key = workload[entity].key
      return key.count == 1 ? workload[entity][key[0]].type : nil
    case .newRow: return nil
    case .element(let list):
      guard case .many(let element, _) = pattern[list].type else { return nil }
      return type(of: element)
    }
  }

  /// The narrowest type that holds a literal.
  static func type(of value: Value) -> ValueType? {
    switch value {
    case .null, .list, .structure: return nil
    case .bool: return .bool
    case .integer: return .integer(minimum: nil, maximum: nil)
    case .decimal(let number): return .decimal(precision: 38, scale: number.normalized.scale)
    case .string(let text):
      return .string(maximumCharacters: text.unicodeScalars.count, averageBytes: 0)
    case .bytes(let bytes): return .bytes(maximumBytes: bytes.count, averageBytes: 0)
    case .timestamp(let nanoseconds):
      let steps: [TimePrecision] = [.seconds, .milliseconds, .microseconds]
      return .timestamp(
        steps.first { nanoseconds % $0.nanosecondsPerStep == 0 } ?? .nanoseconds
      )
    case .date: return .date
    }
  }

  private func arithmetic(
    _ operation: ArithmeticOperator,
    _ left: Expression,
    _ right: Expression
  ) -> ValueType? {
    // Time ± length of time; a length below the time's precision needs a finer one.
    if case .duration(let seconds) = right { return shifted(type(of: left), seconds) }
    if case .duration(let seconds) = left { return shifted(type(of: right), seconds) }
    guard let a = type(of: left), let b = type(of: right) else {
      return type(of: left) ?? type(of: right)
    }
    switch (a, b) {
    case (.integer, .integer): return .integer(minimum: nil, maximum: nil)
    default:
      let (x, y) = (scale(of: left), scale(of: right))
      let scale = operation == .multiply ? x + y : max(x, y)
      return .decimal(precision: 38, scale: min(38, scale))
    }
  }

  private func shifted(_ time: ValueType?, _ seconds: Double) -> ValueType? {
    guard case .timestamp(let precision)? = time else { return time }
    let nanoseconds = (seconds * 1e9).rounded()
    let finer: [TimePrecision] = [.seconds, .milliseconds, .microseconds, .nanoseconds]
    let needed =
      finer.first {
        nanoseconds.truncatingRemainder(dividingBy: Double($0.nanosecondsPerStep)) == 0
      } ?? .nanoseconds
    return .timestamp(
      needed.nanosecondsPerStep < precision.nanosecondsPerStep ? needed : precision
    )
  }

  private func aggregate(_ function: AggregateFunction, _ operand: Expression?) -> ValueType? {
    switch function {
    case .count: return .integer(minimum: nil, maximum: nil)
    case .min, .max: return operand.flatMap { type(of: $0) }
    case .sum:
      guard let operand, case .decimal(_, let scale)? = type(of: operand) else {
        return .integer(minimum: nil, maximum: nil)
      }
      return .decimal(precision: 38, scale: scale)
    case .avg:
      let scale = operand.map { self.scale(of: $0) } ?? 0
      return .decimal(precision: 38, scale: min(38, scale + AverageRule.extraDigits))
    }
  }
}
