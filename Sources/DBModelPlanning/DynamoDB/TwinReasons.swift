import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Why there are several indexes of one key: reads that share what they ask of it.
struct TwinReasons {
  let context: PlanningContext
  /// Of the finished design.
  private let heat: [String: StructureHeat]

  init(context: PlanningContext, design: DynamoDBDesign, accesses: [PatternAccess]) {
    self.context = context
    let isTwinned = design.tables.contains { table in
      let keys =
        [[table.partitionKey.name]] + table.globalIndexes.map { $0.partitionKey.map(\.name) }
      return Set(keys).count < keys.count
    }
    guard isTwinned else {
      heat = [:]
      return
    }
    heat = Dictionary(
      HeatEstimator.heat(of: design, accesses: accesses, workload: context.workload)
        .map { ($0.structure, $0) },
      uniquingKeysWith: { a, _ in a }
    )
  }

  /// None where the key has one index, or where one would serve all that is asked of it.
  ///
  /// - Parameter plans: Beside the indexes of the table.
  func lines(_ plan: IndexPlan, table: DynamoDBTable, plans: [IndexPlan]) -> [String] {
    let key = KeyExclusion.plain(plan.key)
    var twins = zip(table.indexes, plans).filter { KeyExclusion.plain($1.key) == key }
      .map { (name: "`\($0.0.name)`", structure: "\(table.name).\($0.0.name)") }
    let layout = table.layout(of: plan.entity)
    if layout?.partitionKey.fields == plan.partition {
      twins.insert(("the table", table.name), at: 0)
    }
    guard twins.count > 1 else { return [] }
    var asked: [String: PartitionUse] = [:]
    for twin in twins {
      for read in heat[twin.structure]?.namedReads ?? [] {
        asked[read.value, default: .none] += read.use
      }
    }
    let hottest = asked.max {
      ($0.value.ofCeiling.low, $1.key) < ($1.value.ofCeiling.low, $0.key)
    }
    guard let hottest, hottest.value.ofCeiling.low > 1 else { return [] }
    let units = hottest.value.unitsPerSecond.low
    let planned = units / hottest.value.ofCeiling.low
    let names = PlanPhrase.list(twins.map(\.name))
    return [
      "\(names) have the same key and share what is asked of it: `\(hottest.key)` is asked for"
        + " \(FigureFormatter.number(units)) read units/s at the peak in all, and one"
        + " partition serves \(FigureFormatter.number(PartitionCeiling.limit(isWrite: false))),"
        + " planned to \(FigureFormatter.number(planned))"
    ]
  }
}
