import DBModelDiagnostics
import DBModelReport
import DBModelSyntax

/// Applies fixes that need no look until none is left, in memory: nothing is written.
public enum FixRun {
  /// A fix may uncover the next finding, but none needs many rounds: what goes on longer goes in
  /// circles, and is left as it stands after so many.
  static let maximumRounds = 10

  /// Checks the models, fixes what can be fixed and checks again.
  ///
  /// - Parameter request: Reads no standard input: what came from there cannot be written back.
  /// - Returns: The findings that remain, the fixes that were applied and the files they change.
  public static func run(_ request: DriverRequest) -> DriverOutcome {
    var request = request
    // Known findings are fixed like others; plans have no fixes.
    let wanted = request
    request.runsSQLitePlans = false
    request.baselinePath = nil
    var outcome = Driver.run(request) { [] }
    var originals: [SourceFile] = []
    var fixed: [AppliedFix] = []
    for _ in 0..<maximumRounds where !outcome.toolFailure {
      let selection = FixSelection(outcome.document.sortedFindings, sources: outcome.sources)
      guard !selection.chosen.isEmpty else { break }
      fixed += selection.chosen.map { applied($0, sources: outcome.sources) }
      for file in outcome.sources.files {
        guard let text = selection.texts[file.id] else { continue }
        let identity = FilePath.normalized(file.path)
        if request.replacements.updateValue(text, forKey: identity) == nil {
          originals.append(file)
        }
      }
      outcome = Driver.run(request) { [] }
    }
    request.runsSQLitePlans = wanted.runsSQLitePlans
    request.baselinePath = wanted.baselinePath
    outcome = Driver.run(request) { [] }
    outcome.document.fixed = fixed
    outcome.changedFiles = originals.compactMap { file in
      guard let text = request.replacements[FilePath.normalized(file.path)], text != file.bytes
      else { return nil }
      return ChangedFile(path: file.path, before: file.bytes, after: text)
    }
    return outcome
  }

  private static func applied(_ choice: FixSelection.Choice, sources: SourceMap) -> AppliedFix {
    let span = choice.finding.primary?.span ?? choice.fix.edits[0].span
    let file = sources[span.file]
    let position = file.position(at: span.lower)
    return AppliedFix(
      rule: choice.finding.rule,
      title: choice.fix.title,
      path: file.path,
      line: position.line,
      columnUTF8: position.columnUTF8
    )
  }
}
