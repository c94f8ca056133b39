public import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

/// The time a pattern takes in a relational store: round trips, and the pages and rows behind them.
///
/// A constant, pages and rows explain measured times far better than an optimiser's cost does (412
/// queries on PostgreSQL 15: median error factor 1.7 against 3.9). Pages count from everything in
/// the buffer pool to the part of the data that does not fit into it fetched from storage.
public struct SQLLatency {
  private let workload: Workload
  private let design: RelationalDesign
  private let store: Store
  private let rows: RowEstimator
  private let cardinality: Cardinality
  /// The part of the pages that is fetched from storage.
  private let missShare: Interval
  private let missText: String

  public init(workload: Workload, design: RelationalDesign) {
    self.workload = workload
    self.design = design
    store = workload[design.store]
    rows = RowEstimator(workload: workload)
    cardinality = Cardinality(workload: workload)
    let volume = RelationalVolume(workload: workload).bytes(of: design)
    (missShare, missText) = BufferPool.missShare(of: store, volume: volume)
  }

  /// `nil` for SQL taken as written: its plan says more than its text.
  public func estimate(_ pattern: AccessPattern, path: SQLPath) -> PatternLatency? {
    var chain = LatencyChain()
    switch PatternShape(pattern, workload: workload) {
    case .sql: return nil
    case .read(let shape):
      let roots = read(shape, path, pattern)
      var found: [(path: [String], rows: Interval)] = [([], roots)]
      call(workload[shape.entity].name, &chain)
      touch(
        roots,
        workload[shape.entity],
        path,
        areAdjacent: followsInsertion(shape.filter),
        &chain
      )
      for node in shape.root.all.dropFirst() {
        let parent = found.first { $0.path.elementsEqual(node.path.dropLast()) }?.rows ?? .one
        let own = related(node, parents: parent)
        found.append((node.path, own))
        call(node.path.joined(separator: "."), &chain)
        touch(own, workload[node.entity], path, &chain)
      }
    case .write(let statements, _):
      for statement in statements { write(statement, pattern, path, &chain) }
      commit(&chain)
    }
    return chain.latency(pattern: pattern.id, store: design.store)
  }

  // MARK: Rows

  private func read(_ shape: ReadShape, _ path: SQLPath, _ pattern: AccessPattern) -> Interval {
    if shape.isUniqueLookup { return .one }
    let matching = matching(shape.filter, shape.entity, pattern)
    let wanted = (shape.page?.rows ?? shape.limit).map(Double.init)
    guard let wanted, !shape.isAggregate else { return matching }
    let cut = Interval(min(matching.low, wanted), min(matching.high, wanted))
    // Without an index that gives the order, every matching row is read before the first is known.
    return ordersByIndex(shape, path) ? cut : matching
  }

  private func matching(
    _ filter: FilterShape,
    _ entity: EntityID,
    _ pattern: AccessPattern
  ) -> Interval {
    if let many = filter.memberships.first {
      guard case .many(_, let count) = pattern[many.parameter].type else { return .one }
      return Interval(count.average, count.maximum ?? count.average * 10)
    }
    var operands: [FieldID: Operand] = [:]
    for equality in filter.equalities {
      operands[equality.field.field.field] = equality.operand.requestOperand
    }
    var found = rows.rows(
      of: entity,
      sharing: filter.requiredEqualityFields(of: entity),
      pattern: pattern,
      operands: operands
    ).mean
    if let link = filter.links.first { found = linked(link, found) }
    for range in filter.ranges {
      let share = rows.rangeShare(
        of: range.field.field,
        from: range.lower?.operand.requestOperand,
        to: range.upper?.operand.requestOperand,
        in: pattern
      )
      let given = range.givenShare
      found = Interval(
        found.low * (1 - given + given * share.low),
        found.high * (1 - given + given * share.high)
      )
    }
    return found
  }

  private func linked(_ link: LinkConjunct, _ all: Interval) -> Interval {
    guard case .many(let target, _, let perRow, _) = workload[link.attribute].kind else {
      return all
    }
    let targets = cardinality.rows(target)
    return Interval(
      min(all.low, all.low * perRow.average / max(1, targets.high)),
      min(all.high, all.high * perRow.average / max(1, targets.low))
    )
  }

  private func related(_ node: ReadNode, parents: Interval) -> Interval {
    switch node.step {
    case .reference?, nil: return parents
    case .inverse(let attribute)?:
      guard case .reference(let reference) = workload[attribute].kind else { return parents }
      return parents * (reference.fanOut?.average ?? 1)
    case .many(let attribute)?, .inverseMany(let attribute)?:
      guard case .many(_, _, let perRow, _) = workload[attribute].kind else { return parents }
      return parents * perRow.average
    }
  }

  private func ordersByIndex(_ shape: ReadShape, _ path: SQLPath) -> Bool {
    guard let first = shape.order.first else { return true }
    guard case .field(let field) = first.subject, field.via.isEmpty,
      let table = design.table(of: shape.entity), let column = table.column(of: field.field.field)
    else { return false }
    if path.plannedIndexes.contains("\(table.name).primary key") {
      if table.primaryKey.contains(column.name) { return true }
    }
    return table.indexes.contains { index in
      path.plannedIndexes.contains("\(table.name).\(index.name)")
        && index.columns.contains { $0.column == column.name }
    }
  }

  /// Rows of a stretch of time stand next to each other, as they were inserted.
  private func followsInsertion(_ filter: FilterShape) -> Bool {
    filter.equalities.isEmpty && filter.memberships.isEmpty && filter.links.isEmpty
      && filter.ranges.contains { workload[$0.field.field].flags.contains(.clock) }
  }

  // MARK: Time

  private func call(_ name: String, _ chain: inout LatencyChain) {
    let prior = store.kind == .sqlite ? LatencyPriors.embeddedCall : LatencyPriors.sqlRoundTrip
    chain.add(
      median: prior.medianMs,
      p95: prior.p95Ms,
      step: "a statement for `\(name)`",
      assumption: Provenance(
        "\(prior.name): p95 "
          + FigureFormatter.interval(prior.p95Ms, "ms")
          + " (\(prior.source))",
        .convention("latency of a statement")
      )
    )
  }

  private func commit(_ chain: inout LatencyChain) {
    let prior = LatencyPriors.commit
    chain.add(
      median: prior.medianMs,
      p95: prior.p95Ms,
      step: prior.name,
      assumption: Provenance(
        "\(prior.name): p95 "
          + FigureFormatter.interval(prior.p95Ms, "ms")
          + " (\(prior.source))",
        .convention("latency of a commit")
      )
    )
  }

  private func write(
    _ statement: StatementShape,
    _ pattern: AccessPattern,
    _ path: SQLPath,
    _ chain: inout LatencyChain
  ) {
    var times = 1.0
    for list in statement.repeatedBy {
      if case .many(_, let count) = pattern[list].type { times *= count.average }
    }
    let found =
      statement.kind == .insert || statement.isUniqueLookup
      ? Interval.one
      : pattern.rows.map { Interval($0.value.average, $0.value.maximum ?? $0.value.average) }
        ?? matching(statement.filter, statement.entity, pattern)
    call("\(statement.kind.rawValue) \(workload[statement.entity].name)", &chain)
    touch(found * times, workload[statement.entity], path, &chain)
    if statement.kind == .delete {
      referrers(of: statement.entity, rows: found * times, path, &chain)
    }
  }

  /// Before a row goes the engine looks for those that refer to it, and takes those with it that go
  /// too; theirs as well.
  private func referrers(
    of entity: EntityID,
    rows: Interval,
    _ path: SQLPath,
    _ chain: inout LatencyChain
  ) {
    var pending = [(entity: entity, rows: rows)]
    var seen: Set<EntityID> = [entity]
    while let next = pending.popLast() {
      guard let parent = design.table(of: next.entity) else { continue }
      for child in design.tables {
        for key in child.foreignKeys where key.referencedTable == parent.name {
          let average = fanOut(child, key)
          let isTaken = key.deleteAction == .cascade
          let most = cardinality.rows(child.entity).high
          let each = isTaken ? average : min(1, average)
          let own = Interval(min(most, next.rows.low * each), min(most, next.rows.high * each))
          touch(own, workload[child.entity], path, searches: next.rows, &chain)
          if isTaken, seen.insert(child.entity).inserted { pending.append((child.entity, own)) }
        }
      }
    }
  }

  /// How many rows refer to one by a foreign key, on average.
  private func fanOut(_ table: RelationalTable, _ key: ForeignKey) -> Double {
    let entity = workload[table.entity]
    for position in entity.attributes.indices {
      let columns = entity.fields(of: AttributeID(position)).compactMap {
        table.column(of: $0.id)?.name
      }
      guard columns == key.columns,
        case .reference(let reference) = entity.attributes[position].kind
      else { continue }
      return reference.fanOut?.average ?? 1
    }
    return 1
  }

  /// Pages and rows of a table behind one statement.
  private func touch(
    _ found: Interval,
    _ entity: Entity,
    _ path: SQLPath,
    areAdjacent: Bool = false,
    searches: Interval = .one,
    _ chain: inout LatencyChain
  ) {
    let bytes = RelationalVolume.rowBytes(entity)
    let perPage = max(1, (LatencyPriors.pageBytes / bytes).rounded(.down))
    var pages: Interval
    var count = found
    var missMs = LatencyPriors.pageMissMs
    if path.plannedScans.contains(entity.name) {
      // Each search reads it anew.
      let all = cardinality.rows(entity.id)
      count = Interval(all.low * max(1, searches.low), all.high * max(1, searches.high))
      pages = count * (1 / perPage)
      missMs = LatencyPriors.readAheadPageMs
    } else if areAdjacent {
      pages = found * (1 / perPage) + .one
      missMs = LatencyPriors.readAheadPageMs
    } else {
      // Rows next to each other at best, each on a page of its own at worst; and a leaf per search.
      pages = Interval(found.low / perPage + 1, found.high + 1)
    }
    let table = cardinality.rows(entity.id) * (1 / perPage) + .one
    let most = table.high * max(1, searches.high)
    pages = Interval(min(pages.low, most), min(pages.high, most))
    let misses = Interval(pages.low * missShare.low, pages.high * missShare.high)
    let ms =
      pages * LatencyPriors.pageHitMs + misses * missMs
      + count * LatencyPriors.rowMs
    chain.add(
      ms: ms,
      step: FigureFormatter.counted(count, "row") + " on " + FigureFormatter.counted(pages, "page"),
      assumption: Provenance(missText, .convention("pages from storage"))
    )
  }
}
