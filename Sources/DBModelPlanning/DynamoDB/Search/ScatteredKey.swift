import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The whole key of an entity as the partition key of its table: rows whose keys begin alike do not
/// stand together, and no partition serves them all.
struct ScatteredKey {
  private let entity: Entity
  private let context: PlanningContext

  /// `nil` where the key is one attribute, or does not fit into one.
  init?(_ entity: Entity, _ context: PlanningContext) {
    guard let first = entity.key.first.map({ entity[$0].attribute }),
      entity.key.contains(where: { entity[$0].attribute != first })
    else { return nil }
    let whole = KeyTemplate.text(KeySegment.joined(entity.key))
    guard StoredAttribute.maximumBytes(whole, of: entity) <= IdealKey.partitionBytes else {
      return nil
    }
    self.entity = entity
    self.context = context
  }

  /// Whether some pattern has a rate at which rows that begin alike may be asked for, or written,
  /// more than one partition serves. Elsewhere nothing is won by it.
  func isWanted(by patterns: [AccessPattern]) -> Bool {
    patterns.contains { pattern in
      guard let calls = PeakRate.interval(of: pattern)?.low else { return false }
      switch context.shapes[pattern.id.rawValue] {
      case .write(let statements, let isTransaction):
        let own = statements.count { $0.entity == entity.id }
        let each = CapacityUnits.write(
          bytesBefore: 0,
          bytesAfter: meanBytes,
          isTransactional: isTransaction
        )
        return own > 0
          && calls * Double(own) * each
            > PartitionCeiling.planned(isWrite: true, requestUnits: each)
      case .read(let read):
        let each = CapacityUnits.get(
          bytes: meanBytes,
          pattern.needsStrongRead ? .strong : .eventual
        )
        return read.entity == entity.id
          && calls * each > PartitionCeiling.planned(isWrite: false, requestUnits: each)
      case .sql: return false
      }
    }
  }

  private var meanBytes: Double {
    let placements = PlacementPlanner(
      context: context,
      entities: [entity],
      layout: [:]
    ).placements()
    let bare = TableAssembler(
      context: context,
      store: entity.home,
      placements: placements,
      plans: []
    )
    guard let table = bare.tables().first?.table, let layout = table.layouts.first else { return 0 }
    return ItemSizes(workload: context.workload).item(layout, in: table).meanBytes
  }
}
