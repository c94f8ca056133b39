import DBModelDiagnostics
import DBModelReport

extension DriverOutcome {
  /// Says that a file could not be written.
  ///
  /// - Parameters:
  ///   - shown: The file as a person knows it, where that is not its path.
  ///   - help: The way out.
  public mutating func failToWrite(
    _ path: String,
    shown: String? = nil,
    because reason: String,
    help: String
  ) {
    document.findings.append(
      Diagnostic(
        ToolRules.outputNotWritten,
        "`\(shown ?? path)` could not be written",
        at: nil,
        notes: [reason],
        help: [help],
        path: path
      )
    )
    toolFailure = true
  }
}
