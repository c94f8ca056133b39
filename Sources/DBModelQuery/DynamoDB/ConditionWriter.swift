public import DBModelWorkload

/// Writes conditions as DynamoDB filter and condition expressions.
///
/// Missing attributes compare as in `docs/language/semantics.md`: every comparison with null is
/// false, so `<>` is guarded by `attribute_exists`, which the service's own `<>` does not imply.
public struct ConditionWriter {
  /// The text of a condition, or what it always is.
  public enum Outcome: Hashable, Sendable {
    case always(Bool)
    case text(String)
    /// The service has no expression for it; the caller must check it.
    case unsupported
  }

  private let entity: Entity
  private let pattern: AccessPattern
  private let operands: OperandValues

  public init(entity: Entity, pattern: AccessPattern, operands: OperandValues) {
    self.entity = entity
    self.pattern = pattern
    self.operands = operands
  }

  /// Whether the service can check a condition whatever the values are.
  public static func isSupported(_ condition: Expression) -> Bool {
    switch condition {
    case .and(let parts), .or(let parts): parts.allSatisfy(isSupported)
    case .not(let inner): isSupported(inner)
    case .comparison(_, let a, let b): isSimple(a) && isSimple(b)
    case .isIn(let subject, _), .isWithin(let subject, _): isSimple(subject)
    case .absent, .literal(.bool): true
    case .follows(let path, let other), .contains(let path, let other):
      path.via.isEmpty && !other.dependsOnRow
    default: false
    }
  }

  public func write(_ condition: Expression, into builder: inout ExpressionBuilder) -> Outcome {
    switch condition {
    case .literal(.bool(let flag)): return .always(flag)
    case .absent(let parameter): return .always(operands.isAbsent(parameter))
    case .and(let parts): return combine(parts, " AND ", neutral: true, into: &builder)
    case .or(let parts): return combine(parts, " OR ", neutral: false, into: &builder)
    case .not(let inner):
      switch write(inner, into: &builder) {
      case .always(let flag): return .always(!flag)
      case .text(let text): return .text("(NOT \(text))")
      case .unsupported: return .unsupported
      }
    case .comparison(let comparison, let a, let b):
      return compare(comparison, a, b, into: &builder)
    case .isIn(let subject, let parameter):
      return isIn(subject, operands.elements(parameter), into: &builder)
    case .isWithin(let subject, let parameter):
      return isWithin(subject, parameter, into: &builder)
    case .follows(let path, let destination):
      return follows(path, destination, into: &builder)
    case .contains(let path, let element): return contains(path, element, into: &builder)
    default: return .unsupported
    }
  }

  /// `contains` finds elements of lists and of sets; an element that is no value of the declared
  /// type is never among them.
  private func contains(
    _ path: FieldPath,
    _ element: Expression,
    into builder: inout ExpressionBuilder
  ) -> Outcome {
    guard let name = location(path), let type = entity[path.field.field].type.elementType else {
      return .unsupported
    }
    guard let value = value(element), value != .null,
      case .success(let fitted) = FieldFit.fit(value, to: type),
      ValueOrder.compare(fitted, value) == 0,
      let attribute = AttributeCodec.attribute(of: fitted, type: type)
    else { return .always(false) }
    let list = builder.reference(to: name)
    return .text("contains(\(list), \(builder.reference(to: attribute)))")
  }

  private func combine(
    _ parts: [Expression],
    _ word: String,
    neutral: Bool,
    into builder: inout ExpressionBuilder
  ) -> Outcome {
    var texts: [String] = []
    for part in parts {
      // A part that decides the whole must not leave unused names behind: the service refuses them.
      var attempt = builder
      switch write(part, into: &attempt) {
      case .always(let flag) where flag == neutral: continue
      case .always(let flag): return .always(flag)
      case .unsupported: return .unsupported
      case .text(let text):
        builder = attempt
        texts.append(text)
      }
    }
    if texts.isEmpty { return .always(neutral) }
    return .text(texts.count == 1 ? texts[0] : "(\(texts.joined(separator: word)))")
  }

  private func compare(
    _ comparison: ComparisonOperator,
    _ a: Expression,
    _ b: Expression,
    into builder: inout ExpressionBuilder
  ) -> Outcome {
    if case .field(let path) = a {
      guard let name = location(path) else { return .unsupported }
      if case .literal(.null) = b { return test(name, comparison, into: &builder) }
      if case .field(let other) = b {
        guard let otherName = location(other) else { return .unsupported }
        let (x, y) = (builder.reference(to: name), builder.reference(to: otherName))
        return .text(
          "(attribute_exists(\(x)) AND attribute_exists(\(y)) AND \(x) \(sign(comparison)) \(y))"
        )
      }
      return compare(name, path, comparison, value(b), into: &builder)
    }
    if case .field = b { return compare(comparison.mirrored, b, a, into: &builder) }
    guard let x = value(a), let y = value(b) else { return .always(false) }
    return .always(holds(comparison, x, y))
  }

  private func compare(
    _ location: [String],
    _ path: FieldPath,
    _ comparison: ComparisonOperator,
    _ value: Value?,
    into builder: inout ExpressionBuilder
  ) -> Outcome {
    let type = entity[path.field.field].type
    guard let value, value != .null,
      let attribute = AttributeCodec.attribute(of: value, type: type)
    else { return .always(false) }
    let name = builder.reference(to: location)
    let text = "\(name) \(sign(comparison)) \(builder.reference(to: attribute))"
    return .text(comparison == .notEqual ? "(attribute_exists(\(name)) AND \(text))" : text)
  }

  /// `field == null` and `field != null` ask whether there is a value.
  private func test(
    _ location: [String],
    _ comparison: ComparisonOperator,
    into builder: inout ExpressionBuilder
  ) -> Outcome {
    let name = builder.reference(to: location)
    switch comparison {
    case .equal: return .text("attribute_not_exists(\(name))")
    case .notEqual: return .text("attribute_exists(\(name))")
    default: return .always(false)
    }
  }

  private func isIn(
    _ subject: Expression,
    _ values: [Value],
    into builder: inout ExpressionBuilder
  ) -> Outcome {
    guard case .field(let path) = subject, let name = location(path) else { return .unsupported }
    let type = entity[path.field.field].type
    let attributes = values.compactMap { AttributeCodec.attribute(of: $0, type: type) }
    if attributes.isEmpty { return .always(false) }
    let field = builder.reference(to: name)
    // IN takes at most 100 operands (Developer Guide, expressions, checked 2026-11-23).
    let groups = stride(from: 0, to: attributes.count, by: 100).map { start in
      let list = attributes[start..<min(start + 100, attributes.count)]
      return "\(field) IN (\(list.map { builder.reference(to: $0) }.joined(separator: ", ")))"
    }
    return .text(groups.count == 1 ? groups[0] : "(\(groups.joined(separator: " OR ")))")
  }

  private func isWithin(
    _ subject: Expression,
    _ parameter: ParameterID,
    into builder: inout ExpressionBuilder
  ) -> Outcome {
    guard case .field(let path) = subject, let name = location(path) else { return .unsupported }
    let type = entity[path.field.field].type
    let bounds = PeriodRule(fieldType: type, pattern: pattern).bounds(of: parameter)
    guard let low = attribute(bounds.lower, type), let high = attribute(bounds.upper, type) else {
      return .always(false)
    }
    let field = builder.reference(to: name)
    let sign = bounds.upper.isInclusive ? "<=" : "<"
    let (lower, upper) = (builder.reference(to: low), builder.reference(to: high))
    return .text("(\(field) >= \(lower) AND \(field) \(sign) \(upper))")
  }

  private func attribute(_ bound: RangeBound, _ type: ValueType) -> AttributeValue? {
    operands.value(bound.operand.requestOperand)
      .flatMap { AttributeCodec.attribute(of: $0, type: type) }
  }

  private func value(_ expression: Expression) -> Value? {
    operands.value(expression.requestOperand)
  }

  private func follows(
    _ path: FieldPath,
    _ destination: Expression,
    into builder: inout ExpressionBuilder
  ) -> Outcome {
    guard case .string(let to)? = value(destination) else { return .always(false) }
    let sources = entity.lifecycle.filter { $0.field == path.field.field }.flatMap(\.steps)
      .filter { step in step.destinations.contains { $0.to == to } }.map { Value.string($0.from) }
    return isIn(.field(path), sources, into: &builder)
  }

  private func holds(_ comparison: ComparisonOperator, _ a: Value, _ b: Value) -> Bool {
    guard a != .null, b != .null else { return false }
    let order = ValueOrder.compare(a, b)
    switch comparison {
    case .equal: return order == 0
    case .notEqual: return order != 0
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual: return order >= 0
    }
  }

  private func location(_ path: FieldPath) -> [String]? {
    guard path.via.isEmpty, path.field.entity == entity.id else { return nil }
    return ItemCodec.location(of: entity[path.field.field], in: entity)
  }

  private func sign(_ comparison: ComparisonOperator) -> String {
    switch comparison {
    case .equal: "="
    case .notEqual: "<>"
    default: comparison.rawValue
    }
  }

  /// A field of the entity itself, or something the parameters decide.
  private static func isSimple(_ expression: Expression) -> Bool {
    if case .field(let path) = expression { return path.via.isEmpty }
    return !expression.dependsOnRow
  }
}
