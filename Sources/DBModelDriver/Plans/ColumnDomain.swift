import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The values that a column is taken to hold, in ascending order, the same for a reference as for
/// the key it refers to. Where the model says nothing of where they begin and end, there are none:
/// made up ones would decide what part of the rows a comparison finds.
struct ColumnDomain {
  let type: ValueType
  /// How many different values there are; at least 1.
  let count: Double

  /// The value of a place, 0 up to `count`; `nil` where the type has no order that is of use.
  func value(_ place: Double) -> Value? {
    let place = min(max(0, place.rounded(.down)), count - 1)
    let part = count > 1 ? place / (count - 1) : 0
    switch type {
    case .bool: return .bool(place > 0)
    case .integer(let minimum?, let maximum?): return Self.integer(minimum, maximum, part)
    case .integer(let minimum, nil): return .integer(Self.whole(Double(minimum ?? 1) + place))
    case .integer(nil, let maximum?):
      return .integer(Self.whole(Double(maximum) - (count - 1) + place))
    case .uuid: return .string(Self.identifier(part))
    case .enumeration(let cases):
      let names = cases.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let index = Int(place)
      return names.indices.contains(index) ? .string(names[index]) : nil
    case .decimal, .string, .bytes, .ulid, .timestamp, .date, .structure, .list, .set, .map:
      return nil
    }
  }

  private static func integer(_ minimum: Int64, _ maximum: Int64, _ part: Double) -> Value {
    let (low, high) = (Double(minimum), Double(maximum))
    return .integer(min(max(whole(low + (high - low) * part), minimum), maximum))
  }

  /// As near as 64 bits get.
  private static func whole(_ value: Double) -> Int64 {
    if value >= 9.2e18 { return .max }
    if value <= -9.2e18 { return .min }
    return Int64(value.rounded())
  }

  /// The part of the way from the first UUID to the last.
  private static func identifier(_ part: Double) -> String {
    let high = UInt64(min(max(part, 0), 1) * 0x1p53) << 10 | 0x3FF
    let digits = String(part <= 0 ? 0 : high, radix: 16)
    let text = String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
    let pieces = Array(text)
    return "\(String(pieces[0..<8]))-\(String(pieces[8..<12]))-\(String(pieces[12..<16]))"
      + "-0000-000000000000"
  }
}
