import DBModelStatistics
import DBModelTestKit
import DBModelWorkload

/// Rows drawn as an entity declares them, and the bytes of their items counted one by one: nothing
/// here is shared with what is tested.
struct DeclaredRows {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 }

  /// One value for each field, in order.
  mutating func row(of entity: Entity) -> [Value] {
    var row = [Value](repeating: .null, count: entity.fields.count)
    var chosen: [String] = []
    for (position, attribute) in entity.attributes.enumerated() {
      let fields = entity.fields.filter { $0.attribute == AttributeID(position) }
      var presence = attribute.presentShare
      if let wanted = attribute.variantCase {
        guard chosen.contains(wanted) else { continue }
        presence /= caseShare(wanted, entity)
      }
      guard uniform() < presence else { continue }
      for field in fields {
        guard uniform() < field.presentShare / attribute.presentShare else { continue }
        let value = value(of: field.type)
        if case .enumeration = field.type, case .string(let text) = value { chosen.append(text) }
        row[field.id.rawValue] = value
      }
    }
    return row
  }

  private func caseShare(_ name: String, _ entity: Entity) -> Double {
    for attribute in entity.attributes {
      guard case .value(.enumeration(let cases)) = attribute.kind,
        let found = cases.first(where: { $0.name == name })
      else { continue }
      return found.rowShare ?? 1 / Double(cases.count)
    }
    return 1
  }

  mutating func value(of type: ValueType) -> Value {
    switch type {
    case .bool: return .bool(random.chance(0.5))
    case .integer(let minimum, let maximum):
      return .integer(maximum ?? max(minimum ?? 0, 123_456))
    case .decimal(let precision, let scale):
      var mantissa: Int128 = 0
      for _ in 0..<(precision + 1) / 2 { mantissa = mantissa * 10 + 7 }
      return .decimal(Decimal38(mantissa: mantissa, scale: scale))
    case .string(let characters, let average):
      let most = 4 * Double(characters)
      let length = most <= average ? most : average * (0.5 + uniform())
      return .string(String(repeating: "x", count: Int(length.rounded())))
    case .bytes(let maximum, let average):
      let length = Double(maximum) <= average ? Double(maximum) : average * (0.5 + uniform())
      return .bytes([UInt8](repeating: 7, count: Int(length.rounded())))
    case .uuid: return .string("00000000-0000-4000-8000-000000000000")
    case .ulid: return .string("01ARZ3NDEKTSV4RRFFQ69G5FAV")
    case .timestamp: return .timestamp(nanoseconds: 1_700_000_000_123_000_000)
    case .date: return .date(days: 20_000)
    case .enumeration(let cases):
      var rest = uniform()
      for one in cases {
        rest -= one.rowShare ?? 1 / Double(cases.count)
        if rest < 0 { return .string(one.name) }
      }
      return .string(cases.last?.name ?? "")
    case .structure(_, let members):
      return .structure(
        members.map { member in uniform() < member.presentShare ? value(of: member.type) : .null }
      )
    case .list(let element, let count), .set(let element, let count):
      let reach = min(
        count.average - count.minimum,
        (count.maximum ?? 2 * count.average) - count.average
      )
      let number = count.average + (2 * uniform() - 1) * reach
      return .list((0..<Int(number.rounded())).map { _ in value(of: element) })
    case .map(let key, let held, let count):
      guard case .list(let keys) = value(of: .list(element: key, count: count)) else {
        return .list([])
      }
      return .list(keys.map { .structure([$0, value(of: held)]) })
    }
  }
}
