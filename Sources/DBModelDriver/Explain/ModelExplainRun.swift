import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelEngines
import DBModelExplain
import DBModelQuery
import DBModelReport
import DBModelWorkload

/// `dbmodel explain` of models: what PostgreSQL would do for each pattern, and what is wrong with
/// it.
public enum ModelExplainRun {
  /// - Parameters:
  ///   - environment: Variables, for finding PostgreSQL and a place for its files.
  ///   - progress: Told what is being done, for people who wait.
  public static func run(
    _ request: ModelExplainRequest,
    readingStandardInput: () -> [UInt8],
    environment: (String) -> String?,
    progress: (String) -> Void
  ) -> DriverOutcome {
    let load = DriverRequest(.explain, paths: request.paths, stdinPath: request.stdinPath)
    var (outcome, model) = ModelRun.load(load, readingStandardInput: readingStandardInput)
    guard let model else {
      // A model with errors has no patterns that could be planned.
      if !outcome.toolFailure { outcome.document.sections = [.paragraph("Nothing was planned.")] }
      return outcome
    }
    let pipeline = Pipeline(model, explainsPlans: false, weighsChoices: false)
    do throws(ServerFailure) {
      var sets: [PlannedSet] = []
      if !isMariaDBAlone(pipeline, request) {
        sets = try Self.sets(pipeline, request, environment, progress)
      }
      if case .scratch = request.planner {
        sets += try mariaDBSets(pipeline, request, environment, progress)
      }
      report(sets, pipeline, request, &outcome)
    } catch {
      let table = Self.scopes(pipeline).flatMap(\.design.tables).first { $0.name == error.table }
      let entity = table.map { pipeline.workload[$0.entity] }
      outcome.document.findings.append(
        Diagnostic(
          ToolRules.notPlanned,
          "the plans could not be asked for",
          at: entity.map { Label($0.nameSpan, "its table cannot be made") },
          notes: error.message.split(separator: "\n").map(String.init),
          help: [error.help ?? "see docs/planning-at-scale.md for what it needs"],
          path: entity.map { "entity \($0.name)" } ?? ""
        )
      )
      outcome.toolFailure = true
    }
    return outcome
  }

  /// The plans of every store that is PostgreSQL; see `scopes`.
  static func sets(
    _ pipeline: Pipeline,
    _ request: ModelExplainRequest,
    _ environment: (String) -> String?,
    _ progress: (String) -> Void
  ) throws(ServerFailure) -> [PlannedSet] {
    try scopes(pipeline).map { scope throws(ServerFailure) in
      try plans(scope, pipeline.workload, request, environment, progress)
    }
  }

  /// Tables that are planned on together, and the patterns that run there.
  struct Scope {
    let design: RelationalDesign
    let patterns: [AccessPattern]
    /// The model keeps its rows elsewhere.
    var isElsewhere = false
  }

  /// The stores that are PostgreSQL; without one, the whole model as the one schema that `compile`
  /// writes for PostgreSQL.
  private static func scopes(_ pipeline: Pipeline) -> [Scope] {
    let workload = pipeline.workload
    let own = pipeline.design.stores.compactMap { store -> Scope? in
      guard case .relational(let design) = store,
        SQLDialect(workload[design.store].kind) == .postgresql
      else { return nil }
      let patterns = workload.patterns.filter { workload.store(of: $0) == design.store }
      return Scope(design: design, patterns: patterns)
    }
    return own.isEmpty
      ? [Scope(design: pipeline.relational, patterns: workload.patterns, isElsewhere: true)] : own
  }

  private static func plans(
    _ scope: Scope,
    _ workload: Workload,
    _ request: ModelExplainRequest,
    _ environment: (String) -> String?,
    _ progress: (String) -> Void
  ) throws(ServerFailure) -> PlannedSet {
    switch request.planner {
    case .scratch(let folder):
      let declared = PostgreSQLStatistics(
        workload: workload,
        design: scope.design,
        today: day(scope, request)
      )
      let statistics = declared.tables
      progress("making a scratch cluster")
      let planner = try ScratchPlanner(
        schema: SQLSchemaWriter.statements(
          design: scope.design.inOnePiece,
          workload: workload,
          dialect: .postgresql
        ),
        statistics: statistics,
        programs: try PostgreSQLPrograms.find(folder, variable: environment),
        variable: environment
      )
      let sizes = statistics.map { PlanContext.RelationSize($0.table, rows: $0.rows) }
      return PlannedSet(
        design: scope.design,
        plans: PostgreSQLPlans(
          workload: workload,
          design: scope.design,
          patterns: scope.patterns,
          sizes: PlanContext(sizes: sizes),
          arguments: PlannedArguments(workload: workload, statistics: declared),
          planner: { text, count, literals throws(ServerFailure) in
            try planner.explain(text, parameterCount: count, literals: literals)
          }
        ),
        source: .scratch(version: planner.version),
        assumed: AssumedValues.sentences(declared) + PartitionWords.inOnePiece(scope.design),
        version: planner.version,
        isElsewhere: scope.isElsewhere
      )
    case .server(let address):
      progress("asking \(address.shown)")
      let planner = try LivePlanner(address)
      return PlannedSet(
        design: scope.design,
        // The server has the partitions that it has, and says what it does with them.
        plans: PostgreSQLPlans(
          workload: workload,
          design: scope.design.inOnePiece,
          patterns: scope.patterns,
          sizes: PlanContext(),
          arguments: nil,
          planner: { text, count, literals throws(ServerFailure) in
            try planner.explain(text, parameterCount: count, literals: literals)
          }
        ),
        source: .server(version: planner.version, shown: address.shown),
        assumed: [],
        version: planner.version,
        isElsewhere: scope.isElsewhere
      )
    }
  }

  /// The day that the newest rows are of. Statements that dbmodel writes are told the time, so that
  /// any day will do, and one day gives one report, as it gives one lock; only SQL as written that
  /// asks a clock has to be answered with today's rows.
  static func day(_ scope: Scope, _ request: ModelExplainRequest) -> Int64 {
    let asksClock = scope.patterns.contains { pattern in
      guard case .sql(let raw) = pattern.operation else { return false }
      return LockedPlans.asksClock(raw.text)
    }
    return asksClock ? request.todayDay ?? editionDay : editionDay
  }

  /// 2026-01-01, the first day of the edition.
  static let editionDay: Int64 = 20_454

  /// One statement may have several plans with one fault, and a pattern several texts.
  private static func once(_ findings: [Diagnostic]) -> [Diagnostic] {
    var kept: [Diagnostic] = []
    for finding in findings {
      let isSaid = kept.contains { said in
        said.rule == finding.rule && said.path == finding.path && said.title == finding.title
      }
      if !isSaid { kept.append(finding) }
    }
    return kept
  }

  /// A statement that the engine refuses is a plan that nobody saw: one finding for each pattern
  /// and reason.
  static func refusals(
    _ plans: any EnginePlans,
    _ workload: Workload,
    of engine: String = "PostgreSQL"
  ) -> [Diagnostic] {
    once(
      plans.refusals.map { refused in
        let pattern = workload[refused.pattern]
        return Diagnostic(
          ToolRules.notPlanned,
          "\(engine) does not plan `\(pattern.name)`: \(refused.message)",
          at: Label(pattern.nameSpan, "asked here"),
          help: [
            refused.help
              ?? "the statement has to run as it is on the tables that it is planned on"
          ],
          path: "access \(pattern.name)"
        )
      }
    )
  }

  /// Parameters that the engine does not compare as they are declared.
  static func mistyped(_ plans: PostgreSQLPlans, _ workload: Workload) -> [Diagnostic] {
    plans.mistyped.map { found in
      let pattern = workload[found.pattern]
      return Diagnostic(
        PlanRules.parameterRefused,
        "PostgreSQL refuses a parameter of `\(pattern.name)` as it is declared",
        at: Label(pattern.nameSpan, "asked here"),
        notes: [found.failure.message, "without the declared types it plans the statement"],
        help: ["declare the parameter with the type of the column, or cast it in the statement"],
        path: "access \(pattern.name)"
      )
    }
  }

  /// What is not as it is locked; what another server says is no matter of the lock.
  private static func lockFindings(
    _ sets: [PlannedSet],
    _ workload: Workload,
    _ outcome: DriverOutcome
  ) -> [Diagnostic] {
    guard let lock = outcome.lock, lock.model != nil else { return [] }
    let made = sets.filter { if case .server = $0.source { false } else { true } }
      .map { $0.locked(workload, lock.model) }
    return LockFindings(workload: workload, loaded: lock).all(made)
  }

  private static func report(
    _ sets: [PlannedSet],
    _ pipeline: Pipeline,
    _ request: ModelExplainRequest,
    _ outcome: inout DriverOutcome
  ) {
    let workload = pipeline.workload
    let unused = sets.flatMap { $0.unusedIndexes(workload) }.map(\.finding)
    let judged =
      Analyst.judge(plans: sets.flatMap(\.plans.judged), workload: workload)
      + sets.compactMap { $0.plans as? PostgreSQLPlans }.flatMap { mistyped($0, workload) } + unused
      + lockFindings(sets, workload, outcome)
    let rules = judged.map(\.rule)
    let all = pipeline.findings + once(judged)
    let filter = AllowanceFilter(pipeline, today: request.todayDay)
    // Allowances are held against everything that is found, and shown is what plans say: the rest
    // is what `check` is for.
    let (kept, allowed) = filter.apply(to: all)
    outcome.document.findings += kept.filter { rules.contains($0.rule) }
    outcome.document.allowed = allowed.filter { rules.contains($0.finding.rule) }
    outcome.document.findings += sets.flatMap { set in
      refusals(set.plans, workload, of: set.source.engineName)
    }
    let planned = Set(sets.flatMap(\.plans.plans).map(\.pattern))
    outcome.document.subjects = [ReportCount(planned.count, "access pattern")]
    var engines: [EngineVersion] = []
    for set in sets {
      let engine = EngineVersion(name: set.source.engineName, version: set.version)
      if !engines.contains(engine) { engines.append(engine) }
    }
    outcome.document.assumptions.engines = engines
    let sections = sets.map { ModelPlansSection(workload: workload, planned: $0) }
    outcome.document.sections = sections.flatMap(\.blocks)
    outcome.document.explanation = [
      "plans": .array(sections.flatMap(\.values)), "leftOut": .array(sections.flatMap(\.leftOut)),
      "assumed": .strings(sets.flatMap(\.assumed)),
    ]
  }
}
