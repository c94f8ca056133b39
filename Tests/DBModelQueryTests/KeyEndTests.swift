import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelQuery

/// Ends of ranges beyond what a key's text can hold.
@Suite("An end of a range of texts")
struct KeyEndTests {
  /// Every value of a type that has a text, in order, and bounds on both sides of them.
  private static let cases: [(name: String, type: ValueType, values: [Value], bounds: [Value])] = [
    (
      "numbers from 1", .integer(minimum: 1, maximum: 10),
      (0...99).map { .integer($0) }, (-12...112).map { .integer($0) }
    ),
    (
      "numbers on both sides of zero", .integer(minimum: -5, maximum: 5),
      (-9...9).map { .integer($0) }, (-20...20).map { .integer($0) }
    ),
    (
      "decimals", .decimal(precision: 2, scale: 1),
      (-99...99).map { .decimal(Decimal38(mantissa: $0, scale: 1)) },
      (-1_100...1_100).map { .decimal(Decimal38(mantissa: $0, scale: 2)) }
    ),
  ]

  @Test("is the nearest text within", arguments: cases.indices)
  func nearest(number: Int) {
    let (name, type, values, bounds) = Self.cases[number]
    for value in values { #expect(KeyEncoding.text(of: value, type: type) != nil, "\(name)") }
    for bound in bounds {
      let above = values.first { ValueOrder.compare($0, bound) >= 0 }
      let below = values.last { ValueOrder.compare($0, bound) <= 0 }
      let isHeld = values.contains { ValueOrder.compare($0, bound) == 0 }
      for (end, expected) in [(KeyEnd.lower, above), (.upper, below)] {
        let found = end.value(bound, type)
        #expect(found?.value == expected, "\(name): \(end) \(bound)")
        if expected != nil { #expect(found?.isMoved == !isHeld, "\(name): \(end) \(bound)") }
      }
    }
  }
}
