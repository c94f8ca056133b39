import DBModelSimulation
import DBModelStatistics
import Testing

/// Where keys lie at the start: as if each of them had been hashed.
@Suite struct PlacementTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let shares: RankedShares
    let partitions: Int
    var testDescription: String { "\(name) on \(partitions)" }
  }

  private static let cases: [Case] = [4, 16, 64].flatMap { partitions in
    [
      Case(name: "uniform", shares: .uniform(keyCount: 3_000), partitions: partitions),
      Case(
        name: "zipf 0.8",
        shares: .zipf(exponent: 0.8, keyCount: 100_000),
        partitions: partitions
      ),
      Case(
        name: "zipf 1.2",
        shares: .zipf(exponent: 1.2, keyCount: 20_000),
        partitions: partitions
      ),
      Case(
        name: "hotset",
        shares: .hotset(keys: 300, share: 0.7, keyCount: 20_000),
        partitions: partitions
      ),
    ]
  }

  private static let seeds = 600

  /// Every key hashed by itself, with hashes of its own.
  private static func hashed(_ shares: RankedShares, _ partitions: Int, _ seed: Int) -> Double {
    var numbers = SplitMix64(seed: UInt64(seed) &* 7_919 &+ 13)
    var loads = Array(repeating: 0.0, count: partitions)
    for group in shares.groups {
      for _ in 0..<Int(group.keys.rounded()) {
        // The upper bits, as a range of the hash space.
        let place = Int(numbers.next().multipliedFullWidth(by: UInt64(partitions)).high)
        loads[place] += group.share
      }
    }
    return loads.max() ?? 0
  }

  private static func simulated(_ shares: RankedShares, _ partitions: Int, _ seed: Int) throws
    -> Double
  {
    let table = Tables.table([Tables.flow(rate: 10, shares)], partitions: partitions)
    let options = SimulationOptions(seconds: 1, seed: UInt64(seed), arrivals: .fluid)
    return try Simulator.run(table, options).structures[0].hottestShareAtStart.writes
  }

  /// The largest distance of two distributions (Kolmogorov and Smirnov), and percentiles.
  @Test(arguments: cases) func theHottestPartitionIsThatOfHashingEveryKey(of own: Case) throws {
    let real = (0..<Self.seeds).map { Self.hashed(own.shares, own.partitions, $0) }.sorted()
    let model = try (0..<Self.seeds)
      .map { try Self.simulated(own.shares, own.partitions, $0) }.sorted()
    var distance = 0.0
    for (place, value) in real.enumerated() {
      // Alike but for rounding is alike.
      let below = Double(model.count { $0 <= value * (1 + 1e-9) }) / Double(Self.seeds)
      let isLast = place + 1 == real.count || real[place + 1] > value * (1 + 1e-9)
      guard isLast else { continue }
      distance = max(distance, abs(below - Double(place + 1) / Double(Self.seeds)))
    }
    // 0.1 % of pairs of samples of this size from one distribution are further apart.
    let bound = 1.95 * (2 / Double(Self.seeds)).squareRoot()
    #expect(distance < bound, "\(own.testDescription): distance \(distance)")
    for part in [0.5, 0.95, 0.99] {
      let place = Int(part * Double(Self.seeds - 1))
      #expect(
        abs(model[place] / real[place] - 1) < 0.08,
        "\(own.testDescription) p\(part): \(model[place]), hashed \(real[place])"
      )
    }
  }

  /// The static model and the simulation say the same of the first second.
  @Test(arguments: cases) func theHottestPartitionIsThatOfTheStaticModel(of own: Case) throws {
    let model = try (0..<Self.seeds)
      .map { try Self.simulated(own.shares, own.partitions, $0) }.sorted()
    let still = PartitionLoad(
      of: [PartitionLoad.Part(own.shares, load: 1)],
      on: own.partitions
    )
    for (part, tolerance) in [(0.5, 0.03), (0.95, 0.06), (0.99, 0.1)] {
      let found = model[Int(part * Double(Self.seeds - 1))]
      let known = still.quantile(part)
      #expect(
        abs(found / known - 1) < tolerance,
        "\(own.testDescription) p\(part): \(found), static \(known)"
      )
    }
  }

  /// Flows of one ranking are hot at the same places, flows of two are not.
  @Test func aRankingIsOneOrder() throws {
    let shares = RankedShares.zipf(exponent: 1.2, keyCount: 1e5)
    func hottest(_ other: String, _ seed: UInt64) throws -> Int {
      let flows = [
        Tables.flow(rate: 10, shares),
        Tables.flow(
          "get",
          isWrite: false,
          rate: 10,
          shares,
          ranking: SimulatedRanking(name: other)
        ),
      ]
      let options = SimulationOptions(seconds: 1, seed: seed, arrivals: .fluid)
      let result = try Simulator.run(Tables.table(flows, partitions: 16), options)
      let row = result.structures[0].intervals[0]
      return row.reads.hottestPartition == row.writes.hottestPartition ? 1 : 0
    }
    let same = try (1...40).reduce(0) { try $0 + hottest("customer", UInt64($1)) }
    let apart = try (1...40).reduce(0) { try $0 + hottest("order", UInt64($1)) }
    #expect(same == 40 && apart < 15, "\(same), \(apart)")
  }

  /// A thousand million keys take no more room than a million.
  @Test func aTableMayHaveAnyNumberOfKeys() throws {
    for keys in [1e9, 1e12, 1e18] {
      let shares = RankedShares.zipf(exponent: 0.9, keyCount: keys)
      let table = Tables.table([Tables.flow(rate: 1_000, shares)], partitions: 256)
      let result = try Simulator.run(table, SimulationOptions(seconds: 2, seed: 1))
      #expect(result.structures[0].hottestShareAtStart.writes >= shares.top)
    }
  }

  @Test(arguments: [
    ("on-demand", SimulatedTable.Capacity.onDemand(warm: nil, maximum: nil), 0.0, 4),
    ("warm", .onDemand(warm: UnitRates(reads: 0, writes: 9_500), maximum: nil), 0, 10),
    ("large", .onDemand(warm: nil, maximum: nil), 105 * 1_073_741_824, 11),
    ("small", .provisioned(UnitRates(reads: 100, writes: 100), scaling: nil), 0, 1),
    ("reads", .provisioned(UnitRates(reads: 9_001, writes: 100), scaling: nil), 0, 4),
  ]) func partitionsFollowFromCapacityAndSize(
    name: String,
    capacity: SimulatedTable.Capacity,
    bytes: Double,
    count: Int
  ) throws {
    let table = SimulatedTable(
      capacity: capacity,
      structures: [
        SimulatedStructure(
          name: name,
          storedBytes: bytes,
          flows: [Tables.flow(rate: 1, .uniform(keyCount: 10))]
        )
      ]
    )
    let result = try Simulator.run(table, SimulationOptions(seconds: 1))
    #expect(result.structures[0].partitionsAtStart == count)
  }
}
