import DBModelStatistics
import Testing

/// A popularity that is what it is fitted to is found again, and a wrong one is told to be wrong.
@Suite struct FitTests {
  private func fit(_ family: PopularityFit.Family, _ shares: RankedShares) throws -> PopularityFit {
    try #require(PopularityFit.all(shares).first { $0.family == family })
  }

  @Test(arguments: [0.0, 0.35, 0.8, 1.0, 1.4, 3.0]) func anExponentIsFound(exponent: Double) throws
  {
    for keys in [50.0, 5_000, 1_000_000] {
      let fit = try fit(.zipf, .zipf(exponent: exponent, keyCount: keys))
      guard case .zipf(let found) = fit.popularity else {
        Issue.record("no zipf")
        return
      }
      #expect(abs(found - exponent) <= 0.0101, "\(exponent) of \(keys) keys: \(found)")
      #expect(fit.distance < 0.01)
      #expect(abs(fit.topRatio - 1) < 0.15)
    }
  }

  @Test func aHotSetIsFound() throws {
    let fit = try fit(.hotset, .hotset(keys: 40, share: 0.7, keyCount: 10_000))
    #expect(fit.popularity == .hotset(keys: 40, share: 0.7))
    #expect(fit.distance < 0.001 && abs(fit.topRatio - 1) < 0.001)
  }

  @Test func equalKeysAreUniform() throws {
    let shares = RankedShares.uniform(keyCount: 1_000)
    #expect(try fit(.uniform, shares).distance < 1e-9)
    #expect(try fit(.zipf, shares).popularity == .zipf(exponent: 0))
    #expect(try fit(.hotset, shares).popularity == .hotset(keys: 1_000, share: 1))
  }

  @Test func statedSharesAreTheFirst() throws {
    let shares = RankedShares.top([0.3, 0.2, 0.1], keyCount: 1_000)
    let fit = try fit(.top, shares)
    #expect(fit.popularity == .top([0.3, 0.2, 0.1].map { TopShare(value: nil, share: $0) }))
    #expect(fit.distance < 0.01)
  }

  /// 1,000 keys in proportion 2:1 by halves: uniform is off by a sixth at the middle.
  @Test func theDistanceIsTheLargestError() throws {
    let shares = RankedShares([.init(keys: 500, share: 2), .init(keys: 500, share: 1)])
    #expect(abs(try fit(.uniform, shares).distance - 1.0 / 6) < 1e-9)
    #expect(abs(try fit(.uniform, shares).topRatio - 0.75) < 1e-9)
  }

  @Test func oneKeyHasEveryFit() {
    for fit in PopularityFit.all(.uniform(keyCount: 1)) {
      #expect(fit.distance < 1e-9 && fit.topRatio > 0, "\(fit.family)")
    }
  }
}
