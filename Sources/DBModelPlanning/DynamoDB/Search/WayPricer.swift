import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// What is wrong with a way before it costs anything; smaller is better, from the left.
struct WayRank: Hashable, Comparable {
  /// Tables read as a whole, and budgets that cannot be kept.
  var broken = 0
  /// Budgets that may not be kept, and sorts of more rows than a caller should hold.
  var risks = 0

  static func < (a: WayRank, b: WayRank) -> Bool { (a.broken, a.risks) < (b.broken, b.risks) }
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

  /// - Parameter sharing: A pricer of other tables of the same workload, whose knowledge of rows
  ///   is used.
  init(
    _ context: PlanningContext,
    design: DynamoDBDesign,
    rates: DynamoDBRates,
    sharing other: WayPricer? = nil
  ) {
    self.context = context
    self.design = design
    self.rates = rates
    estimator =
      other?.estimator.estimator(of: design)
      ?? DynamoDBEstimator(workload: context.workload, design: design)
    tables = Set(design.tables.map(\.name))
  }

  /// Calls a month: the average rate, or the runs of a schedule.
  func callsPerMonth(_ pattern: AccessPattern) -> Double {
    if let schedule = pattern.schedule { return schedule.runsPerMonth }
    return (pattern.rate?.average.value ?? Self.unknownRatePerSecond) * rates.secondsPerMonth
  }

  /// What is wrong with a way, and what it costs in a month, USD: reads everywhere, writes of
  /// tables. Writes of indexes are upkeep.
  func price(_ pattern: AccessPattern, _ path: DynamoDBPath) -> (rank: WayRank, cost: Double) {
    let units = estimator.units(of: pattern, path: path)
    var cost = 0.0
    for (structure, read, write) in units.byStructure {
      cost += read.middle * rates.perReadUnit
      if tables.contains(structure) { cost += write.middle * rates.perWriteUnit }
    }
    return (rank(pattern, path, units), cost * callsPerMonth(pattern))
  }

  /// The slow end of how long a call takes, and its budget, milliseconds; `nil` without a budget.
  func slowEnd(_ pattern: AccessPattern, _ path: DynamoDBPath)
    -> (milliseconds: Double, budget: Double)?
  {
    guard let budget = budget(pattern), pattern.schedule == nil else { return nil }
    let units = estimator.units(of: pattern, path: path)
    let latency = DynamoDBLatency.estimate(pattern, path: path, units: units)
    return (latency.milliseconds(at: budget.percentile).interval.high, budget.milliseconds)
  }

  private func rank(
    _ pattern: AccessPattern,
    _ path: DynamoDBPath,
    _ units: PatternUnits
  ) -> WayRank {
    var rank = WayRank()
    rank.broken = path.requests.count { $0.kind == .scan }
    if let budget = budget(pattern), pattern.schedule == nil {
      let latency = DynamoDBLatency.estimate(pattern, path: path, units: units)
        .milliseconds(at: budget.percentile).interval
      if latency.low > budget.milliseconds {
        rank.broken += 1
      } else if latency.high > budget.milliseconds {
        rank.risks += 1
      }
    }
    let judge = PathFindings(context: context, pattern: pattern, design: nil)
    if judge.isSortedFromMany(path) { rank.risks += 1 }
    return rank
  }

  /// The pattern's own budget, else the tightest goal for this kind of store.
  private func budget(_ pattern: AccessPattern) -> LatencyBudget? {
    if let own = pattern.latency { return own }
    let goals = (context.workload.goals?.latency ?? []).filter { goal in
      goal.storeKinds.map { $0.contains(.dynamodb) } ?? true
    }
    return goals.map(\.budget).min { $0.milliseconds < $1.milliseconds }
  }

  /// What tables and indexes cost to keep in a month, USD: storage of both, writes of indexes.
  func upkeep(_ writes: [(pattern: AccessPattern, path: DynamoDBPath)])
    -> (tables: Double, indexes: [String: Double])
  {
    var kept = 0.0
    var indexes: [String: Double] = [:]
    let lines = UsageEstimator.lines(
      of: design,
      units: [],
      workload: context.workload,
      book: .publicUSEast1
    )
    for line in lines {
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
      }
    }
    return (kept, indexes)
  }

  /// The index of `table.index`; names of tables may hold dots, those of structures do not.
  private static func index(_ structure: String) -> String {
    structure.lastIndex(of: ".").map { String(structure[structure.index(after: $0)...]) }
      ?? structure
  }
}
