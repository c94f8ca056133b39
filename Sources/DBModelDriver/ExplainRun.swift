import DBModelDiagnostics
import DBModelEngines
import DBModelExplain
import DBModelReport
import DBModelSemantics

/// `dbmodel explain`: saved EXPLAIN output, read and judged, by itself or at the sizes that a model
/// declares.
///
/// Of the paths, those that end in `.dbmodel` are models and every other is a plan. A plan names
/// tables; the rows of an entity are those of the table that a relational design gives it.
enum ExplainRun {
  static func run(
    _ request: DriverRequest,
    readingStandardInput: () -> [UInt8]
  ) -> DriverOutcome {
    let models = request.paths.filter { $0.hasSuffix(".dbmodel") }
    var outcome = DriverOutcome(
      document: ReportDocument(command: "explain", toolVersion: Driver.toolVersion),
      sources: SourceMap(),
      toolFailure: false
    )
    var context = PlanContext()
    if !models.isEmpty {
      var load = request
      load.paths = models
      let (loaded, model) = ModelRun.load(load, readingStandardInput: readingStandardInput)
      outcome = loaded
      guard let model else { return outcome }
      let design = Pipeline.relational(of: model.workload)
      context.sizes = SQLiteStatistics(workload: model.workload, design: design).tables.map {
        PlanContext.RelationSize($0.table, rows: Double($0.rows))
      }
    }
    read(
      request.paths.filter { !$0.hasSuffix(".dbmodel") },
      request,
      context,
      &outcome,
      readingStandardInput
    )
    return outcome
  }

  private static func read(
    _ paths: [String],
    _ request: DriverRequest,
    _ context: PlanContext,
    _ outcome: inout DriverOutcome,
    _ readingStandardInput: () -> [UInt8]
  ) {
    var values: [ReportValue] = []
    for path in paths {
      let bytes: [UInt8]
      do throws(FileReader.Failure) {
        bytes = path == "-" ? readingStandardInput() : try FileReader.read(path)
      } catch {
        outcome.document.findings.append(LoadMessage.failure(error, path: path, importSpan: nil))
        outcome.toolFailure = true
        continue
      }
      let shown = path == "-" ? request.stdinPath ?? "-" : path
      let file = outcome.sources.add(path: shown, bytes: bytes)
      outcome.document.inputs.append(ReportInput(path: shown, bytes: bytes))
      let reading = PlanReader.read(file)
      outcome.document.findings += reading.diagnostics
      for (number, plan) in reading.plans.enumerated() {
        let name = reading.plans.count > 1 ? "\(shown), plan \(number + 1)" : shown
        outcome.document.findings += PlanJudge.judge(plan, context: context)
          .map { $0.diagnostic(path: name) }
        outcome.document.sections += ExplainSection.blocks(plan, title: name)
        values.append(ExplainSection.value(plan, title: name))
      }
    }
    outcome.document.subjects = [ReportCount(values.count, "plan")]
    outcome.document.explanation = ["plans": .array(values)]
  }
}
