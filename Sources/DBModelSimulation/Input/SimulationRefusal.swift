/// Why an input is not simulated.
public struct SimulationRefusal: Error, Hashable, Sendable {
  /// Where: `Order.byStatus`, flow `pay`.
  public let place: String
  /// What is wrong, one sentence without a full stop.
  public let reason: String
  /// The way out, imperative.
  public let help: String

  init(_ place: String, _ reason: String, _ help: String) {
    self.place = place
    self.reason = reason
    self.help = help
  }
}
