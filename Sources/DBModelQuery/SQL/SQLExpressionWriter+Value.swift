import DBModelWorkload

extension SQLExpressionWriter {
  /// The type a value is handed over as. Computed decimals are 64-bit integers in SQLite whatever
  /// their declared digits.
  func type(of expression: Expression) -> ValueType {
    let type = typing.type(of: expression) ?? .string(maximumCharacters: 1_000, averageBytes: 0)
    switch (expression, type) {
    case (.field, _), (.parameter, _), (.aggregate(.min, _), _), (.aggregate(.max, _), _):
      return type
    case (_, .decimal(_, let scale)) where dialect == .sqlite:
      return .decimal(precision: 18, scale: min(18, scale))
    default: return type
    }
  }

  /// A value and whether it may be null.
  mutating func value(
    _ expression: Expression
  ) throws(SQLUnsupported) -> (text: SQLText, isNullable: Bool) {
    switch expression {
    case .field(let path):
      let column = try scope.column(path)
      if path == zeroWhereMissing, column.isNullable {
        return ("COALESCE(\(column.text), 0)", false)
      }
      return (SQLText(column.text), column.isNullable)
    case .literal(let value):
      return (SQLText(codec.literal(value, as: type(of: expression))), value == .null)
    case _ where !expression.dependsOnRow:
      return (SQLText(SQLBinding(.expression(expression), type(of: expression))), true)
    case .day(let time): return (try day(time), true)
    case .arithmetic(let operation, let left, let right):
      return (try arithmetic(operation, left, right), true)
    case .aggregate(let function, let operand):
      return (try aggregate(function, operand), function != .count)
    default:
      return ("COALESCE(\(try condition(expression)), FALSE)", false)
    }
  }

  private mutating func day(_ time: Expression) throws(SQLUnsupported) -> SQLText {
    let text = try value(time).text
    switch (SQLStorage(type(of: time), dialect), dialect) {
    case (.scaledInteger(let scale), _):
      let step = String(ValueArithmetic.powerOfTen(scale) * 86_400)
      // In whole numbers: engines round quotients, and cut towards zero, where days before 1970
      // must be cut down.
      let start: SQLText = "(\(text) - ((\(text) % \(step)) + \(step)) % \(step))"
      return switch dialect {
      case .sqlite: "\(start) / \(step)"
      case .postgresql: "(DATE '1970-01-01' + CAST(\(start) / \(step) AS integer))"
      case .mysql: "DATE_ADD(DATE '1970-01-01', INTERVAL \(start) DIV \(step) DAY)"
      }
    case (.native, .postgresql): return "CAST(\(text) AT TIME ZONE 'UTC' AS date)"
    case (.native, .mysql): return "DATE(\(text))"
    default: return text
    }
  }

  private mutating func arithmetic(
    _ operation: ArithmeticOperator,
    _ left: Expression,
    _ right: Expression
  ) throws(SQLUnsupported) -> SQLText {
    if case .duration(let seconds) = right {
      return try shifted(left, by: operation == .subtract ? -seconds : seconds)
    }
    if case .duration(let seconds) = left { return try shifted(right, by: seconds) }
    let (a, x) = try number(left)
    let (b, y) = try number(right)
    if operation == .multiply { return "(\(a) * \(b))" }
    let isScaled = dialect == .sqlite
    let (p, q) = isScaled ? (scaled(a, by: y - x), scaled(b, by: x - y)) : (a, b)
    return "(\(p) \(operation.rawValue) \(q))"
  }

  /// An operand of arithmetic and its digits after the point.
  private mutating func number(
    _ expression: Expression
  ) throws(SQLUnsupported) -> (SQLText, Int) {
    let type = type(of: expression)
    if case .orderedText = SQLStorage(type, dialect), expression.dependsOnRow {
      throw SQLUnsupported("this engine cannot compute with decimals of more than 18 digits")
    }
    var text: SQLText
    if case .decimal(_, let scale) = type, dialect == .sqlite, !expression.dependsOnRow {
      let bound = ValueType.decimal(precision: 18, scale: scale)
      text = SQLText(SQLBinding(.expression(expression), bound))
      if case .literal(let value) = expression {
        text = SQLText(codec.literal(value, as: bound))
      }
    } else {
      text = try value(expression).text
    }
    // Narrow integers would overflow at their own width.
    if case .integer = type, dialect == .postgresql, case .field = expression {
      text = "CAST(\(text) AS bigint)"
    }
    return (text, typing.scale(of: expression))
  }

  private mutating func shifted(
    _ time: Expression,
    by seconds: Double
  ) throws(SQLUnsupported) -> SQLText {
    let text = try value(time).text
    let type = type(of: time)
    let nanoseconds = (seconds * 1e9).rounded()
    guard nanoseconds.magnitude < 9.2e18 else {
      throw SQLUnsupported("a length of time is too long")
    }
    let length = Int64(nanoseconds)
    if case .date = type {
      let days = ValueArithmetic.floorDivide(length, ValueArithmetic.nanosecondsPerDay)
      return dialect == .mysql
        ? "DATE_ADD(\(text), INTERVAL \(String(days)) DAY)" : "(\(text) + \(String(days)))"
    }
    switch SQLStorage(type, dialect) {
    case .scaledInteger(let scale):
      let shiftedType = typing.type(
        of: .arithmetic(.add, time, .duration(seconds: seconds))
      )
      var fine = scale
      if case .timestamp(let precision)? = shiftedType { fine = precision.fractionDigits }
      let step = Int64(ValueArithmetic.powerOfTen(9 - fine))
      return "(\(scaled(text, by: fine - scale)) + \(String(length / step)))"
    default:
      let microseconds = String(length / 1_000)
      return dialect == .mysql
        ? "DATE_ADD(\(text), INTERVAL \(microseconds) MICROSECOND)"
        : "(\(text) + INTERVAL '\(microseconds) microseconds')"
    }
  }

  private mutating func aggregate(
    _ function: AggregateFunction,
    _ operand: Expression?
  ) throws(SQLUnsupported) -> SQLText {
    guard let operand else { return "COUNT(*)" }
    let text = try value(operand).text
    let type = type(of: operand)
    switch function {
    case .count: return "COUNT(\(text))"
    case .min, .max:
      let name = function == .min ? "MIN" : "MAX"
      switch (type, dialect) {
      // PostgreSQL has no smallest uuid before version 18; texts in "C" order the same.
      case (.uuid, .postgresql): return "\(name)(CAST(\(text) AS text) COLLATE \"C\")"
      case (.bool, .postgresql): return "\(function == .min ? "BOOL_AND" : "BOOL_OR")(\(text))"
      default: return "\(name)(\(text))"
      }
    case .sum:
      try requireNumbers(type)
      // PostgreSQL adds integers up to numbers without bound; the model's are bound to 64 bits.
      if case .integer = type, dialect == .postgresql { return "CAST(SUM(\(text)) AS bigint)" }
      return "SUM(\(text))"
    case .avg:
      try requireNumbers(type)
      return average(text, digits: typing.scale(of: operand) + AverageRule.extraDigits)
    }
  }

  private func requireNumbers(_ type: ValueType) throws(SQLUnsupported) {
    if case .orderedText = SQLStorage(type, dialect) {
      throw SQLUnsupported("this engine cannot compute with decimals of more than 18 digits")
    }
  }

  /// Rounded half away from zero to so many digits.
  private func average(_ text: SQLText, digits: Int) -> SQLText {
    switch dialect {
    case .postgresql:
      return
        "ROUND(CAST(SUM(\(text)) AS numeric) / NULLIF(COUNT(\(text)), 0), \(digits))"
    case .mysql:
      let scale = min(30, digits + 10)
      return
        "ROUND(CAST(SUM(\(text)) AS DECIMAL(65, \(scale))) / COUNT(\(text)), \(digits))"
    case .sqlite:
      let sum: SQLText = "SUM(\(text))"
      let count: SQLText = "COUNT(\(text))"
      let factor = String(ValueArithmetic.powerOfTen(AverageRule.extraDigits))
      let twice = String(2 * ValueArithmetic.powerOfTen(AverageRule.extraDigits))
      // In whole numbers, so that nothing is lost: quotient, then the rest with rounding.
      return """
        \(sum) / \(count) * \(factor) + (\(sum) % \(count) * \(twice) \
        + CASE WHEN \(sum) < 0 THEN -\(count) ELSE \(count) END) / (2 * \(count))
        """
    }
  }
}
