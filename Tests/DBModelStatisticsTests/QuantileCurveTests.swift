import DBModelStatistics
import Testing

/// Distributions that are known at some of their percentiles.
struct QuantileCurveTests {
  private static let parts = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  private func curve(_ values: [Double]) -> QuantileCurve {
    QuantileCurve(zip(Self.parts, values).map { QuantileCurve.Point(part: $0, value: $1) })
  }

  /// Two points say all of a log-normal distribution, between them and beyond.
  @Test func aLogNormalTimeIsOneThroughout() {
    let time = LogNormal(median: 3, p95: 11)
    let curve = QuantileCurve(time)
    for part in [0.001, 0.05, 0.3, 0.5, 0.8, 0.95, 0.99, 0.999] {
      #expect(abs(curve.quantile(part) / time.quantile(part) - 1) < 1e-6, "\(part)")
      #expect(abs(curve.below(time.quantile(part)) - part) < 1e-5, "\(part)")
    }
  }

  @Test func whatIsKnownIsKept() {
    let values = [0.1, 0.3, 3.9, 4, 4.5, 8]
    let curve = curve(values)
    for (part, value) in zip(Self.parts, values) {
      #expect(abs(curve.quantile(part) / value - 1) < 1e-9, "\(part)")
    }
    #expect(curve.quantile(0.01) < 0.1 && curve.quantile(0.999) > 8)
    #expect(curve.quantile(0.4) > 0.3 && curve.quantile(0.4) < 3.9)
  }

  /// A value below that before it is taken for it, and one point is a constant.
  @Test func percentilesNeverFall() {
    let curve = curve([2, 1, 3, 3, 3, 2])
    var before = 0.0
    for part in stride(from: 0.01, to: 1, by: 0.01) {
      #expect(curve.quantile(part) >= before - 1e-12)
      before = curve.quantile(part)
    }
    #expect(QuantileCurve([.init(part: 0.5, value: 7)]).quantile(0.01) == 7)
  }

  /// Of a calm burst and a slow one as often, half of all lie below what parts them.
  @Test func allCurvesTogetherMixThem() {
    let (calm, slow) = (curve([1, 1.1, 1.2, 1.3, 1.4, 1.5]), curve([9, 9.1, 9.2, 9.3, 9.4, 9.5]))
    #expect(abs(QuantileCurve.quantile(0.25, ofAll: [calm, slow]) - 1.2) < 0.01)
    #expect(abs(QuantileCurve.quantile(0.75, ofAll: [calm, slow]) - 9.2) < 0.01)
    #expect(abs(QuantileCurve.quantile(0.5, ofAll: [calm, calm]) - 1.2) < 0.01)
  }

  /// Its values with their chances have its percentiles, those of budgets among them.
  @Test func outcomesAreTheDistribution() {
    for values in [[0.1, 0.3, 3.9, 4, 4.5, 8], [1, 2, 3, 5, 9, 20], [2, 2, 2, 2, 2, 2]] {
      let curve = curve(values)
      #expect(abs(curve.outcomes.reduce(0) { $0 + $1.chance } - 1) < 1e-12)
      #expect(curve.outcomes.allSatisfy { $0.chance > 0 && $0.length > 0 })
      let instant = LogNormal(median: 1e-6, p95: 1e-6)
      let sum = DelayedTime(instant, delays: curve.outcomes)
      for part in [0.05, 0.5, 0.9, 0.95, 0.99, 0.999] {
        #expect(abs(sum.quantile(part) / curve.quantile(part) - 1) < 0.02, "\(part) of \(values)")
      }
    }
  }

  /// Percentiles of a sum are no sum of percentiles: two slow moments hardly ever meet.
  @Test func sumsAreConvolved() {
    let trip = LogNormal(median: 1, p95: 4)
    let commit = curve([1, 1, 1, 1, 10, 10])
    let sum = DelayedTime(trip, delays: commit.outcomes)
    #expect(sum.quantile(0.95) < trip.quantile(0.95) + commit.quantile(0.95))
    #expect(sum.quantile(0.95) > max(trip.quantile(0.95), commit.quantile(0.95)))
  }
}
