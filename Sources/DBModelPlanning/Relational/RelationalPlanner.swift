import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Plans a normalised schema and the indexes that the patterns of one store need.
struct RelationalPlanner {
  let context: PlanningContext
  let scope: RelationalScope

  private let missShare: Double

  private var workload: Workload { context.workload }

  init(context: PlanningContext, scope: RelationalScope) {
    self.context = context
    self.scope = scope
    let volume = RelationalVolume(workload: context.workload).bytes(of: scope.entities)
    let store = context.workload[scope.store]
    missShare = BufferPool.missShare(of: store, volume: volume).0.middle
  }

  func plan() -> StorePlan {
    let builder = SchemaBuilder(context: context, scope: scope)
    var names = NamePool(maximum: ColumnNames.maximumBytes)
    for entity in scope.entities { names.reserve(builder.table(of: entity.id)) }
    let partitions = TablePartitions(
      context: context,
      scope: scope,
      builder: builder,
      names: &names
    )
    let needs = IndexNeeds(context: context, scope: scope, except: partitions.isAged)
    var tables: [RelationalTable] = []
    var choices: [Choice] = []
    var use = StructureUse()
    let leftOut = LeftOutScope(context: context, scope: scope)
    var stale: [LeftOutIndex] = []
    var added = AddedIndexScope(context: context, scope: scope)
    var staleAdded: [AddedIndexScope.Stale] = []
    let entities = builder.creationOrder()
    var planners = entities.map { trees($0, builder, needs, leftOut, added, &staleAdded) }
    let room = AddedIndexBudget(planners, of: workload[scope.store], in: workload)
    if !room.refused.isEmpty {
      added.refused = room.refused
      staleAdded = []
      planners = entities.map { trees($0, builder, needs, leftOut, added, &staleAdded) }
    }
    let kept = KeptIndexes(planners, within: workload[scope.store].mostIndexBytes?.value)
    for (place, entity) in entities.enumerated() {
      planners[place].make(kept.sets[place])
      let planner = planners[place]
      var table = builder.build(entity, names: &names) { names in
        indexes(planner, entity, builder, &names)
      }
      table.partitioning = partitions[entity.id]
      tables.append(table)
      use.add(planner, table, builder)
      choices += RelationalChoices(context: context, scope: scope)
        .choices(table, entity, planner)
      if let choice = partitions.choice(table) { choices.append(choice) }
      if let choice = IndexesOverBudget(context: context, scope: scope, kept: kept)
        .choice(place, planner, table, builder)
      {
        choices.append(choice)
      }
      for decision in planner.leftOut.effective {
        // The name it would have; nothing takes it.
        var free = names
        let name = free.take(Self.indexName(table.name, decision.columns.map(\.name)))
        choices.append(leftOut.choice(decision, table: table.name, name: name))
      }
      stale += planner.leftOut.stale
      staleAdded += planner.repeatedAdditions
    }
    let design = RelationalDesign(store: scope.store, origin: .derived, tables: tables)
    let additions = added.findings(tables, stale: staleAdded) + room.findings
    let accesses = scope.patterns.map { access($0, use, needs) }
    return StorePlan(
      design: .relational(design),
      accesses: accesses,
      choices: choices,
      findings: RelationalFindings(context: context, scope: scope).findings(needs)
        + IndexesOverBudget(context: context, scope: scope, kept: kept).findings(planners, builder)
        + KeptFindings(context: context, store: scope.store).findings(design)
        + leftOut.findings(tables, stale: stale) + additions
    )
  }

  func trees(
    _ entity: Entity,
    _ builder: SchemaBuilder,
    _ needs: IndexNeeds,
    _ leftOut: LeftOutScope,
    _ added: AddedIndexScope,
    _ stale: inout [AddedIndexScope.Stale]
  ) -> BTreePlanner {
    var constraints = [(name: "primary key", fields: entity.key)]
    if !scope.copies.contains(entity.id) {
      constraints += builder.uniqueFields(entity).map { fields in
        let columns = fields.map { builder.columns.name($0, of: entity.id) }
        return ("\(builder.table(of: entity.id))_\(columns.joined(separator: "_"))_key", fields)
      }
    }
    let additions = added.trees(entity, builder, constraints: constraints.map(\.fields))
    stale += additions.stale
    return BTreePlanner(
      context: context,
      entity: entity,
      store: workload[scope.store],
      missShare: missShare,
      constraints: constraints,
      foreignKeys: builder.foreignKeyFields(entity),
      needs: needs.needs[entity.id] ?? [],
      leftOut: leftOut.entries(entity, builder),
      added: additions.trees
    )
  }

  private func indexes(
    _ planner: BTreePlanner,
    _ entity: Entity,
    _ builder: SchemaBuilder,
    _ names: inout NamePool
  ) -> [TableIndex] {
    let table = builder.table(of: entity.id)
    return planner.trees.filter(\.name.isEmpty).map { tree in
      let columns = tree.columns.map {
        IndexColumn(builder.columns.name($0.field, of: entity.id), isDescending: $0.isDescending)
      }
      return TableIndex(
        name: names.take(Self.indexName(table, columns.map(\.column))),
        columns: columns,
        included: tree.included.map { builder.columns.name($0, of: entity.id) },
        isUnique: false,
        wantedBy: tree.wantedBy.sorted()
      )
    }
  }

  private static func indexName(_ table: String, _ columns: [String]) -> String {
    "\(table)_\(columns.joined(separator: "_"))_idx"
  }

  private func access(
    _ pattern: AccessPattern,
    _ use: StructureUse,
    _ needs: IndexNeeds
  ) -> PatternAccess {
    let indexes = use.indexes[pattern.id] ?? []
    var scans = use.scans[pattern.id] ?? []
    scans += (needs.scans[pattern.id] ?? []).map { workload[$0].name }
    var reasons: [String] = []
    switch context.shapes[pattern.id.rawValue] {
    case .sql: reasons.append("written by hand: the engine decides, and EXPLAIN tells")
    case .read(let shape):
      if shape.filter.residual.contains(where: \.searchesText) {
        reasons.append("the text search is checked row by row: no B-tree answers it")
      }
    case .write: break
    }
    if !scans.isEmpty {
      let names = scans.map { "`\($0)`" }.joined(separator: ", ")
      reasons.append("\(names) is read as a whole")
    }
    let path = SQLPath(plannedIndexes: indexes, plannedScans: scans, reasons: reasons)
    return PatternAccess(
      pattern: pattern.id,
      store: scope.store,
      path: .sql(path),
      structures: indexes
    )
  }
}

extension Expression {
  /// Whether a text search is among it.
  var searchesText: Bool {
    var found = false
    visit { if case .match = $0 { found = true } }
    return found
  }
}

/// Which structures each pattern is planned to use.
struct StructureUse {
  private(set) var indexes: [PatternID: [String]] = [:]
  private(set) var scans: [PatternID: [String]] = [:]

  mutating func add(_ planner: BTreePlanner, _ table: RelationalTable, _ builder: SchemaBuilder) {
    var made = table.indexes.makeIterator()
    for tree in planner.trees {
      let name = tree.name.isEmpty ? made.next()?.name ?? "" : tree.name
      for pattern in tree.wantedBy + tree.usedBy {
        indexes[pattern, default: []].append("\(table.name).\(name)")
      }
    }
    for pattern in planner.scannedBy { scans[pattern, default: []].append(planner.entity.name) }
  }
}
