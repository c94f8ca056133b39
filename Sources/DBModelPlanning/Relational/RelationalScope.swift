import DBModelWorkload

/// Which entities and patterns a relational schema is for.
struct RelationalScope {
  /// The store that the design names.
  let store: StoreID
  let entities: [Entity]
  let patterns: [AccessPattern]
  /// Entities whose rows arrive through a flow from another store.
  let copies: Set<EntityID>

  init(_ workload: Workload, store: StoreID?) {
    if let store {
      self.store = store
      entities = workload.entities(in: store)
      patterns = workload.patterns.filter { workload.store(of: $0) == store }
      copies = Set(entities.filter { $0.home != store }.map(\.id))
    } else {
      let stores = workload.stores
      let chosen = stores.first { $0.kind.isRelational } ?? stores.first { $0.isDefault }
      self.store = chosen?.id ?? StoreID(0)
      entities = workload.entities
      patterns = workload.patterns
      copies = []
    }
  }
}
