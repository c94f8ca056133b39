import DBModelAnalysis
import DBModelDesign
import DBModelEngines
import DBModelExplain
import DBModelQuery
import DBModelWorkload

/// EXPLAIN of every SQL text of the patterns of one store, by a scratch server of MariaDB.
struct MariaDBPlans: EnginePlans {
  /// In the order of the patterns and their statements.
  private(set) var plans: [StatementPlan] = []
  /// What was not asked for, with why.
  private(set) var leftOut: [(pattern: PatternID, reason: String)] = []
  /// What the engine refused to plan.
  private(set) var refusals: [RefusedPlan] = []

  private let workload: Workload
  private let sample: SampleRows
  private let planner: MariaDBScratchPlanner
  private let store: StoreID
  private let sizes: PlanContext
  private let writer: SQLStatementWriter

  init(
    workload: Workload,
    design: RelationalDesign,
    patterns: [AccessPattern],
    sample: SampleRows,
    sizes: PlanContext,
    planner: MariaDBScratchPlanner
  ) {
    self.workload = workload
    self.sizes = sizes
    store = design.store
    self.sample = sample
    self.planner = planner
    writer = SQLStatementWriter(workload: workload, design: design, dialect: .mysql)
    for pattern in patterns { explain(pattern) }
  }

  private mutating func explain(_ pattern: AccessPattern) {
    do throws(SQLUnsupported) {
      var isPlanned = false
      for variant in try writer.variants(for: pattern) {
        for statement in variant.statements {
          // An insert has no plan to speak of.
          if case .write(let role) = statement.role, role.kind == .insert { continue }
          guard let text = sample.text(of: statement, pattern) else { continue }
          explain(statement, text, variant.label, pattern)
          isPlanned = true
        }
      }
      if !isPlanned {
        leftOut.append((pattern.id, "it inserts, or needs a row that another statement finds"))
      }
    } catch {
      leftOut.append((pattern.id, error.reason))
    }
  }

  private mutating func explain(
    _ statement: SQLStatement,
    _ text: String,
    _ variant: String,
    _ pattern: AccessPattern
  ) {
    do throws(SchemaRefusal) {
      let tree = try planner.explain(text)
      guard !Self.looksUp(tree.root) else {
        leftOut.append(
          (pattern.id, "MariaDB looks a range up in the index itself, which holds few rows here")
        )
        return
      }
      plans.append(
        StatementPlan(
          pattern: pattern.id,
          variant: variant,
          statement: statement,
          values: "values of rows that there are",
          tree: tree
        )
      )
    } catch {
      refusals.append(
        RefusedPlan(pattern: pattern.id, message: error.message, help: error.help)
      )
    }
  }

  var judged: [JudgedPlan] {
    plans.map {
      JudgedPlan(
        pattern: $0.pattern,
        store: store,
        plan: $0.tree,
        context: StatementContext.context(of: $0.statement, sizes: sizes)
      )
    }
  }

  /// Whether a part of the plan rests on how many rows a range has. Values that are looked up, and
  /// lists of them, are judged by the sizes.
  private static func looksUp(_ node: PlanNode) -> Bool {
    let isRange = ["range", "index_merge"].contains { node.label.hasSuffix($0) }
    return (isRange && !isOfValues(node)) || node.children.contains { looksUp($0) }
  }

  private static func isOfValues(_ node: PlanNode) -> Bool {
    let texts = [node.filter, node.properties["index_condition"]?.text].compactMap { $0 }
    let signs = [" < ", " > ", " <= ", " >= ", " between ", " like "]
    return !texts.isEmpty && !texts.contains { text in signs.contains { text.contains($0) } }
  }
}
