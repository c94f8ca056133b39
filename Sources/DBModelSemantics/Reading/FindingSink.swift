import DBModelDiagnostics

/// Collects findings while a model is resolved. Lives as long as one call of `Resolver.resolve`.
final class FindingSink {
  /// Notes where names stand; `nil` where nobody asks for them.
  let recorder: SymbolRecorder?
  private(set) var diagnostics: [Diagnostic] = []

  init(recorder: SymbolRecorder? = nil) { self.recorder = recorder }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
