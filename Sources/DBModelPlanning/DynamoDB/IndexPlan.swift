import DBModelWorkload

/// An index on its way: its key, what it stores, and who goes through it.
struct IndexPlan {
  let entity: EntityID
  let partition: [FieldID]
  let sort: [FieldID]
  /// See `KeyCandidate.isLocal`.
  var isLocal = false
  var demand = AttributeDemand.all
  var patterns: [PatternID] = []
  /// Sort key fields that patterns compare.
  var ranged: Set<FieldID> = []

  /// What it is, whoever uses it; a design has each only once.
  struct Content: Hashable {
    let key: KeyCandidate
    let demand: AttributeDemand
  }

  var content: Content { Content(key: key, demand: demand) }

  var key: KeyCandidate {
    KeyCandidate(entity: entity, partition: partition, sort: sort, isLocal: isLocal)
  }

  /// The fields that it needs attributes of its own for: a local index is under the table's key.
  var keyed: [FieldID] { isLocal ? sort : partition + sort }
}

extension IndexPlan {
  init(_ key: KeyCandidate, demand: AttributeDemand = .all) {
    self.init(
      entity: key.entity,
      partition: key.partition,
      sort: key.sort,
      isLocal: key.isLocal,
      demand: demand
    )
  }
}
