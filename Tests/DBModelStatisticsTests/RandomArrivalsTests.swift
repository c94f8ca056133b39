import DBModelStatistics
import Glibc
import Testing

/// What a second serves of requests that come at random.
@Suite struct RandomArrivalsTests {
  /// As counted over simulated seconds: requests of one unit against 1,000 units a second.
  @Test(arguments: [(950.0, 0.0007), (980, 0.005), (1_000, 0.013), (1_050, 0.048)])
  func overflowsAsCounted(_ mean: Double, _ part: Double) {
    let found = RandomArrivals.overflow(mean: mean, capacity: 1_000)
    #expect(abs(found / part - 1) < 0.08)
  }

  /// The larger a request, the earlier a second is full: 80 % and 90 % of 1,000 units a second.
  @Test(arguments: [(4.0, 0.000_01, 0.001_4), (10, 0.000_7, 0.008_3), (40, 0.016_5, 0.041)])
  func overflowsEarlierWithLargeRequests(_ units: Double, _ at80: Double, _ at90: Double) {
    for (load, part) in [(0.8, at80), (0.9, at90)] {
      let capacity = 1_000 / units
      let found = RandomArrivals.overflow(mean: load * capacity, capacity: capacity)
      #expect(abs(found - part) <= max(0.1 * part, 0.000_005))
    }
  }

  /// Against the sum over all counts, for small ones and at both ends of the mean.
  @Test func overflowsLikeTheSum() {
    for capacity in [1.0, 2, 3, 11, 40] {
      for mean in [0.001, 0.1, 0.9, 1, 3, 11, 60, 300] {
        var chance = exp(-mean)
        var sum = 0.0
        var count = 0.0
        while count < 2_000 {
          sum += max(0, count - capacity) * chance
          count += 1
          chance *= mean / count
        }
        let found = RandomArrivals.overflow(mean: mean, capacity: capacity)
        #expect(abs(found - sum / mean) <= 1e-9 * (1 + sum / mean), "\(mean) of \(capacity)")
      }
    }
  }

  @Test func findsTheHighestMean() {
    for capacity in [1.0, 2, 5, 17, 250, 3_000] {
      for part in [0.000_1, 0.001, 0.05] {
        let mean = RandomArrivals.mean(overflowing: part, capacity: capacity)
        let found = RandomArrivals.overflow(mean: mean, capacity: capacity)
        #expect(abs(found / part - 1) < 1e-4)
        let more = RandomArrivals.overflow(mean: mean * 1.01, capacity: capacity)
        #expect(more > part)
      }
    }
  }

  @Test func staysWithinItsBounds() {
    for capacity in [0, 1, 1e3, 1e9] as [Double] {
      for mean in [0, 1e-9, 1, 1e6, 1e12] as [Double] {
        let part = RandomArrivals.overflow(mean: mean, capacity: capacity)
        #expect(part >= 0 && part <= 1)
      }
    }
  }
}
