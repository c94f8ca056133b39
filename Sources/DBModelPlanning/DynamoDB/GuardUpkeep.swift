import DBModelDesign
import DBModelEstimation
import DBModelWorkload

/// What the table of guards costs in a month: the same in every design of its store.
struct GuardUpkeep {
  let usDollarsPerMonth: Double

  init(
    _ table: DynamoDBTable,
    of design: DynamoDBDesign,
    accesses: [PatternAccess],
    context: PlanningContext,
    rates: DynamoDBRates
  ) {
    let pricer = WayPricer(context, design: design, rates: rates)
    let writes = accesses.compactMap { access -> (AccessPattern, DynamoDBPath)? in
      guard case .dynamoDB(let path) = access.path else { return nil }
      return (context.workload[access.pattern], path)
    }
    usDollarsPerMonth = pricer.cost(of: table.name, writes)
  }
}
