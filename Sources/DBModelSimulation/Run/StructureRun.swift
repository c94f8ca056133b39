import DBModelDesign
import DBModelStatistics

/// A table or an index on its way through the seconds.
struct StructureRun {
  let structure: SimulatedStructure
  let options: SimulationOptions
  /// Of each flow.
  let isWrite: [Bool]
  let meanUnits: [Double]

  var keys: StructureKeys
  var partitions: [Partition] = []
  /// The part of a flow that falls on each partition.
  var shares: [[Double]]
  /// What is admitted of reads and of writes.
  var admission: [Admission]
  var admissionTracks = [ThrottleTrack(), ThrottleTrack()]
  /// Calls that wait and are not bound to a partition, by flow.
  var anywhere: [RetryRing]
  /// Those that wait for the partition of their key, by flow and partition.
  var pinned: [[RetryRing?]]
  /// The partitions that they wait for, by flow.
  var pinnedPlaces: [[Int]]
  let schedule: RetryRing.Schedule
  /// Draws which keys of the tail lie where.
  var placements: CountDraws
  /// Draws where calls fall.
  var arrivals: CountDraws

  // The partitions whose load is drawn by chance; the others never serve all they can.
  var drawn: [Int] = []
  var drawnPlace: [Int] = []
  var drawnCalls: [Double] = []
  var drawnUnits: [Double] = []
  /// Calls expected a second when that was decided; empty where it has to be decided anew.
  var drawnFor: [Double] = []

  /// Calls of each flow that are expected in this second.
  var expectedNow: [Double]

  /// Units asked for of each partition in this second.
  var demand: [[Double]] = [[], []]
  /// The sum of each partition's utilisation over the seconds of this window.
  var heat: [Double]
  /// Units of each flow in this window.
  var windowUnits: [Double]
  /// Splits that were decided on.
  var pendingCount = 0
  var series: SeriesBuilder
  var flowTotals: [FlowTotals]
  let hottestShareAtStart: UnitRates
  let partitionsAtStart: Int

  /// - Parameters:
  ///   - heaviest: The most calls a second of each flow.
  ///   - first: Those of the first second.
  init(
    _ structure: SimulatedStructure,
    of table: SimulatedTable,
    options: SimulationOptions,
    heaviest: [Double],
    first: [Double]
  ) throws(SimulationRefusal) {
    self.structure = structure
    self.options = options
    let flows = structure.flows
    isWrite = flows.map(\.isWrite)
    expectedNow = first
    heat = []
    meanUnits = flows.map(\.units.mean)
    let plan = CapacityPlan(table: table, options: options)
    admission = [false, true].map { plan.admission(isWrite: $0) }
    let count = try plan.partitions(of: structure)
    partitionsAtStart = count
    let units = zip(heaviest, meanUnits).map { $0 * $1 }
    keys = StructureKeys(
      structure,
      partitions: count,
      heaviest: units,
      seed: options.seed,
      epoch: { Self.epoch($0, at: options.start) }
    )
    placements = CountDraws(seed: KeyHash.seed(options.seed, "tail of \(structure.name)"))
    arrivals = CountDraws(seed: KeyHash.seed(options.seed, "arrivals of \(structure.name)"))
    schedule = RetryRing.Schedule(options.retries)
    let schedule = schedule
    anywhere = flows.map { _ in RetryRing(schedule) }
    pinned = flows.map { _ in Array(repeating: nil, count: count) }
    pinnedPlaces = flows.map { _ in [] }
    windowUnits = flows.map { _ in 0 }
    flowTotals = flows.map { FlowTotals(label: $0.label) }
    series = SeriesBuilder(options)
    let made = Self.partitions(count, keys.tailCounts, structure.storedBytes, &placements)
    let known = keys
    partitions = made
    shares = flows.indices.map { flow in
      made.map { known.share(flow: flow, in: $0.range, tail: $0.tail) }
    }
    let load = zip(first, meanUnits).map { $0 * $1 }
    hottestShareAtStart = Self.hottest(load, isWrite, shares, count)
    demand = [Self.zeros(count), Self.zeros(count)]
    heat = Self.zeros(count)
    drawnPlace = Array(repeating: -1, count: count)
  }

  static func zeros(_ count: Int) -> [Double] { Array(repeating: 0, count: count) }

  /// How often the keys of a ranking were renewed since the first Monday.
  static func epoch(_ ranking: SimulatedRanking, at clock: Int) -> Int {
    ranking.renewSeconds.map { clock / $0 } ?? 0
  }

  /// Ranges of equal width; how many keys of the tail fall into each is drawn as hashing every one
  /// of them would.
  private static func partitions(
    _ count: Int,
    _ tailCounts: [Double],
    _ bytes: Double,
    _ draws: inout CountDraws
  ) -> [Partition] {
    var left = tailCounts
    var made: [Partition] = []
    var low = KeyPosition(0)
    for place in 0..<count {
      let isLast = place == count - 1
      let high = isLast ? nil : KeyPosition(Self.edge(place + 1, of: count))
      var tail = left
      if !isLast {
        for group in left.indices {
          tail[group] = draws.binomial(left[group], 1 / Double(count - place))
          left[group] -= tail[group]
        }
      }
      made.append(
        Partition(
          number: place + 1,
          parent: nil,
          madeAt: 0,
          range: KeyRange(low: low, high: high),
          tail: tail,
          bytes: bytes / Double(count)
        )
      )
      low = high ?? low
    }
    return made
  }

  private static func edge(_ place: Int, of count: Int) -> UInt64 {
    UInt64(count).dividingFullWidth((UInt64(place), 0)).quotient
  }

  private static func hottest(
    _ units: [Double],
    _ isWrite: [Bool],
    _ shares: [[Double]],
    _ count: Int
  ) -> UnitRates {
    var hottest = UnitRates.zero
    for side in [false, true] {
      let flows = units.indices.filter { isWrite[$0] == side }
      let whole = flows.reduce(0) { $0 + units[$1] }
      guard whole > 0 else { continue }
      for partition in 0..<count {
        let own = flows.reduce(0) { $0 + units[$1] * shares[$1][partition] }
        hottest[side] = max(hottest[side], own / whole)
      }
    }
    return hottest
  }

  /// Keys that are renewed at this time take their new places.
  mutating func renewKeys(_ clock: Int) {
    guard keys.renew(epoch: { Self.epoch($0, at: clock) }) else { return }
    for flow in shares.indices {
      for place in partitions.indices {
        shares[flow][place] = keys.share(
          flow: flow,
          in: partitions[place].range,
          tail: partitions[place].tail
        )
      }
    }
    drawnFor = []
  }

  /// What became of each flow's calls, with those that still wait; writes that wait for an index
  /// are calls of the table, see `TableRun.result`.
  private var totalsAtEnd: [FlowTotals] {
    flowTotals.indices.map { flow in
      var totals = flowTotals[flow]
      if case .calls = structure.flows[flow].source { totals.waiting += waiting(flow) }
      return totals
    }
  }

  /// Calls that wait in the queues of a flow.
  func waiting(_ flow: Int) -> Double {
    anywhere[flow].total
      + pinnedPlaces[flow].reduce(0) { $0 + (pinned[flow][$1]?.total ?? 0) }
  }

  /// The result at the end.
  func result() -> StructureResult {
    StructureResult(
      name: structure.name,
      isIndex: structure.isIndex,
      hottestShareAtStart: hottestShareAtStart,
      partitionsAtStart: partitionsAtStart,
      intervals: series.rows,
      reads: series.totals[0],
      writes: series.totals[1],
      flows: totalsAtEnd,
      partitions: partitions.indices.map { place in
        PartitionResult(
          number: partitions[place].number,
          parent: partitions[place].parent,
          madeAt: partitions[place].madeAt,
          width: partitions[place].range.width,
          flowShares: shares.map { $0[place] }
        )
      }
    )
  }
}
