public import DBModelDesign
public import DBModelDiagnostics
public import DBModelWorkload

/// Derives physical designs from workloads, and routes patterns through designs that stand already.
///
/// Pure functions: the same workload gives the same design, whatever the order of declarations, but
/// for the order in which things are listed.
public enum Planner {
  /// Tables, indexes and paths for every store, with the reason of each choice.
  ///
  /// - Parameter weighsChoices: Whether each choice says what lost and by how much, which takes a
  ///   search of its own for every structure.
  public static func plan(
    workload: Workload,
    weighsChoices: Bool = false
  ) -> (design: PhysicalDesign, findings: [Diagnostic]) {
    plan(workload: workload, weighsChoices: weighsChoices, after: PlanningMemory(), generation: 0)
  }

  /// The same, with what can be taken over from the planning before. The result is that of planning
  /// everything.
  ///
  /// - Parameters:
  ///   - memory: Of a workload whose patterns have the same identity where they say the same.
  ///   - generation: Another number than the last time where anything but patterns has changed.
  public static func plan(
    workload: Workload,
    weighsChoices: Bool = false,
    after memory: PlanningMemory,
    generation: Int
  ) -> (design: PhysicalDesign, findings: [Diagnostic]) {
    let context = PlanningContext(workload)
    memory.prepare(for: context, generation: generation)
    var plans: [StorePlan] = []
    for store in workload.stores where isUsed(store.id, workload) {
      if store.kind == .dynamodb {
        plans.append(
          DynamoDBPlanner(context: context, store: store.id, memory: memory.designs(of: store.id))
            .derive(weighsChoices: weighsChoices)
        )
      } else {
        plans.append(
          RelationalPlanner(context: context, scope: RelationalScope(workload, store: store.id))
            .plan()
        )
      }
    }
    return merged(plans)
  }

  /// The ways of a store's patterns through tables that a team already has. The tables are taken as
  /// they stand; a pattern that no key of theirs serves has no path or a Scan, and a finding.
  public static func match(
    workload: Workload,
    fixed: FixedDesign
  ) -> (design: PhysicalDesign, findings: [Diagnostic]) {
    let context = PlanningContext(workload)
    return merged([DynamoDBPlanner(context: context, store: fixed.store).route(fixed)])
  }

  /// The indexes of a written SQL schema against what the patterns ask for.
  public static func judgedIndexes(workload: Workload, fixed: FixedSQLDesign) -> [Diagnostic] {
    WrittenIndexes(fixed, PlanningContext(workload)).findings()
  }

  /// What is to be said of a written SQL schema: no pattern is routed through one so far.
  public static func notJudged(workload: Workload, fixed: FixedSQLDesign) -> Diagnostic {
    let store = workload[fixed.store].name
    return Diagnostic(
      PlanningRules.sqlDesignNotJudged,
      "of design `\(fixed.name)` the indexes are judged, and no plan, latency or cost yet",
      at: Label(fixed.nameSpan),
      notes: [
        "latency and cost of `\(store)` are those of the schema derived from the model"
      ],
      help: ["compare with the derived schema: `dbmodel plan`"],
      path: "design \(fixed.name)"
    )
  }

  /// The normalised schema of one relational store.
  ///
  /// - Parameter store: `nil` plans all entities and all patterns as if they were in one store, so
  ///   that a model at home on DynamoDB can be set beside its SQL schema.
  public static func relational(
    workload: Workload,
    store: StoreID? = nil
  ) -> (design: PhysicalDesign, findings: [Diagnostic]) {
    let context = PlanningContext(workload)
    let scope = RelationalScope(workload, store: store)
    return merged([RelationalPlanner(context: context, scope: scope).plan()])
  }

  /// That an index which a lock adds does not fit the model any more.
  public static func staleAddition(_ addition: AddedIndex, _ reason: String) -> Diagnostic {
    AddedIndexScope.finding(addition, [reason])
  }

  private static func isUsed(_ store: StoreID, _ workload: Workload) -> Bool {
    workload.entities.contains { $0.home == store }
      || workload.flows.contains { $0.destination == store && !$0.entities.isEmpty }
      || workload.patterns.contains { workload.store(of: $0) == store }
  }

  private static func merged(
    _ plans: [StorePlan]
  ) -> (design: PhysicalDesign, findings: [Diagnostic]) {
    let design = PhysicalDesign(
      stores: plans.map(\.design),
      accesses: plans.flatMap(\.accesses).sorted { $0.pattern < $1.pattern },
      choices: plans.flatMap(\.choices),
      proofs: plans.compactMap(\.proof)
    )
    return (design, plans.flatMap(\.findings))
  }
}
