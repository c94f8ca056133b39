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
    var workspace = Workspace()
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
    guard !workspace.hasFailed, !workspace.trees.isEmpty else { return outcome }
    let (model, found) = Resolver.resolve(workspace.trees)
    outcome.document.findings += found
    outcome.document.modelName = model.workload.name?.value
    outcome.document.subjects = [ReportCount(model.workload.patterns.count, "access pattern")]
    return outcome
  }
}
