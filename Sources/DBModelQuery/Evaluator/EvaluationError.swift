public import DBModelWorkload

/// Why a request has no answer.
public enum EvaluationError: Error, Hashable, Sendable {
  /// A result does not fit: 64-bit integers, 38 decimal digits, or times from 1677 to 2262.
  case overflow
  /// Operands that no operation joins, such as the sum of two texts.
  case typeMismatch(String)
  /// A value that its field does not admit.
  case violation(FieldReference, ValueViolation)
}

/// What is wrong with a value of a field.
public enum ValueViolation: String, Hashable, Sendable {
  case missing = "a value is required"
  case outOfBounds = "outside the declared bounds"
  case tooLong = "longer than declared"
  case tooManyDigits = "more digits than declared"
  case unknownCase = "not a value of the enumeration"
  case wrongType = "of another type"
}
