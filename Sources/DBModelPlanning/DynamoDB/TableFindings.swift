import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// What is to be said about one derived table.
struct TableFindings {
  let context: PlanningContext
  let store: StoreID

  func findings(_ table: DynamoDBTable) -> [Diagnostic] {
    [indexes(table)].compactMap { $0 } + table.layouts.compactMap { key(table, $0) }
  }

  private func indexes(_ table: DynamoDBTable) -> Diagnostic? {
    let limit = DynamoDBPlanner.indexesPerTable
    guard table.indexes.count > limit, let layout = table.layouts.first else { return nil }
    let entity = context.workload[layout.entity]
    return Diagnostic(
      PlanningRules.tooManyIndexes,
      "the patterns of table `\(table.name)` want \(table.indexes.count) indexes",
      at: Label(entity.nameSpan),
      notes: [
        "a table has at most \(limit) global secondary indexes by default",
        "wanted: " + table.indexes.map { "`\($0.name)`" }.joined(separator: ", "),
      ],
      help: ["let rarely used patterns run `on` a relational store, or have the quota raised"],
      path: "entity \(entity.name)"
    )
  }

  private func key(_ table: DynamoDBTable, _ layout: ItemLayout) -> Diagnostic? {
    let entity = context.workload[layout.entity]
    let parts: [(String, KeyTemplate?, Int)] = [
      ("partition", layout.partitionKey, IdealKey.partitionBytes),
      ("sort", layout.sortKey, IdealKey.sortBytes),
    ]
    for (name, template, limit) in parts {
      guard let template else { continue }
      let bytes = StoredAttribute.maximumBytes(template, of: entity)
      guard bytes > limit else { continue }
      let fields = template.fields.map { "`\(entity[$0].name)`" }.joined(separator: ", ")
      return Diagnostic(
        PlanningRules.keyTooLong,
        "the \(name) key of `\(entity.name)` may take \(bytes) bytes",
        at: Label(template.fields.first.map { entity[$0].span } ?? entity.nameSpan),
        notes: [
          "made of \(fields), at 4 bytes a character and the declared maximum",
          "a \(name) key value has at most \(limit) bytes",
        ],
        help: ["declare a shorter maximum, or use a hash as the key"],
        path: "entity \(entity.name)"
      )
    }
    return nil
  }
}
