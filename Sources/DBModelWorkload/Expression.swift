import DBModelDiagnostics

/// A way from one entity to another along a relationship.
public enum RelationshipStep: Hashable, Sendable {
  /// From the referring row to the one row it refers to.
  case reference(AttributeReference)
  /// From a row to all rows that refer to it through the attribute.
  case inverse(of: AttributeReference)
  /// From the owner of a many-to-many attribute to the rows on its other side.
  case many(AttributeReference)
  /// The same, the other way.
  case inverseMany(of: AttributeReference)
}

/// A field reached from the rows a statement is about, over to-one references.
public struct FieldPath: Hashable, Sendable {
  /// Empty for the entity's own fields.
  public let via: [AttributeReference]
  public let field: FieldReference

  public init(via: [AttributeReference] = [], field: FieldReference) {
    self.via = via
    self.field = field
  }
}

/// A parameter, or a field of a parameter that holds a key or a row.
public struct ParameterReference: Hashable, Sendable {
  public let parameter: ParameterID
  /// Set exactly where the parameter's type is an entity's key or a new row (or many of them).
  public let field: FieldReference?

  public init(_ parameter: ParameterID, field: FieldReference? = nil) {
    self.parameter = parameter
    self.field = field
  }
}

public enum ComparisonOperator: String, Hashable, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

public enum ArithmeticOperator: String, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
}

/// A typed expression over one row and the parameters. References are already broken down into
/// their key fields: every comparison is between scalars.
public indirect enum Expression: Hashable, Sendable {
  case literal(Value)
  case field(FieldPath)
  case parameter(ParameterReference)
  case comparison(ComparisonOperator, Expression, Expression)
  /// `field in $list`: the parameter is many of the field's type (or many keys).
  case isIn(Expression, ParameterReference)
  /// `field in $range`: the parameter is a range; both ends included for `..`, periods half-open.
  case isWithin(Expression, ParameterID)
  /// `$tag in tags`: a row of the link entity exists with these fields equal to these parameters.
  case isLinked(AttributeReference, ParameterReference)
  /// `$tag in tags`: a list or a set of the row holds a value that does not depend on the row.
  case contains(FieldPath, Expression)
  case and([Expression])
  case or([Expression])
  case not(Expression)
  /// Whether an optional parameter was not given.
  case absent(ParameterID)
  case arithmetic(ArithmeticOperator, Expression, Expression)
  /// The time of the request, the same throughout one request.
  case now
  /// A length of time, seconds.
  case duration(seconds: Double)
  /// A text search: words of the second in the first.
  case match(Expression, Expression)
  /// Whether the entity's lifecycle allows to go from the field's value to the other.
  case follows(FieldPath, Expression)
  /// A timestamp cut to its day in UTC.
  case day(Expression)
  case aggregate(AggregateFunction, Expression?)

  /// The conjuncts of a condition; one for anything but `and`.
  public var conjuncts: [Expression] {
    if case .and(let parts) = self { return parts.flatMap(\.conjuncts) }
    return [self]
  }
}

public enum AggregateFunction: String, Hashable, Sendable {
  case count, sum, min, max, avg
}
