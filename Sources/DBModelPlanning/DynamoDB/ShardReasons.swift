import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Why the key of an index is spread over shards, and what that costs those who read it.
///
/// The index is set against the same one without shards, through which the same patterns go.
struct ShardReasons {
  let context: PlanningContext
  let design: DynamoDBDesign
  let accesses: [PatternAccess]

  /// None where the key is not spread.
  func lines(_ index: SecondaryIndex, _ plan: IndexPlan, table: DynamoDBTable) -> [String] {
    guard plan.shards > 1 else { return [] }
    let structure = "\(table.name).\(index.name)"
    let plain = withoutShards(index, table)
    let accesses = self.accesses.map { withoutShards(index, table, $0) }
    let heat = HeatEstimator.heat(of: plain, accesses: accesses, workload: context.workload)
      .first { $0.structure == structure }
    var lines: [String] = []
    if let heat { lines.append(arithmetic(heat, plan)) }
    let shard = index.partitionKey[plan.partition.count].name
    lines.append(
      "`\(shard)` of a row is the CRC-32 of its key's text modulo \(plan.shards), in every item"
    )
    for pattern in plan.patterns {
      guard let now = reads(pattern, structure, design, self.accesses),
        let before = reads(pattern, structure, plain, accesses)
      else { continue }
      lines.append(
        "`\(context.workload[pattern].name)` asks \(plan.shards) Queries at once instead of one,"
          + " and merges them: \(figure(now)) read units a call, \(figure(before)) without shards"
      )
    }
    return lines
  }

  /// `key placed takes 1,900 write units/s …: 1,900 / 700 are 3 shards`.
  private func arithmetic(_ heat: StructureHeat, _ plan: IndexPlan) -> String {
    let hottest = heat.hottestKey(isWrite: true)
    let load = figure(hottest.unitsPerSecond)
    let key =
      plan.partition.isEmpty
      ? "the one key of all rows"
      : hottest.value.map { "key `\($0)`" } ?? "the top key of `\(heat.partitionKey)`"
    let limit = FigureFormatter.number(PartitionCeiling.limit(isWrite: true))
    let planned = FigureFormatter.number(
      hottest.unitsPerSecond.high / max(hottest.ofCeiling.high, 1e-9)
    )
    var sum = "\(FigureFormatter.number(hottest.unitsPerSecond.high)) / \(planned)"
    var factor = 1.0
    if let goal = context.workload.goals?.headroomThroughput, goal.value > 1 {
      sum = "\(FigureFormatter.number(goal.value)) x \(sum) with the headroom aimed for"
      factor = goal.value
    }
    let least = PartitionCeiling.shards(of: hottest.ofCeiling.high * factor)
    let count =
      least == Double(plan.shards)
      ? "\(plan.shards) shards"
      : "\(FigureFormatter.number(least)) shards, and \(plan.shards) with"
        + " entries as large as they may be"
    return "\(key) takes \(load) write units/s at the peak, and one partition serves \(limit),"
      + " planned to \(planned): \(sum) are \(count)"
  }

  private func figure(_ value: Interval) -> String {
    FigureFormatter.range(low: value.low, high: value.high, unit: "")
  }

  private func reads(
    _ pattern: PatternID,
    _ structure: String,
    _ design: DynamoDBDesign,
    _ accesses: [PatternAccess]
  ) -> Interval? {
    guard case .dynamoDB(let path)? = accesses.first(where: { $0.pattern == pattern })?.path else {
      return nil
    }
    return DynamoDBEstimator(workload: context.workload, design: design)
      .units(of: context.workload[pattern], path: path).byStructure
      .first { $0.structure == structure }?.read
  }

  // MARK: The same without shards

  private func withoutShards(
    _ index: SecondaryIndex,
    _ table: DynamoDBTable
  ) -> DynamoDBDesign {
    let plain = index.withoutShards()
    return DynamoDBDesign(
      store: design.store,
      origin: design.origin,
      tables: design.tables.map { other in
        guard other.name == table.name else { return other }
        return other.with(indexes: other.indexes.map { $0.name == index.name ? plain : $0 })
      }
    )
  }

  private func withoutShards(
    _ index: SecondaryIndex,
    _ table: DynamoDBTable,
    _ access: PatternAccess
  ) -> PatternAccess {
    guard case .dynamoDB(let path) = access.path else { return access }
    return PatternAccess(
      pattern: access.pattern,
      store: access.store,
      path: .dynamoDB(
        path.map { request in
          request.table == table.name && request.index == index.name
            ? request.withoutShards() : request
        }
      ),
      structures: access.structures
    )
  }
}
