import DBModelDiagnostics

/// Collects findings while a model is resolved. Lives as long as one call of `Resolver.resolve`.
final class FindingSink {
  private(set) var diagnostics: [Diagnostic] = []

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
