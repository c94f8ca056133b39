import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The indexes of a schema that somebody wrote down, against what the patterns ask of its tables:
/// what is missing, what only repeats another one, and what costs more than it saves.
struct WrittenIndexes {
  /// What a missing index would save of the work of its table at the least.
  private static let leastSaved = 0.02
  /// What it saves of a call at the least where no budget is broken, milliseconds of work: nobody
  /// makes an index for less.
  private static let leastSavedMs = 1.0

  private let workload: Workload
  private let context: PlanningContext
  private let scope: RelationalScope
  private let fixed: FixedSQLDesign
  private let missShare: Double

  init(_ fixed: FixedSQLDesign, _ context: PlanningContext) {
    self.fixed = fixed
    self.context = context
    workload = context.workload
    scope = RelationalScope(workload, store: fixed.store)
    let volume = RelationalVolume(workload: workload).bytes(of: scope.entities)
    missShare = BufferPool.missShare(of: workload[fixed.store], volume: volume).0.middle
  }

  /// In the order of the tables.
  func findings() -> [Diagnostic] {
    let builder = SchemaBuilder(context: context, scope: scope)
    let needs = IndexNeeds(context: context, scope: scope)
    return fixed.tables.flatMap { table -> [Diagnostic] in
      let entity = workload[table.schema.entity]
      let planner = BTreePlanner(
        context: context,
        entity: entity,
        store: workload[fixed.store],
        missShare: missShare,
        constraints: [("primary key", fields(table.schema.primaryKey, table))]
          + table.schema.uniques.map { ($0.name, fields($0.columns, table)) },
        foreignKeys: builder.foreignKeyFields(entity),
        needs: needs.needs[entity.id] ?? []
      )
      return superfluous(table, planner) + missing(table, planner)
    }
  }

  private func fields(_ columns: [String], _ table: FixedSQLTable) -> [FieldID] {
    columns.compactMap { name in table.schema.columns.first { $0.name == name }?.field }
  }

  private func candidate(_ index: TableIndex, _ table: FixedSQLTable) -> IndexCandidate {
    IndexCandidate(
      columns: index.columns.compactMap { part in
        table.schema.columns.first { $0.name == part.column }
          .map { ($0.field, part.isDescending) }
      }
    )
  }

  private func candidates(_ table: FixedSQLTable) -> [IndexCandidate] {
    table.schema.indexes.map { candidate($0, table) }
  }

  /// The index with the key behind it. InnoDB's entries hold the key, and the other engines sort
  /// the rows that are alike in what they begin with group by group: nobody makes another index to
  /// end ties.
  private func ending(_ tree: IndexCandidate, _ table: FixedSQLTable) -> IndexCandidate {
    let isDescending = tree.columns.last?.isDescending ?? false
    let rest = fields(table.schema.primaryKey, table).filter { !tree.fields.contains($0) }
    return IndexCandidate(
      columns: tree.columns + rest.map { ($0, isDescending) },
      included: tree.included
    )
  }

  /// Whether nothing can be said of what is not needed: a statement is not looked into, or a read
  /// of the whole table may go through an index because that is smaller.
  private func isReadOtherwise(_ entity: EntityID) -> Bool {
    scope.patterns.contains { pattern in
      switch (context.shapes[pattern.id.rawValue], pattern.operation) {
      case (.sql, .sql(let sql)):
        sql.reads.isEmpty || sql.reads.contains { $0.value == entity }
          || sql.writes.contains { $0.value == entity }
      case (.read(let read), _):
        read.entity == entity && read.isAggregate && read.filter.equalities.isEmpty
      default: false
      }
    }
  }

  // MARK: Too many

  private func superfluous(_ table: FixedSQLTable, _ planner: BTreePlanner) -> [Diagnostic] {
    var kept = Array(zip(table.schema.indexes, candidates(table)))
    let isUnclear = isReadOtherwise(table.schema.entity)
    var found: [Diagnostic] = []
    for (place, (index, tree)) in zip(table.schema.indexes, candidates(table)).enumerated() {
      let others = kept.filter { $0.0.name != index.name }
      let span = table.indexSpans.indices.contains(place) ? table.indexSpans[place] : table.span
      let all = kept.map { ending($0.1, table) }
      let rest = others.map { ending($0.1, table) }
      if let longer = longer(tree, others, table) {
        found.append(redundant(index, longer, table, planner, all, rest, span))
        kept = others
        continue
      }
      // InnoDB needs one that begins with a foreign key, and refuses to drop the last.
      let isOfForeignKey = planner.workload.automatic.contains { key in
        planner.workload.replaces(tree, key)
          && !rest.contains { planner.workload.replaces($0, key) }
      }
      // Where nobody has said yet what is asked, nothing is not needed.
      guard !isUnclear, !isOfForeignKey, !scope.patterns.isEmpty else { continue }
      let (rank, without) = (planner.workload.rank(all), planner.workload.rank(rest))
      guard without.broken <= rank.broken + 1e-12, without.ms <= rank.ms * (1 + 1e-9) else {
        continue
      }
      found.append(unneeded(index, table, planner, all, rest, span))
      kept = others
    }
    return found
  }

  /// What begins with the columns of an index, or has the same.
  private func longer(
    _ tree: IndexCandidate,
    _ others: [(TableIndex, IndexCandidate)],
    _ table: FixedSQLTable
  ) -> String? {
    if let other = others.first(where: { tree.begins($0.1) || $0.1.hasColumns(of: tree) }) {
      return "index `\(other.0.name)`"
    }
    let constraints =
      [("the primary key", table.schema.primaryKey)]
      + table.schema.uniques.map { ("the unique constraint `\($0.name)`", $0.columns) }
    return constraints.first { _, columns in
      let other = IndexCandidate(fields(columns, table))
      return tree.begins(other) || other.hasColumns(of: tree)
    }?.0
  }

  private func redundant(
    _ index: TableIndex,
    _ longer: String,
    _ table: FixedSQLTable,
    _ planner: BTreePlanner,
    _ all: [IndexCandidate],
    _ rest: [IndexCandidate],
    _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      RelationalRules.redundantIndex,
      "index `\(index.name)` of `\(table.schema.name)` repeats what \(longer) begins with",
      at: Label(span, columns(index)),
      notes: upkeep(planner, candidate(index, table), all, rest),
      help: ["drop it: whatever goes through it goes through \(longer) as well"],
      path: path(table, index.name)
    )
  }

  private func unneeded(
    _ index: TableIndex,
    _ table: FixedSQLTable,
    _ planner: BTreePlanner,
    _ all: [IndexCandidate],
    _ rest: [IndexCandidate],
    _ span: SourceSpan
  ) -> Diagnostic {
    let worth = IndexWorth(
      ending(candidate(index, table), table),
      among: all,
      in: planner.workload
    )
    let users = Set(worth.uses.map(\.pattern)).sorted()
    let title =
      users.isEmpty
      ? "no pattern needs index `\(index.name)` of `\(table.schema.name)`"
      : "index `\(index.name)` of `\(table.schema.name)` costs more than it saves"
    let saved =
      users.isEmpty
      ? []
      : [
        "it saves \(PlanPhrase.patterns(users, workload)) less work than keeping it takes"
      ]
    return Diagnostic(
      RelationalRules.unneededIndex,
      title,
      at: Label(span, columns(index)),
      notes: saved + upkeep(planner, candidate(index, table), all, rest),
      help: [
        "drop it, or declare the pattern that reads it: what is not declared is not counted"
      ],
      path: path(table, index.name)
    )
  }

  private func upkeep(
    _ planner: BTreePlanner,
    _ tree: IndexCandidate,
    _ all: [IndexCandidate],
    _ rest: [IndexCandidate]
  ) -> [String] {
    let work = max(0, planner.workload.upkeep(all) - planner.workload.upkeep(rest))
    return [
      "it takes \(FigureFormatter.bytes(planner.workload.bytes(tree))), and its upkeep"
        + " \(FigureFormatter.number(work)) ms of work in a second"
    ]
  }

  // MARK: Too few

  private func missing(_ table: FixedSQLTable, _ planner: BTreePlanner) -> [Diagnostic] {
    var kept = candidates(table).map { ending($0, table) }
    var rank = planner.workload.rank(kept)
    var added: [(tree: IndexCandidate, isGrave: Bool)] = []
    while true {
      var best: (tree: IndexCandidate, rank: IndexWorkload.Rank)?
      for tree in planner.candidates where !tree.isWidened && !kept.contains(tree) {
        let next = planner.workload.rank(kept + [tree])
        guard next.broken < rank.broken - 1e-12 || rank.ms - next.ms > Self.leastSaved * rank.ms
        else { continue }
        if let best, !(next < best.rank) { continue }
        best = (tree, next)
      }
      guard let best else { break }
      kept.append(best.tree)
      added.append((best.tree, best.rank.broken < rank.broken - 1e-12))
      rank = best.rank
    }
    return added.compactMap { missing($0.tree, isGrave: $0.isGrave, kept, table, planner) }
  }

  private func missing(
    _ tree: IndexCandidate,
    isGrave: Bool,
    _ all: [IndexCandidate],
    _ table: FixedSQLTable,
    _ planner: BTreePlanner
  ) -> Diagnostic? {
    let worth = IndexWorth(tree, among: all, in: planner.workload)
    guard let first = worth.uses.first,
      isGrave || first.withoutMs - first.ms >= Self.leastSavedMs
    else { return nil }
    let names = tree.columns.compactMap { part in
      table.schema.column(of: part.field).map { $0.name + (part.isDescending ? " descending" : "") }
    }
    guard names.count == tree.columns.count else { return nil }
    let plain = names.map { $0.split(separator: " ")[0] }.joined(separator: "_")
    let patterns = Set(worth.uses.map(\.pattern)).sorted()
    return Diagnostic(
      RelationalRules.missingIndex,
      severity: isGrave ? .warning : .note,
      "`\(table.schema.name)` has no index for \(PlanPhrase.patterns(patterns, workload))",
      at: Label(table.nameSpan),
      secondary: [Label(workload[first.pattern].nameSpan, "the most work is done here")],
      notes: worth.uses.prefix(4).map { use in
        "`\(workload[use.pattern].name)`: \(ms(use.withoutMs)) of work a call; \(ms(use.ms)) with it"
      } + [
        "it would take \(FigureFormatter.bytes(worth.bytes)), and its upkeep"
          + " \(FigureFormatter.number(worth.upkeepMsPerSecond)) ms of work in a second"
      ],
      help: [
        "write `index \(table.schema.name)_\(plain)_idx { key \(names.joined(separator: ", ")) }`"
      ],
      path: path(table, plain)
    )
  }

  private func ms(_ value: Double) -> String {
    FigureFormatter.range(low: value, high: value, unit: "ms")
  }

  private func columns(_ index: TableIndex) -> String {
    index.columns.map { $0.isDescending ? "\($0.column) descending" : $0.column }
      .joined(separator: ", ")
  }

  private func path(_ table: FixedSQLTable, _ index: String) -> String {
    "design \(fixed.name)/\(table.schema.name).\(index)"
  }
}
