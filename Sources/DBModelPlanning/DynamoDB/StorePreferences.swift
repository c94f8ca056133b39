import DBModelDesign
import DBModelWorkload

/// What a store declares about how its tables are derived.
extension PlanningContext {
  /// Global indexes that a derived table may have: the service's quota, or fewer.
  func indexesPerTable(_ store: StoreID) -> Int {
    min(
      DynamoDBPlanner.indexesPerTable,
      workload[store].dynamoDB.mostIndexes?.value ?? DynamoDBPlanner.indexesPerTable
    )
  }

  /// Whether patterns may have to do without an index.
  func limitsIndexes(_ store: StoreID) -> Bool {
    workload[store].dynamoDB.mostIndexes != nil
  }

  /// By DynamoDB store that prefers one table: what stands in it.
  static func singleTables(_ workload: Workload) -> [StoreID: SingleTable] {
    var found: [StoreID: SingleTable] = [:]
    for store in workload.stores where store.dynamoDB.isSingleTable?.value == true {
      found[store.id] = SingleTable(workload.entities(in: store.id))
    }
    return found
  }
}

extension DynamoDBPlanner {
  /// What the store asks of its tables, set against the best design without; `nil` where it asks
  /// for nothing.
  func preferenceWorth(_ own: [DesignSearch]) -> PreferenceWorth? {
    let settings = context.workload[store].dynamoDB
    let isSingle = context.singleTables[store] != nil
    guard isSingle || settings.mostIndexes != nil else { return nil }
    let stores = context.workload.stores.map { store in
      var free = store
      free.dynamoDB.mostIndexes = nil
      free.dynamoDB.isSingleTable = nil
      return free
    }
    let unbound = DynamoDBPlanner(
      context: PlanningContext(context.workload.with(stores: stores)),
      store: store
    ).searches(comparesLayouts: false)
    let (mine, best) = (own.ranks, unbound.ranks)
    return PreferenceWorth(
      isSingleTable: isSingle,
      mostIndexes: settings.mostIndexes?.value,
      usDollarsPerMonthMore: own.cost - unbound.cost,
      worse: best.keys.sorted().filter { id in
        best[id].map { best in mine[id].map { best < $0 } ?? true } ?? false
      }
    )
  }
}

extension [DesignSearch] {
  /// USD a month.
  fileprivate var cost: Double { reduce(0) { $0 + ($1.best?.solution.cost ?? 0) } }

  /// Of what each pattern does; those without a way have none.
  fileprivate var ranks: [PatternID: WayRank] {
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
