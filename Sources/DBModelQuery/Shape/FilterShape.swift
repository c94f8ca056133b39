public import DBModelWorkload

/// Whether a conjunct always holds its say, or only where a parameter is given:
/// `absent($p) or f == $p`.
public struct Presence: Hashable, Sendable {
  /// `nil`: always.
  public let parameter: ParameterID?
  /// The part of the calls in which the conjunct applies, 0…1.
  public let givenShare: Double

  public init(parameter: ParameterID?, givenShare: Double) {
    self.parameter = parameter
    self.givenShare = givenShare
  }

  public static let always = Presence(parameter: nil, givenShare: 1)

  public var isOptional: Bool { parameter != nil }
}

/// `field == operand`; the operand depends on parameters alone.
public struct EqualityConjunct: Hashable, Sendable {
  public let field: FieldPath
  public let operand: Expression
  public let presence: Presence

  public init(field: FieldPath, operand: Expression, presence: Presence) {
    self.field = field
    self.operand = operand
    self.presence = presence
  }

  public var isOptional: Bool { presence.isOptional }
  public var givenShare: Double { presence.givenShare }
}

/// `fields in $list`: the fields together are one of the list's elements. More than one field
/// exactly where the elements are keys of several fields.
public struct MembershipConjunct: Hashable, Sendable {
  public let fields: [FieldPath]
  /// One for each field; all of one parameter.
  public let elements: [ParameterReference]
  public let presence: Presence

  public init(fields: [FieldPath], elements: [ParameterReference], presence: Presence) {
    precondition(fields.count == elements.count && !fields.isEmpty, "one element field per field")
    self.fields = fields
    self.elements = elements
    self.presence = presence
  }

  public var parameter: ParameterID { elements[0].parameter }
  public var isOptional: Bool { presence.isOptional }
  public var givenShare: Double { presence.givenShare }
}

/// One end of a range.
public struct RangeBound: Hashable, Sendable {
  public enum Operand: Hashable, Sendable {
    /// Depends on parameters alone.
    case expression(Expression)
    case lowerEnd(of: ParameterID)
    case upperEnd(of: ParameterID)
    /// 00:00 UTC of the first date of a date range, for a timestamp.
    case startOfLowerDay(of: ParameterID)
    /// 00:00 UTC of the day after the last date of a date range, for a timestamp.
    case startOfDayAfterUpper(of: ParameterID)
  }
  public let operand: Operand
  public let isInclusive: Bool

  public init(_ operand: Operand, isInclusive: Bool) {
    self.operand = operand
    self.isInclusive = isInclusive
  }
}

/// The field lies between bounds; at least one is set.
public struct RangeConjunct: Hashable, Sendable {
  public let field: FieldPath
  public let lower: RangeBound?
  public let upper: RangeBound?
  public let presence: Presence

  public init(field: FieldPath, lower: RangeBound?, upper: RangeBound?, presence: Presence) {
    precondition(lower != nil || upper != nil, "a range has a bound")
    self.field = field
    self.lower = lower
    self.upper = upper
    self.presence = presence
  }

  public var isOptional: Bool { presence.isOptional }
  public var givenShare: Double { presence.givenShare }
}

/// `$tag in tags`: a row of the link entity joins the row and the parameter's row.
public struct LinkConjunct: Hashable, Sendable {
  public let attribute: AttributeReference
  /// One for each key field of the parameter's entity.
  public let parameters: [ParameterReference]
  public let presence: Presence

  public init(
    attribute: AttributeReference,
    parameters: [ParameterReference],
    presence: Presence
  ) {
    self.attribute = attribute
    self.parameters = parameters
    self.presence = presence
  }

  public var isOptional: Bool { presence.isOptional }
  public var givenShare: Double { presence.givenShare }
}

/// A filter taken apart, conjunct by conjunct. The conjunction of all parts is the filter.
public struct FilterShape: Sendable {
  public var equalities: [EqualityConjunct] = []
  public var memberships: [MembershipConjunct] = []
  public var ranges: [RangeConjunct] = []
  public var links: [LinkConjunct] = []
  /// Everything else: `or`, `not`, `!=`, comparisons of fields with fields, text search, tests for
  /// null.
  public var residual: [Expression] = []

  public init() {}

  /// Takes a condition over rows of `entity` apart; `nil` is the condition that always holds.
  public init(_ filter: Expression?, pattern: AccessPattern, workload: Workload) {
    var builder = FilterShapeBuilder(pattern: pattern, workload: workload)
    for conjunct in filter?.conjuncts ?? [] { builder.add(conjunct) }
    self = builder.finish()
  }

  /// The entity's own fields that are always equal to one value.
  public func requiredEqualityFields(of entity: EntityID) -> [FieldID] {
    equalities.filter { !$0.isOptional && $0.field.via.isEmpty && $0.field.field.entity == entity }
      .map(\.field.field.field)
  }

  /// Every field the filter looks at, over whatever path, once.
  public var fields: [FieldPath] {
    var found: [FieldPath] = []
    let all =
      equalities.map(\.field) + memberships.flatMap(\.fields) + ranges.map(\.field)
      + residual.flatMap(\.fieldPaths)
    for path in all where !found.contains(path) { found.append(path) }
    return found
  }
}
