import DBModelAnalysis
import DBModelDesign
import DBModelEngines
import DBModelExplain
import DBModelQuery
import DBModelWorkload

/// EXPLAIN of every SQL text of the patterns of one store, by a scratch server of MariaDB: at the
/// declared sizes by statistics where values are equal, and on sample rows where a plan rests on
/// ranges.
struct MariaDBPlans: EnginePlans {
  /// In the order of the patterns and their statements.
  private(set) var plans: [StatementPlan] = []
  /// What was not asked for, with why.
  private(set) var leftOut: [(pattern: PatternID, reason: String)] = []
  /// What the engine refused to plan.
  private(set) var refusals: [RefusedPlan] = []

  private let workload: Workload
  private let design: RelationalDesign
  private let rows: SampleRows
  private let planner: MariaDBScratchPlanner
  private let sizes: PlanContext
  private let writer: SQLStatementWriter
  private let named: NamedTables
  /// Texts that are planned on sample rows.
  private var waiting: [Waiting] = []

  /// One text of a pattern.
  private struct Text {
    let pattern: AccessPattern
    let variant: String
    let statement: SQLStatement
    /// Of those that have a plan, from 1.
    let number: Int
  }

  /// A text whose plans stand behind so many others.
  private struct Waiting {
    let text: Text
    let place: Int
  }

  /// - Parameters:
  ///   - day: Days since 1970: when calls are made.
  ///   - largest: Rows of the largest table of a sample.
  ///   - progress: Told what is being done, for people who wait.
  init(
    workload: Workload,
    design: RelationalDesign,
    patterns: [AccessPattern],
    rows: SampleRows,
    day: Int64,
    sizes: PlanContext,
    planner: MariaDBScratchPlanner,
    largest: Double = SampleSizes.largest,
    progress: (String) -> Void
  ) {
    self.workload = workload
    self.design = design
    self.sizes = sizes
    self.rows = rows
    self.planner = planner
    writer = SQLStatementWriter(workload: workload, design: design, dialect: .mysql)
    named = NamedTables(design, .mysql)
    for pattern in patterns {
      if let table = design.partitionedTable(agedBy: pattern) {
        leftOut.append((pattern.id, PartitionWords.droppedBefore(table)))
      } else {
        explain(pattern)
      }
    }
    guard !waiting.isEmpty else { return }
    progress("loading sample rows")
    do throws(SchemaRefusal) {
      var sample = try MariaDBSample(
        workload: workload,
        design: design,
        tables: Set(waiting.flatMap { named.all(in: $0.text.statement) }),
        day: day,
        largest: largest,
        planner: planner
      )
      // From the last on, so that the places of the others stay.
      let texts = waiting
      var made: [(place: Int, plans: [StatementPlan])] = []
      for waiting in texts { made.append((waiting.place, explain(waiting.text, &sample))) }
      for (place, plans) in made.reversed() { self.plans.insert(contentsOf: plans, at: place) }
    } catch {
      // What could not be asked for is not gone: the lock keeps the plans that it has.
      for waiting in waiting { refuse(waiting.text, error) }
    }
    waiting = []
  }

  private mutating func explain(_ pattern: AccessPattern) {
    do throws(SQLUnsupported) {
      var isAsked = false
      for variant in try writer.variants(for: pattern) {
        var number = 0
        for statement in variant.statements {
          // An insert has no plan to speak of.
          if case .write(let role) = statement.role, role.kind == .insert { continue }
          number += 1
          explain(
            Text(pattern: pattern, variant: variant.label, statement: statement, number: number)
          )
          isAsked = true
        }
      }
      if !isAsked { leftOut.append((pattern.id, "it inserts")) }
    } catch {
      leftOut.append((pattern.id, error.reason))
    }
  }

  /// By statistics, unless the plan rests on a range, or a few rows are too few for a call.
  private mutating func explain(_ text: Text) {
    guard let call = rows.text(of: text.statement, text.pattern) else {
      waiting.append(Waiting(text: text, place: plans.count))
      return
    }
    do throws(SchemaRefusal) {
      let tree = try planner.explain(call)
      guard !RangeLookup.decides(tree), !RangeLookup.findsNothing(tree) else {
        waiting.append(Waiting(text: text, place: plans.count))
        return
      }
      plans.append(
        StatementPlan(
          pattern: text.pattern.id,
          variant: text.variant,
          statement: text.statement,
          values: "values of rows that there are",
          number: text.number,
          tree: tree
        )
      )
    } catch {
      refuse(text, error)
    }
  }

  private mutating func explain(_ text: Text, _ sample: inout MariaDBSample) -> [StatementPlan] {
    do throws(SchemaRefusal) {
      let plans = try sample.plans(text.statement, text.pattern)
      if plans.isEmpty {
        let part = text.variant.isEmpty ? "" : "\(text.variant): "
        leftOut.append(
          (text.pattern.id, part + "no sample rows could be made that have the values it asks for")
        )
      }
      return plans.map { plan in
        StatementPlan(
          pattern: text.pattern.id,
          variant: text.variant,
          statement: text.statement,
          values: plan.values,
          number: text.number,
          sample: plan.sample,
          tree: plan.tree
        )
      }
    } catch {
      refuse(text, error)
      return []
    }
  }

  private mutating func refuse(_ text: Text, _ error: SchemaRefusal) {
    refusals.append(
      RefusedPlan(pattern: text.pattern.id, message: error.message, help: error.help)
    )
  }

  var judged: [JudgedPlan] {
    plans.map { plan in
      var context = StatementContext.context(of: plan.statement, sizes: sizes, .mysql)
      context.aliases = WrittenAliases.all(in: plan.statement, of: design)
      return JudgedPlan(
        pattern: plan.pattern,
        store: design.store,
        plan: plan.tree,
        context: context,
        notes: plan.sample?.lines ?? []
      )
    }
  }
}
