import DBModelDesign
import DBModelWorkload

extension DynamoDBRequest {
  /// The fields of a text sort key that the condition fixes before the one it bounds: all that
  /// stand in a `begins_with`, those that both ends share in a range.
  var sortPrefix: KeyValue? {
    func first(_ count: Int, of value: KeyValue) -> KeyValue {
      KeyValue(
        attribute: value.attribute,
        entity: value.entity,
        template: value.template,
        operands: Array(value.operands.prefix(max(0, count)))
      )
    }
    switch sortCondition {
    case nil: return nil
    case .beginsWith(let value)?: return value
    case .compare(_, let value)?: return first(value.operands.count - 1, of: value)
    case .between(let low, let high)?:
      let (a, b) = (low.operands.count, high.operands.count)
      // A range without one of its ends goes to the end of what is fixed.
      return first(a == b ? a - 1 : min(a, b), of: a < b ? low : high)
    }
  }

  /// The field that the sort condition bounds, and its bounds; `nil` without one or for a prefix.
  var sortRange: (field: FieldReference, lower: Operand?, upper: Operand?)? {
    guard let fixed = sortPrefix?.operands.count else { return nil }
    func bound(_ value: KeyValue) -> Operand? {
      value.operands.count > fixed ? value.operands[fixed] : nil
    }
    func field(_ value: KeyValue) -> FieldReference? {
      let fields = value.template.fields
      return fixed < fields.count ? FieldReference(value.entity, fields[fixed]) : nil
    }
    switch sortCondition {
    case nil, .beginsWith?: return nil
    case .compare(let comparison, let value)?:
      guard let field = field(value), let operand = bound(value) else { return nil }
      let isLower = comparison == .greater || comparison == .greaterOrEqual
      return (field, isLower ? operand : nil, isLower ? nil : operand)
    case .between(let low, let high)?:
      let (lower, upper) = (bound(low), bound(high))
      guard lower != nil || upper != nil,
        let field = field(lower == nil ? high : low)
      else { return nil }
      return (field, lower, upper)
    }
  }
}
