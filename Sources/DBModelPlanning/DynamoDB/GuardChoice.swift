import DBModelDesign
import DBModelWorkload

/// Says why there is a table of guards.
struct GuardChoice {
  let context: PlanningContext
  let store: StoreID

  func choice(
    _ table: DynamoDBTable,
    _ upkeep: GuardUpkeep,
    _ accesses: [PatternAccess]
  ) -> Choice {
    let names = table.guards.map { own in
      let entity = context.workload[own.entity]
      return "`\(entity.name).\(own.fields.map { entity[$0].name }.joined(separator: ", "))`"
    }
    let writers = accesses.filter { access in
      guard case .dynamoDB(let path) = access.path else { return false }
      return path.requests.contains { $0.guarding != nil }
    }
    return Choice(
      subject: table.name,
      store: store,
      decision: "a table of guard items, one for each value of \(names.joined(separator: ", "))",
      because: [
        "the service keeps nothing unique but the key of a table, and these are declared unique",
        "a guard is put in one transaction with its row, and only where there is none: of two rows"
          + " that want one value, the second is refused",
        "each value is an item of its own, so that two transactions meet on a guard only where they"
          + " want the same value",
        "its upkeep: \(PlanPhrase.dollars(upkeep.usDollarsPerMonth)) for writes and storage; the rows"
          + " written with guards cost twice the units",
      ],
      alternatives: [
        "guards beside the rows: keys of rows have types and sort keys of their own, and streams,"
          + " scans and expiry would meet items that are no rows",
        "asking first whether the value is there: two calls at a time both find nothing",
      ],
      wantedBy: writers.map(\.pattern)
    )
  }
}
