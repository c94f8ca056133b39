import DBModelStatistics
import Glibc
import Testing

/// Popularities as groups of keys against the keys one by one.
@Suite struct RankedSharesTests {
  private static func close(_ a: Double, _ b: Double, within part: Double) -> Bool {
    abs(a - b) <= part * max(abs(a), abs(b))
  }

  /// The sums of a power law, at counts on both sides of where ranks are grouped.
  @Test(arguments: [0, 0.5, 0.8, 0.99, 1, 1.2, 1.5, 2.5])
  func addsUpLikeItsKeys(_ exponent: Double) {
    for count in [1.0, 2, 63, 1_023, 1_024, 1_025, 1_100, 5_000, 123_457] {
      let shares = RankedShares.zipf(exponent: exponent, keyCount: count)
      let weights = (1...Int(count)).map { pow(Double($0), -exponent) }
      let whole = weights.reduce(0, +)
      #expect(shares.keyCount == count)
      #expect(Self.close(shares.groups.reduce(0) { $0 + $1.total }, 1, within: 1e-9))
      #expect(Self.close(shares.top, weights[0] / whole, within: 1e-6))
      let squares = weights.reduce(0) { $0 + $1 * $1 } / (whole * whole)
      #expect(Self.close(shares.squares, squares, within: 1e-3))
      for part in [0.001, 0.01, 0.1, 0.5] {
        let first = max(1, Int(count * part))
        let sum = weights.prefix(first).reduce(0, +) / whole
        #expect(Self.close(shares.share(ofTop: Double(first)), sum, within: 2e-3))
        #expect(Self.close(shares.keys(taking: sum), Double(first), within: 2e-2))
      }
    }
  }

  @Test func falls() {
    for (_, shares) in Populations.all(keyCount: 3_000) {
      let falling = shares.groups.map(\.share)
      #expect(falling == falling.sorted(by: >))
    }
  }

  @Test func statesTheRestEvenly() {
    let shares = RankedShares.top([0.5, 0.3], keyCount: 12)
    #expect(shares.groups.count == 3)
    #expect(Self.close(shares.groups[2].share, 0.02, within: 1e-9))
    // No other key: what is stated is all there is.
    #expect(Self.close(RankedShares.top([0.5, 0.3], keyCount: 2).top, 0.625, within: 1e-9))
    #expect(RankedShares.top([0], keyCount: 1) == .uniform(keyCount: 1))
    #expect(RankedShares.top([0, 0], keyCount: 2) == .uniform(keyCount: 2))
    #expect(RankedShares.hotset(keys: 5, share: 0.5, keyCount: 3) == .uniform(keyCount: 3))
  }

  @Test func mergesKeysAlike() {
    typealias Group = RankedShares.Group
    let shares = RankedShares([
      Group(keys: 2, share: 1), Group(keys: 1, share: 4), Group(keys: 3, share: 1),
      Group(keys: 0, share: 9),
    ])
    #expect(shares.groups == [Group(keys: 1, share: 4.0 / 9), Group(keys: 5, share: 1.0 / 9)])
  }

  /// Rank by rank, against adding arrays.
  @Test func stacksLikeItsKeys() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<50 {
      let parts = (0..<random.integer(1...4)).map { _ in
        (
          shares: RankedShares.zipf(
            exponent: random.unit() * 2,
            keyCount: Double(random.integer(1...400))
          ), load: random.unit() + 0.01
        )
      }
      let most = parts.map { Int($0.shares.keyCount) }.max() ?? 0
      var loads = [Double](repeating: 0, count: most)
      for part in parts {
        for (rank, share) in Self.keys(part.shares).enumerated() {
          loads[rank] += share * part.load
        }
      }
      let stacked = RankedShares.stacked(parts)
      let keys = Self.keys(stacked.shares).map { $0 * stacked.load }
      #expect(keys.count == most)
      #expect(zip(keys, loads).allSatisfy { Self.close($0, $1, within: 1e-9) })
    }
  }

  /// The product of two populations: its top, its squares and its whole are products.
  @Test func pairsLikeItsKeys() {
    let some = Populations.all(keyCount: 2_000).map(\.shares)
    for (a, b) in zip(some, some.reversed()) {
      let pair = a.paired(with: b)
      #expect(Self.close(pair.keyCount, a.keyCount * b.keyCount, within: 1e-9))
      #expect(Self.close(pair.top, a.top * b.top, within: 1e-9))
      #expect(Self.close(pair.squares, a.squares * b.squares, within: 2e-2))
      #expect(pair.groups.count < 1_000)
    }
  }

  /// The share of the most popular key is known in closed form as well; and no population, however
  /// small or odd, is without keys.
  @Test func agreesWithTheClosedForm() throws {
    let popularities: [Popularity] = [
      .uniform, .zipf(exponent: 0), .zipf(exponent: 0.9), .zipf(exponent: 40),
      .hotset(keys: 1, share: 0), .hotset(keys: 3, share: 0.5), .hotset(keys: 1e9, share: 1),
      .hotFraction(ofKeys: 1, share: 1), .hotFraction(ofKeys: 1e-6, share: 0.9),
      .top([TopShare(value: nil, share: 0)]), .top([TopShare(value: nil, share: 1)]),
      .top([TopShare(value: "a", share: 0.2), TopShare(value: "b", share: 0.3)]),
      .recent(withinSeconds: 60),
    ]
    for popularity in popularities {
      for count in [0, 1, 2, 3, 1_000, 1e12] as [Double] {
        let shares = try #require(popularity.shares(keyCount: count, recentKeyCount: 7))
        let closed = popularity.topShare(keyCount: count, recentKeyCount: 7)
        #expect(Self.close(shares.groups.reduce(0) { $0 + $1.total }, 1, within: 1e-9))
        // Stated shares that do not make a whole are of keys that do: there is no other key.
        if case .top = popularity, count < 3 { continue }
        if case .hotset(_, 0) = popularity { continue }
        #expect(Self.close(shares.top, closed.high, within: 1e-6), "\(popularity) of \(count)")
      }
    }
  }

  @Test func knowsWhatIsLeft() {
    let shares = RankedShares.top([0.4, 0.3], keyCount: 5)
    #expect(shares.top(beyond: 0) == shares.top)
    #expect(Self.close(shares.top(beyond: 1), 0.3, within: 1e-12))
    #expect(Self.close(shares.top(beyond: 2), 0.1, within: 1e-12))
    #expect(shares.top(beyond: 5) == 0)
  }

  @Test func dividesKeys() {
    let shares = RankedShares.top([0.4], keyCount: 4).divided(by: 4)
    #expect(shares.keyCount == 16)
    #expect(Self.close(shares.top, 0.1, within: 1e-12))
  }

  private static func keys(_ shares: RankedShares) -> [Double] {
    shares.groups.flatMap { Array(repeating: $0.share, count: Int($0.keys.rounded())) }
  }
}
