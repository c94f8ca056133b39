import DBModelDesign
import DBModelEngines
import DBModelExplain
import DBModelLock
import DBModelPlanning
import DBModelQuery
import DBModelWorkload

/// Finds the indexes of one PostgreSQL store for its patterns that are SQL as written.
///
/// Candidates follow from the engine's own plans (`IndexProposals`). All of them are made on a
/// scratch cluster, with the sizes and heights that they would have, and the planner is shown some
/// of them at a time (`IndexSearch`).
struct IndexFinder {
  /// Plans that are asked for at the most: a minute.
  private static let mostQuestions = 10_000
  /// A use that costs less more than this part without the index is a tie of the planner's.
  private static let leastUse = 0.001

  struct Found {
    let store: String
    var additions: [LockedAddition] = []
    /// By place in `additions`.
    var bytes: [Double] = []
    /// SQL that asks what time it is: its plan is another every day.
    var clocks: [String] = []
    /// What the engine refuses to plan.
    var refused: [(pattern: PatternID, failure: ServerFailure)] = []
    var statementCount = 0
    var candidateCount = 0
    var questions = 0
    var isExhausted = false
    /// Milliseconds of work in a second, reads and what writes cost more.
    var workBefore = 0.0
    var workAfter = 0.0
  }

  let workload: Workload
  let design: RelationalDesign
  let programs: PostgreSQLPrograms
  let environment: (String) -> String?
  let progress: (String) -> Void

  private typealias Search = IndexSearch<ServerFailure>

  private struct Planned {
    let written: WrittenStatement
    let tree: PlanTree
  }

  /// - Parameters:
  ///   - workload: Without what a lock adds already.
  ///   - design: Of a PostgreSQL store, derived from it.
  init(
    workload: Workload,
    design: RelationalDesign,
    programs: PostgreSQLPrograms,
    environment: @escaping (String) -> String?,
    progress: @escaping (String) -> Void
  ) {
    self.workload = workload
    self.design = design
    self.programs = programs
    self.environment = environment
    self.progress = progress
  }

  func find() throws(ServerFailure) -> Found {
    var found = Found(store: workload[design.store].name)
    let (written, clocks) = statements(design)
    found.clocks = clocks.map(\.name)
    guard !written.isEmpty else { return found }
    let planned = try plans(written, &found)
    found.statementCount = planned.count
    let pricing = AddedIndexPricing(workload: workload, store: design.store)
    let names = Set(pricing.tableNames)
    let proposals = IndexProposals(
      planned.map { PlanDemands($0.tree, tables: names) },
      pricing
    ).all
    found.candidateCount = proposals.count
    guard !proposals.isEmpty else { return found }
    try choose(planned, proposals, pricing, &found)
    return found
  }

  private func statistics(_ design: RelationalDesign) -> PostgreSQLStatistics {
    // One model gives one lock: no day of anybody's.
    PostgreSQLStatistics(workload: workload, design: design, today: ModelExplainRun.editionDay)
  }

  private func statements(
    _ design: RelationalDesign
  ) -> (statements: [WrittenStatement], clocks: [AccessPattern]) {
    WrittenStatement.all(
      on: design.store,
      workload: workload,
      writer: SQLStatementWriter(workload: workload, design: design, dialect: .postgresql),
      arguments: PlannedArguments(workload: workload, statistics: statistics(design))
    )
  }

  private func cluster(_ design: RelationalDesign) throws(ServerFailure) -> ScratchPlanner {
    let planner = try ScratchPlanner(
      schema: SQLSchemaWriter.statements(
        design: design.inOnePiece,
        workload: workload,
        dialect: .postgresql
      ),
      statistics: statistics(design).tables,
      programs: programs,
      variable: environment
    )
    // What counts is the work, not how many processes do it.
    try planner.plansAlone(true)
    return planner
  }

  /// The plans on the design as it is derived.
  private func plans(
    _ written: [WrittenStatement],
    _ found: inout Found
  ) throws(ServerFailure) -> [Planned] {
    progress("making a scratch cluster")
    let planner = try cluster(design)
    var planned: [Planned] = []
    for one in written {
      do throws(ServerFailure) {
        let tree = try planner.explainVerbosely(
          one.statement.text,
          parameterCount: one.statement.bindings.count,
          literals: one.literals
        )
        planned.append(Planned(written: one, tree: tree))
      } catch {
        found.refused.append((one.pattern.id, error))
      }
    }
    return planned
  }

  // MARK: Choice

  private func choose(
    _ planned: [Planned],
    _ proposals: [IndexProposals.Proposal],
    _ pricing: AddedIndexPricing,
    _ found: inout Found
  ) throws(ServerFailure) {
    let trial = CandidateDesign(design, proposals.map(\.index))
    progress("making \(proposals.count) indexes without rows")
    let planner = try cluster(trial.design)
    let asked = Asked(planner: planner, names: trial.names, statements: planned.map(\.written))
    try planner.show([], of: trial.names)
    let unit = try msPerUnit(planner, pricing)
    let calls = planned.map { pricing.callsPerSecond($0.written.pattern.id) }
    let indexes = proposals.map(\.index)
    let written = rowsWritten(planned, calls)
    let relevant = planned.map { one in
      let tables = Self.tables(one.tree)
      return CandidateSet(indexes.indices.filter { tables.contains(indexes[$0].table) })
    }
    let report = progress
    var count = 0
    var search = Search(
      candidates: Self.candidates(indexes, pricing),
      statements: planned.indices.map { place in
        let pattern = planned[place].written.pattern.id
        return Search.Statement(weight: unit * calls[place]) { cost in
          pricing.broken(pattern, ms: cost * unit)
        }
      },
      limit: pricing.limit,
      costs: IndexCosts(relevant: relevant, mostQuestions: Self.mostQuestions) {
        statement,
        places throws(ServerFailure) in
        count += 1
        if count % 64 == 0 { report("choosing among \(indexes.count) indexes: \(count) plans") }
        return try asked.answer(statement, places)
      },
      upkeep: { set in
        let own = set.places.map { indexes[$0] }
        return pricing.upkeep(own)
          + own.reduce(0) { $0 + pricing.entryMs($1) * written[$1.table, default: 0] }
      },
      declared: { pricing.declaredWork(leaving: $0) }
    )
    let none = pricing.declaredWork(leaving: 0).ms
    let useful = try search.useful(proposals.map(\.statements))
    // The planner looks at each index of a table, hidden ones too.
    try planner.drop(indexes.indices.filter { !useful.contains($0) }.map { trial.names[$0] })
    let best = try search.best(among: useful)
    let kept = try confirmed(best.set, asked)
    found.workBefore = try search.work(of: []).ms - none
    found.workAfter = try search.work(of: kept).ms - none
    found.isExhausted = search.costs.isExhausted
    for place in kept.places {
      let uses = try uses(place, kept, planned, &search)
      guard !uses.isEmpty else { continue }
      found.additions.append(
        LockedAddition(
          store: found.store,
          table: indexes[place].table,
          columns: indexes[place].columns.map {
            LockedColumn($0.name, isDescending: $0.isDescending)
          },
          included: indexes[place].included,
          uses: uses
        )
      )
      found.bytes.append(pricing.bytes(indexes[place]))
    }
    found.questions = search.costs.questions
  }

  /// Without those that no plan uses where several processes may share one: that is how the server
  /// plans, whatever is less work.
  private func confirmed(
    _ set: CandidateSet,
    _ asked: Asked
  ) throws(ServerFailure) -> CandidateSet {
    try asked.planner.plansAlone(false)
    var used: CandidateSet = []
    for place in asked.statements.indices {
      used = used.union(try asked.answer(place, set).used)
    }
    try asked.planner.plansAlone(true)
    return set.intersection(used)
  }

  /// The patterns whose plans go through an index and cost more without it.
  private func uses(
    _ place: Int,
    _ set: CandidateSet,
    _ planned: [Planned],
    _ search: inout Search
  ) throws(ServerFailure) -> [LockedAddition.Use] {
    var uses: [LockedAddition.Use] = []
    for (statement, one) in planned.enumerated() {
      let with = try search.costs.answer(statement, set)
      guard with.used.contains(place) else { continue }
      let without = try search.costs.answer(statement, set.subtracting([place]))
      guard without.cost > with.cost * (1 + Self.leastUse) else { continue }
      uses.append(
        .init(
          pattern: one.written.pattern.name,
          cost: with.cost,
          costWithout: without.cost
        )
      )
    }
    return uses
  }

  private func msPerUnit(
    _ planner: ScratchPlanner,
    _ pricing: AddedIndexPricing
  ) throws(ServerFailure) -> Double {
    var costs: [String: Double] = [:]
    for table in design.tables {
      let tree = try planner.explain("SELECT * FROM \"\(table.name)\"", parameterCount: 0)
      costs[table.name] = tree.root.estimate?.totalCost
    }
    return pricing.msPerPlannerUnit { costs[$0] }
  }

  /// Rows that SQL as written writes to each table in a second. Of a change nobody reads which
  /// columns it is about: it is taken to make new entries.
  private func rowsWritten(_ planned: [Planned], _ calls: [Double]) -> [String: Double] {
    var rows: [String: Double] = [:]
    for (one, calls) in zip(planned, calls) {
      Self.visit(one.tree.root) { node in
        guard node.operation == .modifyTable, let table = node.relation else { return }
        rows[table, default: 0] += calls * (node.children.first?.estimate?.rows ?? 1)
      }
    }
    return rows
  }

  private static func tables(_ tree: PlanTree) -> Set<String> {
    var names: Set<String> = []
    visit(tree.root) { if let name = $0.relation { names.insert(name) } }
    return names
  }

  /// Depth is bounded by the readers (`PlanLimits.depth`).
  private static func visit(_ node: PlanNode, _ body: (PlanNode) -> Void) {
    body(node)
    for child in node.children { visit(child, body) }
  }

  private static func candidates(
    _ indexes: [AddedIndexPricing.Index],
    _ pricing: AddedIndexPricing
  ) -> [Search.Candidate] {
    let tables = Set(indexes.map(\.table)).sorted()
    return indexes.map { index in
      let plain = AddedIndexPricing.Index(table: index.table, columns: index.columns)
      return Search.Candidate(
        table: tables.firstIndex(of: index.table) ?? 0,
        bytes: pricing.bytes(index),
        plain: index.included.isEmpty ? nil : indexes.firstIndex(of: plain),
        longer: indexes.indices.filter { index.begins(indexes[$0]) }
      )
    }
  }

  /// A cluster with all candidates, of which it is shown some.
  private struct Asked {
    let planner: ScratchPlanner
    let names: [String]
    let statements: [WrittenStatement]

    func answer(
      _ statement: Int,
      _ set: CandidateSet
    ) throws(ServerFailure) -> (cost: Double, used: CandidateSet) {
      let shown = set.places
      try planner.show(shown.map { names[$0] }, of: names)
      let one = statements[statement]
      let plan = try planner.price(
        one.statement.text,
        parameterCount: one.statement.bindings.count,
        literals: one.literals
      )
      return (plan.cost, CandidateSet(shown.filter { plan.indexes.contains(names[$0]) }))
    }
  }
}

/// A design with indexes that may be made, under names of their own.
struct CandidateDesign {
  let design: RelationalDesign
  /// Of each candidate.
  let names: [String]

  init(_ design: RelationalDesign, _ indexes: [AddedIndexPricing.Index]) {
    let known = Set(design.tables.flatMap { $0.indexes.map(\.name) + $0.uniques.map(\.name) })
    var prefix = "candidate"
    while known.contains(where: { $0.hasPrefix(prefix) }) { prefix += "_" }
    names = indexes.indices.map { "\(prefix)_\($0 + 1)" }
    let made = zip(names, indexes).map { name, index in
      (
        table: index.table,
        index: TableIndex(
          name: name,
          columns: index.columns.map { IndexColumn($0.name, isDescending: $0.isDescending) },
          included: index.included,
          isUnique: false,
          wantedBy: []
        )
      )
    }
    self.design = RelationalDesign(
      store: design.store,
      origin: design.origin,
      tables: design.tables.map { table in
        RelationalTable(
          name: table.name,
          entity: table.entity,
          columns: table.columns,
          primaryKey: table.primaryKey,
          uniques: table.uniques,
          foreignKeys: table.foreignKeys,
          checks: table.checks,
          indexes: table.indexes + made.filter { $0.table == table.name }.map(\.index),
          comment: table.comment,
          isCopy: table.isCopy
        )
      }
    )
  }
}
