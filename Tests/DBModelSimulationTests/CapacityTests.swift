import DBModelSimulation
import DBModelStatistics
import Testing

/// What a table admits as a whole, and what an index does to its table.
@Suite struct CapacityTests {
  private static func run(
    _ rates: [FlowRate.Episode],
    average: Double = 0,
    capacity: SimulatedTable.Capacity,
    seconds: Int,
    partitions: Int? = 64
  ) throws -> StructureResult {
    let flow = Tables.flow(
      source: .calls(FlowRate(average: average, episodes: rates)),
      .uniform(keyCount: 1e6)
    )
    let options = SimulationOptions(
      seconds: seconds,
      intervalSeconds: 1,
      arrivals: .fluid,
      retries: .none
    )
    let table = Tables.table([flow], capacity: capacity, partitions: partitions)
    return try Simulator.run(table, options).structures[0]
  }

  private static func firstThrottled(_ result: StructureResult) -> Int? {
    result.intervals.first { $0.writes.totals.throttled > 1e-6 }?.second
  }

  private static func lastThrottled(_ result: StructureResult) -> Int? {
    result.intervals.last { $0.writes.totals.throttled > 1e-6 }?.second
  }

  // MARK: On-demand

  private static func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) <= 1e-9 * expected } ?? false
  }

  private static let onDemand = SimulatedTable.Capacity.onDemand(warm: nil, maximum: nil)

  @Test func aNewTableServesFourThousandWrites() throws {
    #expect(
      Self.firstThrottled(try Self.run([], average: 4_000, capacity: Self.onDemand, seconds: 60))
        == nil
    )
    #expect(
      Self.firstThrottled(try Self.run([], average: 4_001, capacity: Self.onDemand, seconds: 60))
        == 0
    )
  }

  @Test func admissionIsTwiceTheTrafficOfThirtyMinutesAgo() throws {
    let result = try Self.run([], average: 7_000, capacity: Self.onDemand, seconds: 7_200)
    // 4,000 were served from the start; the first minute of them is 30 minutes old at 31 minutes.
    #expect(result.intervals[1_000].writes.admitted == 4_000)
    #expect(Self.lastThrottled(result) == 31 * 60 - 1)
    #expect(Self.isNear(result.intervals[31 * 60].writes.admitted, 8_000))
    #expect(Self.isNear(result.intervals.last?.writes.admitted, 14_000))
  }

  @Test func aPeakIsNotForgotten() throws {
    let peaks = [
      FlowRate.Episode(start: 0, seconds: 60, rate: 3_500),
      FlowRate.Episode(start: 20_000, seconds: 60, rate: 7_000),
      FlowRate.Episode(start: 20_100, seconds: 60, rate: 7_100),
    ]
    let result = try Self.run(peaks, capacity: Self.onDemand, seconds: 21_000)
    #expect(Self.firstThrottled(result) == 20_100)
  }

  @Test func warmThroughputServesAtOnceAndAMaximumHoldsItDown() throws {
    let warm = UnitRates(reads: 0, writes: 10_000)
    let free = try Self.run(
      [],
      average: 9_900,
      capacity: .onDemand(warm: warm, maximum: nil),
      seconds: 60
    )
    #expect(Self.firstThrottled(free) == nil)
    let held = try Self.run(
      [],
      average: 9_900,
      capacity: .onDemand(warm: warm, maximum: UnitRates(reads: 500, writes: 500)),
      seconds: 60
    )
    #expect(Self.isNear(held.intervals.last?.writes.totals.served, 500))
  }

  @Test func aTableGrowsAheadOfWhatItAdmits() throws {
    let result = try Self.run(
      [],
      average: 3_900,
      capacity: Self.onDemand,
      seconds: 7_200,
      partitions: nil
    )
    #expect(result.partitionsAtStart == 4)
    #expect((result.intervals.last?.partitions ?? 0) >= 8)
  }

  @Test func aTableAndItsIndexesShareAQuota() throws {
    let flow = Tables.flow(rate: 900, .uniform(keyCount: 1e6))
    let entries = Tables.flow(
      source: .writes(flow: 0, perCall: 1, entry: 0),
      .uniform(keyCount: 1e6),
      ranking: SimulatedRanking(name: "status")
    )
    let table = SimulatedTable(
      capacity: Self.onDemand,
      quota: UnitRates(reads: 1_500, writes: 1_500),
      structures: [
        SimulatedStructure(name: "Order", flows: [flow]),
        SimulatedStructure(name: "Order.byStatus", isIndex: true, flows: [entries]),
      ]
    )
    let options = SimulationOptions(seconds: 60, arrivals: .fluid, retries: .none)
    let result = try Simulator.run(table, options)
    let causes = result.events.compactMap { event in
      if case .throttling(let episode) = event.kind { episode.cause } else { nil }
    }
    #expect(causes == [.quota])
    #expect(result.structures[0].writes.throttledByIndex > 0)
    let served = result.structures.reduce(0) { $0 + $1.writes.served }
    #expect(served <= 1_500 * 60 * (1 + 1e-9))
  }

  // MARK: Provisioned

  private static func provisioned(_ writes: Double) -> SimulatedTable.Capacity {
    .provisioned(UnitRates(reads: 100, writes: writes), scaling: nil)
  }

  /// 300 s of 100 unused units are 30,000: 200 a second last for 300 s more.
  @Test(arguments: [300, 1_000]) func unusedCapacityIsKeptForFiveMinutes(idle: Int) throws {
    let episode = FlowRate.Episode(start: idle, seconds: 1_000, rate: 200)
    let result = try Self.run([episode], capacity: Self.provisioned(100), seconds: 2_000)
    #expect(Self.firstThrottled(result) == idle + 300)
    #expect(Self.isNear(result.intervals[idle + 500].writes.totals.served, 100))
  }

  @Test func aBurstDoesNotLiftThePartitionsCeiling() throws {
    let episode = FlowRate.Episode(start: 300, seconds: 60, rate: 2_000)
    let result = try Self.run(
      [episode],
      capacity: Self.provisioned(900),
      seconds: 360,
      partitions: 1
    )
    #expect(Self.isNear(result.intervals[310].writes.totals.served, 1_000))
    #expect(Self.isNear(result.intervals[310].writes.totals.throttledByPartition, 1_000))
  }

  @Test func autoScalingFollowsTheLoad() throws {
    let scaling = SimulatedTable.CapacityFollowing(
      least: UnitRates(reads: 10, writes: 100),
      most: UnitRates(reads: 10, writes: 1_000),
      target: 0.7
    )
    let episode = FlowRate.Episode(start: 600, seconds: 3_600, rate: 420)
    let capacity = SimulatedTable.Capacity.provisioned(
      UnitRates(reads: 10, writes: 100),
      scaling: scaling
    )
    let result = try Self.run([episode], average: 20, capacity: capacity, seconds: 14_400)
    let provisioned = result.intervals.map { $0.writes.admitted ?? 0 }
    #expect(
      provisioned[700] == 100 && Self.isNear(provisioned[4_000], 600),
      "\(provisioned[4_000])"
    )
    // An hour later it is back at its least.
    #expect(provisioned.last == 100)
    // Throttling lasts minutes only.
    #expect((Self.lastThrottled(result) ?? 0) < 600 + 15 * 60)
  }

  // MARK: Back-pressure

  @Test func anIndexWithoutRoomThrottlesTheWritesThatGoToIt() throws {
    let flows = [
      Tables.flow("indexed", rate: 1_500, .uniform(keyCount: 1e6)),
      Tables.flow("plain", rate: 900, .uniform(keyCount: 1e6)),
    ]
    let entries = Tables.flow(
      "indexed",
      source: .writes(flow: 0, perCall: 1, entry: 0),
      .uniform(keyCount: 1),
      ranking: SimulatedRanking(name: "status", labels: ["open"]),
      layout: .oneItem
    )
    let index = SimulatedStructure(name: "Order.byStatus", isIndex: true, flows: [entries])
    let table = Tables.table(flows, partitions: 8, indexes: [index])
    let options = SimulationOptions(seconds: 600, arrivals: .fluid, retries: .none, admitsAll: true)
    let result = try Simulator.run(table, options)
    let (own, other) = (result.structures[0], result.structures[1])
    #expect(abs(own.flows[0].failed - 500 * 600) < 1e-3)
    #expect(own.flows[1].failed == 0)
    #expect(abs(own.writes.throttledByIndex - 500 * 600) < 1e-3)
    #expect(own.writes.throttledByPartition == 0)
    #expect(abs(other.writes.throttledByPartition - 500 * 600) < 1e-3)
    let event = result.events.first { if case .throttling = $0.kind { true } else { false } }
    #expect(event?.structure == "Order.byStatus")
    #expect(event?.text(start: 0).contains("`open`") == true)
    #expect(event?.text(start: 0).contains("the writes of its table") == true)
  }

  /// Of entries that are shared out, those of the full key alone are thrown back.
  @Test(arguments: [1, 3]) func onlyTheEntriesOfAFullKeyPushBack(attempts: Int) throws {
    let flows = [Tables.flow("sell", rate: 4_000, .uniform(keyCount: 1e6))]
    let entries = [("open", 0.5), ("sold", 0.2), ("void", 0.3)].map { label, part in
      Tables.flow(
        "sell",
        source: .writes(flow: 0, perCall: part, entry: 0),
        .uniform(keyCount: 1),
        ranking: SimulatedRanking(name: label, labels: [label]),
        layout: .oneItem
      )
    }
    let index = SimulatedStructure(
      name: "Order.byStatus",
      isIndex: true,
      initialPartitions: 64,
      flows: entries
    )
    let table = Tables.table(flows, partitions: 64, indexes: [index])
    let options = SimulationOptions(
      seconds: 600,
      arrivals: .fluid,
      retries: RetryPolicy(attempts: attempts),
      admitsAll: true
    )
    let result = try Simulator.run(table, options)
    // 2,000, 800 and 1,200 entries a second for keys that serve 1,000.
    let served = result.structures[1].flows.map { $0.served / 600 }
    #expect(Self.isNear(served[0], 1_000) && Self.isNear(served[2], 1_000), "\(served)")
    #expect(abs(served[1] - 800) < 1e-6, "\(served)")
    #expect(Self.isNear(result.structures[0].flows[0].served / 600, 2_800))
  }

  /// Repeating what a full key throws back asks the same key again.
  @Test func repetitionsAddToTheLoad() throws {
    func offered(_ attempts: Int) throws -> (offered: Double, served: Double) {
      let flow = Tables.flow(rate: 1_500, .uniform(keyCount: 1), layout: .oneItem)
      let options = SimulationOptions(
        seconds: 600,
        arrivals: .fluid,
        retries: RetryPolicy(attempts: attempts, clients: 0),
        admitsAll: true
      )
      let writes = try Simulator.run(Tables.table([flow]), options).structures[0].writes
      return (writes.offered / 600, writes.served / 600)
    }
    let runs = try [1, 2, 3, 5].map(offered)
    #expect(runs.map(\.offered) == runs.map(\.offered).sorted() && runs[3].offered > 2_000)
    for run in runs { #expect(abs(run.served - 1_000) < 1e-6) }
  }

  /// Where most calls fail, there is a repetition for every fifth that is served.
  @Test func aQuotaHoldsRepetitionsDown() throws {
    func offered(_ clients: Int) throws -> Double {
      let flow = Tables.flow(rate: 5_000, .uniform(keyCount: 1), layout: .oneItem)
      let options = SimulationOptions(
        seconds: 3_600,
        arrivals: .fluid,
        retries: RetryPolicy(attempts: 3, clients: clients),
        admitsAll: true
      )
      let structure = try Simulator.run(Tables.table([flow]), options).structures[0]
      return (structure.intervals.last?.writes.totals.offered ?? 0) / 60
    }
    let (without, with) = (try offered(0), try offered(10))
    #expect(without > 12_000, "\(without)")
    // Of 1,000 that are served x are repetitions: 5 x + (1,000 - x) tokens come in.
    #expect(with > 5_150 && with < 5_300, "\(with)")
    #expect(try abs(offered(1) - with) < 1, "more processes only last longer")
  }

  @Test func latencyGrowsByTheWaits() throws {
    func p99(_ load: Double) throws -> Double {
      let flow = Tables.flow(rate: load, .uniform(keyCount: 1), layout: .oneItem)
      let options = SimulationOptions(seconds: 600, seed: 2, admitsAll: true)
      let result = try Simulator.run(Tables.table([flow]), options)
      return result.structures[0].intervals[5].writes.latency?.p99 ?? 0
    }
    let (calm, busy) = (try p99(500), try p99(1_100))
    // The quantiles of the assumed request: 2.75 ms in the median, 6 ms at p95.
    #expect(abs(calm - SimulationOptions.assumedRequestTime.quantile(0.99)) < 0.2)
    #expect(busy > 40, "\(busy)")
  }

  // MARK: Rates

  /// Windows of a day hold their shares, and the day its average.
  @Test func aShapeKeepsTheCallsOfTheDay() {
    let shape = RateCycle(
      period: 86_400,
      windows: [
        RateCycle.Window(start: 8 * 3_600, length: 2 * 3_600, share: 0.4),
        RateCycle.Window(start: 23 * 3_600 + 0.5, length: 7_200.25, share: 0.1),
      ]
    )
    let rate = FlowRate(average: 10, cycles: [shape])
    for start in [0, 30_000, 500_000] {
      let calls = (0..<86_400).reduce(0) { $0 + rate.calls(in: $1, startingAt: start) }
      #expect(abs(calls - 864_000) < 1e-3, "\(calls)")
    }
    let morning = (8 * 3_600..<10 * 3_600).reduce(0) { $0 + rate.calls(in: $1, startingAt: 0) }
    #expect(abs(morning - 0.4 * 864_000) < 1e-3)
  }
}
