import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

extension ValueGenerator {
  /// A value of the size that its type declares: texts from half to one and a half times of their
  /// average, lists around theirs, cases by their shares.
  public mutating func declaredValue(of type: ValueType) -> Value {
    switch type {
    case .bool, .uuid, .ulid: return value(of: type)
    case .integer(let minimum, let maximum): return .integer(integer(minimum, maximum))
    case .decimal(let precision, let scale):
      // Numbers of half their digits; a last digit of 0 would not be stored.
      var mantissa = Int128(random.integer(1...9))
      for _ in 1..<max(2, (precision + 1) / 2) {
        mantissa = mantissa * 10 + Int128(random.integer(1...9))
      }
      return .decimal(Decimal38(mantissa: precision == 1 ? mantissa / 10 : mantissa, scale: scale))
    case .string(let characters, let average):
      return .string(letters(characters, length(average, most: 4 * Double(characters))))
    case .bytes(let most, let average):
      let count = length(average, most: Double(most))
      return .bytes((0..<count).map { _ in UInt8(random.integer(0...255)) })
    case .timestamp(let precision):
      let back = Int64(random.integer(0...730 * 86_400 - 1)) * 1_000_000_000
      let fraction = Int64(random.integer(0...999_999_999))
      return .timestamp(nanoseconds: cut(now - back - fraction, precision.nanosecondsPerStep))
    case .date: return .date(days: now / Self.day - Int64(random.integer(0...4_000)))
    case .enumeration(let cases): return .string(declaredCase(cases))
    case .structure(_, let members):
      return .structure(
        members.map { member in
          random.chance(member.presentShare) ? declaredValue(of: member.type) : .null
        }
      )
    case .list(let element, let count):
      return .list((0..<elements(count)).map { _ in declaredValue(of: element) })
    case .set(let element, let count): return declaredSet(element, elements(count))
    case .map(let key, let held, let count):
      guard case .list(let keys) = declaredSet(key, elements(count)) else { return .list([]) }
      return .list(keys.map { .structure([$0, declaredValue(of: held)]) })
    }
  }

  /// Six digits where nothing bounds a number, which is what sizes are estimated with.
  private mutating func integer(_ minimum: Int64?, _ maximum: Int64?) -> Int64 {
    let low = Int(clamping: minimum ?? (maximum == nil ? 100_000 : 0))
    let high = Int(clamping: maximum ?? max(minimum ?? 0, 0) &+ 999_999)
    guard maximum == nil, low <= 100_000, high >= 999_999 else {
      return Int64(random.integer(min(low, high)...high))
    }
    return Int64(random.integer(100_000...999_999))
  }

  private mutating func length(_ average: Double, most: Double) -> Int {
    if most <= average { return Int(most) }
    let drawn = average * (0.5 + Double(random.next() >> 11) * 0x1p-53)
    return Int(min(most, max(1, drawn.rounded())))
  }

  /// So many bytes in at most so many characters.
  private mutating func letters(_ characters: Int, _ bytes: Int) -> String {
    var text = ""
    var (room, left) = (characters, bytes)
    while left > 0, room > 0 {
      let wide = ["", "", "é", "語", "😀"]
      let width = min(4, (left + room - 1) / room)
      if width > 1 {
        text += wide[width]
      } else {
        text.unicodeScalars.append(Unicode.Scalar(UInt8(97 + random.integer(0...25))))
      }
      left -= width
      room -= 1
    }
    return text
  }

  mutating func elements(_ count: Spread) -> Int {
    // Half of them at most the median.
    if count.median != nil {
      let part = (Double(random.next() >> 11) + 0.5) * 0x1p-53
      return Int(max(count.minimum, min(count.reach, count.quantile(part))).rounded())
    }
    let most = count.maximum ?? 2 * count.average
    let reach = min(count.average - count.minimum, most - count.average)
    let drawn = count.average + (2 * Double(random.next() >> 11) * 0x1p-53 - 1) * reach
    return Int(min(most, max(count.minimum, drawn.rounded())))
  }

  private mutating func declaredSet(_ element: ValueType, _ count: Int) -> Value {
    var found: Set<Value> = []
    for _ in 0..<4 * count where found.count < count { found.insert(declaredValue(of: element)) }
    return .list(found.sorted { ValueOrder.compare($0, $1) < 0 })
  }

  /// A case by the declared shares; what they leave is shared evenly by the others.
  mutating func declaredCase(_ cases: [EnumerationCase]) -> String {
    let declared = cases.compactMap(\.rowShare).reduce(0, +)
    let others = Double(max(1, cases.count { $0.rowShare == nil }))
    var rest = Double(random.next() >> 11) * 0x1p-53
    for one in cases {
      rest -= one.rowShare ?? max(0, 1 - declared) / others
      if rest < 0 { return one.name }
    }
    return cases.last?.name ?? ""
  }
}
