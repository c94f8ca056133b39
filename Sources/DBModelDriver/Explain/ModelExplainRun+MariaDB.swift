import DBModelDesign
import DBModelEngines
import DBModelExplain
import DBModelQuery
import DBModelWorkload

extension ModelExplainRun {
  /// The plans of every store that is MySQL, as MariaDB makes them.
  static func mariaDBSets(
    _ pipeline: Pipeline,
    _ request: ModelExplainRequest,
    _ environment: (String) -> String?,
    _ progress: (String) -> Void
  ) throws(ServerFailure) -> [PlannedSet] {
    let designs = mariaDBDesigns(pipeline)
    guard !designs.isEmpty else { return [] }
    let workload = pipeline.workload
    do throws(SchemaRefusal) {
      let program = try MariaDBProgram.find(variable: environment)
      return try designs.map { design throws(SchemaRefusal) in
        progress("making a scratch server of MariaDB")
        let patterns = workload.patterns.filter { workload.store(of: $0) == design.store }
        return try set(
          Scope(design: design, patterns: patterns),
          workload,
          request,
          program,
          environment,
          progress
        )
      }
    } catch {
      throw ServerFailure(error.message, help: error.help)
    }
  }

  /// Whether MySQL is all there is to plan for.
  static func isMariaDBAlone(_ pipeline: Pipeline, _ request: ModelExplainRequest) -> Bool {
    guard case .scratch = request.planner, !mariaDBDesigns(pipeline).isEmpty else { return false }
    return !pipeline.workload.stores.contains { SQLDialect($0.kind) == .postgresql }
  }

  private static func mariaDBDesigns(_ pipeline: Pipeline) -> [RelationalDesign] {
    pipeline.design.stores.compactMap { store in
      guard case .relational(let design) = store,
        SQLDialect(pipeline.workload[design.store].kind) == .mysql
      else { return nil }
      return design
    }
  }

  /// Columns of texts that an index, a key or a unique constraint begins with.
  private static func indexedTexts(
    _ design: RelationalDesign,
    _ workload: Workload
  ) -> [PlanContext.IndexedText] {
    design.tables.flatMap { table -> [PlanContext.IndexedText] in
      let trees =
        [("PRIMARY", table.primaryKey.first)] + table.uniques.map { ($0.name, $0.columns.first) }
        + table.indexes.map { ($0.name, $0.columns.first?.column) }
      return trees.compactMap { name, first in
        guard let column = table.columns.first(where: { $0.name == first }),
          case .string = workload[FieldReference(table.entity, column.field)].type
        else { return nil }
        return PlanContext.IndexedText(table.name, column: column.name, index: name)
      }
    }
  }

  private static func set(
    _ scope: Scope,
    _ workload: Workload,
    _ request: ModelExplainRequest,
    _ program: MariaDBProgram,
    _ environment: (String) -> String?,
    _ progress: (String) -> Void
  ) throws(SchemaRefusal) -> PlannedSet {
    let design = scope.design
    let day = day(scope, request)
    let statistics = MariaDBStatistics(workload: workload, design: design).tables
    let loader = SQLLoader(
      design: design,
      workload: workload,
      dialect: .mysql,
      batchRows: min(100, MariaDBSample.batchRows(of: design.tables, workload))
    )
    let rows = SampleRows(workload: workload, day: day)
    let planner = try MariaDBScratchPlanner(
      schema: SQLSchemaWriter(design: design.inOnePiece, workload: workload, dialect: .mysql)
        .tableStatements,
      rows: loader.statements(for: rows.dataset),
      statistics: statistics,
      program: program,
      clock: rows.now / 1_000_000_000,
      variable: environment
    )
    let sizes = statistics.map { PlanContext.RelationSize($0.table, rows: $0.rows) }
    return PlannedSet(
      design: design,
      plans: MariaDBPlans(
        workload: workload,
        design: design,
        patterns: scope.patterns,
        rows: rows,
        day: day,
        sizes: PlanContext(sizes: sizes, indexedTexts: indexedTexts(design, workload)),
        planner: planner,
        largest: request.sampleRows ?? SampleSizes.largest,
        progress: progress
      ),
      source: .mariaDB(version: planner.version),
      assumed: PartitionWords.inOnePiece(design),
      version: planner.version,
      isElsewhere: false
    )
  }
}
