import DBModelSimulation
import DBModelStatistics
import Testing

/// Splits: what they may divide, what they must not, and what becomes of throttling.
@Suite struct SplitTests {
  private static let quick = SplitPolicy(sustainedSeconds: 60, durationSeconds: 30)

  private static func options(_ seconds: Int, seed: Int = 1) -> SimulationOptions {
    SimulationOptions(
      seconds: seconds,
      seed: UInt64(seed),
      arrivals: .fluid,
      splitting: quick,
      retries: .none,
      admitsAll: true
    )
  }

  /// What is asked of the heaviest thing that no split divides, as a part of a partition's ceiling.
  private static func heaviestAtom(_ flows: [SimulatedFlow], keepsCollections: Bool) -> Double {
    var heaviest = 0.0
    for isWrite in [false, true] {
      let ceiling = UnitRates.ofPartition[isWrite]
      for ranking in ["customer", "order"] {
        let own = flows.filter { $0.isWrite == isWrite && $0.ranking.name == ranking }
        let parts = keepsCollections ? [CollectionLayout.allCases] : [[.oneItem], [.movingEnd]]
        for layouts in parts {
          let units = own.filter { layouts.contains($0.layout) }.reduce(0) { sum, flow in
            guard case .calls(let rate) = flow.source else { return sum }
            return sum + rate.average * flow.units.mean * flow.popularity.top
          }
          heaviest = max(heaviest, units / ceiling)
        }
      }
    }
    return heaviest
  }

  /// One to four steady flows, scaled so that the heaviest atom has a given part of a ceiling.
  private static func flows(_ numbers: inout SplitMix64, keepsCollections: Bool, atom: Double)
    -> [SimulatedFlow]
  {
    func made(_ factor: Double, _ numbers: inout SplitMix64) -> [SimulatedFlow] {
      (0..<numbers.integer(1...4)).map { place in
        let keys = Double([1, 40, 3_000, 100_000][numbers.integer(0...3)])
        return Tables.flow(
          "flow\(place)",
          isWrite: numbers.chance(0.6),
          rate: factor * Double(numbers.integer(10...100)),
          Tables.popularity(&numbers, keys: keys),
          ranking: SimulatedRanking(name: numbers.chance(0.5) ? "customer" : "order"),
          layout: place == 0
            ? (numbers.chance(0.5) ? .oneItem : .movingEnd)
            : CollectionLayout.allCases[numbers.integer(0...2)]
        )
      }
    }
    var copy = numbers
    let known = heaviestAtom(made(1, &copy), keepsCollections: keepsCollections)
    return made(atom / known, &numbers)
  }

  /// No more than this is asked of a table in a test.
  private static func isSmall(_ flows: [SimulatedFlow]) -> Bool {
    flows.reduce(0) { sum, flow in
      guard case .calls(let rate) = flow.source else { return sum }
      return sum + rate.average / UnitRates.ofPartition[flow.isWrite]
    } < 120
  }

  @Test(arguments: 0..<150) func whatCanBeServedIsServedInTheEnd(seed: Int) throws {
    var numbers = SplitMix64(seed: UInt64(seed))
    let isLocal = seed.isMultiple(of: 3)
    let atom = Double(numbers.integer(5...96)) / 100
    let flows = Self.flows(&numbers, keepsCollections: isLocal, atom: atom)
    guard Self.isSmall(flows) else { return }
    let table = Tables.table(flows, hasLocalIndex: isLocal)
    let result = try Simulator.run(table, Self.options(7_200, seed: seed))
    let structure = result.structures[0]
    for row in structure.intervals.suffix(10) {
      #expect(
        row.reads.totals.throttled + row.writes.totals.throttled == 0,
        "seed \(seed), atom \(atom): \(row)"
      )
    }
    try Self.check(result, seed)
  }

  @Test(arguments: 0..<150) func theExcessOfWhatCannotBeDividedIsThrottled(seed: Int) throws {
    var numbers = SplitMix64(seed: UInt64(10_000 + seed))
    let isLocal = seed.isMultiple(of: 3)
    let atom = 1 + Double(numbers.integer(2...200)) / 100
    let flows = Self.flows(&numbers, keepsCollections: isLocal, atom: atom)
    guard Self.isSmall(flows) else { return }
    let table = Tables.table(flows, hasLocalIndex: isLocal)
    let result = try Simulator.run(table, Self.options(3_600, seed: seed))
    let structure = result.structures[0]
    for row in structure.intervals {
      let excess = [false, true].map { isWrite in
        row.side(isWrite: isWrite).totals.throttled / UnitRates.ofPartition[isWrite]
      }
      #expect(
        excess.reduce(0, +) >= 60 * (atom - 1) * (1 - 1e-9),
        "seed \(seed), atom \(atom): \(excess)"
      )
    }
    let refusals = result.events.filter { if case .notSplit = $0.kind { true } else { false } }
    #expect(!refusals.isEmpty, "seed \(seed): nothing says why")
    try Self.check(result, seed)
  }

  /// What holds of every run at steady rates.
  private static func check(_ result: SimulationResult, _ seed: Int) throws {
    let counts = result.structures[0].intervals.map(\.partitions)
    #expect(counts == counts.sorted(), "seed \(seed): partitions were merged")
    for event in result.events {
      guard case .split(let split) = event.kind, split.cause == .heat else { continue }
      let isLower = [false, true].contains { isWrite in
        let fuller = max(split.left[isWrite], split.right[isWrite])
        return split.before[isWrite] > 0.8 * UnitRates.ofPartition[isWrite] * (1 - 1e-9)
          && fuller < split.before[isWrite]
      }
      #expect(isLower, "seed \(seed): \(event.text(start: 0))")
    }
  }

  /// Without splits more calls are never throttled less.
  @Test(arguments: 0..<60) func throttlingIsMonotoneInTheRate(seed: Int) throws {
    var before = -1.0
    for factor in [0.2, 0.5, 0.8, 1, 1.3, 2, 5] {
      var numbers = SplitMix64(seed: UInt64(seed))
      let flows = Self.flows(&numbers, keepsCollections: false, atom: factor)
      guard Self.isSmall(flows) else { continue }
      var options = Self.options(120, seed: seed)
      options.splitting.sustainedSeconds = 86_400
      let structure = try Simulator.run(Tables.table(flows), options).structures[0]
      let throttled = structure.reads.throttled + structure.writes.throttled
      #expect(throttled >= before * (1 - 1e-9), "seed \(seed) at \(factor)")
      before = throttled
    }
  }

  // MARK: One thing at a time

  private static func run(
    _ layout: CollectionLayout,
    rate: Double,
    others: Double = 400,
    hasLocalIndex: Bool = false
  ) throws -> SimulationResult {
    let flows = [
      Tables.flow("hot", rate: rate, .uniform(keyCount: 1), layout: layout),
      Tables.flow(
        "rest",
        rate: others,
        .uniform(keyCount: 1e6),
        ranking: SimulatedRanking(name: "order"),
        layout: .oneItem
      ),
    ]
    let table = Tables.table(flows, hasLocalIndex: hasLocalIndex)
    return try Simulator.run(table, options(7_200))
  }

  private static func throttledAtEnd(_ result: SimulationResult) -> Double {
    let last = result.structures[0].intervals.suffix(1)
    return last.reduce(0) { $0 + $1.writes.totals.throttled } / 60
  }

  @Test func aHotItemIsLeftAlone() throws {
    let result = try Self.run(.oneItem, rate: 990, others: 2_000)
    #expect(Self.throttledAtEnd(result) == 0)
    // The hot item ends with hardly anything beside it.
    let hottest = result.structures[0].partitions.max { $0.flowShares[0] < $1.flowShares[0] }
    #expect(hottest?.flowShares[0] == 1)
    #expect(hottest.map { $0.flowShares[1] * 2_000 } ?? 1_000 <= 10)
  }

  @Test func aHotItemAboveTheCeilingStaysThrottledByItsExcess() throws {
    let result = try Self.run(.oneItem, rate: 1_500)
    let throttled = Self.throttledAtEnd(result)
    #expect(throttled >= 500 && throttled < 515, "\(throttled)")
  }

  @Test func aCollectionIsDividedByItsSortKeys() throws {
    let result = try Self.run(.spread, rate: 4_500)
    #expect(Self.throttledAtEnd(result) == 0)
    let splits = result.events.filter {
      if case .split(let split) = $0.kind, case .inside = split.boundary { true } else { false }
    }
    #expect(splits.count >= 3)
  }

  @Test(arguments: [
    (CollectionLayout.movingEnd, false), (.spread, true), (.collectionBound, false),
  ])
  func whatNoBoundaryDividesStaysWhole(layout: CollectionLayout, hasLocalIndex: Bool) throws {
    let result = try Self.run(layout, rate: 4_500, hasLocalIndex: hasLocalIndex)
    #expect(Self.throttledAtEnd(result) >= 3_500)
    for event in result.events {
      guard case .split(let split) = event.kind else { continue }
      if case .inside = split.boundary { Issue.record("\(split)") }
    }
    #expect(result.structures[0].partitions.contains { $0.flowShares[0] == 1 })
  }

  /// Keys that are new every day are hot in a new place every day.
  @Test func aDateMovesOnAtMidnight() throws {
    let day = Tables.flow(
      rate: 600,
      .uniform(keyCount: 1),
      ranking: SimulatedRanking(name: "date", renewSeconds: 86_400),
      layout: .movingEnd
    )
    var options = Self.options(7_200)
    options.start = 23 * 3_600
    let result = try Simulator.run(Tables.table([day], partitions: 64), options)
    let rows = result.structures[0].intervals.map(\.writes.hottestPartition)
    #expect(Set(rows.prefix(60)).count == 1 && Set(rows.suffix(60)).count == 1)
    #expect(rows.first != rows.last)
  }

  @Test func aPartitionThatOutgrowsItsSizeIsSplit() throws {
    let gigabyte = 1_073_741_824.0
    let table = SimulatedTable(
      capacity: .onDemand(warm: nil, maximum: nil),
      structures: [
        SimulatedStructure(
          name: "Log",
          storedBytes: 38 * gigabyte,
          growthBytesPerSecond: gigabyte / 100,
          flows: [Tables.flow(rate: 10, .uniform(keyCount: 1e6))]
        )
      ]
    )
    let result = try Simulator.run(table, Self.options(1_800))
    #expect(result.structures[0].partitionsAtStart == 4)
    #expect(result.structures[0].intervals.last?.partitions == 8)
    let causes = result.events.compactMap { event in
      if case .split(let split) = event.kind { split.cause } else { nil }
    }
    #expect(causes == [.size, .size, .size, .size])
  }

  @Test func theLimitOfPartitionsIsSaid() throws {
    var options = Self.options(3_600)
    options.splitting.mostPartitions = 5
    let flow = Tables.flow(rate: 50_000, .uniform(keyCount: 1e6))
    let result = try Simulator.run(Tables.table([flow]), options)
    #expect(result.structures[0].intervals.last?.partitions == 5)
    let isSaid = result.events.contains {
      if case .notSplit(let refusal) = $0.kind { refusal.reason == .partitionLimit } else { false }
    }
    #expect(isSaid)
  }
}
