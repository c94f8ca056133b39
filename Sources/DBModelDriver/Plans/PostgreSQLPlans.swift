import DBModelAnalysis
import DBModelDesign
import DBModelEngines
import DBModelExplain
import DBModelQuery
import DBModelWorkload

/// EXPLAIN of every SQL text of the patterns of one store, by whoever plans them.
struct PostgreSQLPlans {
  /// Asks for the plan of a text with so many parameters.
  typealias Planner = (String, Int) throws(PostgreSQLFailure) -> PlanTree

  /// In the order of the patterns and their statements.
  private(set) var plans: [StatementPlan] = []
  /// What could not be planned, with why.
  private(set) var leftOut: [(pattern: PatternID, reason: String)] = []
  private let store: StoreID
  private let sizes: PlanContext

  /// - Parameter sizes: What is known of the tables besides the plans.
  init(
    workload: Workload,
    design: RelationalDesign,
    patterns: [AccessPattern],
    sizes: PlanContext,
    planner: Planner
  ) {
    store = design.store
    self.sizes = sizes
    let writer = SQLStatementWriter(workload: workload, design: design, dialect: .postgresql)
    for pattern in patterns {
      if case .sql = pattern.operation,
        workload.store(of: pattern).flatMap({ SQLDialect(workload[$0].kind) }) != .postgresql
      {
        leftOut.append((pattern.id, "raw SQL is in the dialect of its own store"))
        continue
      }
      explain(pattern, writer, planner)
    }
  }

  /// The same for judgement, with the sizes.
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

  private mutating func explain(
    _ pattern: AccessPattern,
    _ writer: SQLStatementWriter,
    _ planner: Planner
  ) {
    do throws(SQLUnsupported) {
      for variant in try writer.variants(for: pattern) {
        for statement in variant.statements {
          do throws(PostgreSQLFailure) {
            plans.append(
              StatementPlan(
                pattern: pattern.id,
                variant: variant.label,
                statement: statement,
                tree: try planner(statement.text, statement.bindings.count)
              )
            )
          } catch {
            leftOut.append((pattern.id, error.message))
          }
        }
      }
    } catch {
      leftOut.append((pattern.id, error.reason))
    }
  }
}
