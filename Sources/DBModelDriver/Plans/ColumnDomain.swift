import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The values that a column is taken to hold, in ascending order: made up where the model does not
/// name them, so that they lie as far apart as the type lets them, and the same for a reference as
/// for the key it refers to.
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
    case .decimal(let precision, let scale):
      // Steps of the last digit, or as large as the digits have room for.
      let digits = min(Double(Self.power(10, precision)), 9e18)
      let step = max(1, (digits / count).rounded(.down))
      return .decimal(Decimal38(mantissa: Int128(Self.whole(place * step)), scale: scale))
    case .string(let characters, let average):
      return .string(Self.letters(place, width: min(characters, Int(min(max(average, 8), 24)))))
    case .uuid: return .string(Self.identifier(part))
    case .date: return .date(days: Self.firstDay + Self.whole(place))
    case .enumeration(let cases):
      let names = cases.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let index = Int(place)
      return names.indices.contains(index) ? .string(names[index]) : nil
    case .bytes, .ulid, .timestamp, .structure, .list, .set, .map: return nil
    }
  }

  /// 1970-01-01 and the days after: of dates nobody says where they begin.
  private static let firstDay: Int64 = 0

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

  private static func power(_ base: Int, _ exponent: Int) -> Double {
    (0..<max(0, exponent)).reduce(1.0) { product, _ in product * Double(base) }
  }

  /// A number in letters, all of one width, so that their order is the numbers'.
  private static func letters(_ place: Double, width: Int) -> String {
    var (rest, letters) = (place, [UInt8]())
    for _ in 0..<max(1, width) {
      letters.append(97 + UInt8(rest.truncatingRemainder(dividingBy: 26)))
      rest = (rest / 26).rounded(.down)
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
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
