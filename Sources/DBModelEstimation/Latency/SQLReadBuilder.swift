import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Takes the filter of a statement to the way that its rows are found.
struct SQLReadBuilder {
  let workload: Workload
  let design: RelationalDesign
  let rows: RowEstimator
  let cardinality: Cardinality
  let path: SQLPath

  func build(_ shape: ReadShape, _ read: Read, _ pattern: AccessPattern) -> SQLRead {
    let terms = CompletedOrder(read, workload: workload).terms
    let order = terms.prefix {
      if case .field(let path) = $0.subject { return path.via.isEmpty }
      return false
    }.compactMap { term -> (field: FieldID, isDescending: Bool)? in
      guard case .field(let path) = term.subject else { return nil }
      return (path.field.field, term.isDescending)
    }
    let bound = (shape.page?.rows ?? shape.limit).map(Double.init)
    let isBound = bound != nil && !shape.isAggregate
    let extremum = SoleExtremum.field(of: shape, pattern)
    var found = find(
      shape.filter,
      shape.entity,
      pattern,
      order: isBound ? order : extremum.map { [($0, false)] } ?? [],
      wanted: isBound ? bound : extremum.map { _ in 1 },
      isUnique: shape.isUniqueLookup,
      weighsWays: isBound && !read.order.isEmpty && order.count == terms.count
    )
    if shape.isUniqueLookup {
      var checks = ShareOutcomes()
      checks.combine([(1, checked(shape.filter, workload[shape.entity], pattern))])
      found.read.keep(checks)
      found.read.popular = popular(shape, pattern)
      return found.read
    }
    found.read.popular = popular(shape, pattern)
    if let declared = pattern.rows?.value { found.read.hold(to: declared) }
    found.read.limit = isBound ? bound : nil
    // What another table's rows say comes in no order of this one.
    let isOrdered =
      found.tree?.isOrdered == true && found.read.isOneSearch
      && (shape.isAggregate || order.count == terms.count)
    if isBound, isOrdered { found.read.wanted = bound }
    found.read.isSorted = !isOrdered
    if shape.isAggregate {
      found.read.aggregated = AggregatedWork(shape, read, pattern, workload)
      found.read.groups = groups(shape, read, pattern)
      found.read.isSorted = false
      if let extremum { endAt(extremum, found.tree, isOrdered: isOrdered, &found.read) }
    }
    let asked =
      shape.filter.fields.filter(\.via.isEmpty).map(\.field.field)
      + shape.root.fieldsRead(in: workload) + order.map(\.field)
    let held = Set(found.tree?.columns.map(\.field) ?? []).union(included(found.tree, shape.entity))
    found.read.isCovered =
      asked.allSatisfy(held.contains) || isCovered(asked, through: found.read.through, shape.entity)
    if let tree = found.tree {
      // By now it is known how many rows are found, and what of them.
      found.read.plans = plans(found.read, shape.filter, tree, wanted: found.read.wanted)
    }
    found.read.hashJoinChance = hashJoinChance(found.read)
    if found.read.hashJoinChance.high > 0 {
      let all = "a read of all of `\(workload[shape.entity].name)`"
      found.read.means += found.read.hashJoinChance.low > 0 ? ", by \(all)" : ", or \(all)"
    }
    found.read.followed = followed(shape, found.read.led)
    found.read.mayMiss =
      mayMatchFew(shape.filter, wanted: found.read.wanted, pattern)
      || isTakenToBeFew(found.read, found.tree, shape.filter, pattern)
      || isEndedByOpenRows(
        found.read,
        found.tree,
        shape.filter,
        isDescending: order.first?.isDescending ?? false
      )
    if let bound, isBound, !read.order.isEmpty, order.count == terms.count {
      addWays(to: &found.read, shape, pattern, order: order, wanted: bound)
    }
    if let tree = found.tree {
      found.read.combined = combined(found.read, tree, shape.filter, pattern)
    }
    return found.read
  }

  /// The least or the greatest value alone: the end of a tree that goes on with it.
  private func endAt(
    _ extremum: FieldID,
    _ tree: SearchedTree?,
    isOrdered: Bool,
    _ read: inout SQLRead
  ) {
    guard let tree, tree.columns.dropFirst(tree.leading).first?.field == extremum else { return }
    read.isExtreme = read.kept == .one
    // From the end on, to the first row that is kept.
    if isOrdered { read.wanted = 1 }
  }

  /// Whether rows that others lead to are found by a tree that holds all that is asked for.
  private func isCovered(
    _ asked: [FieldID],
    through fields: [FieldID],
    _ entity: EntityID
  ) -> Bool {
    guard !fields.isEmpty, let table = design.table(of: entity) else { return false }
    return SearchedTree.trees(of: table).contains { tree in
      guard Set(tree.columns.prefix(fields.count).map(\.field)) == Set(fields) else { return false }
      let held = table.indexes.first { $0.name == tree.name }?.included.compactMap { name in
        table.columns.first { $0.name == name }?.field
      }
      return Set(asked).isSubset(of: tree.columns.map(\.field) + (held ?? []))
    }
  }

  /// What the entries of a tree hold besides their columns.
  private func included(_ tree: SearchedTree?, _ entity: EntityID) -> [FieldID] {
    guard let table = design.table(of: entity),
      let index = table.indexes.first(where: { $0.name == tree?.name })
    else { return [] }
    return index.included.compactMap { name in table.columns.first { $0.name == name }?.field }
  }

  // MARK: Where rows are

  /// - Parameters:
  ///   - order: The order asked for, where not all rows are wanted.
  ///   - wanted: How many are, where they are not.
  ///   - weighsWays: Whether rows that others lead to are also looked for in their order, whichever
  ///     seems cheaper to PostgreSQL: that is weighed later.
  func find(
    _ filter: FilterShape,
    _ entity: EntityID,
    _ pattern: AccessPattern,
    order: [(field: FieldID, isDescending: Bool)] = [],
    wanted: Double? = nil,
    isUnique: Bool = false,
    weighsWays: Bool = false
  ) -> (read: SQLRead, tree: SearchedTree?) {
    let declared = workload[entity]
    var read = SQLRead(entity: declared, entries: RowSpread(.one))
    guard let table = design.table(of: entity) else { return (read, nil) }
    let own = OwnConditions(filter)
    if isUnique {
      let isKey = Set(declared.key).isSubset(of: own.fixed)
      read.means = isKey ? "by its key" : "by what is unique"
      return (read, nil)
    }
    let tree = own.tree(of: table, order: order, isEnded: wanted != nil)
    let isPlannedScan = path.plannedScans.contains(declared.name)
    let joined = joined(filter, declared, pattern)
    if weighsWays, isPostgreSQL, let joined { return (joined, nil) }
    if let joined, tree == nil || tree?.leading == 0 && tree?.range == nil {
      let isWalked =
        tree != nil
        && wanted.map {
          BTreeCost.isWalked(
            to: $0,
            kept: kept(filter, declared, pattern).mean.middle,
            of: cardinality.rows(entity).middle,
            rather: joined.entries.mean.middle
              + joined.plannedSearches(finding: joined.entries.mean.middle)
          )
        } == true
      if !isWalked { return (joined, nil) }
    }
    guard let tree, !isPlannedScan else {
      let met = partitions(of: table, filter, pattern)
      read.entries = RowSpread(cardinality.rows(entity) * met.share)
      read.isScan = true
      read.checks = checks(filter, declared, pattern)
      read.plans = plansOfScan(filter, declared, pattern)
      read.keep(kept(filter, declared, pattern))
      read.means = met.share.high < 1 ? "of the partitions of that time" : "of the whole table"
      return (read, nil)
    }
    read = search(tree, of: table, filter, own, pattern)
    if wanted != nil, let first = order.first {
      read.isAlwaysSame = own.beginsAlike(tree, isDescending: first.isDescending)
    }
    read.plans = plans(read, filter, tree, wanted: tree.isOrdered ? wanted : nil)
    if let joined, isPostgreSQL, order.isEmpty, tree.leading > 0 || tree.range != nil,
      plannerCost(joined) < plannerCost(read)
    {
      return (joined, nil)
    }
    return (read, tree)
  }

  /// What a search of a tree reads.
  func search(
    _ tree: SearchedTree,
    of table: RelationalTable,
    _ filter: FilterShape,
    _ own: OwnConditions,
    _ pattern: AccessPattern
  ) -> SQLRead {
    let entity = workload[table.entity]
    let leading = tree.columns.prefix(tree.leading).map(\.field)
    let values = own.values(of: leading)
    let range = tree.range.map { own.ranges[$0] }
    var read = SQLRead(
      entity: entity,
      entries: entries(leading, range, values, own.lists, entity, pattern)
    )
    read.isByList = own.lists.contains { list in
      list.fields.contains { leading.contains($0.field.field) }
    }
    if tree.isOrdered, range == nil, tree.leading < tree.columns.count,
      case .string = entity[tree.columns[tree.leading].field].type
    {
      read.isOrderUnrelated = true
    }
    read.isByRange = range != nil
    let bounds = range.map { [$0.field] } ?? []
    read.keep(kept(filter, entity, pattern, given: leading, ranges: bounds))
    read.plannedEntries = planned(leading, range, values, entity, pattern)
    read.partitions = partitions(of: table, filter, pattern).count
    let first = tree.columns.first.map { entity[$0.field] }
    read.isAdjacentByKey =
      tree.name == "primary key" && tree.leading > 0 && tree.leading < tree.columns.count
    read.isAdjacent =
      read.isAdjacentByKey || tree.leading == 0 && first?.flags.contains(.clock) == true
    read.mayBeAdjacent = range.map { entity[$0.field.field.field].mayFollowMaking } ?? false
    read.means = tree.name == "primary key" ? "by the primary key" : "by `\(tree.name)`"
    if read.partitions.high > 1 {
      let most = FigureFormatter.count(read.partitions.high.rounded(.up))
      read.means += " in up to \(most) partitions"
    }
    return read
  }

  /// Entries that a search of a tree meets, all searches of a list together.
  private func entries(
    _ leading: [FieldID],
    _ range: RangeConjunct?,
    _ values: [FieldID: Expression],
    _ lists: [MembershipConjunct],
    _ entity: Entity,
    _ pattern: AccessPattern
  ) -> RowSpread {
    let cases = leading.reduce(1) { $0 * Double(values[$1]?.listedCount ?? 1) }
    return spread(entity, sharing: leading, values, range, pattern)
      .times(searches(lists, leading, pattern))
      .searching(cases)
  }

  /// Values of the lists that a tree begins with, one search each.
  private func searches(
    _ lists: [MembershipConjunct],
    _ leading: [FieldID],
    _ pattern: AccessPattern
  ) -> [RowSpread.Outcome] {
    let parameters = lists.filter { list in
      list.fields.contains { leading.contains($0.field.field) }
    }.map(\.parameter)
    return ListLengths.outcomes(of: parameters, pattern).map { outcome in
      let product = outcome.lengths.reduce(1) { min(ListLengths.most, $0 * $1) }
      return RowSpread.Outcome(chance: outcome.chance, count: product)
    }
  }
}

extension Expression {
  fileprivate var isAggregate: Bool {
    var found = false
    visit { if case .aggregate = $0 { found = true } }
    return found
  }
}
