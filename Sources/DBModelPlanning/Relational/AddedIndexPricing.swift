import DBModelDesign
import DBModelEstimation
public import DBModelWorkload

/// What indexes for SQL as written cost a PostgreSQL store: bytes, entries of every row that is
/// written, and the bytes that derived indexes then lack.
///
/// What they save, an engine says; see `msPerPlannerUnit` for how the two are held together.
public struct AddedIndexPricing {
  /// An index that may be added.
  public struct Index: Hashable, Sendable {
    /// The name of the table.
    public let table: String
    public let columns: [LeftOutIndex.Column]
    /// Names of the columns that its entries hold besides.
    public let included: [String]

    public init(table: String, columns: [LeftOutIndex.Column], included: [String] = []) {
      self.table = table
      self.columns = columns
      self.included = included
    }
  }

  /// Budgets that are broken, and milliseconds of work in a second of the average load.
  public struct Work: Comparable, Sendable {
    public var broken: Double
    public var ms: Double

    public init(broken: Double = 0, ms: Double = 0) {
      self.broken = broken
      self.ms = ms
    }

    public static func < (a: Work, b: Work) -> Bool {
      let (x, y) = (a.rank, b.rank)
      return x < y
    }

    private var rank: IndexWorkload.Rank { IndexWorkload.Rank(broken: broken, ms: ms) }
  }

  /// The bytes that all indexes of the store may take; `nil`: nothing bounds them.
  public let limit: Double?
  private let workload: Workload
  private let tables: [Table]
  private let places: [String: Int]
  private let frontiers: [[IndexBudget.Option]]

  private struct Table {
    let entity: Entity
    let columns: AddedColumns
    let planner: BTreePlanner
    /// The indexes that are derived where nothing is added.
    let derived: [IndexCandidate]
    let constraints: [[FieldID]]
    let leftOut: [IndexCandidate]
  }

  /// - Parameter store: A PostgreSQL store. What a lock adds to it already is not looked at.
  public init(workload: Workload, store: StoreID) {
    let workload = workload.with(addedIndexes: [])
    self.workload = workload
    let context = PlanningContext(workload)
    let scope = RelationalScope(workload, store: store)
    let builder = SchemaBuilder(context: context, scope: scope)
    let needs = IndexNeeds(context: context, scope: scope)
    let own = RelationalPlanner(context: context, scope: scope)
    let leftOut = LeftOutScope(context: context, scope: scope)
    let added = AddedIndexScope(context: context, scope: scope)
    limit = workload[store].mostIndexBytes?.value
    var stale: [AddedIndexScope.Stale] = []
    let entities = builder.creationOrder()
    let planners = entities.map { own.trees($0, builder, needs, leftOut, added, &stale) }
    let kept = KeptIndexes(planners, within: limit)
    tables = entities.indices.map { place in
      let planner = planners[place]
      return Table(
        entity: entities[place],
        columns: AddedColumns(entities[place], builder),
        planner: planner,
        derived: planner.selection.candidates(of: kept.sets[place]),
        constraints: planner.workload.constraints,
        leftOut: leftOut.entries(entities[place], builder)
          .compactMap { $0.columns.map { IndexCandidate(columns: $0) } }
      )
    }
    places = Dictionary(
      zip(entities.indices, entities).map { (builder.table(of: $1.id), $0) },
      uniquingKeysWith: { a, _ in a }
    )
    frontiers = limit == nil ? [] : planners.map(\.selection.frontier)
  }

  /// Whether an index may be added: its columns are there, its table is not read as a whole anyway,
  /// no key and no derived index begins with it, and nobody decided to do without it.
  public func allows(_ index: Index) -> Bool {
    guard let (table, tree) = resolved(index), !table.planner.isSmall else { return false }
    return !tree.isBeginning(of: table.constraints)
      && !table.derived.contains { $0 == tree || tree.begins($0) }
      && !table.leftOut.contains { $0.hasColumns(of: tree) }
  }

  /// Whether a column is short enough to be held besides the columns of an index.
  public func holdsBesides(_ column: String, of table: String) -> Bool {
    guard let place = places[table], let field = tables[place].columns.field(column) else {
      return false
    }
    return IndexCandidates.isShort(tables[place].entity[field].type)
  }

  private func resolved(_ index: Index) -> (Table, IndexCandidate)? {
    guard let place = places[index.table],
      let tree = tables[place].columns.candidate(index.columns, index.included)
    else { return nil }
    return (tables[place], tree)
  }

  /// Bytes at the declared size, as after years of use.
  public func bytes(_ index: Index) -> Double {
    resolved(index).map { $0.planner.workload.bytes($1) } ?? 0
  }

  /// What an entry of a new row costs, milliseconds.
  public func entryMs(_ index: Index) -> Double {
    resolved(index).map { $0.planner.workload.entryMs($1) } ?? 0
  }

  /// What declared writes cost more with indexes of one table, milliseconds of work in a second.
  public func upkeep(_ indexes: [Index]) -> Double {
    guard let first = indexes.first, let (table, _) = resolved(first) else { return 0 }
    let trees = indexes.compactMap { resolved($0)?.1 }
    let workload = table.planner.workload
    return workload.upkeep(table.derived + trees) - workload.upkeep(table.derived)
  }

  /// What declared patterns cost where so many bytes are taken by what is added: derived indexes
  /// have the rest.
  public func declaredWork(leaving added: Double) -> Work {
    guard let limit else { return Work() }
    let chosen = IndexBudget.choose(frontiers, within: max(0, limit - added))
    return zip(frontiers, chosen).reduce(into: Work()) { sum, one in
      sum.broken += one.0[one.1].rank.broken
      sum.ms += one.0[one.1].rank.ms
    }
  }

  /// Milliseconds that the estimate takes for a unit of the planner's cost: both say what it takes
  /// to read whole tables, and what index and order save is a part of that. The mean over the
  /// tables, each by what reading it costs.
  ///
  /// - Parameter cost: What the planner says of reading a table as a whole; `nil`: it is not asked.
  public func msPerPlannerUnit(_ cost: (String) -> Double?) -> Double {
    var (ms, units) = (0.0, 0.0)
    for (name, place) in places.sorted(by: { $0.key < $1.key }) {
      guard let cost = cost(name), cost > 0 else { continue }
      let tree = tables[place].planner.workload.cost
      ms += tree.scan(rows: tree.rowCount)
      units += cost
    }
    return units > 0 ? ms / units : 0
  }

  /// Calls a second, on average; a pattern that states none counts as one.
  public func callsPerSecond(_ pattern: PatternID) -> Double {
    IndexWorkload.callsPerSecond(workload[pattern])
  }

  /// How far a budget is broken: 0 where there is none, or it is kept.
  public func broken(_ pattern: PatternID, ms: Double) -> Double {
    let own = workload[pattern]
    let budget = own.latency?.milliseconds ?? own.schedule?.withinSeconds.map { $0 * 1_000 }
    return IndexWorkload.broken(ms, budget: budget)
  }

  /// Names of the tables that may have indexes.
  public var tableNames: [String] { places.keys.sorted() }
}
