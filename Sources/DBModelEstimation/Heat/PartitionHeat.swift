public import DBModelDesign
public import DBModelStatistics
public import DBModelWorkload

/// What the hottest partition of a table or an index takes at the peak, before the service has
/// split anything for heat.
public struct PartitionHeat: Sendable {
  /// `Order`, `Order.byCustomer`.
  public let structure: String
  public let store: StoreID
  public let isWrite: Bool
  public let partitionCount: Int
  /// Units a second over all partitions, at the least that is certain.
  public let unitsPerSecond: Double
  /// Units a second, over all ways in which a hash may place the keys.
  public let load: PartitionLoad

  /// Many partitions take long to be thrown: it is done where an unlikely placement could fill half
  /// of one.
  private static let fewPartitions = 64
  private static let worthAThrow = 0.5

  /// - Returns: `nil` where one partition would serve it all, or of many hardly any is filled by
  ///   half: then no placement matters.
  init?(_ heat: StructureHeat, isWrite: Bool, settings: DynamoDBSettings, storedBytes: Double) {
    let total = heat.total(isWrite: isWrite).low
    let limit = PartitionCeiling.limit(isWrite: isWrite)
    guard total > limit else { return nil }
    let count = min(
      PartitionCount.atStart(settings, storedBytes: storedBytes),
      PartitionLoad.mostPartitions
    )
    let parts = heat.partitionParts(isWrite: isWrite)
    guard
      count <= Self.fewPartitions
        || PartitionLoad.generousBound(parts, on: count) > limit * Self.worthAThrow
    else { return nil }
    structure = heat.structure
    store = heat.store
    self.isWrite = isWrite
    partitionCount = count
    unitsPerSecond = total
    load = PartitionLoad(of: parts, on: count)
  }

  /// All tables and indexes of a store of which the placement matters, reads before writes.
  public static func all(
    _ heat: [StructureHeat],
    _ design: DynamoDBDesign,
    _ workload: Workload
  ) -> [PartitionHeat] {
    let settings = workload[design.store].dynamoDB
    let busy = heat.filter { structure in
      [false, true].contains {
        structure.total(isWrite: $0).low > PartitionCeiling.limit(isWrite: $0)
      }
    }
    guard !busy.isEmpty else { return [] }
    let estimator = DynamoDBEstimator(workload: workload, design: design)
    let stored = Dictionary(
      estimator.usage([], book: .publicUSEast1).map { ($0.structure, $0.storedBytes.low) },
      uniquingKeysWith: +
    )
    return busy.flatMap { structure in
      [false, true].compactMap {
        PartitionHeat(
          structure,
          isWrite: $0,
          settings: settings,
          storedBytes: stored[structure.structure] ?? 0
        )
      }
    }
  }
}
