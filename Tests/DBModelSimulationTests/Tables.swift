import DBModelSimulation
import DBModelStatistics

/// Inputs made short.
enum Tables {
  static func flow(
    _ label: String = "put",
    isWrite: Bool = true,
    rate: Double = 0,
    source: SimulatedFlow.Source? = nil,
    units: CallUnits = .exactly(1),
    _ popularity: RankedShares,
    ranking: SimulatedRanking = SimulatedRanking(name: "customer"),
    layout: CollectionLayout = .spread
  ) -> SimulatedFlow {
    SimulatedFlow(
      label: label,
      isWrite: isWrite,
      source: source ?? .calls(FlowRate(average: rate)),
      units: units,
      popularity: popularity,
      ranking: ranking,
      layout: layout
    )
  }

  static func table(
    _ flows: [SimulatedFlow],
    capacity: SimulatedTable.Capacity = .onDemand(warm: nil, maximum: nil),
    partitions: Int? = nil,
    hasLocalIndex: Bool = false,
    indexes: [SimulatedStructure] = []
  ) -> SimulatedTable {
    SimulatedTable(
      capacity: capacity,
      quota: UnitRates(reads: 1e8, writes: 1e8),
      structures: [
        SimulatedStructure(
          name: "Order",
          hasLocalIndex: hasLocalIndex,
          initialPartitions: partitions,
          flows: flows
        )
      ] + indexes
    )
  }

  /// Shares of any kind, most of them skewed.
  static func popularity(_ numbers: inout SplitMix64, keys: Double) -> RankedShares {
    switch numbers.integer(0...3) {
    case 0: .uniform(keyCount: keys)
    case 1:
      .zipf(exponent: Double(numbers.integer(2...16)) / 10, keyCount: keys)
    case 2:
      .hotset(
        keys: Double(numbers.integer(1...20)),
        share: Double(numbers.integer(1...9)) / 10,
        keyCount: keys
      )
    default:
      .top([0.3, 0.2, 0.05], keyCount: keys)
    }
  }

  /// A table of one to four flows, perhaps with an index that follows its writes.
  static func random(_ numbers: inout SplitMix64, most: Double) -> SimulatedTable {
    let rankings = [SimulatedRanking(name: "customer"), SimulatedRanking(name: "order")]
    let flows = (0..<numbers.integer(1...4)).map { place in
      let keys = Double([3, 50, 4_000, 1_000_000][numbers.integer(0...3)])
      return flow(
        "flow\(place)",
        isWrite: place == 0 || numbers.chance(0.5),
        source: .calls(
          FlowRate(
            average: most * Double(numbers.integer(1...100)) / 100,
            episodes: numbers.chance(0.5)
              ? [FlowRate.Episode(start: 60, seconds: 90, rate: most * 1.5)] : [],
            batch: numbers.chance(0.3) ? numbers.integer(2...40) : 1
          )
        ),
        units: numbers.chance(0.5)
          ? .exactly(Double(numbers.integer(1...8)) / 2)
          : CallUnits([.init(units: 1, share: 3), .init(units: 12, share: 1)]),
        popularity(&numbers, keys: keys),
        ranking: rankings[numbers.integer(0...1)],
        layout: CollectionLayout.allCases[numbers.integer(0...2)]
      )
    }
    var indexes: [SimulatedStructure] = []
    for place in 0..<numbers.integer(0...2) {
      let parts = [[1.0], [1.5], [2], [0.3, 0.7], [0.2, 0.3, 0.5]][numbers.integer(0...4)]
      var entries = parts.map { part in
        Tables.flow(
          "flow0",
          source: .writes(flow: 0, perCall: part, entry: 0),
          popularity(&numbers, keys: 20),
          ranking: SimulatedRanking(name: "status \(part)")
        )
      }
      if numbers.chance(0.4) {
        entries.append(
          Tables.flow(
            "flow0",
            source: .writes(flow: 0, perCall: 1, entry: 1),
            popularity(&numbers, keys: 7),
            ranking: SimulatedRanking(name: "status")
          )
        )
      }
      indexes.append(
        SimulatedStructure(name: "Order.by\(place)", isIndex: true, flows: entries)
      )
    }
    let capacities: [SimulatedTable.Capacity] = [
      .onDemand(warm: nil, maximum: nil),
      .onDemand(warm: UnitRates(reads: 20_000, writes: 9_000), maximum: nil),
      .provisioned(UnitRates(reads: most, writes: most), scaling: nil),
      .provisioned(
        UnitRates(reads: most / 4, writes: most / 4),
        scaling: SimulatedTable.CapacityFollowing(
          least: UnitRates(reads: 10, writes: 10),
          most: UnitRates(reads: 4 * most, writes: 4 * most),
          target: 0.7
        )
      ),
    ]
    return table(flows, capacity: capacities[numbers.integer(0...3)], indexes: indexes)
  }
}
