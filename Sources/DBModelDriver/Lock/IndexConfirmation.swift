import DBModelDesign
import DBModelDiagnostics
import DBModelExplain
import DBModelWorkload

/// Whether the engine of a store uses the indexes that were derived for it.
struct IndexConfirmation {
  let workload: Workload
  let design: RelationalDesign
  let engine: PlanEngine
  /// Of every statement that could be planned.
  let plans: [StatementPlan]
  /// Patterns of which a statement could not be planned: nothing is known of them.
  let unplanned: Set<PatternID>

  /// An index that none of its patterns goes through.
  struct Unused {
    let table: RelationalTable
    let index: TableIndex
    let finding: Diagnostic
    let storeID: StoreID
    /// That does not use it.
    let engine: PlanEngine

    func store(_ workload: Workload) -> String { workload[storeID].name }
  }

  /// Patterns of which it is told what the engine does instead; the rest is counted.
  private static let shownPatterns = 4

  /// In the order of the design.
  var unused: [Unused] {
    // Another engine is no witness for what the store's own would do.
    guard engine == Self.engine(of: workload[design.store].kind) else { return [] }
    var byPattern: [PatternID: [StatementPlan]] = [:]
    for plan in plans { byPattern[plan.pattern, default: []].append(plan) }
    var used: [PatternID: Set<String>] = [:]
    var read: [PatternID: Set<String>] = [:]
    for plan in plans {
      Self.visit(plan.tree.root) { node in
        if let index = node.index { used[plan.pattern, default: []].insert(index) }
        if let relation = node.relation { read[plan.pattern, default: []].insert(relation) }
      }
    }
    return design.tables.flatMap { table -> [Unused] in
      // Told no size, an engine plans for none in particular.
      guard workload[table.entity].rowCount.value != nil else { return [] }
      return table.indexes.compactMap { index -> Unused? in
        let isSeen = index.wantedBy.allSatisfy { pattern in
          // What a foreign key looks up is in no plan.
          !unplanned.contains(pattern) && read[pattern]?.contains(table.name) == true
        }
        guard !index.wantedBy.isEmpty, isSeen,
          !index.wantedBy.contains(where: { used[$0]?.contains(index.name) == true })
        else { return nil }
        return Unused(
          table: table,
          index: index,
          finding: finding(table, index, index.wantedBy.map { ($0, byPattern[$0] ?? []) }),
          storeID: design.store,
          engine: engine
        )
      }
    }
  }

  static func engine(of kind: StoreKind) -> PlanEngine? {
    switch kind {
    case .sqlite: .sqlite
    case .auroraPostgreSQL: .postgresql
    case .auroraMySQL: .mysql
    case .dynamodb: nil
    }
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private static func visit(_ node: PlanNode, _ body: (PlanNode) -> Void) {
    body(node)
    for child in node.children { visit(child, body) }
  }

  private func finding(
    _ table: RelationalTable,
    _ index: TableIndex,
    _ wanting: [(pattern: PatternID, plans: [StatementPlan])]
  ) -> Diagnostic {
    let name = "\(table.name).\(index.name)"
    let patterns = wanting.map { "`\(workload[$0.pattern].name)`" }
    let columns = index.columns.map { $0.isDescending ? "\($0.column) desc" : $0.column }
    var notes = wanting.prefix(Self.shownPatterns).flatMap { instead($0.pattern, $0.plans, table) }
    if wanting.count > Self.shownPatterns {
      notes.append("and \(wanting.count - Self.shownPatterns) patterns more")
    }
    let entity = workload[table.entity]
    return Diagnostic(
      PlanRules.indexNotUsed,
      "\(engine.title) does not use index `\(name)`, made for \(Self.list(patterns))",
      at: wanting.first.map { Label(workload[$0.pattern].nameSpan, "wants the index") },
      secondary: [Label(entity.nameSpan, "on (\(columns.joined(separator: ", ")))")],
      notes: notes,
      help: [
        "ask `dbmodel why \(name)` what it was made for",
        "do without it: `dbmodel lock FILE --leave-out \(name)`",
      ],
      path: "\(workload[design.store].name)/\(name)"
    )
  }

  /// How the table is read in place of that, with what the engine says it costs.
  private func instead(
    _ pattern: PatternID,
    _ plans: [StatementPlan],
    _ table: RelationalTable
  ) -> [String] {
    var lines: [String] = []
    for plan in plans {
      Self.visit(plan.tree.root) { node in
        guard node.relation == table.name else { return }
        let way = Self.index(node).map { " by `\($0)`" } ?? ""
        var line = "`\(workload[pattern].name)`: \(node.operation.title) of `\(table.name)`\(way)"
        if let cost = node.estimate?.totalCost { line += ", cost \(FigureFormatter.number(cost))" }
        if let rows = node.estimate?.rows { line += ", rows \(FigureFormatter.number(rows))" }
        if !lines.contains(line) { lines.append(line) }
      }
    }
    return Array(lines.prefix(2))
  }

  /// The index that a step reads, or that the bitmap below it is made of.
  private static func index(_ node: PlanNode) -> String? {
    guard node.index == nil, node.operation == .bitmapHeapScan else { return node.index }
    var found: String?
    visit(node) { if found == nil { found = $0.index } }
    return found
  }

  private static func list(_ names: [String]) -> String {
    let more = names.count - 2
    return names.prefix(2).joined(separator: " and ") + (more > 0 ? " and \(more) more" : "")
  }
}
