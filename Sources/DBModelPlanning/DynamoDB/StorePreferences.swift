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

  /// The bound that the store of a pattern sets on the indexes of a table, if it sets one.
  func indexBound(_ pattern: AccessPattern) -> Int? {
    workload.store(of: pattern).flatMap { workload[$0].dynamoDB.mostIndexes?.value }
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
