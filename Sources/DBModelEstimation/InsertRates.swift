public import DBModelWorkload

/// Rows inserted a second.
public struct InsertRates: Hashable, Sendable {
  private var byEntity: [EntityID: Double] = [:]
  private var upserted: Set<EntityID> = []

  /// Average inserts a second over all patterns whose rate is known, jobs by the clock among them.
  public init(workload: Workload) {
    for pattern in workload.patterns {
      guard case .write(let statements, _) = pattern.operation else { continue }
      for case .upsert(let entity, _, _, _, _) in statements.flatMap(\.all) {
        upserted.insert(entity)
      }
      guard let calls = pattern.succeedingCallsPerSecond else { continue }
      for (entity, rows) in pattern.inserts { byEntity[entity, default: 0] += calls * rows }
    }
  }

  public func perSecond(into entity: EntityID) -> Double { byEntity[entity] ?? 0 }

  /// Whether upserts make rows besides, nobody says how many.
  public func isUpserted(_ entity: EntityID) -> Bool { upserted.contains(entity) }
}
