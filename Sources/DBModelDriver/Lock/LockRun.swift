import DBModelDiagnostics
import DBModelEngines
import DBModelLock
import DBModelPlanning
import DBModelQuery
import DBModelReport
import DBModelSemantics
import DBModelWorkload

/// `dbmodel lock`: writes down how engines plan a model, or says what is different.
public enum LockRun {
  /// - Parameters:
  ///   - environment: Variables, for finding PostgreSQL and a place for its files.
  ///   - progress: Told what is being done, for people who wait.
  /// - Returns: With the lock among the changed files, where it changes; the caller writes it.
  public static func run(
    _ request: LockRequest,
    environment: (String) -> String?,
    progress: (String) -> Void
  ) -> DriverOutcome {
    let load = DriverRequest(.lock, paths: request.paths)
    var (outcome, loadedModel) = ModelRun.load(load, readingStandardInput: { [] })
    guard var model = loadedModel, let loaded = outcome.lock else {
      if !outcome.toolFailure { outcome.document.sections = [.paragraph("Nothing was locked.")] }
      return outcome
    }
    if let refusal = refusal(model, request) {
      outcome.document.findings.append(refusal)
      outcome.document.sections = [.paragraph("Nothing was locked.")]
      return outcome
    }
    do throws(ServerFailure) {
      var removals = loaded.model?.leftOut ?? []
      var additions = LockAdditions(kept: loaded.model?.added ?? [])
      if request.addsIndexes {
        additions = LockAdditions(
          found: try IndexFinder.find(
            model,
            programs: request.programs,
            environment: environment,
            progress: progress
          ),
          before: loaded.model?.added ?? [],
          of: model.workload
        )
        model.workload = model.workload.with(addedIndexes: LoadedLock.added(additions.all))
      }
      var made = try LockPlanning.made(model, request, loaded.model, environment, progress)
      if !request.leftOut.isEmpty {
        let accepted = LockRemovals(
          workload: model.workload,
          unused: made.unused,
          known: removals,
          added: AddedNames(
            additions.all,
            in: Pipeline.relationalDesigns(made.pipeline.design),
            of: model.workload
          )
        ).accepted(request.leftOut, reason: request.reason)
        outcome.document.findings += accepted.refusals
        guard accepted.refusals.isEmpty else { return outcome }
        additions.remove(accepted.taken, reason: request.reason)
        removals += accepted.removals.filter { new in
          !removals.contains { $0.isSame(as: new) }
        }
        model.workload = model.workload.with(
          leftOutIndexes: LoadedLock.leftOut(removals),
          addedIndexes: LoadedLock.added(additions.all)
        )
        made = try LockPlanning.made(model, request, loaded.model, environment, progress)
      }
      report(made, removals, additions, loaded, request, &outcome)
    } catch {
      outcome.document.findings.append(
        Diagnostic(
          ToolRules.notPlanned,
          "the plans could not be asked for",
          at: nil,
          notes: error.message.split(separator: "\n").map(String.init),
          help: [error.help ?? "see docs/planning-at-scale.md for what it needs"]
        )
      )
      outcome.toolFailure = true
    }
    return outcome
  }

  /// Where all SQL stores are MySQL, `explain` asks MariaDB, and nothing would ever be held against
  /// plans of PostgreSQL; where none is, the other way round.
  private static func refusal(_ model: SemanticModel, _ request: LockRequest) -> Diagnostic? {
    if request.asksMariaDB,
      !model.workload.stores.contains(where: { SQLDialect($0.kind) == .mysql })
    {
      return Diagnostic(
        ToolRules.lockNotWritten,
        "MariaDB has no store to plan for in this model",
        at: model.workload.stores.first.map { Label($0.nameSpan, "is no MySQL") },
        notes: ["it plans for `aurora-mysql` stores alone"],
        help: ["leave `--engine mariadb` out"]
      )
    }
    guard request.asksPostgreSQL || request.addsIndexes else { return nil }
    let pipeline = Pipeline(model, explainsPlans: false, weighsChoices: false)
    let explain = ModelExplainRequest(paths: [], planner: .scratch(programs: nil))
    guard ModelExplainRun.isMariaDBAlone(pipeline, explain),
      let store = model.workload.stores.first(where: { SQLDialect($0.kind) == .mysql })
    else { return nil }
    return Diagnostic(
      ToolRules.lockNotWritten,
      "PostgreSQL has no store to plan for in this model",
      at: Label(store.nameSpan, "is MySQL"),
      notes: ["plans of another engine say nothing of it, and nothing would be held against them"],
      help: [
        request.addsIndexes
          ? "leave `--add-indexes` out: it is for `aurora-postgresql` stores"
          : "leave PostgreSQL out; `--engine mariadb` asks MariaDB"
      ],
      path: "store \(store.name)"
    )
  }

  private static func report(
    _ made: LockPlanning,
    _ removals: [LockedRemoval],
    _ additions: LockAdditions,
    _ loaded: LoadedLock,
    _ request: LockRequest,
    _ outcome: inout DriverOutcome
  ) {
    let workload = made.pipeline.workload
    outcome.document.assumptions.engines = made.engines
    let findings = LockFindings(workload: workload, loaded: loaded)
    let about = made.judgements + (request.isCheck ? findings.all(made.sets) : [])
    let filter = AllowanceFilter(made.pipeline, today: request.todayDay)
    let rules = about.map(\.rule)
    let (kept, allowed) = filter.apply(to: made.pipeline.findings + about)
    outcome.document.findings += kept.filter { rules.contains($0.rule) }
    outcome.document.allowed = allowed.filter { rules.contains($0.finding.rule) }
    outcome.document.findings += made.refusals
    let count = made.sets.reduce(0) { $0 + $1.plans.count }
    outcome.document.subjects = [ReportCount(count, "plan")]
    LockSection(loaded: loaded, made: made.sets, removals: removals, additions: additions)
      .add(to: &outcome.document)
    if !made.refusals.isEmpty {
      outcome.document.sections.append(
        .paragraph("What an engine refuses to plan stays in the lock as it was.")
      )
    }
    if request.isCheck {
      if let stale = LockCurrency(workload: workload, loaded: loaded).finding(made.sets) {
        outcome.document.findings.append(stale)
      }
      return
    }
    let lock = LockUpdate(loaded: loaded, workload: workload)
      .lock(made.sets, removals, additions.all)
    let bytes = LockWriter.bytes(lock)
    // A lock that says nothing is not made.
    if lock.models.isEmpty, loaded.bytes == nil { return }
    guard bytes != loaded.bytes else { return }
    outcome.changedFiles = [
      ChangedFile(path: loaded.location.path, before: loaded.bytes ?? [], after: bytes)
    ]
  }
}
