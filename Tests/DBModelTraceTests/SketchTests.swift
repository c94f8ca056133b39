import DBModelStatistics
import DBModelTestKit
import DBModelTrace
import Testing

/// What does not fit is known as well as it says.
@Suite struct SketchTests {
  /// 1,024 slots in each of sixteen tables: 13,056 keys are exact.
  private func profile(_ numbers: [UInt32]) throws -> MeasuredProfile {
    try #require(Traces.run([Traces.binary(numbers)]) { $0.tableBytes = 1 }.profile())
  }

  private enum Order: CaseIterable { case drawn, sorted, reversed, heavyLast, roundRobin }

  private func arranged(_ numbers: [UInt32], _ order: Order) -> [UInt32] {
    switch order {
    case .drawn: return numbers
    case .sorted: return numbers.sorted()
    case .reversed: return numbers.sorted(by: >)
    case .heavyLast: return numbers.filter { $0 >= 20 } + numbers.filter { $0 < 20 }
    case .roundRobin:
      var counts = [UInt32: Int]()
      for number in numbers { counts[number, default: 0] += 1 }
      var left = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      var result: [UInt32] = []
      while !left.isEmpty {
        result += left.map(\.0)
        left = left.map { ($0.0, $0.1 - 1) }.filter { $0.1 > 0 }
      }
      return result
    }
  }

  @Test(arguments: [0.0, 0.6, 0.9, 1.2]) func theBoundHolds(exponent: Double) throws {
    for seed in UInt64(1)...2 {
      let drawn = Traces.zipf(300_000, keys: 80_000, exponent: exponent, seed: seed)
      let counts = Traces.counts(drawn)
      for order in Order.allCases {
        let profile = try profile(arranged(drawn, order))
        let place = Comment("exponent \(exponent), seed \(seed), \(order)")
        #expect(profile.inconsistency == nil, place)
        #expect(profile.requests == drawn.count, place)
        if counts.count > 14_000 { #expect(!profile.isExact, place) }
        #expect((profile.keysLow...profile.keysHigh).contains(counts.count), place)
        let errors = zip(profile.top, counts).map { abs($0 - $1) }
        #expect(errors.max() ?? 0 <= profile.error, place)
        // Shares of the many: a sample of some 6,500 keys.
        let exact = RankedShares(counts.map { RankedShares.Group(keys: 1, share: Double($0)) })
        for part in [0.01, 0.1, 0.5] {
          let keys = part * Double(counts.count)
          let difference = profile.rankedShares.share(ofTop: keys) - exact.share(ofTop: keys)
          #expect(abs(difference) < 0.05, place)
        }
      }
    }
  }

  /// The mean of many estimates is the number of keys: no estimate leans to one side.
  @Test func theSampleIsUnbiased() throws {
    let keys = 30_000
    var (sum, squares, runs) = (0.0, 0.0, 0.0)
    for seed in 0..<40 {
      let numbers = (0..<keys).map { UInt32(seed * 1_000_003 + $0) }
      let estimate = Double(try profile(numbers).keys)
      sum += estimate
      squares += estimate * estimate
      runs += 1
    }
    let mean = sum / runs
    let error = ((squares / runs - mean * mean) / runs).squareRoot()
    #expect(abs(mean - Double(keys)) < 4 * error + 1, "mean \(mean) ± \(error)")
    #expect(error > 0)
  }

  /// Each key once: nothing is popular, and nothing is said to be.
  @Test func noKeyIsPopularWhereNoneIs() throws {
    let numbers = (0..<500_000).map { UInt32($0) }
    let profile = try profile(numbers)
    #expect(profile.rankedShares.top <= Double(profile.error + 1) / 500_000)
    #expect(profile.rankedShares.top < 0.001)
  }

  /// One key among very many is found and counted.
  @Test func aPopularKeyIsFoundInTheCrowd() throws {
    var numbers = (0..<400_000).map { UInt32($0) }
    for place in stride(from: 0, to: 400_000, by: 50) { numbers[place] = 4_000_000_000 }
    let profile = try profile(numbers)
    let top = try #require(profile.top.first)
    #expect(abs(top - 8_000) <= profile.error)
  }
}
