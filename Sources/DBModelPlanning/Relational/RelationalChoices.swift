import DBModelDesign
import DBModelDiagnostics
import DBModelWorkload

/// Says why a table and its indexes are as they are.
struct RelationalChoices {
  let context: PlanningContext
  let scope: RelationalScope

  func choices(
    _ table: RelationalTable,
    _ entity: Entity,
    _ planner: BTreePlanner
  ) -> [Choice] {
    var because = ["one table for each entity, one column for each field"]
    var alternatives: [String] = []
    if scope.copies.contains(entity.id) {
      because.append(
        "its rows arrive through a flow, table by table: a child may come before its parent, and a"
          + " value may move between rows"
      )
      alternatives.append(
        "foreign keys and unique constraints: they would refuse rows that are right"
      )
    }
    if planner.isSmall, let rows = entity.rowCount.value {
      because.append(
        "\(PlanPhrase.rows(rows)): up to \(FigureFormatter.count(BTreePlanner.smallTable)) are read as a"
          + " whole"
      )
      alternatives.append("indexes besides the constraints' own: no page of the table is saved")
    }
    let own = Choice(
      subject: table.name,
      store: scope.store,
      decision: "table `\(table.name)` with primary key"
        + " (\(table.primaryKey.joined(separator: ", ")))",
      because: because,
      alternatives: alternatives,
      wantedBy: []
    )
    let made = planner.trees.filter(\.name.isEmpty)
    return [own] + zip(table.indexes, made).map { index($0, $1, table, entity) }
  }

  private func index(
    _ index: TableIndex,
    _ tree: BTreePlanner.Tree,
    _ table: RelationalTable,
    _ entity: Entity
  ) -> Choice {
    if let decision = tree.added { return added(index, tree, decision, table) }
    let columns = index.columns.map { $0.isDescending ? "\($0.column) desc" : $0.column }
    var because = ["equality columns first, then one range or the order, then the key to end ties"]
    if let rows = entity.rowCount.value {
      because.append("`\(table.name)` has \(PlanPhrase.rows(rows))")
    }
    let leading = tree.columns.prefix(tree.equalities).map(\.field)
    if let line = rowsOfEachValue(entity, leading) { because.append(line) }
    if !index.included.isEmpty {
      because.append(
        "its entries hold \(index.included.joined(separator: ", ")) as well: reads need not go"
          + " to the table, but for pages that were changed lately"
      )
    }
    if let worth = tree.worth { because += worthLines(worth) }
    var alternatives = [
      "the primary key (\(table.primaryKey.joined(separator: ", "))): it does not begin with these"
    ]
    if tree.wantedBy.count > 1 {
      alternatives.append(
        "an index for each of its \(tree.wantedBy.count) patterns: one serves all"
      )
    }
    return Choice(
      subject: "\(table.name).\(index.name)",
      store: scope.store,
      decision: "an index on (\(columns.joined(separator: ", ")))"
        + (index.included.isEmpty ? "" : " include (\(index.included.joined(separator: ", ")))"),
      because: because,
      alternatives: alternatives,
      wantedBy: index.wantedBy
    )
  }

  /// How many rows share the values that an index is searched by, as far as a fan-out says it: of
  /// what stands besides the reference it says nothing.
  private func rowsOfEachValue(_ entity: Entity, _ leading: [FieldID]) -> String? {
    let bound = RowBound(context: context)
    guard let rows = bound.average(entity.id, fixed: leading) else { return nil }
    let reference = bound.decidingReference(entity.id, fixed: leading)
    if rows > 1, let reference, reference.fields.count < leading.count {
      let name = entity[reference.attribute.attribute].name
      return "\(PlanPhrase.rows(rows)) for each `\(name)` on average,"
        + " whatever the other columns hold"
    }
    return "\(PlanPhrase.rows(rows)) for each value on average"
  }

  /// An index that no declared pattern asks for.
  private func added(
    _ index: TableIndex,
    _ tree: BTreePlanner.Tree,
    _ decision: AddedIndex,
    _ table: RelationalTable
  ) -> Choice {
    let names = Set(index.wantedBy.map { context.workload[$0].name })
    let uses = decision.uses.filter { names.contains($0.pattern) }.sorted { a, b in
      let (x, y) = (a.costWithout - a.cost, b.costWithout - b.cost)
      return x != y ? x > y : a.pattern < b.pattern
    }
    var because = [
      "the lock adds it: PostgreSQL uses it for SQL as written, which derivation does not read"
    ]
    because += uses.prefix(3).map { use in
      "without it `\(use.pattern)` costs \(FigureFormatter.number(use.costWithout)) units of the"
        + " planner a call instead of \(FigureFormatter.number(use.cost))"
    }
    if uses.count > 3 { because.append("and so on for \(uses.count - 3) patterns more") }
    if let worth = tree.worth { because += worthLines(worth) }
    return Choice(
      subject: "\(table.name).\(index.name)",
      store: scope.store,
      decision: "an index on \(AddedIndexScope.title(decision))",
      because: because,
      alternatives: [
        "none: remove its lines from the lock, or run `dbmodel lock --add-indexes` anew"
      ],
      wantedBy: index.wantedBy
    )
  }

  /// What its absence would cost, and what it costs itself.
  private func worthLines(_ worth: IndexWorth) -> [String] {
    func figure(_ value: Double, _ unit: String) -> String {
      FigureFormatter.range(low: value, high: value, unit: unit)
    }
    let uses = worth.uses.prefix(3).map { use in
      "without it `\(context.workload[use.pattern].name)` takes \(figure(use.withoutMs, "ms")) of"
        + " work a call instead of \(figure(use.ms, "ms"))"
    }
    return uses + [
      "it takes \(figure(worth.bytes, "B")), \(figure(worth.entryMs * 1_000, "µs")) for each row"
        + " inserted, and \(figure(worth.upkeepMsPerSecond, "ms")) of work in a second of the average load"
    ]
  }
}
