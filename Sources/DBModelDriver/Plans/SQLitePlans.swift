import DBModelAnalysis
import DBModelDesign
import DBModelEngines
import DBModelEstimation
import DBModelExplain
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The plan of one statement of a pattern.
struct StatementPlan {
  let pattern: PatternID
  /// Which of the pattern's texts: `status given, next page`; empty where there is one.
  let variant: String
  let statement: SQLStatement
  /// With which values: `usual values`; empty where it is planned for all of them.
  var values = ""
  /// Which statement of the text it is, from 1; `nil` where plans for all values come first and are
  /// counted.
  var number: Int?
  /// The sample rows that it was planned on; `nil` where it was planned at the declared size.
  var sample: PlannedSample?
  let tree: PlanTree
}

/// EXPLAIN QUERY PLAN of every SQL text of a workload, on embedded SQLite at declared size.
struct SQLitePlans {
  /// In the order of the patterns and their statements.
  private(set) var plans: [StatementPlan] = []
  /// The same for judgement, with the declared sizes.
  var judged: [JudgedPlan] {
    plans.map { plan in
      var own = StatementContext.context(of: plan.statement, sizes: context)
      if plan.statement.role == .readRoot, own.matchingRows == nil,
        let rows = matched[plan.pattern]
      {
        // Few are few, however they are found; of many it has to be known.
        let isKnown = rows.high <= rows.low * Self.surely || rows.high < own.thresholds.sortRows
        own.sortedRows = isKnown ? rows.high : nil
      }
      return JudgedPlan(pattern: plan.pattern, store: store, plan: plan.tree, context: own)
    }
  }
  let store: StoreID
  private let context: PlanContext
  /// Rows that the conditions of reads leave.
  private let matched: [PatternID: Interval]
  /// Rows whose least and greatest number lie further apart are not known.
  private static let surely = 10.0
  /// What could not be planned, with why.
  private(set) var leftOut: [(pattern: PatternID, reason: String)] = []

  init(workload: Workload, design: RelationalDesign, patterns: [AccessPattern]) {
    store = design.store
    let answered = AnsweredRows(workload: workload)
    matched = Dictionary(
      patterns.compactMap { pattern in answered.matched(pattern).map { (pattern.id, $0) } },
      uniquingKeysWith: { a, _ in a }
    )
    let statistics = SQLiteStatistics(workload: workload, design: design).tables
    context = PlanContext(
      sizes: statistics.map { PlanContext.RelationSize($0.table, rows: Double($0.rows)) }
    )
    do throws(SQLiteError) {
      let schema = SQLSchemaWriter.statements(
        design: design,
        workload: workload,
        dialect: .sqlite
      )
      let planner = try SQLitePlanner(
        schema: schema,
        statistics: statistics
      )
      let writer = SQLStatementWriter(workload: workload, design: design, dialect: .sqlite)
      for pattern in patterns {
        if let table = design.partitionedTable(agedBy: pattern) {
          leftOut.append((pattern.id, PartitionWords.droppedBefore(table)))
        } else {
          explain(pattern, writer, planner)
        }
      }
    } catch {
      leftOut = patterns.map { ($0.id, "the schema was refused: \(error.message)") }
    }
  }

  private mutating func explain(
    _ pattern: AccessPattern,
    _ writer: SQLStatementWriter,
    _ planner: SQLitePlanner
  ) {
    if case .sql = pattern.operation {
      leftOut.append((pattern.id, "raw SQL is in the dialect of its own store"))
      return
    }
    do throws(SQLUnsupported) {
      for variant in try writer.variants(for: pattern) {
        for statement in variant.statements {
          do throws(SQLiteError) {
            plans.append(
              StatementPlan(
                pattern: pattern.id,
                variant: variant.label,
                statement: statement,
                tree: try planner.explain(statement.text)
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
