import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Which fields of a text template are set apart, so that the text's order is the fields' order and
/// a filled part is a prefix of nothing else.
struct SegmentOrder {
  /// The fields up to the first behind which nothing tells where it ends.
  let ordered: [FieldID]

  init(_ segments: [KeySegment], entity: Entity) {
    var ordered: [FieldID] = []
    for (position, segment) in segments.enumerated() {
      guard case .field(let field) = segment else { continue }
      ordered.append(field)
      guard position + 1 < segments.count else { break }
      if Self.isFixedWidth(entity[field].type) { continue }
      guard case .literal(let text) = segments[position + 1],
        text.hasPrefix(KeyEncoding.separator)
      else {
        ordered.removeLast()
        break
      }
    }
    self.ordered = ordered
  }

  private static func isFixedWidth(_ type: ValueType) -> Bool {
    switch type {
    case .uuid, .ulid, .bool, .integer, .decimal, .timestamp, .date: true
    case .string, .bytes, .enumeration, .structure, .list, .set, .map: false
    }
  }
}

/// The condition on a text sort key whose first fields are fixed.
///
/// Parts of a key never hold a byte up to `$` but as `$` and one more, so `#` ends a part, and `$`
/// in its place stands behind every text that goes on after it (`KeyEncoding`).
struct TextRange {
  let part: AccessKey.Part
  let segments: [KeySegment]
  let filled: [Operand]
  let entity: Entity

  func apply(range: RowNeed.Range?, to condition: inout SortCondition?, isLoose: inout Bool) {
    let isApart = SegmentOrder(segments, entity: entity).ordered.count > filled.count
    if let range, isApart {
      condition = between(range, isLoose: &isLoose)
    } else if !prefix.isEmpty {
      condition = .beginsWith(value(segments, filled))
    }
  }

  /// The segments before the field that is not fixed.
  private var prefix: [KeySegment] {
    var fields = 0
    return Array(
      segments.prefix { segment in
        guard case .field = segment else { return true }
        fields += 1
        return fields <= filled.count
      }
    )
  }

  /// The same with the open field.
  private var through: [KeySegment] { Array(segments.prefix(prefix.count + 1)) }

  private func between(_ range: RowNeed.Range, isLoose: inout Bool) -> SortCondition {
    let behind = KeySegment.literal("$")
    let isLast = segments.count == through.count
    var lower = value(prefix, filled)
    if let bound = range.lower {
      lower = value(
        bound.isInclusive ? through : through + [behind],
        filled + [bound.operand.requestOperand]
      )
    }
    guard let bound = range.upper else {
      guard !prefix.isEmpty else {
        return .compare(.greaterOrEqual, lower)
      }
      return .between(lower, value(Self.end(of: prefix), filled))
    }
    let operands = filled + [bound.operand.requestOperand]
    if bound.isInclusive {
      let upper = value(through + [behind], operands)
      return prefix.isEmpty && range.lower == nil
        ? .compare(.lessOrEqual, upper) : .between(lower, upper)
    }
    let upper = value(through, operands)
    if prefix.isEmpty, range.lower == nil { return .compare(.less, upper) }
    // The text of the bound itself is a key where nothing follows the field.
    isLoose = isLast
    return .between(lower, upper)
  }

  /// Stands behind every text that begins with a prefix.
  private static func end(of prefix: [KeySegment]) -> [KeySegment] {
    if case .literal(let text)? = prefix.last, text.hasSuffix(KeyEncoding.separator) {
      return prefix.dropLast() + [.literal(text.dropLast() + "$")]
    }
    return prefix + [.literal("\u{10FFFF}")]
  }

  private func value(_ segments: [KeySegment], _ operands: [Operand]) -> KeyValue {
    KeyValue(
      attribute: part.attribute,
      entity: entity.id,
      template: .text(segments),
      operands: operands
    )
  }
}
