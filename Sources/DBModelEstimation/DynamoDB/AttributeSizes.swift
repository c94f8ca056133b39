import DBModelStatistics
public import DBModelWorkload

/// The size of values as DynamoDB counts them.
///
/// Source: DynamoDB Developer Guide, "DynamoDB item sizes and formats" and "Capacity unit
/// consumption" (checked 2026-11-23): a string counts its UTF-8 bytes; a number about one byte for
/// two significant digits and one more; a boolean or null one byte; a binary its bytes; a list or a
/// map 3 bytes and 1 for each element, and its contents; a set, of which the page says nothing, is
/// counted as a list; every attribute the bytes of its name.
public enum AttributeSizes {
  /// The spread taken for a text of a declared average: uniform from half to one and a half times
  /// of it, so a variance of average² / 12.
  private static func textPart(average: Double, maximum: Double) -> SizeModel.Part {
    SizeModel.Part(
      meanBytes: average,
      variance: maximum <= average ? 0 : average * average / 12,
      maximumBytes: maximum
    )
  }

  /// A value of a type, without the name of its attribute.
  public static func value(_ type: ValueType) -> SizeModel.Part {
    switch type {
    case .bool: return fixed(1)
    case .uuid: return fixed(36)
    case .ulid: return fixed(26)
    case .date: return fixed(10)
    case .string(let characters, let average):
      return textPart(average: average, maximum: 4 * Double(characters))
    case .bytes(let maximum, let average):
      return textPart(average: average, maximum: Double(maximum))
    case .integer(let minimum, let maximum): return integer(minimum, maximum)
    case .decimal(let precision, _):
      // A number of half its digits, negative in no more than a byte.
      return SizeModel.Part(
        meanBytes: number(digits: Double((precision + 1) / 2)),
        maximumBytes: number(digits: Double(precision)) + 1
      )
    case .timestamp(let precision): return timestamp(10 + precision.fractionDigits)
    case .enumeration(let cases): return enumeration(cases)
    case .structure(_, let members): return structure(members)
    case .list(let element, let count), .set(let element, let count):
      return list(value(element), count)
    case .map(let key, let held, let count):
      let (name, part) = (value(key), value(held))
      return list(
        SizeModel.Part(
          meanBytes: name.meanBytes + part.meanBytes,
          variance: name.variance + part.variance,
          maximumBytes: name.maximumBytes + part.maximumBytes
        ),
        count
      )
    }
  }

  /// Where a list declares no bound, it is taken to hold at most so many times its average.
  static let unboundedFactor = 10.0

  /// Bytes of a number with so many significant digits.
  public static func number(digits: Double) -> Double { (digits / 2).rounded(.up) + 1 }

  /// The number of changes of a row, which are taken to be fewer than a hundred.
  public static let version = SizeModel.Part(
    meanBytes: number(digits: 2),
    maximumBytes: number(digits: 19)
  )

  /// A number of so many digits of which those at the end may be zeros, which are not stored.
  private static func timestamp(_ digits: Int) -> SizeModel.Part {
    var (mean, square, chance) = (0.0, 0.0, 1.0)
    for zeros in 0..<digits {
      let own = zeros == digits - 1 ? chance : 0.9 * chance
      let bytes = number(digits: Double(digits - zeros))
      mean += own * bytes
      square += own * bytes * bytes
      chance -= own
    }
    return SizeModel.Part(
      meanBytes: mean,
      variance: max(0, square - mean * mean),
      maximumBytes: number(digits: Double(digits))
    )
  }

  private static func fixed(_ bytes: Double) -> SizeModel.Part {
    SizeModel.Part(meanBytes: bytes, maximumBytes: bytes)
  }

  private static func integer(_ minimum: Int64?, _ maximum: Int64?) -> SizeModel.Part {
    let largest = max((minimum ?? .min).magnitude, (maximum ?? .max).magnitude)
    let digits = Double(String(largest).utf8.count)
    let sign = (minimum ?? -1) < 0 ? 1.0 : 0
    // Most numbers of a wide range are small; six digits are taken for those without a bound.
    return SizeModel.Part(
      meanBytes: number(digits: maximum == nil ? min(digits, 6) : digits),
      maximumBytes: number(digits: digits) + sign
    )
  }

  private static func enumeration(_ cases: [EnumerationCase]) -> SizeModel.Part {
    guard !cases.isEmpty else { return fixed(0) }
    let declared = cases.compactMap(\.rowShare).reduce(0, +)
    let undeclared = Double(max(1, cases.filter { $0.rowShare == nil }.count))
    var mean = 0.0
    var square = 0.0
    for one in cases {
      let share = one.rowShare ?? max(0, 1 - declared) / undeclared
      let bytes = Double(one.name.utf8.count)
      mean += share * bytes
      square += share * bytes * bytes
    }
    let longest = cases.map { Double($0.name.utf8.count) }.max() ?? 0
    return SizeModel.Part(
      meanBytes: mean,
      variance: max(0, square - mean * mean),
      maximumBytes: longest
    )
  }

  private static func structure(_ members: [StructureMember]) -> SizeModel.Part {
    var (mean, variance, maximum) = (3.0, 0.0, 3.0)
    for member in members {
      let part = value(member.type)
      let own = part.meanBytes + 1 + Double(member.name.utf8.count)
      mean += member.presentShare * own
      variance +=
        member.presentShare * part.variance
        + member.presentShare * (1 - member.presentShare) * own * own
      maximum += part.maximumBytes + 1 + Double(member.name.utf8.count)
    }
    return SizeModel.Part(meanBytes: mean, variance: variance, maximumBytes: maximum)
  }

  private static func list(_ part: SizeModel.Part, _ count: Spread) -> SizeModel.Part {
    let own = part.meanBytes + 1
    return SizeModel.Part(
      meanBytes: 3 + count.average * own,
      variance: count.average * part.variance + variance(of: count) * own * own,
      maximumBytes: 3 + (count.maximum ?? count.average * unboundedFactor) * (part.maximumBytes + 1)
    )
  }

  private static func variance(of count: Spread) -> Double {
    guard count.median == nil else {
      return count.outcomes(isCount: true).reduce(0) {
        $0 + $1.chance * ($1.value - count.average) * ($1.value - count.average)
      }
    }
    // A count between its bounds, taken to be uniform around its average.
    let reach = min(
      count.average - count.minimum,
      (count.maximum ?? count.average * 2) - count.average
    )
    return reach * reach / 3
  }
}
