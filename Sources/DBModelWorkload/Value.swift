/// An exact decimal number: `mantissa × 10^-scale`.
public struct Decimal38: Sendable {
  /// At most 38 digits.
  public let mantissa: Int128
  /// 0…38.
  public let scale: Int

  public init(mantissa: Int128, scale: Int) {
    precondition((0...38).contains(scale), "a scale has 0 to 38 digits")
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Without trailing zeros after the point, so that equal numbers have equal parts.
  public var normalized: Decimal38 {
    var mantissa = mantissa
    var scale = scale
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    return Decimal38(mantissa: mantissa, scale: scale)
  }

  /// `12.5`, `-3`, `0.07`: no exponent, no trailing zeros.
  public var text: String {
    let plain = normalized
    var digits = String(plain.mantissa.magnitude)
    if plain.scale > 0 {
      if digits.count <= plain.scale {
        digits = String(repeating: "0", count: plain.scale + 1 - digits.count) + digits
      }
      let split = digits.index(digits.endIndex, offsetBy: -plain.scale)
      digits = digits[..<split] + "." + digits[split...]
    }
    return plain.mantissa < 0 ? "-" + digits : digits
  }
}

extension Decimal38: Hashable, Comparable {
  public static func == (a: Decimal38, b: Decimal38) -> Bool {
    let (x, y) = (a.normalized, b.normalized)
    return x.mantissa == y.mantissa && x.scale == y.scale
  }

  public func hash(into hasher: inout Hasher) {
    let plain = normalized
    hasher.combine(plain.mantissa)
    hasher.combine(plain.scale)
  }

  public static func < (a: Decimal38, b: Decimal38) -> Bool {
    if (a.mantissa < 0) != (b.mantissa < 0) { return a.mantissa < 0 }
    if a.mantissa < 0 { return magnitudeLess(b, a) }
    return magnitudeLess(a, b)
  }

  /// Compares |a| < |b| digit by digit, so that no scale change can overflow.
  private static func magnitudeLess(_ a: Decimal38, _ b: Decimal38) -> Bool {
    func parts(_ x: Decimal38) -> (whole: [UInt8], fraction: [UInt8]) {
      var digits = Array(String(x.mantissa.magnitude).utf8)
      if digits.count <= x.scale {
        digits = [UInt8](repeating: 48, count: x.scale + 1 - digits.count) + digits
      }
      let whole = digits[..<(digits.count - x.scale)].drop { $0 == 48 }
      return (Array(whole), Array(digits[(digits.count - x.scale)...]))
    }
    let (x, y) = (parts(a), parts(b))
    if x.whole.count != y.whole.count { return x.whole.count < y.whole.count }
    if x.whole != y.whole { return x.whole.lexicographicallyPrecedes(y.whole) }
    let width = max(x.fraction.count, y.fraction.count)
    func padded(_ d: [UInt8]) -> [UInt8] { d + [UInt8](repeating: 48, count: width - d.count) }
    return padded(x.fraction).lexicographicallyPrecedes(padded(y.fraction))
  }
}

/// A value of a field, of a parameter or of a result, independent of any store.
public indirect enum Value: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case decimal(Decimal38)
  /// Also identifiers (`uuid` in lower case with hyphens, `ulid` in upper case) and cases of an
  /// enumeration.
  case string(String)
  case bytes([UInt8])
  /// Nanoseconds since 1970-01-01T00:00:00Z, a multiple of the declared precision.
  case timestamp(nanoseconds: Int64)
  /// Days since 1970-01-01.
  case date(days: Int64)
  /// Also sets, their elements ascending and each once, and maps: a structure of key and value for
  /// each pair, the keys ascending.
  case list([Value])
  /// A structure's members in declared order.
  case structure([Value])
}

extension Decimal38 {
  /// Reads `-12.50` and the exponent form services answer with (`1.2E+3`); `nil` for anything else
  /// and beyond 38 digits.
  public init?(text: String) {
    let halves = text.split(
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == "e" || $0 == "E" }
    )
    guard halves.count <= 2, let number = halves.first else { return nil }
    var exponent = 0
    if halves.count == 2 {
      guard let stated = Int(halves[1]), abs(stated) <= 200 else { return nil }
      exponent = stated
    }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !number.isEmpty else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard var mantissa = Int128(parts[0] + fraction) else { return nil }
    var scale = fraction.utf8.count - exponent
    while scale < 0 {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      mantissa = product
      scale += 1
    }
    while scale > 38 {
      guard mantissa % 10 == 0 else { return nil }
      mantissa /= 10
      scale -= 1
    }
    self.init(mantissa: mantissa, scale: scale)
  }
}

/// Texts are equal where their bytes are: Swift's own equality would also join `é` written as one
/// scalar and as two.
extension Value: Hashable {
  public static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let x), .bool(let y)): x == y
    case (.integer(let x), .integer(let y)): x == y
    case (.decimal(let x), .decimal(let y)): x == y
    case (.string(let x), .string(let y)): x.utf8.elementsEqual(y.utf8)
    case (.bytes(let x), .bytes(let y)): x == y
    case (.timestamp(let x), .timestamp(let y)): x == y
    case (.date(let x), .date(let y)): x == y
    case (.list(let x), .list(let y)), (.structure(let x), .structure(let y)): x == y
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let x): hasher.combine(x)
    case .integer(let x): hasher.combine(x)
    case .decimal(let x): hasher.combine(x)
    case .string(let x):
      hasher.combine(1)
      for byte in x.utf8 { hasher.combine(byte) }
    case .bytes(let x): hasher.combine(x)
    case .timestamp(let x): hasher.combine(x)
    case .date(let x): hasher.combine(x)
    case .list(let x), .structure(let x): hasher.combine(x)
    }
  }
}
