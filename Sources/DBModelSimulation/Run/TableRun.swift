import DBModelStatistics

/// A table with its indexes on its way through the seconds.
struct TableRun {
  /// An index's flow that follows writes of the table.
  struct Follower {
    let structure: Int
    let flow: Int
    /// Entries a call.
    let perCall: Double
    /// Those of one structure and number share out the same entries.
    let entry: Int
    /// Entries a call of all that do, at least 1: the entries of a call that makes any.
    var together = 1.0

    /// Whether a call makes its entry with one of them.
    func shares(with other: Follower) -> Bool {
      structure == other.structure && entry == other.entry
    }
  }

  let table: SimulatedTable
  let options: SimulationOptions
  var structures: [StructureRun] = []
  var log: EventLog
  /// Of each flow of the table.
  let followers: [[Follower]]
  /// How many calls come at once, by structure and flow.
  private let batches: [[Double]]
  private let latency: LatencyMixture
  private let isRenewed: Bool
  private var draws: [[CountDraws]]
  /// What is left of the quota of repetitions of all that call the table.
  var retryTokens: Double

  init(_ table: SimulatedTable, _ options: SimulationOptions) throws(SimulationRefusal) {
    self.table = table
    self.options = options
    log = EventLog(most: options.mostEvents)
    retryTokens = Double(options.retries.clients) * RetryPolicy.quotaTokens
    latency = LatencyMixture(options.requestTime, options.retries)
    isRenewed = table.structures.contains { structure in
      structure.flows.contains { $0.ranking.renewSeconds != nil }
    }
    var followers = table.structures[0].flows.map { _ in [Follower]() }
    var batches: [[Double]] = []
    for (place, structure) in table.structures.enumerated() {
      var own: [Double] = []
      for (flow, value) in structure.flows.enumerated() {
        switch value.source {
        case .calls(let rate): own.append(Double(rate.batch))
        case .writes(let source, let perCall, let entry):
          followers[source].append(
            Follower(structure: place, flow: flow, perCall: perCall, entry: entry)
          )
          own.append(max(1, perCall) * batches[0][source])
        }
      }
      batches.append(own)
    }
    self.followers = followers.map { own in
      own.map { follower in
        var follower = follower
        let all = own.filter { $0.shares(with: follower) }.reduce(0) { $0 + $1.perCall }
        follower.together = max(1, all)
        return follower
      }
    }
    self.batches = batches
    draws = table.structures.map { structure in
      structure.flows.indices.map { flow in
        CountDraws(seed: KeyHash.seed(options.seed, "calls \(flow) of \(structure.name)"))
      }
    }
    let heaviest = Self.heaviest(table, options)
    let first = expected(0)
    for (place, structure) in table.structures.enumerated() {
      structures.append(
        try StructureRun(
          structure,
          of: table,
          options: options,
          heaviest: heaviest[place],
          first: first[place]
        )
      )
    }
  }

  /// Calls expected in a second, by structure and flow.
  private func expected(_ second: Int) -> [[Double]] {
    Self.calls(table) { $0.calls(in: second, startingAt: options.start) }
  }

  private static func calls(
    _ table: SimulatedTable,
    _ calls: (FlowRate) -> Double
  ) -> [[Double]] {
    var found: [[Double]] = []
    for structure in table.structures {
      let own = structure.flows.map { flow -> Double in
        switch flow.source {
        case .calls(let rate): calls(rate)
        case .writes(let source, let perCall, _): found[0][source] * perCall
        }
      }
      found.append(own)
    }
    return found
  }

  /// The most calls a second that each flow has at any time.
  private static func heaviest(
    _ table: SimulatedTable,
    _ options: SimulationOptions
  ) -> [[Double]] {
    calls(table) { rate in
      // Factors change at most once a minute in anything a day is described by.
      let times = stride(from: 0, to: options.seconds, by: 60)
      let even = times.reduce(0) { max($0, rate.calls(in: $1, startingAt: options.start)) }
      return rate.episodes.reduce(even) { max($0, $1.rate) }
    }
  }

  /// One second.
  mutating func step(_ second: Int) {
    let expected = expected(second)
    for place in structures.indices {
      if isRenewed { structures[place].renewKeys(options.start + second) }
      structures[place].makeSplits(second, &log)
      structures[place].expectedNow = expected[place]
      structures[place].chooseDrawn(expected: expected[place], batches: batches[place])
    }
    var calls = structures.indices.map { structures[$0].takeWaiting(second) }
    for place in structures.indices { arrive(expected, &calls, place) }
    // Writes that wait for room in an index fall anywhere on the table.
    for (flow, own) in followers.enumerated() {
      for follower in own {
        let waiting = calls[follower.structure][follower.flow].pinnedByAttempt
        calls[follower.structure][follower.flow].waitingForIndex = waiting
        for attempt in waiting.indices { calls[0][flow].base[attempt] += waiting[attempt] }
      }
    }
    var quota = options.admitsAll ? UnitRates(reads: .infinity, writes: .infinity) : table.quota
    var loads: [[StepLoad]] = []
    for place in structures.indices {
      if place > 0 { follow(&calls, place) }
      let load = structures[place].offer(&calls[place], in: second, quota: quota, log: &log)
      quota = quota - UnitRates(reads: load[0].passed, writes: load[1].passed)
      loads.append(load)
    }
    settle(&calls, loads, second)
    end(second)
  }

  /// New calls; each structure draws its own.
  private mutating func arrive(
    _ expected: [[Double]],
    _ calls: inout [[FlowCalls]],
    _ place: Int
  ) {
    for (flow, value) in table.structures[place].flows.enumerated() {
      guard case .calls(let rate) = value.source else { continue }
      var count = expected[place][flow]
      if options.arrivals == .random {
        let batch = Double(rate.batch)
        count = draws[place][flow].poisson(count / batch) * batch
      }
      calls[place][flow].base[0] += count
      structures[place].flowTotals[flow].calls += count
    }
  }

  /// What the table had room for goes on to an index.
  private func follow(_ calls: inout [[FlowCalls]], _ place: Int) {
    for (flow, own) in followers.enumerated() {
      let source = calls[0][flow]
      let waiting = source.pinnedByAttempt
      for follower in own where follower.structure == place {
        // Those that wait for a partition of this index come there; all others fall anywhere.
        var unbound = zip(source.base, waiting).map { $0 + $1 }
        let asked = unbound
        for sharing in own where sharing.shares(with: follower) {
          let calls = calls[place][sharing.flow]
          guard !calls.pinnedAt.isEmpty else { continue }
          let bound = calls.waitingForIndex
          for attempt in unbound.indices { unbound[attempt] -= bound[attempt] }
        }
        var passing = Array(repeating: 0.0, count: asked.count)
        for attempt in asked.indices where asked[attempt] > 0 {
          passing[attempt] = source.passed[attempt] / asked[attempt]
          calls[place][follower.flow].base[attempt] =
            follower.perCall * passing[attempt] * max(0, unbound[attempt])
        }
        for slot in calls[place][follower.flow].pinned.indices {
          calls[place][follower.flow].pinned[slot] *=
            follower.together * passing[slot % passing.count]
        }
      }
    }
  }

  /// The end of a second.
  private mutating func end(_ second: Int) {
    let isLast = second == options.seconds - 1
    for place in structures.indices {
      let window = structures[place].windowSeconds
      structures[place].addHeat()
      if (second + 1) % window == 0 { structures[place].endWindow(second + 1, &log) }
      if (second + 1) % 60 == 0 { structures[place].endMinute(second + 1, &log) }
      if (second + 1) % 60 == 0 || isLast {
        structures[place].closeEpisodes(second, isLast: isLast, &log)
      }
      let admitted = structures[place].admission.map(\.stated)
      let count = structures[place].partitions.count
      structures[place].series.end(
        second,
        admitted: admitted,
        partitions: count,
        latency: latency
      )
    }
  }

  func result() -> SimulationResult {
    var structures = structures
    for (flow, own) in followers.enumerated() {
      structures[0].flowTotals[flow].waiting = own.reduce(0) {
        $0 + structures[$1.structure].waiting($1.flow)
      }
    }
    return SimulationResult(
      table: table.name,
      options: options,
      structures: structures.map { $0.result() },
      events: log.events,
      counts: log.counts
    )
  }
}
