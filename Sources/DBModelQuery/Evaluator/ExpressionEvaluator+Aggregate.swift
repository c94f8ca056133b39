import DBModelWorkload

extension ExpressionEvaluator {
  /// Over the group's rows: missing values count for nothing; without any value the count is 0 and
  /// everything else is null.
  func aggregate(
    _ function: AggregateFunction,
    _ operand: Expression?
  ) throws(EvaluationError) -> Value {
    guard let group, let entity = row?.entity ?? groupEntity else { return .null }
    guard let operand else { return .integer(Int64(group.count)) }
    var values: [Value] = []
    for row in group {
      let value = try with(row: row, of: entity).value(operand)
      if value != .null { values.append(value) }
    }
    switch function {
    case .count: return .integer(Int64(values.count))
    case .min: return values.min { ValueOrder.compare($0, $1) < 0 } ?? .null
    case .max: return values.max { ValueOrder.compare($0, $1) < 0 } ?? .null
    case .sum: return try sum(values)
    case .avg: return try average(values, of: operand)
    }
  }

  /// An aggregate over no rows at all still knows what it is about.
  private var groupEntity: EntityID? {
    if case .read(let read) = pattern.operation { return read.entity }
    return nil
  }

  private func sum(_ values: [Value]) throws(EvaluationError) -> Value {
    guard var total = values.first else { return .null }
    // Summed as integers without bound first, so that the order of rows cannot decide an overflow.
    if values.allSatisfy({ if case .integer = $0 { true } else { false } }) {
      var wide: Int128 = 0
      for case .integer(let x) in values { wide += Int128(x) }
      guard let narrow = Int64(exactly: wide) else { throw .overflow }
      return .integer(narrow)
    }
    for value in values.dropFirst() { total = try ValueArithmetic.apply(.add, total, value) }
    return total
  }

  /// With four digits more than the operand, rounded half away from zero.
  private func average(
    _ values: [Value],
    of operand: Expression
  ) throws(EvaluationError) -> Value {
    guard !values.isEmpty else { return .null }
    let typing = ExpressionTyping(pattern: pattern, workload: workload)
    let scale = min(38, typing.scale(of: operand))
    var wide: Int128 = 0
    for value in values {
      let part = try ValueArithmetic.mantissa(ValueArithmetic.asDecimal(value), scale: scale)
      let (sum, overflow) = wide.addingReportingOverflow(part)
      if overflow { throw .overflow }
      wide = sum
    }
    return try .decimal(
      AverageRule.quotient(
        wide,
        scale: scale,
        count: Int128(values.count),
        digits: scale + AverageRule.extraDigits
      )
    )
  }
}

/// How averages are rounded.
enum AverageRule {
  /// Digits beyond those of the operand. MySQL's `div_precision_increment` has the same default
  /// (MySQL 8.0 manual, "Server System Variables", checked 2026-11-23).
  static let extraDigits = 4

  static func quotient(
    _ sum: Int128,
    scale: Int,
    count: Int128,
    digits: Int
  ) throws(EvaluationError) -> Decimal38 {
    guard digits <= 38 else { throw .overflow }
    let (whole, rest) = sum.quotientAndRemainder(dividingBy: count)
    let factor = digits - scale
    let head = try ValueArithmetic.scaled(whole, by: factor)
    let tail = ValueArithmetic.divideHalfAway(try ValueArithmetic.scaled(rest, by: factor), count)
    let (mantissa, overflow) = head.addingReportingOverflow(tail)
    if overflow { throw .overflow }
    return Decimal38(mantissa: mantissa, scale: digits).normalized
  }
}
