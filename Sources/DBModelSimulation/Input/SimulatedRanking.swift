/// A population of partition keys in the order of their popularity. Flows of the same ranking agree
/// on which key is the most popular one; rankings of different names know nothing of each other.
public struct SimulatedRanking: Hashable, Sendable {
  /// Tells it from others, and with the seed decides where each key is hashed to.
  public let name: String
  /// What the most popular keys are called, the first first; those without a label are numbered.
  public let labels: [String]
  /// What a key without a label is one of: `customer`.
  public let noun: String
  /// Seconds after which all keys are new ones, as dates are at midnight UTC; `nil` for never.
  public let renewSeconds: Int?

  /// - Parameter noun: `nil` for the name.
  public init(
    name: String,
    labels: [String] = [],
    noun: String? = nil,
    renewSeconds: Int? = nil
  ) {
    self.name = name
    self.labels = labels
    self.noun = noun ?? name
    self.renewSeconds = renewSeconds
  }

  /// `paid`, or ``key 3 of `customer` ``.
  func label(ofRank rank: Int) -> String {
    labels.indices.contains(rank) ? "`\(labels[rank])`" : "key \(rank + 1) of `\(noun)`"
  }
}
