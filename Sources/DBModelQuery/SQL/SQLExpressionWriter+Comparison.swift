import DBModelWorkload

extension SQLExpressionWriter {
  mutating func compare(
    _ comparison: ComparisonOperator,
    _ left: Expression,
    _ right: Expression
  ) throws(SQLUnsupported) -> SQLText {
    if left == .literal(.null) { return try compareWithNull(comparison, right) }
    if right == .literal(.null) { return try compareWithNull(comparison, left) }
    switch (left.dependsOnRow, right.dependsOnRow) {
    case (true, false): return try compare(comparison, row: left, known: right)
    case (false, true): return try compare(comparison.mirrored, row: right, known: left)
    default:
      let (a, b) = try aligned(left, right)
      return "\(a) \(symbol(comparison)) \(b)"
    }
  }

  private mutating func compareWithNull(
    _ comparison: ComparisonOperator,
    _ operand: Expression
  ) throws(SQLUnsupported) -> SQLText {
    switch comparison {
    case .equal: return "\(try value(operand).text) IS NULL"
    case .notEqual: return "\(try value(operand).text) IS NOT NULL"
    default: return "FALSE"
    }
  }

  private mutating func compare(
    _ comparison: ComparisonOperator,
    row: Expression,
    known: Expression
  ) throws(SQLUnsupported) -> SQLText {
    let (text, _) = try value(row)
    let type = type(of: row)
    if case .literal(let literal) = known, isOnGrid(known, type) {
      return "\(text) \(symbol(comparison)) \(codec.literal(literal, as: type))"
    }
    let operand = SQLText(
      SQLBinding(
        .expression(known),
        type,
        rounding: rounding(comparison, of: known, against: type)
      )
    )
    if comparison == .notEqual, !isOnGrid(known, type) {
      return "\(text) IS NOT NULL AND (\(text) = \(operand)) IS NOT TRUE"
    }
    return "\(text) \(symbol(comparison)) \(operand)"
  }

  mutating func within(
    _ tested: Expression,
    _ parameter: ParameterID
  ) throws(SQLUnsupported) -> SQLText {
    let (text, _) = try value(tested)
    let type = type(of: tested)
    let bounds = PeriodRule(fieldType: type, pattern: pattern).bounds(of: parameter)
    func bound(_ bound: RangeBound, _ comparison: ComparisonOperator) -> SQLText {
      let isFiner = isFiner(typing.type(of: ParameterReference(parameter)), than: type)
      let rounding: SQLRounding =
        !isFiner
        ? .none
        : comparison == .lessOrEqual || comparison == .greater ? .floor : .ceiling
      let operand = SQLText(SQLBinding(.rangeEnd(bound.operand), type, rounding: rounding))
      return "\(text) \(symbol(comparison)) \(operand)"
    }
    let lower = bound(bounds.lower, bounds.lower.isInclusive ? .greaterOrEqual : .greater)
    let upper = bound(bounds.upper, bounds.upper.isInclusive ? .lessOrEqual : .less)
    return "\(lower) AND \(upper)"
  }

  func symbol(_ comparison: ComparisonOperator) -> String {
    switch comparison {
    case .equal: "="
    case .notEqual: "<>"
    default: comparison.rawValue
    }
  }

  /// A column that knows fewer digits than the operand compares the same with the operand moved to
  /// the next value of the column.
  func rounding(
    _ comparison: ComparisonOperator,
    of known: Expression,
    against type: ValueType
  ) -> SQLRounding {
    if isOnGrid(known, type) { return .none }
    switch comparison {
    case .less, .greaterOrEqual: return .ceiling
    case .lessOrEqual, .greater: return .floor
    case .equal, .notEqual: return .exactOrNull
    }
  }

  /// Whether every value of the operand can be a value of the type.
  private func isOnGrid(_ known: Expression, _ type: ValueType) -> Bool {
    !isFiner(typing.type(of: known), than: type)
  }

  private func isFiner(_ known: ValueType?, than type: ValueType) -> Bool {
    switch (known, type) {
    case (.timestamp(let a)?, .timestamp(let b)): a.fractionDigits > b.fractionDigits
    case (.decimal(_, let a)?, .decimal(_, let b)): a > b
    case (.decimal(_, let a)?, .integer): a > 0
    default: false
    }
  }

  /// Two operands of which both depend on the row, in a form that compares.
  private mutating func aligned(
    _ left: Expression,
    _ right: Expression
  ) throws(SQLUnsupported) -> (SQLText, SQLText) {
    let (a, b) = (try value(left).text, try value(right).text)
    let (x, y) = (type(of: left), type(of: right))
    switch (SQLStorage(x, dialect), SQLStorage(y, dialect)) {
    case (.scaledInteger(let s), .scaledInteger(let t)):
      return (scaled(a, by: t - s), scaled(b, by: s - t))
    case (.scaledInteger(let s), .native) where isInteger(y): return (a, scaled(b, by: s))
    case (.native, .scaledInteger(let t)) where isInteger(x): return (scaled(a, by: t), b)
    case (let s, let t) where s == t: return (a, b)
    default: throw SQLUnsupported("two columns that are kept in different ways do not compare")
    }
  }

  func isInteger(_ type: ValueType) -> Bool {
    if case .integer = type { return true }
    return false
  }

  /// Brings an integer that counts fractions to more digits; never to fewer.
  func scaled(_ text: SQLText, by digits: Int) -> SQLText {
    digits <= 0 ? text : "\(text) * \(String(ValueArithmetic.powerOfTen(digits)))"
  }
}
