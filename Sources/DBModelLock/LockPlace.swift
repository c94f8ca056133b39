public import DBModelDiagnostics

/// Where something stands in a lock. Two locks that say the same in other places are equal.
public struct LockPlace: Hashable, Sendable {
  /// `nil` for what was not read from a file.
  public var span: SourceSpan?

  public init(_ span: SourceSpan? = nil) { self.span = span }

  public static func == (a: LockPlace, b: LockPlace) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
}
