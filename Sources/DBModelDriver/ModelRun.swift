import DBModelDesign
import DBModelDiagnostics
import DBModelReport
import DBModelSemantics
import DBModelWorkload

/// Every command that is about a model: loads it, resolves it, and hands it to the pipeline.
enum ModelRun {
  static func run(
    _ request: DriverRequest,
    readingStandardInput: () -> [UInt8]
  ) -> DriverOutcome {
    var (outcome, model) = load(request, readingStandardInput: readingStandardInput)
    if let model { judge(model, request, &outcome) }
    return outcome
  }

  /// The model of a request; `nil` where it has errors or could not be read, which the outcome
  /// says.
  static func load(
    _ request: DriverRequest,
    readingStandardInput: () -> [UInt8]
  ) -> (outcome: DriverOutcome, model: SemanticModel?) {
    var workspace = Workspace(replacements: request.replacements)
    workspace.load(
      request.paths,
      stdinPath: request.stdinPath,
      readingStandardInput: readingStandardInput
    )
    var document = ReportDocument(
      command: request.command.name,
      toolVersion: Driver.toolVersion,
      inputs: workspace.sources.files.map { ReportInput(path: $0.path, bytes: $0.bytes) }
    )
    document.findings = workspace.diagnostics
    var outcome = DriverOutcome(
      document: document,
      sources: workspace.sources,
      toolFailure: workspace.hasFailed
    )
    guard !workspace.hasFailed, !workspace.trees.isEmpty else { return (outcome, nil) }
    let traces = TraceFiles(in: workspace.sources, read: TraceFiles.reading)
    var (model, found) = Resolver.resolve(workspace.trees, profiles: traces.shares)
    outcome.document.findings += found + traces.findings(model.traces)
    outcome.document.modelName = model.workload.name?.value
    outcome.document.subjects = [ReportCount(model.workload.patterns.count, "access pattern")]
    readLock(&model, request, &outcome)
    let hasErrors = outcome.document.findings.contains { $0.severity == .error }
    return (outcome, hasErrors ? nil : model)
  }

  /// The lock beside the root: it says which indexes the design does without.
  private static func readLock(
    _ model: inout SemanticModel,
    _ request: DriverRequest,
    _ outcome: inout DriverOutcome
  ) {
    let location = LockLocation(
      model.workload,
      sources: outcome.sources,
      paths: request.paths,
      stdinPath: request.stdinPath
    )
    guard let location else { return }
    var inputs: [ReportInput] = []
    let (lock, finding) = LoadedLock.read(location) { bytes in
      inputs.append(ReportInput(path: location.path, bytes: bytes))
      return outcome.sources.add(path: location.path, bytes: bytes)
    }
    outcome.document.inputs += inputs
    if let finding { outcome.document.findings.append(finding) }
    outcome.lock = lock
    let (leftOut, added) = (lock?.leftOut ?? [], lock?.added ?? [])
    if !leftOut.isEmpty || !added.isEmpty {
      model.workload = model.workload.with(leftOutIndexes: leftOut, addedIndexes: added)
    }
  }

  private static func judge(
    _ model: SemanticModel,
    _ request: DriverRequest,
    _ outcome: inout DriverOutcome
  ) {
    guard let engine = engine(request, &outcome) else { return }
    let pipeline = Pipeline(
      model,
      explainsPlans: request.runsSQLitePlans,
      weighsChoices: request.command.weighsChoices,
      engine: engine.times
    )
    outcome.document.findings += pipeline.findings
    outcome.document.findings += lockFindings(pipeline, request, outcome)
    let filter = AllowanceFilter(pipeline, today: request.todayDay)
    (outcome.document.findings, outcome.document.allowed) = filter.apply(
      to: outcome.document.findings
    )
    var rewrites = ProvenRewrites(
      sources: outcome.sources,
      routes: pipeline.fixed,
      patternCount: pipeline.workload.patterns.count
    )
    outcome.document.findings = rewrites.attached(to: outcome.document.findings)
    var parts = ProvenParts(sources: outcome.sources, pipeline: pipeline)
    outcome.document.findings = parts.attached(to: outcome.document.findings)
    if let path = request.baselinePath { BaselineFilter(path: path).apply(to: &outcome) }
    outcome.document.assumptions = Assumptions.of(pipeline)
    switch request.command {
    case .check, .explain, .verify, .simulate, .lock: break
    case .plan, .report: describe(pipeline, request, &outcome)
    case .compile:
      outcome.emittedFiles =
        CompiledFiles(
          workload: pipeline.workload,
          design: pipeline.design,
          relational: pipeline.relational
        ).files
      outcome.document.sections = [
        .outline(outcome.emittedFiles.map { ReportOutlineLine(0, $0.path) })
      ]
    case .why(let name):
      WhyReport(pipeline: pipeline, name: name).add(to: &outcome.document)
    }
  }

  /// What is not as it is locked.
  private static func lockFindings(
    _ pipeline: Pipeline,
    _ request: DriverRequest,
    _ outcome: DriverOutcome
  ) -> [Diagnostic] {
    guard request.runsSQLitePlans, let lock = outcome.lock else { return [] }
    let workload = pipeline.workload
    let made = lock.model == nil && !request.isLockFrozen ? [] : pipeline.lockedPlans
    let stale =
      request.isLockFrozen
      ? LockCurrency(workload: workload, loaded: lock).finding(made) : nil
    return LockFindings(workload: workload, loaded: lock).all(made) + (stale.map { [$0] } ?? [])
  }

  /// The times of a relational engine; `nil` for what is assumed.
  private struct EngineChoice {
    let times: EngineTimes?
  }

  /// What estimates are made with; `nil` where the profile that is named cannot be used, which the
  /// outcome says.
  private static func engine(
    _ request: DriverRequest,
    _ outcome: inout DriverOutcome
  ) -> EngineChoice? {
    guard let path = request.calibrationPath else { return EngineChoice(times: nil) }
    do throws(CalibrationProfile.Unreadable) {
      let bytes = try SchemaDocument.bytes(of: path)
      return EngineChoice(times: try CalibrationProfile(bytes: bytes).times)
    } catch {
      outcome.toolFailure = true
      outcome.document.findings.append(CalibrationProfile.refused(path, error))
      return nil
    }
  }

  /// The design with its figures, for machines and for people.
  private static func describe(
    _ pipeline: Pipeline,
    _ request: DriverRequest,
    _ outcome: inout DriverOutcome
  ) {
    outcome.document.plan =
      DesignValue(
        workload: pipeline.workload,
        design: pipeline.design,
        written: pipeline.fixed.map { WrittenDesignValue(pipeline: pipeline, route: $0).value }
      ).value
    outcome.document.estimates = EstimatesValue(pipeline: pipeline).value
    var report = DesignReport(pipeline: pipeline, explainsPlans: request.runsSQLitePlans)
    guard case .report = request.command else {
      report.drawsPictures = request.drawsPictures
      outcome.document.sections = request.comparesDesigns ? report.comparison : report.blocks
      return
    }
    report.drawsPictures = true
    outcome.document.sections = report.blocks
    outcome.document.keyFigures = KeyFigures(pipeline: pipeline).all
    guard let simulation = request.simulation else { return }
    SimulateRun.add(simulation, pipeline.workload, pipeline.design, to: &outcome)
  }
}

extension DriverRequest.Command {
  /// Whether the answer says what lost and by how much.
  fileprivate var weighsChoices: Bool {
    switch self {
    case .plan, .why, .report: true
    case .check, .compile, .explain, .verify, .simulate, .lock: false
    }
  }
}
