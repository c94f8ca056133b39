import DBModelDiagnostics
import DBModelQuery
public import DBModelStatistics
public import DBModelWorkload

/// Values of types. Those at the edges find mistakes: few, so that rows tie, and at the ends of
/// what a
/// type admits. Those as declared (`declaredValue`) have the sizes and shares that a model states.
public struct ValueGenerator: Sendable {
  public var random: SplitMix64
  private let seed: UInt64
  /// The time around which times lie, nanoseconds since 1970.
  public let now: Int64
  /// DynamoDB's keys admit no empty text.
  public var allowsEmptyTexts = true

  public init(seed: UInt64, now: Int64) {
    random = SplitMix64(seed: seed)
    self.seed = seed
    self.now = now
  }

  /// Goes on with numbers of a stream that belongs to a name, whatever was drawn before.
  public mutating func begin(_ name: String) {
    random = SplitMix64(seed: seed ^ StableHash.value(of: name.utf8))
  }

  static let texts = [
    "", " ", "a", "A", "b", "b ", "ab", "é", "e\u{301}", "zoë", "Ω", "😀", "red shirt",
    "Red Shirt, large", "100%_\\", "'\"`", "tab\there", "#", "a#b", "~",
  ]
  static let day: Int64 = 86_400_000_000_000

  public mutating func pick<T>(_ values: [T]) -> T? {
    values.isEmpty ? nil : values[random.integer(0...values.count - 1)]
  }

  /// A value of a field that need not be told from others.
  public mutating func value(of type: ValueType) -> Value {
    switch type {
    case .bool: return .bool(random.chance(0.5))
    case .integer(let minimum, let maximum):
      let pool = [-3, -1, 0, 1, 2, 2, 5, 10, minimum ?? 7, min(maximum ?? 40, 1_000_000)]
        .filter { (minimum ?? $0) <= $0 && $0 <= (maximum ?? $0) }
      return .integer(pick(pool) ?? minimum ?? maximum ?? 0)
    case .decimal(let precision, let scale):
      let limit = min(precision, 5)
      let bound = Int((0..<limit).reduce(1) { value, _ in value * 10 }) - 1
      let pool = [0, 1, -1, 5, -5, 10, 250, -250, bound, -bound, random.integer(-bound...bound)]
        .filter { abs($0) <= bound }
      return .decimal(Decimal38(mantissa: Int128(pick(pool) ?? 0), scale: scale))
    case .string(let maximum, _): return .string(text(maximum))
    case .bytes(let maximum, _):
      let count = random.integer(0...min(8, maximum))
      return .bytes((0..<count).map { _ in UInt8(random.integer(0...255)) })
    case .uuid, .ulid: return distinctValue(of: type)
    case .timestamp(let precision): return .timestamp(nanoseconds: time(precision))
    case .date:
      return .date(days: time(.seconds) / Self.day)
    case .enumeration(let cases): return enumeration(cases)
    case .structure(_, let members):
      return .structure(
        members.map { member in
          member.isOptional && random.chance(0.4) ? .null : value(of: member.type)
        }
      )
    case .list(let element, let count):
      let most = min(3, Int(count.maximum ?? 3))
      let least = min(most, Int(count.minimum))
      return .list((0..<random.integer(least...most)).map { _ in value(of: element) })
    case .set(let element, let count): return set(element, count)
    case .map(let key, let type, let count):
      guard case .list(let keys) = set(key, count) else { return .list([]) }
      return .list(keys.map { .structure([$0, value(of: type)]) })
    }
  }

  /// Up to three elements, each once, ascending.
  private mutating func set(_ element: ValueType, _ count: Spread) -> Value {
    let most = min(3, Int(count.maximum ?? 3))
    let least = min(most, Int(count.minimum))
    var elements: [Value] = []
    for _ in 0..<random.integer(least...most) {
      let candidate = value(of: element)
      if !elements.contains(candidate) { elements.append(candidate) }
    }
    return .list(elements.sorted { ValueOrder.compare($0, $1) < 0 })
  }

  /// A value out of a set so large that two seldom meet.
  public mutating func distinctValue(of type: ValueType) -> Value {
    switch type {
    case .integer(let minimum, let maximum):
      let low = Int(clamping: minimum ?? -50)
      let high = max(low, min(Int(clamping: maximum ?? 1_000_000), low &+ 1_000_000))
      return .integer(Int64(random.integer(low...high)))
    case .decimal(let precision, let scale):
      let bound = Int((0..<min(precision, 9)).reduce(1) { value, _ in value * 10 }) - 1
      return .decimal(
        Decimal38(mantissa: Int128(random.integer(-bound...bound)), scale: scale)
      )
    case .string(let maximum, _):
      let stem = text(max(1, maximum - 6))
      let number = String(random.integer(0...999_999), radix: 36)
      return .string(String((stem + number).unicodeScalars.suffix(maximum).map(Character.init)))
    case .bytes(let maximum, _):
      return .bytes((0..<min(12, maximum)).map { _ in UInt8(random.integer(0...255)) })
    case .uuid:
      let digits = hex(32)
      let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)]
        .map { String(decoding: digits[$0.0..<$0.1], as: UTF8.self) }
      return .string(parts.joined(separator: "-"))
    case .ulid:
      let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
      let rest = (0..<24).map { _ in alphabet[random.integer(0...31)] }
      return .string("01" + String(decoding: rest, as: UTF8.self))
    case .timestamp(let precision):
      let step = precision.nanosecondsPerStep
      let back = Int64(random.integer(0...10_000_000)) * max(step, 1_000_000)
      return .timestamp(nanoseconds: cut(now - back, step))
    case .date: return .date(days: now / Self.day - Int64(random.integer(0...4_000)))
    default: return value(of: type)
    }
  }

  private mutating func text(_ maximum: Int) -> String {
    if random.chance(0.03), maximum <= 300 { return String(repeating: "m", count: maximum) }
    let pool = Self.texts.filter {
      $0.unicodeScalars.count <= maximum && (allowsEmptyTexts || !$0.isEmpty)
    }
    return pick(pool) ?? String(repeating: "x", count: min(1, maximum))
  }

  private mutating func enumeration(_ cases: [EnumerationCase]) -> Value {
    // Declared shares, but no case so rare that it never occurs.
    let weights = cases.map { max(0.1, $0.rowShare ?? 1 / Double(max(1, cases.count))) }
    var rest = Double(random.integer(0...999_999)) / 1e6 * weights.reduce(0, +)
    for (weight, candidate) in zip(weights, cases) {
      if rest < weight { return .string(candidate.name) }
      rest -= weight
    }
    return .string(cases.last?.name ?? "")
  }

  /// Half days back from now, some with a fraction, one before 1970.
  private mutating func time(_ precision: TimePrecision) -> Int64 {
    let step = precision.nanosecondsPerStep
    if random.chance(0.03) { return -step }
    var time = now - Int64(random.integer(0...24)) * (Self.day / 2)
    if random.chance(0.3) { time += step * Int64(random.integer(-2...2)) }
    return cut(time, step)
  }

  func cut(_ time: Int64, _ step: Int64) -> Int64 { time - (time % step + step) % step }

  private mutating func hex(_ count: Int) -> [UInt8] {
    let alphabet = Array("0123456789abcdef".utf8)
    return (0..<count).map { _ in alphabet[random.integer(0...15)] }
  }
}
