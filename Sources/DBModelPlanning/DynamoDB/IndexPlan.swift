import DBModelWorkload

/// An index on its way: its key, what it stores, and who goes through it.
struct IndexPlan {
  let entity: EntityID
  let partition: [FieldID]
  let sort: [FieldID]
  var demand = AttributeDemand.all
  var patterns: [PatternID] = []
  /// Sort key fields that patterns compare.
  var ranged: Set<FieldID> = []

  /// What it is, whoever uses it; a design has each only once.
  struct Content: Hashable {
    let key: KeyCandidate
    let demand: AttributeDemand
  }

  var content: Content {
    Content(
      key: KeyCandidate(entity: entity, partition: partition, sort: sort),
      demand: demand
    )
  }
}
