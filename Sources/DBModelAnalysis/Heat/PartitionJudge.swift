import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Tables and indexes whose partitions share a load so unevenly that one of them throttles until
/// the service has split it, although each key is served and the table admits the whole.
struct PartitionJudge {
  /// How far above its limit a partition is worth a word: at 105 % a twentieth of its requests is
  /// throttled, and a table that is used up to what it admits is even closer to that.
  static let worthAWord = 1.05

  let workload: Workload
  let store: Store
  let heat: [StructureHeat]
  let partitions: [PartitionHeat]

  func findings() -> [Diagnostic] {
    let byName = Dictionary(
      heat.map { ($0.structure, $0) },
      uniquingKeysWith: { a, _ in a }
    )
    return partitions.compactMap { partition in
      byName[partition.structure].flatMap { finding(partition, $0) }
    }
  }

  private func finding(_ partition: PartitionHeat, _ structure: StructureHeat) -> Diagnostic? {
    let isWrite = partition.isWrite
    let ready = PartitionCount.readyAtStart(store.dynamoDB)
    let limit = PartitionCeiling.limit(isWrite: isWrite)
    // A hot key, and a table that does not admit the whole, have findings of their own. With even
    // odds a table is fine: what is said is more likely than not.
    guard structure.hottestKey(isWrite: isWrite).ofCeiling.low <= 1,
      structure.total(isWrite: isWrite).low <= (isWrite ? ready.writes : ready.reads),
      partition.load.quantile(0.5) > limit * Self.worthAWord
    else { return nil }
    let parts = structure.contributions(isWrite: isWrite, onKey: nil)
      .max { $0.unitsPerSecond.low < $1.unitsPerSecond.low }
    guard let largest = parts else { return nil }
    let pattern = workload[largest.pattern]
    let enough = enough(partition, structure)
    let unit = isWrite ? "write units/s" : "read units/s"
    let name = structure.isIndex ? "index" : "table"
    let hottest = [0.5, 0.95].map { FigureFormatter.number(partition.load.quantile($0)) }
    let total = FigureFormatter.number(partition.unitsPerSecond)
    return Diagnostic(
      WorkloadRules.unevenPartitions,
      "one of the \(partition.partitionCount) partitions that \(name) `\(structure.structure)` "
        + "begins with takes about \(hottest[0]) \(unit)",
      at: Label(pattern.rate?.highestSpan ?? pattern.nameSpan, "the largest part comes from here"),
      secondary: labels(largest),
      notes: [
        "\(total) \(unit) at peak over \(partition.partitionCount) partitions: the hottest takes "
          + "\(hottest[0]) (p50) to \(hottest[1]) (p95) of them, by where the hash puts the "
          + "popular keys; one serves \(FigureFormatter.number(limit))",
        "each key alone is served: the service splits the partition after minutes, and throttles "
          + "until then",
      ],
      help: [
        enough == nil
          ? "let the load rise slowly, over half an hour, or spread the popular keys"
          : "begin with more partitions, or let the load rise slowly, over half an hour"
      ],
      fixes: [enough?.fix].compactMap { $0 },
      path: "\(store.name)/\(structure.structure)"
    )
  }

  private func labels(_ largest: HeatContribution) -> [Label] {
    let basis = largest.basisSpan.map { Label($0, largest.basis) }
    let capacity = (store.dynamoDB.warm?.span ?? store.dynamoDB.capacity?.span).map {
      Label($0, "what the tables begin with")
    }
    return [basis, capacity].compactMap { $0 }
  }

  // MARK: What helps

  /// The fewest partitions of which the hottest serves its load in nearly all placements; none
  /// where what they would be asked for by name is beyond the quota.
  private func enough(_ partition: PartitionHeat, _ structure: StructureHeat) -> WarmFix? {
    if case .provisioned? = store.dynamoDB.capacity?.value { return nil }
    let isWrite = partition.isWrite
    let limit = PartitionCeiling.limit(isWrite: isWrite)
    let quota =
      (isWrite ? DynamoDBLimits.tableWriteUnits : DynamoDBLimits.tableReadUnits).value
    let parts = structure.partitionParts(isWrite: isWrite)
    let ready = PartitionCount.readyAtStart(store.dynamoDB)
    var count = partition.partitionCount + 1
    while Double(count) * limit <= quota {
      if PartitionLoad(of: parts, on: count).quantile(0.95) <= limit {
        let needed = Double(count) * limit
        return WarmFix(
          store: store,
          reads: isWrite ? ready.reads : needed,
          writes: isWrite ? needed : ready.writes
        )
      }
      count += max(1, count / 8)
    }
    return nil
  }
}
