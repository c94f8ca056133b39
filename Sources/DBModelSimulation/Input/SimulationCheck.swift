import DBModelStatistics

/// Holds an input against the limits of the simulation.
struct SimulationCheck {
  let table: SimulatedTable
  let options: SimulationOptions

  static let mostIntervals = 100_000
  static let mostFlows = 256
  static let mostSizes = 16
  static let mostWindows = 256
  static let mostRate = 1e9
  static let mostUnits = 1e9
  static let mostEntries = 1e6
  static let mostGroups = 1_000_000

  /// The first thing that is wrong.
  func run() throws(SimulationRefusal) {
    try checkTime()
    try checkAssumptions()
    guard let first = table.structures.first else {
      throw SimulationRefusal("the table", "it has no structure", "state the table itself")
    }
    for structure in table.structures {
      try hold(
        structure.isIndex == (structure != first),
        structure.name,
        "a table comes first, its "
          + "indexes behind it",
        "state each table as a simulation of its own"
      )
      try check(structure)
    }
  }

  private func checkTime() throws(SimulationRefusal) {
    try hold(
      (1...SimulationOptions.mostSeconds).contains(options.seconds),
      "the time",
      "\(options.seconds) s cannot be simulated",
      "take 1 s to 7 days"
    )
    try hold(
      (0..<604_800).contains(options.start),
      "the start",
      "it lies outside the week",
      "take 0 to 604,799 s after Monday, 00:00 UTC"
    )
    try hold(
      options.intervalSeconds >= 1
        && options.seconds / options.intervalSeconds <= Self.mostIntervals,
      "the interval",
      "it makes too many rows or none",
      "take 1 s or more, and 100,000 rows at most"
    )
    try hold(
      (0...1_000_000).contains(options.mostEvents),
      "the events kept",
      "there are too many",
      "keep 1,000,000 of a kind at most"
    )
  }

  private func checkAssumptions() throws(SimulationRefusal) {
    let splitting = options.splitting
    try hold(
      splitting.threshold > 0 && splitting.threshold <= 1,
      "the split threshold",
      "it is no part of what a partition serves",
      "take more than 0 and at most 1"
    )
    try hold(
      (1...86_400).contains(splitting.sustainedSeconds)
        && (0...86_400).contains(splitting.durationSeconds),
      "the time of a split",
      "it is out of range",
      "take 1 s to 1 day"
    )
    try hold(
      splitting.leastGain > 0 && splitting.leastGain < 1,
      "the least gain of a split",
      "it is out of range",
      "take more than 0 and less than 1"
    )
    try hold(
      (1...4_096).contains(splitting.mostPartitions),
      "the partitions",
      "\(splitting.mostPartitions) are too many to simulate",
      "take 1 to 4,096"
    )
    try hold(
      (1...10).contains(options.retries.attempts)
        && (0...1_000_000).contains(options.retries.clients)
        && options.retries.baseSeconds >= 0 && options.retries.baseSeconds <= 60
        && options.retries.mostSeconds >= 0 && options.retries.mostSeconds <= 60,
      "the retries",
      "they are out of range",
      "take 1 to 10 attempts, waits up to 60 s and up to 1,000,000 clients"
    )
    try hold(
      options.burstSeconds >= 0 && options.burstSeconds <= 3_600 && options.burstShare >= 0
        && options.burstShare <= 1,
      "the burst capacity",
      "it is out of range",
      "take 0 to 3,600 s and a share of 0 to 1"
    )
    try holdRates(table.quota, "the quota")
    switch table.capacity {
    case .onDemand(let warm, let maximum):
      if let warm { try holdRates(warm, "the warm throughput") }
      if let maximum { try holdRates(maximum, "the maximum throughput") }
    case .provisioned(let rates, let scaling):
      try holdRates(rates, "the provisioned capacity")
      guard let scaling else { return }
      try holdRates(scaling.least, "the least capacity")
      try holdRates(scaling.most, "the most capacity")
      try hold(
        scaling.target >= 0.2 && scaling.target <= 0.9,
        "the target utilisation",
        "the service does not take it",
        "take 0.2 to 0.9"
      )
    }
  }

  private func check(_ structure: SimulatedStructure) throws(SimulationRefusal) {
    let place = "`\(structure.name)`"
    try hold(
      structure.flows.count <= Self.mostFlows,
      place,
      "it has \(structure.flows.count) flows",
      "take \(Self.mostFlows) at most"
    )
    try hold(
      Self.isAmount(structure.storedBytes, 1e18)
        && Self.isAmount(structure.growthBytesPerSecond, 1e12),
      place,
      "its size is no number of bytes",
      "state 0 B to 1 EB"
    )
    if let count = structure.initialPartitions {
      try hold(
        (1...options.splitting.mostPartitions).contains(count),
        place,
        "it cannot begin with \(count) partitions",
        "at most \(options.splitting.mostPartitions) are followed: simulate other tables alone, or"
          + " declare fewer rows"
      )
    }
    for flow in structure.flows { try check(flow, of: structure) }
  }

  private func check(
    _ flow: SimulatedFlow,
    of structure: SimulatedStructure
  ) throws(SimulationRefusal) {
    let place = "flow `\(flow.label)` of `\(structure.name)`"
    switch flow.source {
    case .calls(let rate): try check(rate, place)
    case .writes(let source, let perCall, _):
      let flows = table.structures[0].flows
      var isWritten = false
      if flows.indices.contains(source), flows[source].isWrite, case .calls = flows[source].source {
        isWritten = true
      }
      try hold(
        structure.isIndex && flow.isWrite && isWritten,
        place,
        "it follows no writes of the table",
        "name the place of a write among the table's flows"
      )
      try hold(
        Self.isAmount(perCall, Self.mostEntries),
        place,
        "its entries of a call are no number",
        "take 0 to 1,000,000"
      )
    }
    try hold(
      flow.units.sizes.count <= Self.mostSizes
        && flow.units.sizes.allSatisfy {
          Self.isAmount($0.units, Self.mostUnits) && Self.isAmount($0.share, 1)
        },
      place,
      "its units a call are out of range",
      "take 16 sizes at most, each 0 to 1,000,000,000 units"
    )
    try hold(
      flow.popularity.groups.count <= Self.mostGroups && flow.popularity.keyCount <= 1e18,
      place,
      "it has too many keys",
      "take 10^18 at most, in a million groups"
    )
    if let seconds = flow.ranking.renewSeconds {
      try hold(
        (60...SimulationOptions.mostSeconds).contains(seconds),
        place,
        "its keys are renewed every \(seconds) s",
        "take 60 s to 7 days"
      )
    }
  }

  private func check(_ rate: FlowRate, _ place: String) throws(SimulationRefusal) {
    try hold(
      Self.isAmount(rate.average, Self.mostRate)
        && rate.episodes.allSatisfy { Self.isAmount($0.rate, Self.mostRate) },
      place,
      "its rate is out of range",
      "take 0 to 1,000,000,000 calls a second"
    )
    try hold(
      (1...1_000_000).contains(rate.batch),
      place,
      "\(rate.batch) calls cannot come at once",
      "take 1 to 1,000,000"
    )
    let windows = rate.cycles.flatMap(\.windows)
    let isShaped = rate.cycles.allSatisfy { cycle in
      cycle.period >= 60 && cycle.period <= 604_800
        && cycle.windows.allSatisfy {
          $0.start >= 0 && $0.start < cycle.period && $0.length > 0 && $0.length <= cycle.period
            && Self.isAmount($0.share, 1)
        }
    }
    try hold(
      isShaped && windows.count <= Self.mostWindows && rate.episodes.count <= Self.mostWindows,
      place,
      "its windows lie outside their period or are too many",
      "take 256 windows at most, within a day or a week"
    )
  }

  private func holdRates(_ rates: UnitRates, _ place: String) throws(SimulationRefusal) {
    try hold(
      Self.isAmount(rates.reads, Self.mostRate) && Self.isAmount(rates.writes, Self.mostRate),
      place,
      "it is out of range",
      "take 0 to 1,000,000,000 units a second"
    )
  }

  private func hold(
    _ isRight: Bool,
    _ place: String,
    _ reason: String,
    _ help: String
  ) throws(SimulationRefusal) {
    if !isRight { throw SimulationRefusal(place, reason, help) }
  }

  /// A finite number of 0 to a bound.
  private static func isAmount(_ value: Double, _ most: Double) -> Bool {
    value >= 0 && value <= most
  }
}
