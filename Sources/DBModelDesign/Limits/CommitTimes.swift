public import DBModelStatistics

/// What a durable commit takes, its round trip left out: a property of the disk, or of the storage
/// that acknowledges it, and of no plan.
public struct CommitTimes: Hashable, Sendable {
  public let name: String
  /// Where it comes from, for people.
  public let source: String
  /// The distribution where all goes well, milliseconds.
  public let calm: QuantileCurve
  /// The same where all goes badly.
  public let slow: QuantileCurve
  /// Whether only its middle and its p95 are known, and the rest is taken to be log-normal.
  public let isLogNormal: Bool

  /// As assumed.
  public init(_ prior: LatencyPriors.Prior) {
    name = prior.name
    source = prior.source
    calm = QuantileCurve(LogNormal(median: prior.medianMs.low, p95: prior.p95Ms.low))
    slow = QuantileCurve(LogNormal(median: prior.medianMs.high, p95: prior.p95Ms.high))
    isLogNormal = true
  }

  /// As measured in several bursts.
  ///
  /// Calls of some seconds meet one state of a disk, calls of a day all of them. So each end is, at
  /// every percentile, that of a calm burst or of a slow one (the quarter of the bursts that is
  /// calmer, or slower, is left out) or that of all bursts together, whichever is further out.
  ///
  /// - Parameters:
  ///   - bursts: At least one, each with the same parts.
  ///   - spread: A burst between or after those measured takes up to so many times what they say.
  public init(bursts: [QuantileCurve], spread: Double, source: String) {
    precondition(!bursts.isEmpty, "a burst was measured")
    name = LatencyPriors.commit.name
    self.source = source
    var (calm, slow): ([QuantileCurve.Point], [QuantileCurve.Point]) = ([], [])
    for part in bursts[0].points.map(\.part) {
      let sorted = bursts.map { $0.quantile(part) }.sorted()
      let all = QuantileCurve.quantile(part, ofAll: bursts)
      let (first, last) = ((sorted.count - 1) / 4, sorted.count - 1 - (sorted.count - 1) / 4)
      calm.append(QuantileCurve.Point(part: part, value: min(all, sorted[first]) / spread))
      slow.append(QuantileCurve.Point(part: part, value: max(all, sorted[last]) * spread))
    }
    self.calm = QuantileCurve(calm)
    self.slow = QuantileCurve(slow)
    isLogNormal = false
  }

  /// The same commits, where both ends are one.
  init(_ times: CommitTimes, both curve: QuantileCurve) {
    name = times.name
    source = times.source
    (calm, slow) = (curve, curve)
    isLogNormal = times.isLogNormal
  }

  /// The time that a part (0 < part < 1) of the commits stays below, milliseconds.
  public func interval(at part: Double) -> Interval {
    Interval(calm.quantile(part), max(calm.quantile(part), slow.quantile(part)))
  }
}
