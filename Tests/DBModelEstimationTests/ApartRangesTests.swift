import DBModelStatistics
import DBModelTestKit
import Testing

@testable import DBModelEstimation

/// What several uncertain things that are independent make of a range.
struct ApartRangesTests {
  @Test func oneAloneIsAllOfIt() {
    let base = Interval(2, 8)
    #expect(ApartRanges.combined(base, []) == base)
    let same = ApartRanges.combined(base, [base, base])
    #expect(abs(same.low - 2) < 1e-9 && abs(same.high - 8) < 1e-9)
  }

  /// Twice as much and twice as much are 2^√2 times as much together.
  @Test func factorsCombineAsTheirSquares() {
    let found = ApartRanges.combined(Interval(1), [Interval(0.5, 2), Interval(0.5, 2)])
    #expect(abs(found.high - 2.665_144_142_690_2) < 1e-9)
    #expect(abs(found.low * found.high - 1) < 1e-9)
  }

  /// Never narrower than the worst of them makes it, never wider than all of them together.
  @Test(arguments: 1...200 as ClosedRange<UInt64>) func liesBetweenTheWorstAndAll(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func factor() -> Double { 1 + Double(random.next() % 1_000) / 250 }
    let middle = Double(1 + random.next() % 1_000) / 10
    let (own, others) = (factor(), (0..<3).map { _ in factor() })
    let base = Interval(middle / own, middle * own)
    let found = ApartRanges.combined(
      base,
      others.map { Interval(base.low / $0, base.high * $0) }
    )
    let worst = others.max().map { max($0, own) } ?? own
    let all = others.reduce(own, *)
    #expect(found.high >= middle * worst * (1 - 1e-9) && found.high <= middle * all * (1 + 1e-9))
    #expect(found.low <= middle / worst * (1 + 1e-9) && found.low >= middle / all * (1 - 1e-9))
  }

  /// A loop over an empty list takes nothing, at the least.
  @Test func nothingStaysNothing() {
    let found = ApartRanges.combined(Interval(0, 4), [Interval(0, 5), Interval(0, 6)])
    #expect(found == Interval(0, 6))
  }
}
