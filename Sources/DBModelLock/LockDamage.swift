public import DBModelDiagnostics

/// Why a file is no lock: the first thing that is wrong.
public struct LockDamage: Error, Sendable {
  /// A clause, lower case.
  public let reason: String
  /// Imperative.
  public let help: String
  /// The line, or the part of it.
  public let span: SourceSpan
  /// Where the same stands before.
  public let first: SourceSpan?
}
