import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// What is wrong with a way before it costs anything; smaller is better, from the left.
struct WayRank: Hashable, Comparable {
  /// Tables read as a whole, and budgets that cannot be kept.
  var broken = 0
  /// Budgets that may not be kept, sorts of more rows than a caller should hold, and keys that are
  /// asked for more, or written more, than one partition serves.
  var risks = 0

  static func < (a: WayRank, b: WayRank) -> Bool { (a.broken, a.risks) < (b.broken, b.risks) }

  static func + (a: WayRank, b: WayRank) -> WayRank {
    WayRank(broken: a.broken + b.broken, risks: a.risks + b.risks)
  }

  static func - (a: WayRank, b: WayRank) -> WayRank {
    WayRank(broken: a.broken - b.broken, risks: a.risks - b.risks)
  }
}

/// What a way costs, and how near it comes to what is wrong.
struct WayPrice {
  let rank: WayRank
  /// USD a month: reads everywhere, writes of tables, and the effort. Writes of indexes are upkeep.
  let cost: Double
  /// The part of the cost that is no money.
  let effort: Double
  /// The slow end of how long a call takes, and its budget, milliseconds; `nil` without a budget.
  let slowEnd: (milliseconds: Double, budget: Double)?
  /// Read units a second at the peak, at the least.
  let peakReadUse: Double

  var usDollarsPerMonth: Double { cost - effort }
}

/// Prices the ways of patterns through one design.
struct WayPricer {
  /// What a pattern whose rate is `unknown` is weighed with, calls a second: it has to be served
  /// well, and nobody says how often.
  static let unknownRatePerSecond = 1.0

  private let context: PlanningContext
  private let design: DynamoDBDesign
  private let rates: DynamoDBRates
  private let estimator: DynamoDBEstimator
  private let tables: Set<String>
  private let heat: HeatBasis

  /// - Parameters:
  ///   - sizes: Of each table of the design, where they are known.
  ///   - other: A pricer of other tables of the same workload, whose knowledge of rows is used.
  init(
    _ context: PlanningContext,
    design: DynamoDBDesign,
    rates: DynamoDBRates,
    sizes: [TableSizes]? = nil,
    sharing other: WayPricer? = nil
  ) {
    self.context = context
    self.design = design
    self.rates = rates
    estimator = (other?.estimator ?? DynamoDBEstimator(workload: context.workload))
      .estimator(
        of: design,
        sizes: sizes ?? design.tables.map { TableSizes(workload: context.workload, table: $0) }
      )
    tables = Set(design.tables.map(\.name))
    heat = other?.heat ?? HeatBasis(workload: context.workload)
  }

  /// Calls a month: the average rate, or the runs of a schedule.
  func callsPerMonth(_ pattern: AccessPattern) -> Double {
    if let schedule = pattern.schedule { return schedule.runsPerMonth }
    return (pattern.rate?.average.value ?? Self.unknownRatePerSecond) * rates.secondsPerMonth
  }

  /// What is wrong with a way, and what it costs.
  func price(_ pattern: AccessPattern, _ path: DynamoDBPath) -> WayPrice {
    let units = estimator.units(of: pattern, path: path)
    var cost = 0.0
    for (structure, read, write) in units.byStructure {
      cost += read.middle * rates.perReadUnit
      if tables.contains(structure) { cost += write.middle * rates.perWriteUnit }
    }
    var rank = WayRank()
    rank.broken = path.requests.count { $0.kind == .scan }
    var slowEnd: (milliseconds: Double, budget: Double)?
    if let budget = budget(pattern), pattern.schedule == nil {
      let latency = DynamoDBLatency.estimate(
        pattern,
        path: path,
        units: units,
        isExplained: false
      ).interval(at: budget.percentile)
      slowEnd = (latency.high, budget.milliseconds)
      if latency.low > budget.milliseconds {
        rank.broken += 1
      } else if latency.high > budget.milliseconds {
        rank.risks += 1
      }
    }
    let judge = PathFindings(context: context, pattern: pattern, design: nil)
    if judge.isSortedFromMany(path) { rank.risks += 1 }
    if asksOneKeyTooOften(pattern, path, units) { rank.risks += 1 }
    if writesOneKeyTooOften(pattern, path, units) { rank.risks += 1 }
    let effort = Effort.of(path)
    return WayPrice(
      rank: rank,
      cost: cost * callsPerMonth(pattern) + effort,
      effort: effort,
      slowEnd: slowEnd,
      peakReadUse: peakReadUse(pattern, units)
    )
  }

  /// The pattern's own budget, else the tightest goal for this kind of store.
  private func budget(_ pattern: AccessPattern) -> LatencyBudget? {
    if let own = pattern.latency { return own }
    let goals = (context.workload.goals?.latency ?? []).filter { goal in
      goal.storeKinds.map { $0.contains(.dynamodb) } ?? true
    }
    return goals.map(\.budget).min { $0.milliseconds < $1.milliseconds }
  }

  // MARK: Heat

  /// Whether the pattern alone asks one key for more than is planned with, whatever is not known.
  private func asksOneKeyTooOften(
    _ pattern: AccessPattern,
    _ path: DynamoDBPath,
    _ units: PatternUnits
  ) -> Bool {
    guard peakReadUse(pattern, units) > 1 else { return false }
    return HeatEstimator.heat(of: design, [(pattern, path, units)], basis: heat).contains {
      $0.hottestKey(isWrite: false).ofCeiling.low > 1
    }
  }

  /// What the pattern takes of one key at its peak at the most, whatever it asks for and however
  /// large its requests, as a part of what is planned with.
  private func peakReadUse(_ pattern: AccessPattern, _ units: PatternUnits) -> Double {
    guard let peak = PeakRate.interval(of: pattern) else { return 0 }
    return mostUse(pattern, peak.low * units.readUnits.low, units.readUnits.low, isWrite: false)
  }

  /// - Parameters:
  ///   - load: Units a second.
  ///   - size: Units of a call.
  private func mostUse(
    _ pattern: AccessPattern,
    _ load: Double,
    _ size: Double,
    isWrite: Bool
  ) -> Double {
    let atOnce = size * Double(pattern.rate?.batch?.value ?? 1)
    return load / PartitionCeiling.planned(isWrite: isWrite, requestUnits: atOnce)
  }

  /// What a way takes of single keys at its peak at the least, as a part of what is planned with:
  /// of keys that are known by a value, so that another pattern can ask for the same one.
  func namedReads(_ pattern: AccessPattern, _ path: DynamoDBPath)
    -> [(structure: String, isIndex: Bool, value: String, ofCeiling: Double)]
  {
    guard heat.mayNameReads(pattern, path, of: design) else { return [] }
    let units = estimator.units(of: pattern, path: path)
    return HeatEstimator.heat(of: design, [(pattern, path, units)], basis: heat)
      .flatMap { structure in
        structure.namedReads.map {
          (structure.structure, structure.isIndex, $0.value, $0.use.ofCeiling.low)
        }
      }
  }

  /// Whether the pattern alone writes more under one key of a table than is planned with, whatever
  /// is not known: elsewhere the rows may have a key of their own. What an index takes is judged
  /// with all that write it.
  private func writesOneKeyTooOften(
    _ pattern: AccessPattern,
    _ path: DynamoDBPath,
    _ units: PatternUnits
  ) -> Bool {
    guard let peak = PeakRate.interval(of: pattern),
      mostUse(pattern, peak.low * units.writeUnits.low, units.writeUnits.low, isWrite: true) > 1
    else { return false }
    return HeatEstimator.heat(of: design, [(pattern, path, units)], basis: heat).contains {
      !$0.isIndex && $0.hottestKey(isWrite: true).ofCeiling.low > 1
    }
  }

  /// By index: what its hottest key takes of the writes that are planned with, every pattern at its
  /// peak.
  func hottestWrites(_ writes: [(pattern: AccessPattern, path: DynamoDBPath)])
    -> [String: Interval]
  {
    let courses = writes.map { pattern, path in
      (pattern: pattern, path: path, units: estimator.units(of: pattern, path: path))
    }
    return Dictionary(
      HeatEstimator.heat(of: design, courses, basis: heat).filter(\.isIndex).map {
        (Self.index($0.structure), $0.hottestKey(isWrite: true).ofCeiling)
      },
      uniquingKeysWith: { a, _ in a }
    )
  }

  /// Indexes of which one key takes more writes than is planned with, whatever is not known.
  func hotIndexes(_ writes: [(pattern: AccessPattern, path: DynamoDBPath)]) -> Set<String> {
    Set(hottestWrites(writes).filter { $0.value.low > 1 }.keys)
  }

  // MARK: What is kept

  /// What tables and indexes cost to keep in a month, USD: storage of both, writes of indexes; and
  /// whether one key of some index would take too many writes if it took all of them.
  func upkeep(_ writes: [(pattern: AccessPattern, path: DynamoDBPath)])
    -> (tables: Double, indexes: [String: Double], isWarm: Bool)
  {
    var atPeak: [String: Double] = [:]
    var kept = 0.0
    var indexes: [String: Double] = [:]
    for line in estimator.usage([], book: .publicUSEast1) {
      if line.isIndex {
        indexes[Self.index(line.structure), default: 0] +=
          line.storedBytes.middle * rates.perIndexByte
      } else {
        kept += line.storedBytes.middle * rates.perTableByte
      }
    }
    for (pattern, path) in writes {
      let calls = callsPerMonth(pattern)
      for (structure, _, write) in estimator.units(of: pattern, path: path).byStructure
      where !tables.contains(structure) && write.high > 0 {
        indexes[Self.index(structure), default: 0] += write.middle * calls * rates.perWriteUnit
        let peak = PeakRate.interval(of: pattern)?.low ?? 0
        atPeak[structure, default: 0] +=
          mostUse(pattern, peak * write.low, write.low, isWrite: true)
      }
    }
    return (kept, indexes, atPeak.values.contains { $0 > 1 })
  }

  /// What one table of the design costs in a month, USD: its storage, and what is written to it.
  func cost(of table: String, _ ways: [(pattern: AccessPattern, path: DynamoDBPath)]) -> Double {
    let stored = estimator.usage([], book: .publicUSEast1).filter { $0.structure == table }
    var cost = stored.reduce(0) { $0 + $1.storedBytes.middle * rates.perTableByte }
    for (pattern, path) in ways where path.requests.contains(where: { $0.table == table }) {
      let used = estimator.units(of: pattern, path: path).byStructure
        .filter { $0.structure == table }
      let units = used.reduce(0) { $0 + $1.write.middle }
      cost += units * callsPerMonth(pattern) * rates.perWriteUnit
    }
    return cost
  }

  /// The index of `table.index`; names of tables may hold dots, those of structures do not.
  static func index(_ structure: String) -> String {
    structure.lastIndex(of: ".").map { String(structure[structure.index(after: $0)...]) }
      ?? structure
  }
}
