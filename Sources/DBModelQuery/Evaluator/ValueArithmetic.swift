import DBModelWorkload

/// Exact arithmetic over values; a missing operand makes a missing result.
enum ValueArithmetic {
  static let nanosecondsPerDay: Int64 = 86_400_000_000_000

  static func apply(
    _ operation: ArithmeticOperator,
    _ a: Value,
    _ b: Value
  ) throws(EvaluationError) -> Value {
    switch (a, b) {
    case (.null, _), (_, .null):
      return .null
    case (.integer(let x), .integer(let y)):
      return .integer(try integer(operation, x, y))
    case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
      return .decimal(try decimal(operation, try asDecimal(a), try asDecimal(b)))
    default:
      throw .typeMismatch("\(operation.rawValue)")
    }
  }

  /// Adds a length of time to a time, or to a date in whole days, rounded down.
  static func shift(_ time: Value, bySeconds seconds: Double) throws(EvaluationError) -> Value {
    let nanoseconds = (seconds * 1e9).rounded()
    guard nanoseconds.magnitude < 9.2e18 else { throw .overflow }
    let step = Int64(nanoseconds)
    switch time {
    case .null: return .null
    case .timestamp(let start):
      let (sum, overflow) = start.addingReportingOverflow(step)
      if overflow { throw .overflow }
      return .timestamp(nanoseconds: sum)
    case .date(let days):
      let (sum, overflow) = days.addingReportingOverflow(floorDivide(step, nanosecondsPerDay))
      if overflow { throw .overflow }
      return .date(days: sum)
    default: throw .typeMismatch("a length of time is added to times only")
    }
  }

  static func day(_ time: Value) throws(EvaluationError) -> Value {
    switch time {
    case .null: return .null
    case .timestamp(let nanoseconds):
      return .date(days: floorDivide(nanoseconds, nanosecondsPerDay))
    case .date: return time
    default: throw .typeMismatch("day")
    }
  }

  /// 00:00 UTC of a date.
  static func startOfDay(_ days: Int64) throws(EvaluationError) -> Value {
    let (product, overflow) = days.multipliedReportingOverflow(by: nanosecondsPerDay)
    if overflow { throw .overflow }
    return .timestamp(nanoseconds: product)
  }

  /// The quotient rounded towards minus infinity; `divisor > 0`.
  static func floorDivide(_ x: Int64, _ divisor: Int64) -> Int64 {
    let quotient = x / divisor
    return x % divisor < 0 ? quotient - 1 : quotient
  }

  private static func integer(
    _ operation: ArithmeticOperator,
    _ x: Int64,
    _ y: Int64
  ) throws(EvaluationError) -> Int64 {
    let (result, overflow) =
      switch operation {
      case .add: x.addingReportingOverflow(y)
      case .subtract: x.subtractingReportingOverflow(y)
      case .multiply: x.multipliedReportingOverflow(by: y)
      }
    if overflow { throw .overflow }
    return result
  }

  static func asDecimal(_ value: Value) throws(EvaluationError) -> Decimal38 {
    switch value {
    case .integer(let x): return Decimal38(mantissa: Int128(x), scale: 0)
    case .decimal(let x): return x
    default: throw .typeMismatch("a number is needed")
    }
  }

  private static func decimal(
    _ operation: ArithmeticOperator,
    _ a: Decimal38,
    _ b: Decimal38
  ) throws(EvaluationError) -> Decimal38 {
    let (x, y) = (a.normalized, b.normalized)
    if operation == .multiply {
      let (product, overflow) = x.mantissa.multipliedReportingOverflow(by: y.mantissa)
      guard !overflow, x.scale + y.scale <= 38 else { throw .overflow }
      return try bounded(product, scale: x.scale + y.scale)
    }
    let scale = max(x.scale, y.scale)
    let left = try scaled(x.mantissa, by: scale - x.scale)
    let right = try scaled(y.mantissa, by: scale - y.scale)
    let (sum, overflow) =
      operation == .add
      ? left.addingReportingOverflow(right) : left.subtractingReportingOverflow(right)
    if overflow { throw .overflow }
    return try bounded(sum, scale: scale)
  }

  private static func bounded(
    _ mantissa: Int128,
    scale: Int
  ) throws(EvaluationError) -> Decimal38 {
    let plain = Decimal38(mantissa: mantissa, scale: scale).normalized
    guard plain.mantissa.magnitude < powerOfTen38 else { throw .overflow }
    return plain
  }

  /// `value × 10^digits`.
  static func scaled(_ value: Int128, by digits: Int) throws(EvaluationError) -> Int128 {
    var result = value
    for _ in 0..<digits {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { throw .overflow }
      result = product
    }
    return result
  }

  /// The number with exactly `scale` digits after the point as an integer, rounded half away from
  /// zero.
  static func mantissa(_ number: Decimal38, scale: Int) throws(EvaluationError) -> Int128 {
    let plain = number.normalized
    if plain.scale <= scale { return try scaled(plain.mantissa, by: scale - plain.scale) }
    return divideHalfAway(plain.mantissa, powerOfTen(plain.scale - scale))
  }

  /// The quotient rounded half away from zero; `divisor > 0`.
  static func divideHalfAway(_ value: Int128, _ divisor: Int128) -> Int128 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    guard rest.magnitude >= divisor.magnitude - rest.magnitude else { return quotient }
    return value < 0 ? quotient - 1 : quotient + 1
  }

  /// 0…38.
  static func powerOfTen(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  private static var powerOfTen38: UInt128 { powerOfTen(38).magnitude }
}
