import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// What is to be said about the keys and the indexes of one table.
struct TableFindings {
  let context: PlanningContext
  let store: StoreID
  /// The fixed design that the table is of; `nil` for derived tables.
  var design: FixedDesign?

  private var suffix: String { design.map { " in design `\($0.name)`" } ?? "" }

  func findings(_ table: DynamoDBTable) -> [Diagnostic] {
    [indexes(table, .global), indexes(table, .local)].compactMap { $0 }
      + table.layouts.compactMap { key(table, $0) }
  }

  private func path(_ entity: Entity) -> String {
    (design.map { "design \($0.name)/" } ?? "") + "entity \(entity.name)"
  }

  // MARK: How many indexes

  private func indexes(_ table: DynamoDBTable, _ scope: IndexScope) -> Diagnostic? {
    let isLocal = scope == .local
    let quota =
      isLocal ? Int(DynamoDBLimits.localIndexes.value) : DynamoDBPlanner.indexesPerTable
    let limit = isLocal || design != nil ? quota : context.indexesPerTable(store)
    let indexes = table.indexes.filter { $0.scope == scope }
    guard indexes.count > limit, let layout = table.layouts.first else { return nil }
    let entity = context.workload[layout.entity]
    let kind = isLocal ? "local" : "global"
    return Diagnostic(
      PlanningRules.tooManyIndexes,
      design == nil
        ? "the patterns of table `\(table.name)` want \(indexes.count) indexes"
        : "table `\(table.name)` has \(indexes.count) \(kind) indexes\(suffix)",
      at: Label(indexes[limit].span ?? entity.nameSpan, design == nil ? "" : "one too many"),
      notes: [
        limit < quota
          ? "the store says `indexes at-most \(limit)`, and no pattern can do without one of them"
          : "a table has at most \(limit) \(kind) secondary indexes"
            + (isLocal ? ", all made with it" : " by default"),
        (design == nil ? "wanted: " : "they are ")
          + indexes.map { "`\($0.name)`" }.joined(separator: ", "),
      ],
      help: [
        isLocal
          ? "keep the ones that are read strongly; make the others global"
          : limit < quota
            ? "raise the bound, or let rarely used patterns run `on` a relational store"
            : "let rarely used patterns run `on` a relational store, or have the quota raised"
      ],
      path: path(entity)
    )
  }

  /// What a derived table would have beyond the quota, which its design has to do without.
  func beyondQuota(_ table: DynamoDBTable, without patterns: [PatternID]) -> Diagnostic? {
    guard let layout = table.layouts.first else { return nil }
    let entity = context.workload[layout.entity]
    let wanted = table.indexes.filter { !$0.isLocal }
    return Diagnostic(
      PlanningRules.tooManyIndexes,
      "the patterns of table `\(table.name)` want \(wanted.count) indexes",
      at: Label(entity.nameSpan),
      notes: [
        "a table has at most \(DynamoDBPlanner.indexesPerTable) global secondary indexes by default",
        "wanted: " + wanted.map { "`\($0.name)`" }.joined(separator: ", "),
        "the best of them are kept; without the others a whole table is read, or a budget missed, by "
          + PlanPhrase.patterns(patterns, context.workload),
      ],
      help: ["let rarely used patterns run `on` a relational store, or have the quota raised"],
      path: path(entity)
    )
  }

  // MARK: How long keys may get

  /// A key attribute, where its value comes from, and what it may take.
  private struct KeyPart {
    let name: String
    let template: KeyTemplate
    let isPartition: Bool
    /// The index, where it is none of the table's own.
    let index: SecondaryIndex?

    var limit: Int { isPartition ? IdealKey.partitionBytes : IdealKey.sortBytes }
  }

  private func parts(_ table: DynamoDBTable, _ layout: ItemLayout) -> [KeyPart] {
    func part(_ key: KeyAttribute?, _ template: KeyTemplate?, isPartition: Bool) -> [KeyPart] {
      guard let key, let template else { return [] }
      return [KeyPart(name: key.name, template: template, isPartition: isPartition, index: nil)]
    }
    let own =
      part(table.partitionKey, layout.partitionKey, isPartition: true)
      + part(table.sortKey, layout.sortKey, isPartition: false)
    let others = table.indexes.flatMap { index in
      zip(index.keyAttributes, index.templates(of: layout.entity) ?? []).enumerated()
        .filter { part in !own.contains { $0.name == part.element.0.name } }
        .map { position, part in
          KeyPart(
            name: part.0.name,
            template: part.1,
            isPartition: position < index.partitionKey.count,
            index: index
          )
        }
    }
    return own + others
  }

  private func key(_ table: DynamoDBTable, _ layout: ItemLayout) -> Diagnostic? {
    let entity = context.workload[layout.entity]
    let found = parts(table, layout).first { part in
      StoredAttribute.maximumBytes(part.template, of: entity) > part.limit
    }
    guard let found else { return nil }
    let bytes = StoredAttribute.maximumBytes(found.template, of: entity)
    let name = found.isPartition ? "partition" : "sort"
    let fields = found.template.fields.map { "`\(entity[$0].name)`" }.joined(separator: ", ")
    let owner = found.index.map { " in index `\(table.name).\($0.name)`" } ?? ""
    let stated = design == nil ? nil : found.index?.span ?? table.span
    let longest = found.template.fields.max {
      StoredAttribute.maximumNativeBytes(entity[$0].type)
        < StoredAttribute.maximumNativeBytes(entity[$1].type)
    }
    return Diagnostic(
      PlanningRules.keyTooLong,
      "the \(name) key of `\(entity.name)`\(owner) may take \(bytes) bytes\(suffix)",
      at: Label(longest.map { entity[$0].span } ?? entity.nameSpan),
      secondary: stated.map { [Label($0, "the key is stated here")] } ?? [],
      notes: [
        "made of \(fields), at 4 bytes a character and the declared maximum",
        "a \(name) key value has at most \(found.limit) bytes",
      ],
      help: ["declare a shorter maximum, or use a hash as the key"],
      path: path(entity)
    )
  }
}
