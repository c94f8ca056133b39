import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What is asked of one table and what is written to it, and what both cost with a set of indexes:
/// milliseconds of the engine's work in a second of the average load.
struct IndexWorkload {
  typealias Column = IndexCandidate.Column

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

  /// Calls a second of a pattern that states none: it is not free, and not known.
  private static let unknownCalls = 1.0

  let entity: Entity
  var needs: [IndexNeed]
  let writes: [Write]
  let cost: BTreeCost
  let constraints: [[FieldID]]
  /// Columns of foreign keys that InnoDB indexes by itself, where no other index begins with them
  /// (MySQL 8.0 manual, "FOREIGN KEY Constraints", checked 2026-11-29).
  let automatic: [[FieldID]]
  /// Indexes that are there whatever is chosen: those that the lock adds.
  var given: [IndexCandidate]
  private let context: PlanningContext
  private let rows: RowEstimator
  private let kind: StoreKind
  private let isMemoryKnown: Bool
  /// Whether the bytes of its indexes are bounded.
  let isBounded: Bool
  /// The part of the rows that are fetched from the table though an index holds what is read.
  private let fetchedShare: Double

  init(
    context: PlanningContext,
    entity: Entity,
    store: Store,
    missShare: Double,
    needs: [IndexNeed],
    constraints: [[FieldID]],
    foreignKeys: [[FieldID]],
    given: [IndexCandidate] = []
  ) {
    self.context = context
    self.entity = entity
    self.needs = needs
    self.constraints = constraints
    self.given = given
    automatic =
      store.kind == .auroraMySQL
      ? foreignKeys.filter { key in !constraints.contains { $0.starts(with: key) } } : []
    isBounded = store.mostIndexBytes != nil
    kind = store.kind
    isMemoryKnown =
      store.kind == .sqlite || store.aurora.instanceClass != nil || store.aurora.serverless != nil
    cost = BTreeCost(
      workload: context.workload,
      entity: entity,
      kind: store.kind,
      missShare: missShare
    )
    rows = RowEstimator(workload: context.workload)
    writes = Self.writes(context, entity, rows)
    fetchedShare = cost.fetchedThough(
      changesRows: context.workload.changedEntities.contains(entity.id)
    )
  }

  // MARK: Reads

  /// What finds the rows of a need: a tree, or the table as a whole; the mean over the calls.
  func time(_ need: IndexNeed, through index: IndexCandidate?, isUnique: Bool = false) -> Double? {
    guard let pattern = need.pattern.map({ context.workload[$0] }) else { return nil }
    if isUnique, let fields = index?.columns.map(\.field), !fields.isEmpty,
      fields.allSatisfy(need.equalities.contains)
    {
      let searches = need.searches(in: fields)
      return cost.search(fields, entries: searches, searches: searches)
    }
    var way: Way?
    if let index {
      way = self.way(need, through: index, pattern)
      if way == nil { return nil }
    }
    let equal = sharing(need.equalities, need, pattern)
    let ranges = need.ranges.map { ($0.field, share: rangeShare($0, pattern)) }
    return calls(of: need, pattern).reduce(0) { sum, call in
      func part(_ field: FieldID) -> Double { field == call.range ? call.rangePart : 1 }
      let found = ranges.reduce(equal * call.shared) { $0 * $1.share * part($1.0) }
      var met = need
      met.kept = min(1, need.kept * call.kept)
      guard var way, let index else {
        return sum + call.chance * min(scan(met, found), joined(met) ?? .infinity)
      }
      if let range = way.range { way.entries *= part(range) }
      if way.fixesAll {
        way.entries *= call.shared
        way.group = min(way.group, way.entries)
      }
      return sum + call.chance * time(met, way, index, found)
    }
  }

  /// What a tree does for a need.
  private struct Way {
    /// Entries that a search meets, on average over the calls.
    var entries: Double
    /// Those of them that are alike in the first terms of the order.
    var group: Double
    let searches: Double
    let isOrdered: Bool
    /// Whether rows that are alike in the first columns of the order are sorted group by group.
    let isPartly: Bool
    let range: FieldID?
    /// Whether all equalities are in front.
    let fixesAll: Bool
    /// Whether the rows stand as the entries do.
    let isAdjacent: Bool
  }

  /// `nil` where the tree is of no use.
  private func way(
    _ need: IndexNeed,
    through index: IndexCandidate,
    _ pattern: AccessPattern
  ) -> Way? {
    let tree = index.columns
    let leading = tree.prefix { need.equalities.contains($0.field) }.map(\.field)
    let searches = need.searches(in: leading)
    let rest = Array(tree.dropFirst(leading.count))
    let order = need.order.filter { !leading.contains($0.field) }
    // Rows of several searches are put in order afterwards.
    let isInTurn = need.isOrderBinding && searches <= 1
    let matched = matches(rest, order)
    let isOrdered = isInTurn && matched == order.count
    let isPartly = isInTurn && !isOrdered && matched > 0 && sortsGroups
    let range = rest.first.flatMap { first in need.ranges.first { $0.field == first.field } }
    guard !leading.isEmpty || range != nil || isOrdered || isPartly else { return nil }
    return Way(
      entries: sharing(leading, need, pattern) * (range.map { rangeShare($0, pattern) } ?? 1),
      group: isPartly
        ? sharing(leading + order.prefix(matched).map(\.field), need, pattern) : 0,
      searches: searches,
      isOrdered: isOrdered,
      isPartly: isPartly,
      range: range?.field,
      fixesAll: leading.count == Set(need.equalities).count,
      isAdjacent: leading.isEmpty && rest.first.map { cost.grows($0.field) } == true
    )
  }

  /// - Parameter found: Rows that one search wants.
  private func time(
    _ need: IndexNeed,
    _ way: Way,
    _ index: IndexCandidate,
    _ found: Double
  ) -> Double {
    var entries = way.entries
    // Behind the entries, rows are checked for what the tree does not hold.
    var kept = max(1e-9, min(1, found / max(1e-9, entries)))
    if !way.fixesAll { kept /= BTreeCost.rareness }
    var unordered = way.isOrdered ? 0 : found * need.searches
    if way.isOrdered || way.isPartly || !need.isOrderBinding, way.searches <= 1,
      let wanted = need.wanted
    {
      var last = BTreeCost.walked(to: wanted / kept, kept: max(1e-9, need.kept))
      if way.isPartly {
        last += way.group
        unordered = min(unordered, wanted + way.group)
      }
      entries = min(entries, last)
    }
    let sorted = need.isOrderBinding && need.isSorted ? BTreeCost.sort(rows: unordered) : 0
    return cost.search(
      index.columns.map(\.field),
      included: index.included,
      entries: max(1, entries) * need.searches,
      searches: way.searches,
      isOrdered: way.isAdjacent,
      fetched: need.read.map { cost.holds(index.fields, $0) } == true ? fetchedShare : 1
    ) + sorted
  }

  /// - Parameter found: Rows that one search wants.
  private func scan(_ need: IndexNeed, _ found: Double) -> Double {
    if need.isSearchedApart { return cost.scan(rows: cost.rowCount) * need.searches }
    let all = max(1e-9, found * need.searches * need.kept)
    // It ends with the last row that is wanted; the one of a key stands anywhere.
    if need.isUnique { return cost.scan(rows: cost.rowCount / 2) }
    if need.isOrderBinding {
      return cost.scan(rows: cost.rowCount) + (need.isSorted ? BTreeCost.sort(rows: all) : 0)
    }
    return cost.scan(rows: cost.rowCount * min(1, (need.wanted ?? all) / all))
  }

  /// Rows that others lead to, each found by an index on what it refers to; `nil` where no
  /// condition is about those.
  private func joined(_ need: IndexNeed) -> Double? {
    need.joined.map { joined in
      cost.search(joined.fields, entries: joined.rows, searches: joined.searches)
        + (need.isOrderBinding && need.isSorted ? BTreeCost.sort(rows: joined.rows) : 0)
    }
  }

  /// Whether the rows of a need are best found through others, if no index of its own finds them.
  func isJoined(_ need: IndexNeed) -> Bool {
    guard let joined = joined(need), let ms = time(need, through: nil) else { return false }
    return joined <= ms
  }

  /// Rows that hold the values asked for of some fields, for one search; of a list of cases, those
  /// of all of them.
  private func sharing(_ fields: [FieldID], _ need: IndexNeed, _ pattern: AccessPattern) -> Double {
    let plain = fields.filter { need.listed[$0] == nil }
    let found = rows.rows(
      of: entity.id,
      sharing: plain,
      pattern: pattern,
      operands: need.operands
    ).mean.middle
    return fields.reduce(found) { $0 * (need.listed[$1]?.share ?? 1) }
  }

  /// What calls find that end with the last row they want: for those alone it matters how unlike
  /// each other they are. What they read of many rows is not what they read of the mean of them.
  private func calls(of need: IndexNeed, _ pattern: AccessPattern) -> [IndexNeed.Call] {
    guard need.wanted != nil else { return [IndexNeed.Call()] }
    for range in need.ranges {
      let shares = rows.rangeShares(
        of: FieldReference(entity.id, range.field),
        from: range.lower?.operand.requestOperand,
        to: range.upper?.operand.requestOperand,
        in: pattern
      ).map { (chance: $0.chance, share: $0.share.middle) }
      let mean = shares.reduce(0) { $0 + $1.chance * $1.share }
      guard shares.count > 1, mean > 0 else { continue }
      return shares.map {
        IndexNeed.Call(chance: $0.chance, range: range.field, rangePart: $0.share / mean)
      }
    }
    guard let declared = pattern.rows?.value, declared.average > 0 else {
      return [IndexNeed.Call()]
    }
    return declared.calls.map {
      let part = $0.value / declared.average
      return need.kept >= 1
        ? IndexNeed.Call(chance: $0.chance, shared: part)
        : IndexNeed.Call(chance: $0.chance, kept: part)
    }
  }

  private func rangeShare(_ range: RowNeed.Range, _ pattern: AccessPattern) -> Double {
    rows.rangeShare(
      of: FieldReference(entity.id, range.field),
      from: range.lower?.operand.requestOperand,
      to: range.upper?.operand.requestOperand,
      in: pattern
    ).middle
  }

  /// Whether it is known what a row costs that is not read: nobody says how much memory there is
  /// where no class is declared, and half of all pages from storage would have everything copied.
  var mayWiden: Bool { isMemoryKnown }

  /// An index that holds further fields: beside its columns where the engine has that, and else
  /// behind them.
  func widened(_ index: IndexCandidate, by fields: [FieldID]) -> IndexCandidate {
    if kind == .auroraPostgreSQL {
      return IndexCandidate(columns: index.columns, included: fields, isWidened: true)
    }
    return IndexCandidate(columns: index.columns + fields.map { ($0, false) }, isWidened: true)
  }

  /// How many terms of an order the columns begin with, forwards or backwards.
  private func matches(_ columns: [Column], _ order: [Column]) -> Int {
    let pairs = zip(columns, order)
    let same = pairs.prefix { $0.field == $1.field && $0.isDescending == $1.isDescending }
    let other = pairs.prefix { $0.field == $1.field && $0.isDescending != $1.isDescending }
    return max(same.count, other.count)
  }

  /// Whether rows that an index gives in the order of its first terms are sorted by the others
  /// group by group, so that the first are there before all are read (PostgreSQL 13, release notes:
  /// incremental sorting, checked 2026-11-29).
  var sortsGroups: Bool { kind == .auroraPostgreSQL }

  // MARK: A set of indexes

  /// The best way of a need: the place of its tree, constraints first, then what is given, then the
  /// indexes; `nil` for the table as a whole.
  func best(_ need: IndexNeed, among indexes: [IndexCandidate]) -> (place: Int?, ms: Double) {
    var found: (place: Int?, ms: Double) = (nil, time(need, through: nil) ?? 0)
    for (place, fields) in constraints.enumerated() {
      let tree = IndexCandidate(fields)
      if let ms = time(need, through: tree, isUnique: true), ms < found.ms { found = (place, ms) }
    }
    for (place, tree) in (given + indexes).enumerated() {
      if let ms = time(need, through: tree), ms < found.ms {
        found = (constraints.count + place, ms)
      }
    }
    return found
  }

  func rank(_ indexes: [IndexCandidate]) -> Rank {
    var rank = Rank()
    for need in needs {
      let ms = best(need, among: indexes).ms
      rank.ms += ms * callsPerSecond(need)
      rank.broken += Self.broken(ms, budget: budgetMs(need))
    }
    rank.ms += upkeep(indexes)
    return rank
  }

  /// Milliseconds that a need's pattern may take; `nil`: nobody says.
  func budgetMs(_ need: IndexNeed) -> Double? {
    guard let pattern = need.pattern.map({ context.workload[$0] }) else { return nil }
    return pattern.latency?.milliseconds ?? pattern.schedule?.withinSeconds.map { $0 * 1_000 }
  }

  /// 1 for a need that takes longer than its pattern may, and how much longer as far as that
  /// matters: of two that break a budget the worse is worse.
  static func broken(_ ms: Double, budget: Double?) -> Double {
    guard let budget, ms > budget else { return 0 }
    return 1 + min(1e6, ms / budget) * 1e-3
  }

  func name(_ pattern: PatternID) -> String { context.workload[pattern].name }

  func callsPerSecond(_ need: IndexNeed) -> Double {
    need.pattern.map { Self.callsPerSecond(context.workload[$0]) } ?? 0
  }

  static func callsPerSecond(_ pattern: AccessPattern) -> Double {
    let book = PriceBook.publicUSEast1
    return UsageEstimator.callsPerMonth(of: pattern, book: book).map { $0 / book.secondsPerMonth }
      ?? pattern.rate?.peak.value ?? unknownCalls
  }

  // MARK: Writes

  /// What the writes of a second cost in all trees, those included that the engine makes by itself.
  func upkeep(_ indexes: [IndexCandidate]) -> Double {
    let own = automatic.filter { key in !indexes.contains { replaces($0, key) } }
    let trees = (constraints + own).map { IndexCandidate($0) } + given + indexes
    return writes.reduce(0) { sum, write in
      if write.kind == .update, writesAllTrees, !trees.contains(where: { touches(write, $0) }) {
        return sum
      }
      return sum + write.rowsPerSecond * trees.reduce(0) { $0 + entryMs(write, $1) }
    }
  }

  /// Whether an index is used for a foreign key, so that the engine makes none for it.
  func replaces(_ index: IndexCandidate, _ key: [FieldID]) -> Bool {
    index.columns.map(\.field).starts(with: key)
  }

  /// Whether a row that is changed has new entries in all trees or in none. PostgreSQL writes a new
  /// version of a row; one that changes no column of any index is found through the entries of the
  /// old one (HOT).
  var writesAllTrees: Bool { kind == .auroraPostgreSQL }

  /// Whether a row's entry in a tree changes.
  func touches(_ write: Write, _ index: IndexCandidate) -> Bool {
    write.kind != .update || !write.changed.isDisjoint(with: index.fields)
  }

  /// What a row that is written costs in one tree, where it is written there at all. InnoDB and
  /// SQLite take the old entry out and put the new one in, where it differs.
  func entryMs(_ write: Write, _ index: IndexCandidate) -> Double {
    let entry = entryMs(index)
    if write.kind != .update || writesAllTrees { return entry }
    return touches(write, index) ? 2 * entry : 0
  }

  /// What the entry of a new row costs.
  func entryMs(_ index: IndexCandidate) -> Double {
    cost.write(index.columns.map(\.field), included: index.included)
  }

  func bytes(_ index: IndexCandidate) -> Double {
    cost.bytes(index.columns.map(\.field), included: index.included)
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
              pattern: pattern,
              operands: statement.filter.operands
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
