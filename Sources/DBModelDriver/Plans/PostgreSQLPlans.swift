import DBModelAnalysis
import DBModelDesign
import DBModelEngines
import DBModelExplain
import DBModelQuery
import DBModelWorkload

/// EXPLAIN of every SQL text of the patterns of one store, by whoever plans them.
struct PostgreSQLPlans {
  /// Asks for the plan of a text with so many parameters; for all of their values, or for those
  /// that are given as literals.
  typealias Planner = (String, Int, [String]?) throws(ServerFailure) -> PlanTree

  /// In the order of the patterns and their statements.
  private(set) var plans: [StatementPlan] = []
  /// What dbmodel did not ask for, with why.
  private(set) var leftOut: [(pattern: PatternID, reason: String)] = []
  /// What the engine refused to plan.
  private(set) var refused: [(pattern: PatternID, failure: ServerFailure)] = []
  /// What it refused with the declared types of parameters or a value of them, and planned without.
  private(set) var mistyped: [(pattern: PatternID, failure: ServerFailure)] = []
  private let workload: Workload
  private let store: StoreID
  private let sizes: PlanContext
  private let arguments: PlannedArguments?

  /// - Parameters:
  ///   - sizes: What is known of the tables besides the plans.
  ///   - arguments: Values that statements are planned with besides; `nil` where nobody knows any.
  init(
    workload: Workload,
    design: RelationalDesign,
    patterns: [AccessPattern],
    sizes: PlanContext,
    arguments: PlannedArguments?,
    planner: Planner
  ) {
    self.workload = workload
    store = design.store
    self.sizes = sizes
    self.arguments = arguments
    let writer = SQLStatementWriter(workload: workload, design: design, dialect: .postgresql)
    for pattern in patterns {
      if let table = design.partitionedTable(agedBy: pattern) {
        leftOut.append((pattern.id, PartitionWords.droppedBefore(table)))
        continue
      }
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
        for written in variant.statements {
          do throws(ServerFailure) {
            let (statement, tree) = try general(pattern, written, writer, planner)
            plans.append(
              StatementPlan(
                pattern: pattern.id,
                variant: variant.label,
                statement: statement,
                tree: tree
              )
            )
            do throws(ServerFailure) {
              try explainValues(pattern, variant, statement, planner)
            } catch {
              guard isMistyped(pattern, error) else { throw error }
              // One reason for a pattern is enough.
              if !mistyped.contains(where: { $0.pattern == pattern.id }) {
                mistyped.append((pattern.id, error))
              }
            }
          } catch {
            refused.append((pattern.id, error))
          }
        }
      }
    } catch {
      leftOut.append((pattern.id, error.reason))
    }
  }

  /// Whether the engine, which plans a statement as written for all values, refuses one of the
  /// declared type: of text that is no number, date or time (class 22 of PostgreSQL's appendix of
  /// error codes), and where no operator compares the two (class 42).
  private func isMistyped(_ pattern: AccessPattern, _ failure: ServerFailure) -> Bool {
    guard case .sql = pattern.operation, let state = failure.state else { return false }
    return ["22P02", "22007", "42804", "42883"].contains(state)
  }

  /// The plan for all values. SQL as written is planned with the declared types of its numbers, as
  /// drivers hand them over; only where the engine refuses them without.
  private mutating func general(
    _ pattern: AccessPattern,
    _ statement: SQLStatement,
    _ writer: SQLStatementWriter,
    _ planner: Planner
  ) throws(ServerFailure) -> (SQLStatement, PlanTree) {
    var failure: ServerFailure?
    for integers in ["bigint", "integer"] {
      guard let typed = writer.typed(pattern, integers: integers) else { break }
      do throws(ServerFailure) {
        return (typed, try planner(typed.text, typed.bindings.count, nil))
      } catch {
        failure = failure ?? error
      }
    }
    let tree = try planner(statement.text, statement.bindings.count, nil)
    if let failure, !mistyped.contains(where: { $0.pattern == pattern.id }) {
      mistyped.append((pattern.id, failure))
    }
    return (statement, tree)
  }

  /// The plans for values, where they are others: an engine that sees them may choose otherwise.
  private mutating func explainValues(
    _ pattern: AccessPattern,
    _ variant: SQLStatementWriter.Variant,
    _ statement: SQLStatement,
    _ planner: Planner
  ) throws(ServerFailure) {
    guard let arguments, !statement.bindings.isEmpty, let generic = plans.last?.tree else { return }
    var shapes = [PlanShape.text(of: generic)]
    for kind in PlannedArguments.Kind.allCases {
      guard let literals = arguments.literals(of: statement, pattern, kind) else { return }
      let tree = try planner(statement.text, statement.bindings.count, literals)
      let shape = PlanShape.text(of: tree)
      guard !shapes.contains(shape) else { continue }
      shapes.append(shape)
      plans.append(
        StatementPlan(
          pattern: pattern.id,
          variant: variant.label,
          statement: statement,
          values: kind.rawValue,
          tree: tree
        )
      )
    }
  }
}
