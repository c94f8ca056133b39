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
    Estimate(
      interval(at: part),
      .milliseconds,
      inputs: assumptions,
      formula: steps.joined(separator: ", then ")
    )
  }
}

extension PatternLatency {
  /// The same figures without a word about them, milliseconds.
  public func interval(at part: Double) -> Interval {
    Interval(fast.quantile(part) + addedMs.low, slow.quantile(part) + addedMs.high)
  }
}

/// The sum of hops that come one after the other; each end of the range on its own.
struct LatencyChain {
  /// Whether somebody reads what the time is made of.
  var isExplained = true
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
    step: @autoclosure () -> String,
    assumption: @autoclosure () -> Provenance
  ) {
    fast.append(Self.slowest(of: width.low, LogNormal(median: median.low, p95: p95.low)))
    slow.append(Self.slowest(of: width.high, LogNormal(median: median.high, p95: p95.high)))
    explain(step, assumption)
  }

  mutating func add(
    ms: Interval,
    step: @autoclosure () -> String,
    assumption: @autoclosure () -> Provenance? = nil
  ) {
    addedMs += ms
    explain(step, assumption)
  }

  private mutating func explain(_ step: () -> String, _ assumption: () -> Provenance?) {
    guard isExplained else { return }
    steps.append(step())
    if let assumption = assumption(), !assumptions.contains(assumption) {
      assumptions.append(assumption)
    }
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
