import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

/// Key text must sort as the values do, whatever stands before and behind it.
struct KeyEncodingTests {
  private static let types: [ValueType] = [
    .string(maximumCharacters: 20, averageBytes: 8),
    .bytes(maximumBytes: 8, averageBytes: 4),
    .bool,
    .integer(minimum: nil, maximum: nil),
    .integer(minimum: 0, maximum: 30),
    .integer(minimum: -5, maximum: 1_000),
    .decimal(precision: 14, scale: 2),
    .timestamp(.seconds), .timestamp(.milliseconds), .timestamp(.nanoseconds),
    .date,
  ]

  private static func value(_ type: ValueType, _ random: inout SplitMix64) -> Value {
    switch type {
    case .string:
      // Few letters, so that prefixes and ties are common; separators and what stands near them.
      let letters = ["a", "b", "#", "$", "%", " ", "!", "\u{0}", "é", "\u{301}", "😀", "A"]
      let count = Int.random(in: 0...4, using: &random)
      return .string(
        (0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }.joined()
      )
    case .bytes:
      let count = Int.random(in: 0...3, using: &random)
      return .bytes((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    case .bool: return .bool(Bool.random(using: &random))
    case .integer(let minimum, let maximum):
      if Bool.random(using: &random) {
        return .integer(Int64.random(in: (minimum ?? .min)...(maximum ?? .max), using: &random))
      }
      let low = max(minimum ?? -20, -20)
      return .integer(Int64.random(in: low...min(maximum ?? 20, 20), using: &random))
    case .decimal(_, let scale):
      let mantissa = Int128(
        Int64.random(in: -99_999_999_999_999...99_999_999_999_999, using: &random)
      )
      return .decimal(
        Decimal38(mantissa: Bool.random(using: &random) ? mantissa % 300 : mantissa, scale: scale)
      )
    case .timestamp(let precision):
      let step = precision.nanosecondsPerStep
      let steps = Int64.random(in: (Int64.min / step)...(Int64.max / step), using: &random)
      return .timestamp(nanoseconds: steps * step)
    default: return .date(days: Int64.random(in: -700_000...2_900_000, using: &random))
    }
  }

  @Test(arguments: 0..<200) func orderIsKept(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    for type in Self.types {
      let (a, b) = (Self.value(type, &random), Self.value(type, &random))
      let (c, d) = (Self.value(type, &random), Self.value(type, &random))
      // Two parts, as they stand in a sort key.
      let first = try [a, c].map { try #require(KeyEncoding.text(of: $0, type: type)) }
        .joined(separator: KeyEncoding.separator)
      let second = try [b, d].map { try #require(KeyEncoding.text(of: $0, type: type)) }
        .joined(separator: KeyEncoding.separator)
      let expected = ValueOrder.sequence([a, c], [b, d])
      let actual =
        first.utf8.lexicographicallyPrecedes(second.utf8)
        ? -1 : second.utf8.lexicographicallyPrecedes(first.utf8) ? 1 : 0
      #expect(
        expected.signum() == actual,
        "seed \(seed): \(a),\(c) against \(b),\(d): \(first) \(second)"
      )
    }
  }

  @Test(arguments: 0..<200) func valuesComeBack(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    for type in Self.types {
      let value = Self.value(type, &random)
      let text = try #require(KeyEncoding.text(of: value, type: type))
      #expect(KeyEncoding.value(of: text, type: type) == value, "seed \(seed): \(text)")
      #expect(!text.contains(KeyEncoding.separator))
      let most = try #require(KeyEncoding.maximumBytes(of: type))
      #expect(text.utf8.count <= max(most, 20 * 4), "seed \(seed)")
    }
  }

  @Test func readableExamples() {
    #expect(KeyEncoding.text(of: .integer(7), type: .integer(minimum: 1, maximum: 30)) == "07")
    #expect(KeyEncoding.text(of: .integer(31), type: .integer(minimum: 1, maximum: 30)) == "31")
    #expect(KeyEncoding.text(of: .integer(-1), type: .integer(minimum: 1, maximum: 30)) == nil)
    #expect(
      KeyEncoding.text(of: .timestamp(nanoseconds: 0), type: .timestamp(.milliseconds))
        == "1970-01-01T00:00:00.000Z"
    )
    #expect(KeyEncoding.text(of: .date(days: 20_780), type: .date) == "2026-11-23")
    #expect(
      KeyEncoding.text(of: .string("a#b"), type: .string(maximumCharacters: 9, averageBytes: 3))
        == "a$cb"
    )
    #expect(KeyEncoding.text(of: .null, type: .date) == nil)
  }

  @Test func textThatNoValueHasIsRefused() {
    #expect(KeyEncoding.value(of: "2026-02-30", type: .date) == nil)
    #expect(
      KeyEncoding.value(of: "a$", type: .string(maximumCharacters: 9, averageBytes: 3)) == nil
    )
    #expect(KeyEncoding.value(of: "x", type: .bool) == nil)
    #expect(KeyEncoding.value(of: "1970-01-01T00:00:00", type: .timestamp(.seconds)) == nil)
    #expect(KeyEncoding.value(of: "9999-01-01T00:00:00Z", type: .timestamp(.seconds)) == nil)
  }
}
