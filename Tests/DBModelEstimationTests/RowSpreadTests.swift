import DBModelStatistics
import Testing

@testable import DBModelEstimation

/// Rows of several searches at a time.
struct RowSpreadTests {
  private typealias Outcome = RowSpread.Outcome

  private static func moments(_ outcomes: [Outcome]) -> (mean: Double, variance: Double) {
    let mean = outcomes.reduce(0) { $0 + $1.chance * $1.count }
    let square = outcomes.reduce(0) { $0 + $1.chance * $1.count * $1.count }
    return (mean, square - mean * mean)
  }

  private static let spreads = [
    Spread(minimum: 0, average: 20, maximum: 50_000, median: 2),
    Spread(minimum: 0, average: 20, maximum: 50_000), Spread(minimum: 0, average: 0.1, maximum: 3),
    Spread(minimum: 1, average: 3, maximum: 9, median: 2), .exactly(4),
  ]

  /// Sums have the mean and, as far as what is taken as one leaves it, the variance of their parts.
  @Test(arguments: spreads) func sumsHaveTheirMoments(_ spread: Spread) {
    let one = RowSpread(spread)
    let own = Self.moments(one.low)
    for draws in [1.0, 2, 3, 4, 7, 16, 100, 1_000, 70_000] {
      let sum = Self.moments(one.times([Outcome(chance: 1, count: draws)]).low)
      #expect(abs(sum.mean / (own.mean * draws) - 1) < 1e-9, "\(draws): \(sum.mean)")
      #expect(sum.variance <= own.variance * draws * 1.01 + 1e-6)
      if draws <= 1_000 { #expect(sum.variance >= own.variance * draws * 0.8, "\(draws)") }
    }
  }

  /// A list of four is none, one, two, three or four rows: the chances are those of a binomial.
  @Test func fewAreToldOneByOne() {
    let one = RowSpread(Spread(minimum: 0, average: 0.25, maximum: 1))
    let four = one.times([Outcome(chance: 1, count: 4)]).low
    for (number, wanted) in [81.0, 108, 54, 12, 1].enumerated() {
      let found = four.filter { abs($0.count - Double(number)) < 1e-9 }.reduce(0) { $0 + $1.chance }
      #expect(abs(found - wanted / 256) < 1e-9, "\(number): \(found)")
    }
  }

  /// A part of a draw is one in a part of the calls, and a search is made all the same.
  @Test func searchesGoWithWhatTheyFind() {
    let one = RowSpread(Interval(3))
    let found = one.times([Outcome(chance: 0.5, count: 0.5), Outcome(chance: 0.5, count: 8)])
    #expect(abs(found.mean.middle - (0.5 * 1.5 + 0.5 * 24)) < 1e-9)
    #expect(abs(found.meanSearches - 4.25) < 1e-9)
    #expect(!found.areOneSearch && one.areOneSearch)
    #expect(found.searching(2).meanSearches == 8.5)
    // As many searches for many rows as for few.
    #expect(found.scaled(to: Interval(100)).meanSearches == found.meanSearches)
  }
}
