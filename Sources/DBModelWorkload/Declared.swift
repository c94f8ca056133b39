public import DBModelDiagnostics

/// A declared value and where it stands.
public struct Located<Value: Sendable>: Sendable {
  public let value: Value
  public let span: SourceSpan

  public init(_ value: Value, _ span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

/// A value that decides verdicts: stated, or stated to be unknown. Never defaulted in silence.
public struct Declared<Value: Sendable>: Sendable {
  /// `nil` where the model says `unknown`.
  public let value: Value?
  public let span: SourceSpan

  public init(_ value: Value?, _ span: SourceSpan) {
    self.value = value
    self.span = span
  }

  public var isUnknown: Bool { value == nil }
}
