import DBModelStatistics
import Testing

/// A number of which the ends and the mean are declared.
struct SpreadTests {
  private func percentile(_ part: Double, _ outcomes: [Spread.Outcome]) -> Double {
    var sum = 0.0
    for outcome in outcomes {
      sum += outcome.chance
      if sum >= part - 1e-12 { return outcome.value }
    }
    return outcomes.last?.value ?? 0
  }

  private static let spreads = [
    Spread(minimum: 0, average: 0.5, maximum: 1), Spread(minimum: 1, average: 3, maximum: 30),
    Spread(minimum: 0, average: 1, maximum: 1e9), Spread(minimum: 5, average: 15, maximum: 30),
    Spread(minimum: 0, average: 99, maximum: 100), Spread(minimum: 0, average: 6, maximum: nil),
    Spread(minimum: 0, average: 0.001, maximum: 12), Spread(minimum: 2, average: 7, maximum: 12),
    Spread(minimum: 0, average: 9e15, maximum: 9.007e15), .exactly(20), .exactly(0),
    Spread(minimum: 0, average: 0, maximum: 1e15), Spread(minimum: 1e9, average: 1e9, maximum: nil),
  ]

  @Test(arguments: spreads, [false, true])
  func outcomesHaveTheMeanAndStayWithinTheEnds(_ spread: Spread, isCount: Bool) {
    let found = spread.outcomes(isCount: isCount)
    #expect(abs(found.reduce(0) { $0 + $1.chance } - 1) < 1e-9)
    let mean = found.reduce(0) { $0 + $1.chance * $1.value }
    #expect(abs(mean - spread.average) <= 1e-6 * max(spread.average, 1e-3), "\(mean)")
    #expect(found.map(\.value) == found.map(\.value).sorted())
    #expect(found.allSatisfy { $0.chance >= 0 && $0.value >= spread.minimum - 1e-9 })
    #expect(found.allSatisfy { $0.value <= max(spread.reach, spread.average) * (1 + 1e-12) })
  }

  /// The same mean, with longer and longer lists: the slow twentieth takes more.
  @Test(arguments: [false, true]) func theWiderTheMoreItsPercentileIs(isCount: Bool) {
    for least in [0.0, 1] {
      var before = 0.0
      for most in [4.0, 6, 8, 10, 12, 13, 20, 100, 1e4, 1e9] {
        let spread = Spread(minimum: least, average: 4, maximum: most)
        let found = percentile(0.95, spread.outcomes(isCount: isCount))
        // Whole numbers are coarse: one of them is within their grid.
        #expect(
          found >= before * 0.995 - (isCount ? 0.5 : 0),
          "\(least)..\(most): \(found) after \(before)"
        )
        before = max(before, found)
      }
      // An exponential number exceeds three times its mean once in twenty.
      #expect(abs(before - (least + 3 * (4 - least))) < 0.3)
    }
  }

  /// Against what the formula says of one whose mean lies in the middle, and of one that is cut so
  /// far out that it is not felt.
  @Test func quantilesAreThoseOfTheDistribution() {
    let even = Spread(minimum: 10, average: 20, maximum: 30)
    let long = Spread(minimum: 0, average: 2, maximum: 1e6)
    for part in [0.05, 0.5, 0.95, 0.99] {
      #expect(abs(even.quantile(part) - (10 + 20 * part)) < 1e-6)
      let mirrored = Spread(minimum: 0, average: 8, maximum: 10).quantile(1 - part)
      #expect(
        abs(mirrored + Spread(minimum: 0, average: 2, maximum: 10).quantile(part) - 10) < 1e-6
      )
    }
    // -2 ln 0.05
    #expect(abs(long.quantile(0.95) - 5.991_464_547) < 1e-5)
    #expect(Spread.exactly(7).quantile(0.3) == 7)
  }

  /// A list of none or one is there or is not: there is no half of an element.
  @Test func fewWholeNumbersAreToldOneByOne() {
    let found = Spread(minimum: 0, average: 0.25, maximum: 1).outcomes(isCount: true)
    #expect(found.map(\.value) == [0, 1])
    #expect(abs(found[1].chance - 0.25) < 1e-9)
    let extent = Spread(minimum: 0, average: 0.25, maximum: 1).outcomes(isCount: false)
    #expect(extent.count > 2)
  }
}
