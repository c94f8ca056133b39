import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What is asked of one table and what is written to it, and what both cost with a set of indexes:
/// milliseconds of the engine's work in a second of the average load.
struct IndexWorkload {
  typealias Column = (field: FieldID, isDescending: Bool)

  /// Budgets that are not kept, then work.
  struct Rank: Comparable {
    var broken = 0.0
    var ms = 0.0

    static func < (a: Rank, b: Rank) -> Bool {
      if abs(a.broken - b.broken) > 1e-12 { return a.broken < b.broken }
      // A rounding of sums is no difference.
      return a.ms < b.ms - 1e-9 * max(a.ms, b.ms)
    }
  }

  /// Rows that are written the same way.
  struct Write {
    enum Kind { case insert, update, delete }
    let pattern: PatternID
    let kind: Kind
    /// Rows a second.
    let rowsPerSecond: Double
    /// Columns whose values change.
    let changed: Set<FieldID>
  }

  /// Rows that an ordered read checks for values which its index does not hold may stand together,
  /// or be rarer than others: it may read so many times what the average says.
  private static let rareness = 10.0
  /// Calls a second of a pattern that states none: it is not free, and not known.
  private static let unknownCalls = 1.0

  let entity: Entity
  var needs: [IndexNeed]
  let writes: [Write]
  let cost: BTreeCost
  let constraints: [[FieldID]]
  private let context: PlanningContext
  private let rows: RowEstimator
  private let kind: StoreKind

  init(
    context: PlanningContext,
    entity: Entity,
    store: Store,
    missShare: Double,
    needs: [IndexNeed],
    constraints: [[FieldID]]
  ) {
    self.context = context
    self.entity = entity
    self.needs = needs
    self.constraints = constraints
    kind = store.kind
    cost = BTreeCost(
      workload: context.workload,
      entity: entity,
      kind: store.kind,
      missShare: missShare
    )
    rows = RowEstimator(workload: context.workload)
    writes = Self.writes(context, entity, rows)
  }

  // MARK: Reads

  /// What finds the rows of a need: a tree, or the table as a whole.
  func time(_ need: IndexNeed, through tree: [Column]?, isUnique: Bool = false) -> Double? {
    guard let pattern = need.pattern.map({ context.workload[$0] }) else { return nil }
    let found =
      need.ranges.reduce(sharing(need.equalities, need, pattern)) {
        $0 * rangeShare($1, pattern)
      }
    guard let tree else { return scan(need, found) }
    let fields = tree.map(\.field)
    if isUnique, !fields.isEmpty, fields.allSatisfy(need.equalities.contains) {
      return cost.search(fields, entries: need.searches, searches: need.searches)
    }
    let leading = tree.prefix { need.equalities.contains($0.field) }.map(\.field)
    let rest = Array(tree.dropFirst(leading.count))
    let order = need.order.filter { !leading.contains($0.field) }
    // Rows of several searches are put in order afterwards.
    let isOrdered =
      need.isOrderBinding && need.searches <= 1 && rest.count >= order.count
      && matches(rest, order)
    let range = rest.first.flatMap { first in need.ranges.first { $0.field == first.field } }
    guard !leading.isEmpty || range != nil || isOrdered else { return nil }
    var entries = sharing(leading, need, pattern)
    if let range { entries *= rangeShare(range, pattern) }
    // Behind the entries, rows are checked for what the tree does not hold.
    var kept = max(1e-9, min(1, found / max(1e-9, entries)))
    if leading.count < Set(need.equalities).count { kept /= Self.rareness }
    if isOrdered || !need.isOrderBinding, need.searches <= 1, let wanted = need.wanted {
      entries = min(entries, wanted / kept)
    }
    let sorted =
      need.isOrderBinding && !isOrdered ? BTreeCost.sort(rows: found * need.searches) : 0
    return cost.search(
      fields,
      entries: max(1, entries) * need.searches,
      searches: need.searches,
      isOrdered: leading.isEmpty && rest.first.map { cost.grows($0.field) } == true
    ) + sorted
  }

  /// - Parameter found: Rows that one search wants.
  private func scan(_ need: IndexNeed, _ found: Double) -> Double {
    if need.isSearchedApart { return cost.scan(rows: cost.rowCount) * need.searches }
    let all = max(1e-9, found * need.searches)
    // It ends with the last row that is wanted; the one of a key stands anywhere.
    if need.isUnique { return cost.scan(rows: cost.rowCount / 2) }
    if need.isOrderBinding { return cost.scan(rows: cost.rowCount) + BTreeCost.sort(rows: all) }
    return cost.scan(rows: cost.rowCount * min(1, (need.wanted ?? all) / all))
  }

  /// Rows that hold the values asked for of some fields, for one search.
  private func sharing(_ fields: [FieldID], _ need: IndexNeed, _ pattern: AccessPattern) -> Double {
    rows.rows(of: entity.id, sharing: fields, pattern: pattern, operands: need.operands)
      .mean.middle
  }

  private func rangeShare(_ range: RowNeed.Range, _ pattern: AccessPattern) -> Double {
    rows.rangeShare(
      of: FieldReference(entity.id, range.field),
      from: range.lower?.operand.requestOperand,
      to: range.upper?.operand.requestOperand,
      in: pattern
    ).middle
  }

  private func matches(_ columns: [Column], _ tail: [Column]) -> Bool {
    zip(columns, tail).allSatisfy { $0.field == $1.field && $0.isDescending == $1.isDescending }
      || zip(columns, tail).allSatisfy {
        $0.field == $1.field && $0.isDescending != $1.isDescending
      }
  }

  // MARK: A set of indexes

  /// The best way of a need: the place of its tree, constraints first and then the indexes; `nil`
  /// for the table as a whole.
  func best(_ need: IndexNeed, among indexes: [[Column]]) -> (place: Int?, ms: Double) {
    var found: (place: Int?, ms: Double) = (nil, time(need, through: nil) ?? 0)
    for (place, fields) in constraints.enumerated() {
      let tree = fields.map { (field: $0, isDescending: false) }
      if let ms = time(need, through: tree, isUnique: true), ms < found.ms { found = (place, ms) }
    }
    for (place, tree) in indexes.enumerated() {
      if let ms = time(need, through: tree), ms < found.ms {
        found = (constraints.count + place, ms)
      }
    }
    return found
  }

  func rank(_ indexes: [[Column]]) -> Rank {
    var rank = Rank()
    for need in needs {
      let ms = best(need, among: indexes).ms
      rank.ms += ms * callsPerSecond(need)
      rank.broken += broken(need, ms)
    }
    rank.ms += upkeep(indexes)
    return rank
  }

  /// 1 for a need that takes longer than its pattern may, and how much longer as far as that
  /// matters: of two that break a budget the worse is worse.
  private func broken(_ need: IndexNeed, _ ms: Double) -> Double {
    guard let pattern = need.pattern.map({ context.workload[$0] }),
      let budget = pattern.latency?.milliseconds
        ?? pattern.schedule?.withinSeconds.map({ $0 * 1_000 }),
      ms > budget
    else { return 0 }
    return 1 + min(1e6, ms / budget) * 1e-3
  }

  func name(_ pattern: PatternID) -> String { context.workload[pattern].name }

  func callsPerSecond(_ need: IndexNeed) -> Double {
    need.pattern.map { Self.callsPerSecond(context.workload[$0]) } ?? 0
  }

  private static func callsPerSecond(_ pattern: AccessPattern) -> Double {
    let book = PriceBook.publicUSEast1
    return UsageEstimator.callsPerMonth(of: pattern, book: book).map { $0 / book.secondsPerMonth }
      ?? pattern.rate?.peak.value ?? unknownCalls
  }

  // MARK: Writes

  /// What the writes of a second cost in all trees, those of constraints included.
  func upkeep(_ indexes: [[Column]]) -> Double {
    let trees = constraints + indexes.map { $0.map(\.field) }
    return writes.reduce(0) { sum, write in
      sum + write.rowsPerSecond * written(write, trees).reduce(0) { $0 + cost.write($1) }
    }
  }

  /// The entries that a row makes. PostgreSQL writes a new version of a row; one that changes no
  /// column of any index is found through the entries of the old one (HOT), and any other has new
  /// entries in all of them. InnoDB and SQLite take the old entry out and put the new one in, where
  /// it differs.
  private func written(_ write: Write, _ trees: [[FieldID]]) -> [[FieldID]] {
    switch write.kind {
    case .insert, .delete: return trees
    case .update:
      let touched = trees.filter { !write.changed.isDisjoint(with: $0) }
      if kind == .auroraPostgreSQL { return touched.isEmpty ? [] : trees }
      return touched + touched
    }
  }

  private static func writes(
    _ context: PlanningContext,
    _ entity: Entity,
    _ rows: RowEstimator
  ) -> [Write] {
    zip(context.workload.patterns, context.shapes).flatMap { pattern, shape -> [Write] in
      guard case .write(let statements, _) = shape else { return [] }
      return statements.filter { $0.entity == entity.id }.flatMap { statement -> [Write] in
        var count = callsPerSecond(pattern)
        for list in statement.repeatedBy {
          if case .many(_, let elements) = pattern[list].type { count *= elements.average }
        }
        if statement.kind != .insert, !statement.isUniqueLookup {
          count *=
            pattern.rows.map(\.value.average)
            ?? rows.rows(
              of: entity.id,
              sharing: statement.filter.requiredEqualityFields(of: entity.id),
              pattern: pattern
            ).mean.middle
        }
        let changed = Set(statement.assignments.map(\.field))
        func write(_ kind: Write.Kind) -> Write {
          Write(pattern: pattern.id, kind: kind, rowsPerSecond: count, changed: changed)
        }
        switch statement.kind {
        case .insert: return [write(.insert)]
        case .update: return [write(.update)]
        // Of an upsert nobody says how often the row is there: it is dearer where it is not.
        case .upsert: return [write(.insert)]
        case .delete: return [write(.delete)]
        }
      }
    }
  }
}
