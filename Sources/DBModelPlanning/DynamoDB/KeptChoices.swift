import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Says how attributes are kept from other rows, what that costs and what it risks.
struct KeptChoices {
  private let context: PlanningContext
  private let design: DynamoDBDesign
  private let accesses: [PatternAccess]
  private let rates: DynamoDBRates

  init(
    _ context: PlanningContext,
    design: DynamoDBDesign,
    accesses: [PatternAccess],
    rates: DynamoDBRates
  ) {
    self.context = context
    self.design = design
    self.accesses = accesses
    self.rates = rates
  }

  private var workload: Workload { context.workload }

  /// What one kept attribute takes of the patterns.
  private struct Use {
    var usDollarsPerMonth = 0.0
    var patterns: [PatternID] = []
  }

  func choices() -> [Choice] {
    let plans = context.kept.filter { plan in
      plan.isKept && workload[plan.aggregate.target.entity].home == design.store
    }
    guard !plans.isEmpty else { return [] }
    let estimator = DynamoDBEstimator(workload: workload, design: design)
    let pricer = WayPricer(context, design: design, rates: rates)
    var uses: [KeptAggregate: Use] = [:]
    var courses: [HeatEstimator.Course] = []
    for access in accesses {
      guard case .dynamoDB(let path) = access.path,
        path.requests.contains(where: { $0.keeping != nil })
      else { continue }
      let pattern = workload[access.pattern]
      let units = estimator.units(of: pattern, path: path)
      courses.append((pattern, path, units))
      for (request, cost) in zip(path.requests, units.requests) {
        guard let kept = request.keeping else { continue }
        let month =
          cost.writeUnits.reduce(0) { $0 + $1.units.middle } * pricer.callsPerMonth(pattern)
          * rates.perWriteUnit
        // Attributes that are kept by one request share what it costs.
        for aggregate in kept.aggregates {
          uses[aggregate, default: Use()].usDollarsPerMonth += month / Double(kept.aggregates.count)
          if uses[aggregate]?.patterns.last != pattern.id {
            uses[aggregate]?.patterns.append(pattern.id)
          }
        }
      }
    }
    let heat = HeatEstimator.heat(of: design, courses, basis: HeatBasis(workload: workload))
    return plans.compactMap { plan in
      uses[plan.aggregate].map { choice(plan, $0, rejected(plan.aggregate, courses, heat)) }
    }
  }

  /// The part of the changes of the most popular row that meet another one, where calls wait for
  /// it.
  private func rejected(
    _ kept: KeptAggregate,
    _ courses: [HeatEstimator.Course],
    _ heat: [StructureHeat]
  ) -> Interval {
    guard let table = design.table(of: kept.target.entity)?.name else { return .zero }
    var rate = Interval.zero
    for structure in heat where structure.structure == table {
      for part in structure.contributions where part.isWrite && part.localIndex == nil {
        let course = courses.first { $0.pattern.id == part.pattern }
        guard let request = course?.path.requests[part.request],
          request.keeping?.aggregates.contains(kept) == true
        else { continue }
        let hottest = part.share.hottest
        rate =
          rate
          + Interval(
            part.callsPerSecond.low * hottest.low,
            part.callsPerSecond.high * hottest.high
          )
      }
    }
    return ConflictShare.part(rate)
  }

  private func choice(_ plan: KeptPlan, _ use: Use, _ rejected: Interval) -> Choice {
    let target = workload[plan.aggregate.target.entity]
    let child = "`\(workload[plan.aggregate.reference.entity].name)`"
    let name = workload[plan.aggregate.target].name
    let cost =
      "its upkeep: \(PlanPhrase.dollars(use.usDollarsPerMonth)) for writes of"
      + " `\(target.name)` and of its indexes that hold it"
    let met = FigureFormatter.range(
      low: rejected.low * 100,
      high: rejected.high * 100,
      unit: "%"
    )
    let because: [String]
    let alternative: String
    if plan.isByStream == true {
      let seconds = FigureFormatter.number(plan.aggregate.freshWithinSeconds ?? 0)
      because = [
        "it may be \(seconds) s old: what reads the stream adds what each change of a row adds, after"
          + " the call",
        cost,
        "a record may come twice: each is a transaction whose token is the record's, which is applied"
          + " once in ten minutes; a record that is older goes to whoever repairs the value",
        "at its peak \(met) of the changes of the most popular `\(target.name)` meet another one; the"
          + " stream's reader tries again",
      ]
      alternative =
        "in the transaction of each \(child): its rows would cost twice the units, and calls that meet"
        + " would be rejected"
    } else {
      because = [
        "nothing says how old it may be, so it changes in the transaction that changes the \(child),"
          + " which costs twice the units",
        cost,
        "at its peak \(met) of the changes of the most popular `\(target.name)` meet another one: they"
          + " are rejected, not queued, and the caller tries again",
      ]
      alternative =
        "behind the table's stream: declare how old it may be, such as `fresh 5 min`"
    }
    return Choice(
      subject: "\(target.name).\(name)",
      store: design.store,
      decision: plan.isByStream == true
        ? "kept by the stream of \(child)" : "kept in one transaction with each \(child)",
      because: because,
      alternatives: [
        alternative,
        "adding up when it is asked for: every row that counts would be read",
      ],
      wantedBy: use.patterns
    )
  }
}
