import DBModelDiagnostics
import DBModelReport
import DBModelSemantics
import DBModelWorkload

/// Loads a workspace and runs the pipeline.
public enum Driver {
  /// The version of the tool, as every report names it.
  public static let toolVersion = "0.1.0"

  /// Runs one request. Standard input is read only where a path is `-`.
  public static func run(
    _ request: DriverRequest,
    readingStandardInput: () -> [UInt8]
  ) -> DriverOutcome {
    if case .explain = request.command {
      return ExplainRun.run(request, readingStandardInput: readingStandardInput)
    }
    return ModelRun.run(request, readingStandardInput: readingStandardInput)
  }
}
