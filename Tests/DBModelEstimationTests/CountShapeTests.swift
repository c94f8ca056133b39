import DBModelStatistics
import DBModelWorkload
import Testing

@testable import DBModelEstimation

/// How many rows parents have, by what a fan-out and its skew say together.
struct CountShapeTests {
  private func shape(_ fanOut: Spread, _ skew: Popularity?) -> CountShape {
    CountShape(fanOut, skew: skew, parents: 10_000)
  }

  private static let skews: [Popularity?] = [
    nil, .uniform, .zipf(exponent: 0.9), .hotset(keys: 800, share: 1),
    .hotFraction(ofKeys: 0.1, share: 0.7),
    .top([TopShare(value: nil, share: 0.3), TopShare(value: nil, share: 0.1)]),
  ]

  /// All of them together are all parents, and have the mean; those with the most come first.
  @Test(arguments: skews, [nil, 0, 2] as [Double?])
  func classesAreAllParents(skew: Popularity?, median: Double?) {
    for most in [6.0, 60, 6_000] {
      let fanOut = Spread(minimum: 0, average: 3, maximum: most, median: median)
      let classes = shape(fanOut, skew).classes
      #expect(abs(classes.reduce(0) { $0 + $1.chance } - 1) < 1e-9)
      #expect(abs(classes.reduce(0) { $0 + $1.chance * $1.weight } - 1) < 1e-6)
      for (one, next) in zip(classes, classes.dropFirst()) {
        #expect(one.weight >= next.weight * (1 - 1e-9), "\(one.weight) before \(next.weight)")
      }
    }
  }

  /// A twelfth of the parents share all: 2.4 rows each where none has more than eight, and more and
  /// fewer where one has 53.
  @Test func hotParentsAreUnlikeWhereTheGreatestSaysSo() {
    let skew = Popularity.hotset(keys: 800, share: 1)
    func most(_ maximum: Double) -> Double {
      let fanOut = Spread(minimum: 0, average: 0.2, maximum: maximum, median: 0)
      return shape(fanOut, skew).classes.map { $0.weight * 0.2 }.max() ?? 0
    }
    #expect(abs(most(8) - 2.5) < 1e-9)
    #expect(most(53) > 10 && most(53) < 53)
  }

  /// That half of the parents have none is no reason to forget a skew; a median above none is.
  @Test func aMedianOfTheLeastLeavesTheSkew() {
    func largest(_ median: Double?) -> Double {
      shape(Spread(minimum: 0, average: 3, maximum: 6_000, median: median), .zipf(exponent: 1))
        .classes[0]
        .weight
    }
    #expect(largest(0) == largest(nil))
    #expect(largest(1) != largest(nil))
  }
}
