public import DBModelStatistics
public import DBModelWorkload

/// How long a call of a pattern takes, as far as it can be known before anything runs.
public struct PatternLatency: Sendable {
  public let pattern: PatternID
  public let store: StoreID
  /// The two ends: everything goes well, everything assumed goes badly.
  public let fast: LogNormal
  public let slow: LogNormal
  /// Milliseconds that are added without spread: bytes, pages, rows.
  public let addedMs: Interval
  /// What it is made of, one line each, in the order it happens.
  public let steps: [String]
  /// Assumptions it rests on, for people.
  public let assumptions: [Provenance]

  public init(
    pattern: PatternID,
    store: StoreID,
    fast: LogNormal,
    slow: LogNormal,
    addedMs: Interval,
    steps: [String],
    assumptions: [Provenance]
  ) {
    self.pattern = pattern
    self.store = store
    self.fast = fast
    self.slow = slow
    self.addedMs = addedMs
    self.steps = steps
    self.assumptions = assumptions
  }

  /// The time that a part (0 < part < 1) of the calls stays below, milliseconds.
  public func milliseconds(at part: Double) -> Estimate {
    let low = fast.quantile(part) + addedMs.low
    let high = slow.quantile(part) + addedMs.high
    return Estimate(
      Interval(low, high),
      .milliseconds,
      inputs: assumptions,
      formula: steps.joined(separator: ", then ")
    )
  }
}

/// The sum of hops that come one after the other; each end of the range on its own.
struct LatencyChain {
  private(set) var fast: [LogNormal] = []
  private(set) var slow: [LogNormal] = []
  private(set) var addedMs = Interval.zero
  private(set) var steps: [String] = []
  private(set) var assumptions: [Provenance] = []

  /// One hop of `width` requests in parallel, of which the slowest counts.
  mutating func add(
    median: Interval,
    p95: Interval,
    width: Interval = .one,
    step: String,
    assumption: Provenance
  ) {
    fast.append(Self.slowest(of: width.low, LogNormal(median: median.low, p95: p95.low)))
    slow.append(Self.slowest(of: width.high, LogNormal(median: median.high, p95: p95.high)))
    steps.append(step)
    if !assumptions.contains(assumption) { assumptions.append(assumption) }
  }

  mutating func add(ms: Interval, step: String, assumption: Provenance? = nil) {
    addedMs += ms
    steps.append(step)
    if let assumption, !assumptions.contains(assumption) { assumptions.append(assumption) }
  }

  func latency(pattern: PatternID, store: StoreID) -> PatternLatency {
    PatternLatency(
      pattern: pattern,
      store: store,
      fast: .sum(fast),
      slow: .sum(slow),
      addedMs: addedMs,
      steps: steps,
      assumptions: assumptions
    )
  }

  /// The log-normal with the median and the 95th percentile of the slowest of so many draws.
  private static func slowest(of width: Double, _ each: LogNormal) -> LogNormal {
    guard width > 1 else { return each }
    let median = each.slowest(of: width, at: 0.5)
    return LogNormal(median: median, p95: max(median, each.slowest(of: width, at: 0.95)))
  }
}
