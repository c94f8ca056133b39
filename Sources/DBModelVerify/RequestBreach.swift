/// A rule of the service that a request breaks. Emulators check few of them.
public struct RequestBreach: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Rule: Hashable, Sendable {
    /// Two actions of one transaction are about one item.
    case oneItemTwice
    case other
  }

  public let rule: Rule
  public let description: String

  init(_ description: String, _ rule: Rule = .other) {
    self.description = description
    self.rule = rule
  }
}
