import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

extension DynamoDBPlanner {
  /// What the store asks of its tables, set against the best design without; `nil` where it asks
  /// for nothing.
  func preferenceWorth(_ own: [DesignSearch]) -> PreferenceWorth? {
    let isSingle = context.singleTables[store] != nil
    // The quota is asked for by nobody.
    let most = context.indexesPerTable(store)
    let bound = most < Self.indexesPerTable ? most : nil
    guard isSingle || bound != nil else { return nil }
    let unbound = asking { settings in
      // The quota holds for the other design too.
      settings.mostIndexes = settings.mostIndexes.map { Located(Self.indexesPerTable, $0.span) }
      settings.isSingleTable = nil
    }.searches(comparesLayouts: false)
    return PreferenceWorth(
      isSingleTable: isSingle,
      mostIndexes: bound,
      usDollarsPerMonthMore: own.cost - unbound.cost,
      worse: own.servedWorse(than: unbound)
    )
  }

  /// A planner of the same store where it asks for something else.
  private func asking(_ change: (inout DynamoDBSettings) -> Void) -> DynamoDBPlanner {
    let stores = context.workload.stores.map { own in
      var own = own
      if own.id == store { change(&own.dynamoDB) }
      return own
    }
    return DynamoDBPlanner(
      context: PlanningContext(context.workload.with(stores: stores)),
      store: store
    )
  }

  // MARK: The quota

  /// The best design within the quota where the patterns want more indexes of a table than it may
  /// have, which is then said once; `nil` where they do not, or where the store bounds them itself.
  func withinQuota(_ derived: DerivedDesign, weighsChoices: Bool) -> StorePlan? {
    guard !context.limitsIndexes(store) else { return nil }
    let over = derived.assembled.map(\.table).filter { table in
      table.indexes.count { !$0.isLocal } > Self.indexesPerTable
    }
    guard let first = over.first?.layouts.first else { return nil }
    let span = context.workload[first.entity].nameSpan
    let bounded = asking { $0.mostIndexes = Located(Self.indexesPerTable, span) }
    var plan = bounded.derive(weighsChoices: weighsChoices)
    let worse = bounded.searches(comparesLayouts: false).servedWorse(than: derived.searches)
    // That they read whole tables follows from what is said of the quota.
    let paths = Set(worse.map { "access \(context.workload[$0].name)" })
    plan.findings.removeAll { finding in
      finding.rule.code == PlanningRules.fullScan.code && paths.contains(finding.path)
    }
    // Of what cannot be read without an index the bounded design has said it.
    plan.findings.removeAll { $0.rule.code == PlanningRules.tooManyIndexes.code }
    let findings = TableFindings(context: context, store: store)
    plan.findings += over.compactMap { findings.beyondQuota($0, without: worse) }
    return plan
  }
}

extension [DesignSearch] {
  /// USD a month.
  fileprivate var cost: Double { reduce(0) { $0 + ($1.best?.solution.cost ?? 0) } }

  /// Patterns that other searches serve better: they read no whole table, or miss no budget.
  fileprivate func servedWorse(than others: [DesignSearch]) -> [PatternID] {
    let (mine, theirs) = (ranks, others.ranks)
    return theirs.keys.sorted().filter { id in
      guard let better = theirs[id] else { return false }
      return mine[id].map { better < $0 } ?? true
    }
  }

  /// Of what each pattern does; those without a way have none.
  private var ranks: [PatternID: WayRank] {
    var found: [PatternID: WayRank] = [:]
    for search in self {
      guard let (problem, solution) = search.chosen else { continue }
      for (pattern, course) in zip(problem.patterns, solution.courses) {
        found[pattern.id] = course?.rank
      }
    }
    return found
  }
}
