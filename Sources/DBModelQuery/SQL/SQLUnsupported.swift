/// What a dialect cannot say, and why.
public struct SQLUnsupported: Error, Hashable, Sendable {
  /// One sentence in plain words, lower case, no full stop.
  public let reason: String

  public init(_ reason: String) { self.reason = reason }
}
