public import DBModelDesign
public import DBModelWorkload

/// The values of one call of a pattern, as requests need them.
public struct OperandValues {
  /// The value of an operand; `nil` where a parameter was not given.
  public let value: (Operand) -> Value?
  /// Every element of a many-valued parameter (its field where it holds keys).
  public let elements: (ParameterReference) -> [Value]
  /// Whether an optional parameter was not given.
  public let isAbsent: (ParameterID) -> Bool
  /// The shard that a request of several is for; `nil` where a key has none.
  public let shard: Int?

  public init(
    value: @escaping (Operand) -> Value?,
    elements: @escaping (ParameterReference) -> [Value],
    isAbsent: @escaping (ParameterID) -> Bool,
    shard: Int? = nil
  ) {
    self.value = value
    self.elements = elements
    self.isAbsent = isAbsent
    self.shard = shard
  }
}

extension RangeBound.Operand {
  /// The same as an operand of a request.
  public var requestOperand: Operand {
    switch self {
    case .expression(let expression): expression.requestOperand
    case .lowerEnd(let parameter): .lowerEnd(of: parameter)
    case .upperEnd(let parameter): .upperEnd(of: parameter)
    case .startOfLowerDay(let parameter): .startOfLowerDay(of: parameter)
    case .startOfDayAfterUpper(let parameter): .startOfDayAfterUpper(of: parameter)
    }
  }
}

extension Expression {
  /// An expression over parameters alone as an operand of a request.
  public var requestOperand: Operand {
    switch self {
    case .literal(let value): .literal(value)
    case .parameter(let reference): .parameter(reference)
    default: .computed(self)
    }
  }
}
