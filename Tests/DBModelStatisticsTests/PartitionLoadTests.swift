import DBModelStatistics
import DBModelTestKit
import Testing

/// The static model of the hottest partition against hashing every key.
@Suite struct PartitionLoadTests {
  static let partitionCounts = [4, 16, 64, 256]
  /// `DBMODEL_LONG=1` hashes as many keys as a small table has.
  private static let isLong = TestMode.variable("DBMODEL_LONG") != nil
  private static let hashingCount = 40_000
  private static let percentiles: [(part: Double, tolerance: Double)] = [
    (0.5, 0.03), (0.95, 0.03), (0.99, 0.05),
  ]

  @Test(arguments: partitionCounts)
  func agreesWithHashing(_ partitions: Int) {
    var lines = ["| popularity | p50 | p95 | p99 |", "|---|--:|--:|--:|"]
    for (name, shares) in Populations.all(keyCount: Self.isLong ? 100_000 : 2_000) {
      let parts = [PartitionLoad.Part(shares, load: 1)]
      let real = Hashings(of: parts, on: partitions, count: Self.hashingCount, seed: 7)
      let model = PartitionLoad(of: parts, on: partitions)
      let found = Self.percentiles.map { percentile -> String in
        let ratio = ratio(model, real, at: percentile.part)
        #expect(
          abs(ratio - 1) <= percentile.tolerance,
          """
          \(name), \(partitions) partitions: p\(percentile.part * 100) is \
          \(model.quantile(percentile.part)), hashing says \(real.quantile(percentile.part))
          """
        )
        let counted = real.quantile(percentile.part)
        let plain = model.quantile(percentile.part) / counted
        return "\(Self.thousandths(counted)), \(Self.percent(plain - 1))"
      }
      lines.append("| \(name) | \(found.joined(separator: " | ")) |")
    }
    Evaluation.write("partitions-\(partitions)", lines)
  }

  /// Two loads on the same partitions, whose popular keys are not the same.
  @Test func agreesOnSeveralLoads() {
    let parts = [
      PartitionLoad.Part(.zipf(exponent: 1.1, keyCount: 1_000), load: 300),
      PartitionLoad.Part(.hotset(keys: 5, share: 0.5, keyCount: 700), load: 700),
      PartitionLoad.Part(.uniform(keyCount: 3), load: 50),
    ]
    for partitions in [3, 12] {
      let real = Hashings(of: parts, on: partitions, count: Self.hashingCount, seed: 11)
      let model = PartitionLoad(of: parts, on: partitions)
      for percentile in Self.percentiles {
        #expect(abs(ratio(model, real, at: percentile.part) - 1) <= percentile.tolerance)
      }
    }
  }

  /// Loads on a lattice jump from one value to the next: the hashings' own percentile is known up
  /// to three standard deviations of its rank, and the nearest value of that range is compared.
  private func ratio(_ model: PartitionLoad, _ real: Hashings, at part: Double) -> Double {
    let doubt = 3 * (part * (1 - part) / Double(Self.hashingCount)).squareRoot()
    let value = model.quantile(part)
    let (low, high) = (real.quantile(part - doubt), real.quantile(part + doubt))
    return value < low ? value / low : value > high ? value / high : 1
  }

  @Test func hasAllOfItOnOnePartition() {
    let parts = [PartitionLoad.Part(.zipf(exponent: 1, keyCount: 50), load: 12)]
    #expect(PartitionLoad(of: parts, on: 1).quantile(0.5) == 12)
    #expect(PartitionLoad(of: [], on: 4).quantile(0.99) == 0)
  }

  /// Never below what the top key and an even share ask for, never above the whole.
  @Test func staysWithinItsBounds() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<60 {
      let partitions = random.integer(2...40)
      let shares = RankedShares.zipf(
        exponent: random.unit() * 2,
        keyCount: Double(random.integer(1...5_000))
      )
      let model = PartitionLoad(of: [PartitionLoad.Part(shares, load: 1)], on: partitions)
      let least = max(shares.top, 1 / Double(partitions))
      let values = [0, 0.1, 0.5, 0.9, 0.99, 1].map(model.quantile)
      #expect(values[0] >= least * (1 - 1e-9))
      #expect(values == values.sorted())
      #expect(values.allSatisfy { $0 <= 1 + 1e-9 })
    }
  }

  private static func thousandths(_ share: Double) -> String {
    let digits = Int((share * 10_000).rounded())
    return "0." + String(repeating: "0", count: max(0, 4 - String(digits).count)) + String(digits)
  }

  private static func percent(_ part: Double) -> String {
    let tenths = Int((part * 1_000).rounded())
    return tenths == 0
      ? "the same" : "\(tenths > 0 ? "+" : "-")\(abs(tenths) / 10).\(abs(tenths) % 10) %"
  }
}
