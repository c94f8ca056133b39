import DBModelStatistics
import Glibc
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

  /// With medians: long tails with and without an end, half of them the least, a median above the
  /// mean, few whole numbers, the ends of what goes together.
  private static let told = [
    Spread(minimum: 0, average: 38, maximum: 1_430, median: 8),
    Spread(minimum: 0, average: 38, maximum: nil, median: 8),
    Spread(minimum: 1, average: 4, maximum: nil, median: 2),
    Spread(minimum: 0, average: 38, maximum: 80, median: 8),
    Spread(minimum: 0, average: 2, maximum: 300, median: 0),
    Spread(minimum: 0, average: 2, maximum: nil, median: 0),
    Spread(minimum: 0, average: 60, maximum: 100, median: 80),
    Spread(minimum: 0, average: 60, maximum: nil, median: 80),
    Spread(minimum: 1, average: 3, maximum: 9, median: 2),
    Spread(minimum: 0, average: 0.4, maximum: 3, median: 0),
    Spread(minimum: 0, average: 5, maximum: 10, median: 10),
    Spread(minimum: 0, average: 50, maximum: 100, median: 0),
    Spread(minimum: 0, average: 54, maximum: 100, median: 8),
    Spread(minimum: 10, average: 20, maximum: 30, median: 20),
    Spread(minimum: 0, average: 1e9, maximum: 1e15, median: 3),
    Spread(minimum: 0, average: 20, maximum: 40_000, median: 20),
    Spread(minimum: 0, average: 20, maximum: 40_000, median: 19),
    Spread(minimum: 0, average: 20, maximum: nil, median: 20),
    Spread(minimum: 0, average: 20, maximum: 9e15, median: 15),
    Spread(minimum: 0, average: 3, maximum: 1e9, median: 2.5),
    Spread(minimum: 0, average: 30, maximum: 100, median: 5),
  ]

  @Test(arguments: spreads + told, [false, true])
  func outcomesHaveTheMeanAndStayWithinTheEnds(_ spread: Spread, isCount: Bool) {
    let found = spread.outcomes(isCount: isCount)
    #expect(abs(found.reduce(0) { $0 + $1.chance } - 1) < 1e-9)
    let mean = found.reduce(0) { $0 + $1.chance * $1.value }
    #expect(abs(mean - spread.average) <= 1e-6 * max(spread.average, 1e-3), "\(mean)")
    #expect(found.map(\.value) == found.map(\.value).sorted())
    #expect(found.allSatisfy { $0.chance >= 0 && $0.value >= spread.minimum - 1e-9 })
    #expect(found.allSatisfy { $0.value <= max(spread.reach, spread.average) * (1 + 1e-12) })
  }

  @Test(arguments: told) func halfOfThemLieOnEitherSideOfTheMedian(_ spread: Spread) {
    let median = spread.median ?? 0
    let width = max(1, spread.reach - spread.minimum)
    let middle = spread.quantile(0.5)
    #expect(abs(middle - median) <= 1e-9 * max(1, median), "\(middle)")
    for whole in [false, true] {
      let found = spread.outcomes(isCount: whole)
      let below = found.filter { $0.value < median - 1e-6 * width }.reduce(0) { $0 + $1.chance }
      let above = found.filter { $0.value > median + 1e-6 * width }.reduce(0) { $0 + $1.chance }
      #expect(below <= 0.56 && above <= 0.56, "\(below) below, \(above) above")
    }
  }

  /// Of log-normal numbers the mean and the median say all percentiles.
  @Test func aLongTailIsLogNormal() {
    let scale = 1.2
    let spread = Spread(minimum: 0, average: 8 * exp(scale * scale / 2), maximum: 5e4, median: 8)
    for (part, place) in [(0.05, -1.644_854), (0.75, 0.674_490), (0.95, 1.644_854)] {
      #expect(abs(spread.quantile(part) / (8 * exp(scale * place)) - 1) < 1e-3, "\(part)")
    }
  }

  /// The mean moves and the median with it, as long as they go together.
  @Test func aScaledMedianStaysWithinWhatItsMeanAllows() {
    let spread = Spread(minimum: 0, average: 38, maximum: 1_430, median: 8)
    let half = spread.with(average: 19, minimum: 0, maximum: 1_430)
    #expect(half.median == 4)
    // 8 of 38 is 13 * 8 / 38 above 6.
    let narrow = spread.with(average: 19, minimum: 6, maximum: 40).median ?? 0
    #expect(abs(narrow - (6 + 13 * 8 / 38.0)) < 1e-9)
    // Half of them are the greatest then.
    #expect(spread.with(average: 19, minimum: 0, maximum: 20).median == 18)
    #expect(spread.scaled(by: 10).median == 80)
  }

  /// A median that says little changes little: at that of an exponential with the mean, where a
  /// log-normal takes over, and around the mean, where nothing does.
  @Test func aMedianTellsAsMuchAsItDiffers() {
    func variance(_ median: Double?) -> Double {
      Spread(minimum: 0, average: 20, maximum: 40_000, median: median).outcomes(isCount: false)
        .reduce(0) { $0 + $1.chance * ($1.value - 20) * ($1.value - 20) }
    }
    let exponential = 20 * log(2.0)
    #expect(abs(variance(exponential * 1.001) / variance(nil) - 1) < 0.02)
    #expect(abs(variance(exponential * 0.999) / variance(nil) - 1) < 0.15)
    #expect(variance(20) < variance(nil))
    for median in [19.9, 20, 20.1] { #expect(abs(variance(median) / variance(20) - 1) < 0.03) }
  }

  /// Of a log-normal that is cut too near, every third number would be the greatest.
  @Test func numbersDoNotPileUpAtTheGreatest() {
    for spread in Self.told {
      guard let most = spread.maximum, let median = spread.median, median < spread.average else {
        continue
      }
      let last = spread.quantile(0.94)
      #expect(last < most || spread.average > 0.5 * most, "\(spread)")
    }
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
