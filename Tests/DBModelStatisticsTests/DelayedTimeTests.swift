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

  /// What differs even where a delay is met, against 200,000 draws of sums of log-normal turns.
  @Test func delaysMayDifferThemselves() {
    var random = SplitMix64(seed: 4)
    func unit() -> Double { max(1e-9, Double(random.next() >> 11) * 0x1p-53) }
    let turn = LogNormal(median: 1, p95: 3)
    let counts = [(0.5, 0.0), (0.3, 3), (0.2, 20)]
    let both = DelayedTime(
      time,
      delays: counts.map { chance, count in
        DelayedTime.Delay(
          chance: chance,
          length: 1,
          varying: count * turn.mean,
          variance: count * turn.variance
        )
      }
    )
    let draws = (0..<200_000).map { _ -> Double in
      let part = unit()
      let count = part < 0.5 ? 0 : part < 0.8 ? 3 : 20
      return (0..<count).reduce(1 + time.quantile(unit())) { sum, _ in
        sum + turn.quantile(unit())
      }
    }.sorted()
    for part in [0.05, 0.5, 0.9, 0.95, 0.99] {
      let drawn = draws[Int(part * Double(draws.count))]
      #expect(abs(both.quantile(part) - drawn) < 0.03 * drawn, "\(part): \(drawn)")
    }
    let absurd = DelayedTime(
      time,
      delays: [
        .init(chance: 1, length: 0, varying: 1e15, variance: 1e60), .init(chance: 0, length: 1),
      ]
    )
    #expect(absurd.quantile(0.5).isFinite && absurd.quantile(0.999).isFinite)
    let negative = DelayedTime(
      time,
      delays: [.init(chance: 1, length: -1, varying: -1, variance: -1)]
    )
    #expect(negative.quantile(0.95) == time.quantile(0.95))
  }
}
