public import DBModelWorkload

/// Computes what the placeholders of a statement stand for in one call.
public struct SQLBindingResolver: Sendable {
  public let workload: Workload
  public let pattern: AccessPattern
  /// With the elements that loops are at.
  public var arguments: Arguments
  /// The time of the request, nanoseconds since 1970.
  public let now: Int64
  public var cursor: Cursor?
  /// The parent's rows that a child's statement is about: the values of the fields handed over.
  public var parents: [[FieldPath: Value]] = []

  public init(
    workload: Workload,
    pattern: AccessPattern,
    arguments: Arguments,
    now: Int64,
    cursor: Cursor? = nil
  ) {
    self.workload = workload
    self.pattern = pattern
    self.arguments = arguments
    self.now = now
    self.cursor = cursor
  }

  public func value(_ binding: SQLBinding) throws(EvaluationError) -> Value {
    let value = try rounded(operand(binding.operand), binding)
    if case .singleton = binding.operand { return Self.singleton(value, binding.type) }
    guard binding.isPattern, case .string(let text) = value else { return value }
    return .string(Self.pattern(containing: text))
  }

  private static func singleton(_ value: Value, _ type: ValueType) -> Value {
    guard value != .null, let element = type.elementType,
      case .success(let fitted) = FieldFit.fit(value, to: element),
      ValueOrder.compare(fitted, value) == 0
    else { return .null }
    return .list([fitted])
  }

  /// A `LIKE` pattern for texts that contain a text, with `\` as the escape.
  private static func pattern(containing text: String) -> String {
    var pattern = "%"
    for scalar in text.unicodeScalars {
      if ["%", "_", "\\"].contains(scalar) { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
    return pattern + "%"
  }

  private var evaluator: ExpressionEvaluator {
    let lookup = RowLookup(workload: workload, dataset: Dataset(workload: workload))
    return ExpressionEvaluator(pattern: pattern, arguments: arguments, lookup: lookup, now: now)
  }

  private func operand(_ operand: SQLOperand) throws(EvaluationError) -> Value {
    switch operand {
    case .expression(let expression): return try evaluator.value(expression)
    case .element(let reference, let index):
      guard case .many(let elements) = arguments[reference.parameter],
        elements.indices.contains(index)
      else { return .null }
      var inner = self
      inner.arguments[reference.parameter] = elements[index]
      return inner.evaluator.value(of: reference)
    case .word(let query, let index):
      guard case .string(let text) = try evaluator.value(query) else { return .null }
      let words = TextMatch.words(of: text)
      return words.indices.contains(index) ? .string(words[index]) : .null
    case .singleton(let expression): return try evaluator.value(expression)
    case .rangeEnd(let end): return try rangeEnd(end)
    case .cursor(let term):
      guard let values = cursor?.values, values.indices.contains(term) else { return .null }
      return values[term]
    case .parent(let path, let row):
      return parents.indices.contains(row) ? parents[row][path] ?? .null : .null
    case .inserted(let field, let parameter):
      guard case .row(let row) = arguments[parameter],
        row.indices.contains(field.field.rawValue)
      else { return .null }
      return try fitted(
        NewRow(workload: workload, now: now).completed(row, field.entity),
        field
      )
    case .created(let field, let statement):
      return try fitted(try created(field.entity, statement), field)
    }
  }

  private func rangeEnd(_ end: RangeBound.Operand) throws(EvaluationError) -> Value {
    func ends(_ parameter: ParameterID) -> (Value, Value) {
      if case .range(let lower, let upper) = arguments[parameter] { return (lower, upper) }
      return (.null, .null)
    }
    func start(_ day: Value, plus days: Int64) throws(EvaluationError) -> Value {
      guard case .date(let number) = day else { return .null }
      return try ValueArithmetic.startOfDay(number + days)
    }
    switch end {
    case .expression(let expression): return try evaluator.value(expression)
    case .lowerEnd(let parameter): return ends(parameter).0
    case .upperEnd(let parameter): return ends(parameter).1
    case .startOfLowerDay(let parameter): return try start(ends(parameter).0, plus: 0)
    case .startOfDayAfterUpper(let parameter): return try start(ends(parameter).1, plus: 1)
    }
  }

  private func fitted(
    _ row: [Value],
    _ field: FieldReference
  ) throws(EvaluationError) -> Value {
    switch FieldFit.fit(row[field.field.rawValue], to: workload[field].type) {
    case .success(let value): return value
    case .failure(let fault): throw .violation(field, fault.violation)
    }
  }

  /// The row that an upsert makes where none is.
  private func created(
    _ entity: EntityID,
    _ statement: Int
  ) throws(EvaluationError) -> [Value] {
    guard case .write(let statements, _) = pattern.operation else { return [] }
    let all = Self.flattened(statements)
    guard all.indices.contains(statement),
      case .upsert(_, let filter, let assignments, _, _) = all[statement]
    else { return workload[entity].fields.map { _ in .null } }
    return try NewRow(workload: workload, now: now).upserted(
      entity,
      filter,
      assignments,
      pattern,
      evaluator
    )
  }

  private static func flattened(_ statements: [WriteStatement]) -> [WriteStatement] {
    statements.flatMap { statement in
      if case .forEach(_, let body, _) = statement { return flattened(body) }
      return [statement]
    }
  }

  /// Moves a value to the grid of the type it is compared with.
  private func rounded(
    _ value: Value,
    _ binding: SQLBinding
  ) throws(EvaluationError) -> Value {
    guard binding.rounding != .none else { return value }
    switch (value, binding.type) {
    case (.timestamp(let nanoseconds), .timestamp(let precision)):
      let step = precision.nanosecondsPerStep
      let floor = ValueArithmetic.floorDivide(nanoseconds, step) * step
      if floor == nanoseconds { return value }
      switch binding.rounding {
      case .exactOrNull: return .null
      case .ceiling: return .timestamp(nanoseconds: floor + step)
      default: return .timestamp(nanoseconds: floor)
      }
    case (.decimal(let number), .decimal(_, let scale)):
      return try rounded(number, scale, binding.rounding).map { .decimal($0) } ?? .null
    case (.decimal(let number), .integer):
      return try rounded(number, 0, binding.rounding).map { .decimal($0) } ?? .null
    default: return value
    }
  }

  private func rounded(
    _ number: Decimal38,
    _ scale: Int,
    _ rounding: SQLRounding
  ) throws(EvaluationError) -> Decimal38? {
    let plain = number.normalized
    guard plain.scale > scale else { return plain }
    let divisor = ValueArithmetic.powerOfTen(plain.scale - scale)
    let cut = plain.mantissa / divisor
    let isNegative = plain.mantissa < 0
    switch rounding {
    case .exactOrNull: return nil
    case .ceiling: return Decimal38(mantissa: isNegative ? cut : cut + 1, scale: scale)
    default: return Decimal38(mantissa: isNegative ? cut - 1 : cut, scale: scale)
    }
  }
}
