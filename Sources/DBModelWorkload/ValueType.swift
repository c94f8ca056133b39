public import DBModelStatistics

/// The precision of a timestamp.
public enum TimePrecision: String, Hashable, Sendable {
  case seconds = "s"
  case milliseconds = "ms"
  case microseconds = "us"
  case nanoseconds = "ns"

  /// Nanoseconds in one step.
  public var nanosecondsPerStep: Int64 {
    switch self {
    case .seconds: 1_000_000_000
    case .milliseconds: 1_000_000
    case .microseconds: 1_000
    case .nanoseconds: 1
    }
  }

  /// Digits after the seconds' point: 0, 3, 6, 9.
  public var fractionDigits: Int {
    switch self {
    case .seconds: 0
    case .milliseconds: 3
    case .microseconds: 6
    case .nanoseconds: 9
    }
  }
}

/// One value of an enumeration.
public struct EnumerationCase: Hashable, Sendable {
  public let name: String
  /// The part of the rows that hold it, 0…1; `nil` where not declared.
  public let rowShare: Double?

  public init(name: String, rowShare: Double?) {
    self.name = name
    self.rowShare = rowShare
  }
}

/// A member of a structure.
public struct StructureMember: Hashable, Sendable {
  public let name: String
  public let type: ValueType
  public let isOptional: Bool
  /// The part of the values that have it, 0…1; 1 for members that are not optional.
  public let presentShare: Double
  /// `nil` where not declared.
  public let distinct: DistinctValues?

  public init(
    name: String,
    type: ValueType,
    isOptional: Bool,
    presentShare: Double,
    distinct: DistinctValues? = nil
  ) {
    self.name = name
    self.type = type
    self.isOptional = isOptional
    self.presentShare = presentShare
    self.distinct = distinct
  }
}

/// What a stored value is.
public indirect enum ValueType: Hashable, Sendable {
  case bool
  /// Bounds are inclusive; without them the full signed 64-bit range.
  case integer(minimum: Int64?, maximum: Int64?)
  /// 1…38 digits in all, `scale` of them after the point.
  case decimal(precision: Int, scale: Int)
  /// A bound in characters (Unicode scalars) and the average size in UTF-8 bytes.
  case string(maximumCharacters: Int, averageBytes: Double)
  case bytes(maximumBytes: Int, averageBytes: Double)
  /// 36 characters as text, 16 bytes as binary; random, so it does not grow.
  case uuid
  /// 26 characters as text; its first 48 bits are time, so it only grows.
  case ulid
  case timestamp(TimePrecision)
  case date
  case enumeration([EnumerationCase])
  case structure(name: String?, members: [StructureMember])
  case list(element: ValueType, count: Spread)
  /// Distinct scalars without an order of their own, any but `bool`.
  case set(element: ValueType, count: Spread)
  /// Values under names that the model does not know: keys are `string`, `uuid` or `ulid`.
  case map(key: ValueType, value: ValueType, count: Spread)

  /// Whether values order and compare, so that they can stand in keys and ranges.
  public var isScalar: Bool {
    switch self {
    case .structure, .list, .set, .map: false
    default: true
    }
  }

  /// What an element of a list or of a set is; `nil` for every other type.
  public var elementType: ValueType? {
    switch self {
    case .list(let element, _), .set(let element, _): element
    default: nil
    }
  }
}
