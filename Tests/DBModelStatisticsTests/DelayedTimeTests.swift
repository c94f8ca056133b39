import DBModelStatistics
import Glibc
import Testing

/// A time and a delay after it, as one distribution.
struct DelayedTimeTests {
  private let time = LogNormal(median: 2, p95: 6)

  /// Against 200,000 draws.
  @Test(arguments: [1, 2, 3] as [UInt64]) func percentilesAreThoseOfSums(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    let delays = (0..<12).map { _ in
      DelayedTime.Delay(chance: 0.05 + unit(), length: 40 * unit() * unit())
    }
    let sum = delays.reduce(0) { $0 + $1.chance }
    let both = DelayedTime(time, delays: delays)
    var draws: [Double] = []
    for _ in 0..<200_000 {
      var left = unit() * sum
      var place = 0
      while place < delays.count - 1, left >= delays[place].chance {
        left -= delays[place].chance
        place += 1
      }
      draws.append(time.quantile(max(1e-9, unit())) + delays[place].length)
    }
    draws.sort()
    for part in [0.05, 0.5, 0.95, 0.99] {
      let drawn = draws[Int(part * Double(draws.count))]
      let found = both.quantile(part)
      #expect(abs(found - drawn) < 0.02 * drawn, "seed \(seed), \(part): \(found) and \(drawn)")
    }
  }

  @Test func oneDelayShiftsEveryPercentile() {
    let both = DelayedTime(time, delays: [DelayedTime.Delay(chance: 0.3, length: 5)])
    for part in [0.01, 0.5, 0.999] {
      #expect(abs(both.quantile(part) - time.quantile(part) - 5) < 1e-9)
    }
  }

  @Test func noDelayIsTheTimeItself() {
    #expect(DelayedTime(time, delays: []).quantile(0.95) == time.quantile(0.95))
    let impossible = DelayedTime(time, delays: [DelayedTime.Delay(chance: 0, length: 9)])
    #expect(impossible.quantile(0.95) == time.quantile(0.95))
  }

  /// Both slow at once is rarer than each.
  @Test func percentilesAreNotAdded() {
    let rare = DelayedTime(
      time,
      delays: [.init(chance: 0.95, length: 0), .init(chance: 0.05, length: 100)]
    )
    #expect(rare.quantile(0.9) < 10)
    #expect(rare.quantile(0.99) > 100)
    #expect(rare.quantile(0.95) < time.quantile(0.95) + 100)
  }

  @Test func percentilesRise() {
    let both = DelayedTime(
      time,
      delays: [.init(chance: 0.5, length: 1), .init(chance: 0.5, length: 1e9)]
    )
    let parts = [0.001, 0.1, 0.4, 0.5, 0.6, 0.9, 0.999]
    let found = parts.map(both.quantile)
    #expect(found == found.sorted())
    #expect(found.allSatisfy { $0.isFinite })
  }
}
