/// Units that calls of a pattern took, beside what they were estimated to take: reads and writes
/// together, a call.
public struct UnitComparison: Sendable {
  public let measured: Double
  public let low: Double
  public let high: Double

  /// `nil` where nothing was counted or nothing is estimated.
  public init?(_ pattern: PatternVerification) {
    guard pattern.units.calls > 0, let read = pattern.estimatedRead,
      let write = pattern.estimatedWrite
    else { return nil }
    measured = (pattern.units.read + pattern.units.write) / Double(pattern.units.calls)
    low = read.low + write.low
    high = read.high + write.high
  }

  /// Measured over the nearer end of the estimate; `nil` between its ends, where they differ.
  public var ratio: Double? {
    if high - low <= 1e-9 * max(1, high) { return high > 0 ? measured / high : nil }
    if measured < low { return measured / low }
    if measured > high { return high > 0 ? measured / high : nil }
    return nil
  }
}
