import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension SQLReadBuilder {
  /// Rows that are found through what they refer to, or through rows that link them: one search for
  /// each of those.
  func joined(
    _ filter: FilterShape,
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> SQLRead? {
    var read = SQLRead(entity: entity, entries: RowSpread(.one))
    if let link = filter.links.first(where: { !$0.isOptional }),
      let rowsOfLink = linked(link, entity, pattern)
    {
      read.entries = rowsOfLink
      if let share = rows.linkedShare(link) {
        read.plannedEntries = cardinality.rows(entity.id).middle * share.middle
      }
      read.entriesPerSearch = .one
      read.plannedPerSearch = 1
      read.outerPerEntry = 1
      read.keep(kept(filter, entity, pattern, isLinked: true))
      read.led = [link.attribute]
      read.means = "through the rows that link them"
      return read
    }
    var ways: [[AttributeReference]] = []
    for equality in filter.equalities
    where !equality.isOptional && !equality.field.via.isEmpty && !ways.contains(equality.field.via)
    {
      ways.append(equality.field.via)
    }
    let all = ways.compactMap { led(by: $0, filter, entity, pattern) }
    return all.min { ($0.entries.mean.middle, $0.means) < ($1.entries.mean.middle, $1.means) }
  }

  /// Rows that are found through those that a way over references leads to.
  private func led(
    by via: [AttributeReference],
    _ filter: FilterShape,
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> SQLRead? {
    let joins = filter.equalities.filter { !$0.isOptional && $0.field.via == via }
    guard let target = joins.first?.field.field.entity else { return nil }
    let values = Dictionary(
      joins.map { ($0.field.field.field, $0.operand) },
      uniquingKeysWith: { a, _ in a }
    )
    let operands = values.mapValues(\.requestOperand)
    let far = spread(
      workload[target],
      sharing: joins.map(\.field.field.field),
      values,
      nil,
      pattern
    )
    // Of those a range on the way leaves a part; all of them are read for it.
    let stretches = filter.ranges.filter { !$0.isOptional && $0.field.via == via }
    let stretched = stretches.reduce(.one) { $0 * rows.share(of: $1, pattern) }
    // From what is asked for to the rows that these refer to, and from those to these.
    var (fanOut, parents) = (1.0, 1.0)
    for step in via.reversed() {
      guard case .reference(let reference) = workload[step].kind else { return nil }
      let children = cardinality.rows(step.entity).middle
      let above = max(1, cardinality.rows(reference.target).middle)
      parents *= fanOut
      fanOut = reference.fanOut?.average ?? children / above
    }
    let leading = entity.fields(of: via[0].attribute).map(\.id)
    let tree = further(behind: leading, filter, entity)
    var each = Interval(fanOut)
    for equality in tree?.conditions ?? [] {
      each = each * rows.pathShare(of: equality, pattern).middle
    }
    let given = tree?.conditions.map(\.field.field.field) ?? []
    if let range = tree?.range {
      each = stretch(range, of: each, behind: leading + given, entity, pattern)
    }
    var read = SQLRead(entity: entity, entries: far)
    read.entries = read.entries.map { each * stretched * ($0 * parents) }
    let plain = planned(joins.map(\.field.field.field), nil, values, workload[target], pattern)
    read.plannedEntries = plain * parents * each.middle * stretched.middle
    read.entriesPerSearch = Interval(max(each.low, 1e-3), max(each.high, 1e-3))
    read.plannedPerSearch = max(each.middle, 1e-3)
    read.outerPerEntry =
      outerPerRow(of: target, operands, far.mean.middle, pattern)
      / max(1e-3, each.middle) / max(1e-3, stretched.middle)
    if via.count == 1 { read.through = leading }
    read.isAdjacent = each.high > 1 && entity.standsTogether(by: leading)
    read.isAdjacentByKey = read.isAdjacent
    read.plans = filter.ranges.isEmpty ? .zero : Interval(0, 1)
    read.keep(
      kept(
        filter,
        entity,
        pattern,
        given: given,
        ranges: stretches.map(\.field) + (tree?.range.map { [$0.field] } ?? []),
        through: joins.map(\.field)
      )
    )
    read.hashJoinChance = tree == nil ? .one : .zero
    read.isPlannedByValue =
      isPostgreSQL && joins.contains { workload[$0.field.field].distinct?.skew != nil }
    read.led = via
    read.means = "through `\(workload[target].name)`"
    return read
  }

  /// Entries that are read of the rows which lead to others, for each of them: the best tree of
  /// their table may hold a part of the conditions alone.
  private func outerPerRow(
    of target: EntityID,
    _ operands: [FieldID: Operand],
    _ found: Double,
    _ pattern: AccessPattern
  ) -> Double {
    guard operands.count > 1, let table = design.table(of: target) else { return 1 }
    let met = SearchedTree.trees(of: table).compactMap { tree -> Double? in
      let leading = tree.columns.map(\.field).prefix { operands[$0] != nil }
      if leading.isEmpty { return nil }
      return rows.rows(
        of: target,
        sharing: Array(leading),
        pattern: pattern,
        operands: operands.filter { leading.contains($0.key) }
      ).mean.middle
    }
    return max(1, (met.min() ?? cardinality.rows(target).middle) / max(1, found))
  }

  /// Rows of a stretch among so many that share fields. Where the key tells them apart by days
  /// alone, there are no more than days.
  func stretch(
    _ range: RangeConjunct,
    of each: Interval,
    behind fixed: [FieldID],
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> Interval {
    let share = rows.share(of: range, pattern)
    let found = each * share
    guard let most = mostDays(range, behind: fixed, entity, pattern) else { return found }
    return Interval(min(found.low, most), min(found.high, most))
  }

  /// How many rows share fields and lie in a stretch of days at most: as many as it has days, where
  /// no two of them are of one day.
  func mostDays(
    _ range: RangeConjunct,
    behind fixed: [FieldID],
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> Double? {
    let field = range.field.field.field
    let keys = [entity.key] + entity.uniques.map(\.fields)
    guard entity[field].type == .date, range.field.via.isEmpty,
      keys.contains(where: { $0.contains(field) && $0.allSatisfy((fixed + [field]).contains) }),
      let extent = [range.lower, range.upper].lazy
        .compactMap({ RangeShares.extentSeconds($0?.operand.requestOperand, in: pattern) }).first
    else { return nil }
    return (extent.maximum ?? 2 * extent.average) / DayLength.seconds
  }

  /// How likely a read that is led by other rows takes the table as a whole instead: where that
  /// seems cheaper by half to PostgreSQL's planner it does, where it seems dearer by half it does
  /// not.
  func hashJoinChance(_ read: SQLRead) -> Interval {
    // The first rows are there before a table is read; and a read that is sure stays so.
    let isSearched = read.led.isEmpty || read.wanted != nil || !isPostgreSQL
    if isSearched || read.hashJoinChance.low > 0 { return read.hashJoinChance }
    let ratio = plannerCost(read) / PlannerCost(read.entity, rows: all(read.entity)).scan
    return Interval(ratio >= Self.clearly ? 1 : 0, ratio <= 1 / Self.clearly ? 0 : 1)
  }

  /// Of two ways of which one seems dearer by half, it goes the other; assumed.
  static let clearly = 1.5

  var isPostgreSQL: Bool { workload[design.store].kind == .auroraPostgreSQL }

  /// What PostgreSQL's planner takes it to cost.
  func plannerCost(_ read: SQLRead) -> Double {
    let cost = PlannerCost(read.entity, rows: all(read.entity))
    if read.isScan { return cost.scan }
    let entries = read.plannedEntries ?? read.entries.mean.middle
    return cost.search(
      entries: entries * (1 + read.outerPerEntry),
      searches: read.plannedSearches(finding: entries),
      isAdjacent: read.isAdjacent,
      isCovered: read.isCovered
    )
  }

  private func all(_ entity: Entity) -> Double { cardinality.rows(entity.id).middle }

  /// A tree that begins with the fields of a reference, and the conditions on what stands behind
  /// them in it: each search goes on to those, and to a range behind them. `nil` where there is no
  /// such tree.
  private func further(
    behind leading: [FieldID],
    _ filter: FilterShape,
    _ entity: Entity
  ) -> (conditions: [EqualityConjunct], range: RangeConjunct?)? {
    guard let table = design.table(of: entity.id) else { return nil }
    let own = filter.equalities.filter { $0.field.via.isEmpty && !$0.isOptional }
    let ranges = filter.ranges.filter { $0.field.via.isEmpty && !$0.isOptional }
    let found = SearchedTree.trees(of: table).compactMap {
      tree -> (conditions: [EqualityConjunct], range: RangeConjunct?)? in
      let fields = tree.columns.map(\.field)
      guard Set(fields.prefix(leading.count)) == Set(leading) else { return nil }
      var conditions: [EqualityConjunct] = []
      for field in fields.dropFirst(leading.count) {
        guard let next = own.first(where: { $0.field.field.field == field }) else { break }
        conditions.append(next)
      }
      let next = fields.dropFirst(leading.count + conditions.count).first
      return (conditions, ranges.first { $0.field.field.field == next })
    }
    return found.max {
      ($0.conditions.count, $0.range == nil ? 0 : 1) < (
        $1.conditions.count, $1.range == nil ? 0 : 1
      )
    }
  }

  private func linked(
    _ link: LinkConjunct,
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> RowSpread? {
    guard let share = rows.linkedShare(link),
      let links = LinkEntity(link.attribute, workload: workload)
    else { return nil }
    // The rows that link them, by the side that is asked for.
    let isOwned = link.attribute.entity == entity.id
    let fields = isOwned ? links.targetFields : links.ownerFields
    guard rows.parents(of: workload[links.entity], sharing: fields) != nil else {
      return RowSpread(cardinality.rows(entity.id) * share, .scattered)
    }
    let values = Dictionary(
      zip(fields, link.parameters).map { ($0, Expression.parameter($1)) },
      uniquingKeysWith: { a, _ in a }
    )
    return spread(workload[links.entity], sharing: fields, values, nil, pattern)
  }
}
