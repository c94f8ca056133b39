import DBModelStatistics
import DBModelWorkload

extension RowGenerator {
  /// A row with the presence, the shares and the sizes that its entity declares; `nil` where a
  /// required reference has nothing to lead to.
  mutating func declaredRow(of entity: Entity) -> [Value]? {
    var row = [Value](repeating: .null, count: entity.fields.count)
    for (position, attribute) in entity.attributes.enumerated() {
      var presence = attribute.presentShare
      if let wanted = attribute.variantCase {
        guard holds(wanted, in: row, entity) else { continue }
        presence /= Self.share(of: wanted, in: entity)
      }
      guard values.random.chance(presence) else { continue }
      if case .reference(let reference) = attribute.kind {
        let place = AttributeReference(entity.id, AttributeID(position))
        guard referAsDeclared(place, reference, in: &row) || attribute.isOptional else {
          return nil
        }
        continue
      }
      for field in entity.fields(of: AttributeID(position)) {
        let share = attribute.presentShare > 0 ? field.presentShare / attribute.presentShare : 1
        guard values.random.chance(share) else { continue }
        row[field.id.rawValue] = declaredValue(of: field, entity)
      }
    }
    return row
  }

  private mutating func declaredValue(of field: Field, _ entity: Entity) -> Value {
    let isDistinct =
      entity.isKey(field.id) || field.flags.contains(.unique)
      || entity.uniques.contains { $0.fields.contains(field.id) }
    if field.flags.contains(.version) { return .integer(Int64(values.random.integer(1...4))) }
    if let share = field.distinct?.trueShare { return .bool(values.random.chance(share)) }
    if let distinct = field.distinct {
      return pooled(FieldReference(entity.id, field.id), distinct) {
        $0.declaredValue(of: field.type)
      }
    }
    switch field.type {
    case .timestamp(let precision) where field.flags.contains(.clock):
      return .timestamp(nanoseconds: values.cut(insertion(entity), precision.nanosecondsPerStep))
    // Where no two rows share a day, drawn days would meet.
    case .date where field.flags.contains(.clock) && !isAlone(field, in: entity):
      let day = ValueGenerator.day
      return .date(days: values.cut(insertion(entity), day) / day)
    // Drawn letters hardly ever meet again, and keep the declared size.
    case .string, .bytes, .enumeration, .bool: return values.declaredValue(of: field.type)
    default:
      return isDistinct
        ? values.distinctValue(of: field.type) : values.declaredValue(of: field.type)
    }
  }

  private func isAlone(_ field: Field, in entity: Entity) -> Bool {
    entity.key == [field.id] || field.flags.contains(.unique)
  }

  /// When a row is taken to be made, nanoseconds since 1970.
  private mutating func insertion(_ entity: Entity) -> Int64 {
    values.now - Int64(ages.draw(entity.id, &values.random) * 1e9)
  }

  /// The part of the rows that are of a case of a variant; the even one where it is not declared.
  private static func share(of name: String, in entity: Entity) -> Double {
    for field in entity.fields {
      guard case .enumeration(let cases) = field.type,
        let found = cases.first(where: { $0.name == name })
      else { continue }
      return max(1e-9, found.rowShare ?? 1 / Double(cases.count))
    }
    return 1
  }
}
