import DBModelDesign
public import DBModelStatistics
public import DBModelWorkload
import Glibc

/// How long a call of a pattern takes, as far as it can be known before anything runs.
public struct PatternLatency: Sendable {
  public let pattern: PatternID
  public let store: StoreID
  /// The two ends: everything goes well, everything assumed goes badly.
  public let fast: LogNormal
  public let slow: LogNormal
  /// Milliseconds that are added without spread: bytes, pages, rows.
  public let addedMs: Interval
  /// Milliseconds that differ from call to call, at each end; empty where none do.
  public let fastDelays: [DelayedTime.Delay]
  public let slowDelays: [DelayedTime.Delay]
  /// What the server works for a call, on average, milliseconds: searches and rows, without round
  /// trips and commits. Zero for a store that sells units.
  public let workMs: Interval
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
    fastDelays: [DelayedTime.Delay] = [],
    slowDelays: [DelayedTime.Delay] = [],
    workMs: Interval = .zero,
    steps: [String],
    assumptions: [Provenance]
  ) {
    self.pattern = pattern
    self.store = store
    self.fast = fast
    self.slow = slow
    self.addedMs = addedMs
    self.fastDelays = fastDelays
    self.slowDelays = slowDelays
    self.workMs = workMs
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
    // A loop over an empty list sends nothing at all.
    func shown(_ ms: Double) -> Double { ms < 1e-9 ? 0 : min(1e15, ms) }
    return Interval(
      shown(DelayedTime(fast, delays: fastDelays).quantile(part) + addedMs.low),
      shown(DelayedTime(slow, delays: slowDelays).quantile(part) + addedMs.high)
    )
  }

  /// Where nine calls of ten lie, milliseconds: from what one of twenty stays below if all goes
  /// well to what one of twenty exceeds if all goes badly.
  public var usual: Interval { Interval(interval(at: 0.05).low, interval(at: 0.95).high) }

  /// Where the middle of the calls lies, milliseconds: what half of them stay below.
  public var middle: Interval { interval(at: 0.5) }
}

/// The sum of hops that come one after the other; each end of the range on its own.
struct LatencyChain {
  /// Whether somebody reads what the time is made of.
  let isExplained: Bool
  private(set) var fast: [LogNormal] = []
  private(set) var slow: [LogNormal] = []
  private(set) var addedMs = Interval.zero
  /// What the server works for the rows of all statements, on average.
  private var workMs = Interval.zero
  /// What differs from call to call, one statement after the other.
  private var fastDelays: [DelayedTime.Delay] = []
  private var slowDelays: [DelayedTime.Delay] = []

  init(isExplained: Bool = true) { self.isExplained = isExplained }

  private(set) var steps: [String] = []
  private(set) var assumptions: [Provenance] = []

  /// One hop of `width` requests in parallel, of which the slowest counts.
  mutating func add(
    median: Interval,
    p95: Interval,
    width: Interval = .one,
    repeated times: Interval = .one,
    step: @autoclosure () -> String,
    assumption: @autoclosure () -> Provenance
  ) {
    let fastest = Self.slowest(of: width.low, LogNormal(median: median.low, p95: p95.low))
    let slowest = Self.slowest(of: width.high, LogNormal(median: median.high, p95: p95.high))
    fast.append(Self.repeated(fastest, times.low))
    slow.append(Self.repeated(slowest, times.high))
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

  /// Work whose amount differs from call to call.
  ///
  /// - Parameter ms: Milliseconds for an amount.
  mutating func delay(_ amounts: RowSpread, _ ms: (Double) -> Interval) {
    func delays(_ outcomes: [RowSpread.Outcome], _ end: (Interval) -> Double) -> [DelayedTime.Delay]
    {
      outcomes.map { DelayedTime.Delay(chance: $0.chance, length: end(ms($0.count))) }
    }
    let (fast, slow) = (delays(amounts.low, \.low), delays(amounts.high, \.high))
    fastDelays = Self.both(fastDelays, fast)
    slowDelays = Self.both(slowDelays, slow)
    let (low, high) = (Self.mean(fast), Self.mean(slow))
    workMs += Interval(min(low, high), max(low, high))
  }

  /// Time that differs from call to call, at each end, beside what differs already.
  ///
  /// - Parameter work: What the server works of it for the rows, on average.
  mutating func delay(
    fast: [DelayedTime.Delay],
    slow: [DelayedTime.Delay],
    work: Interval
  ) {
    fastDelays = Self.both(fastDelays, fast)
    slowDelays = Self.both(slowDelays, slow)
    workMs += work
  }

  private static func mean(_ delays: [DelayedTime.Delay]) -> Double {
    delays.reduce(0) { $0 + $1.chance * $1.length }
      / max(1e-12, delays.reduce(0) { $0 + $1.chance })
  }

  /// The wait for a commit, as it was measured.
  mutating func delay(_ commit: CommitTimes) {
    fastDelays = Self.both(fastDelays, commit.calm.outcomes)
    slowDelays = Self.both(slowDelays, commit.slow.outcomes)
  }

  mutating func explain(_ step: @autoclosure () -> String) {
    if isExplained { steps.append(step()) }
  }

  mutating func assume(_ assumption: @autoclosure () -> Provenance) {
    guard isExplained else { return }
    let assumption = assumption()
    if !assumptions.contains(assumption) { assumptions.append(assumption) }
  }

  /// Two delays that do not depend on each other. Beyond some hundreds of combinations the one
  /// that varies less is told by its mean and its variance.
  private static func both(
    _ a: [DelayedTime.Delay],
    _ b: [DelayedTime.Delay]
  ) -> [DelayedTime.Delay] {
    if a.isEmpty { return b }
    if b.isEmpty { return a }
    var (wide, narrow) = a.reach >= b.reach ? (a, b) : (b, a)
    if wide.count * narrow.count > 400 { narrow = [narrow.summary] }
    wide = wide.flatMap { one in narrow.map { one.followed(by: $0) } }
    return wide
  }

  /// So many hops one after the other, of which a part may be one: their means and variances add.
  private static func repeated(_ each: LogNormal, _ times: Double) -> LogNormal {
    guard times > 1 else { return each }
    let mean = each.mean * times
    let square = log1p(each.variance * times / (mean * mean))
    return LogNormal(location: log(mean) - square / 2, scale: square.squareRoot())
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
      fastDelays: fastDelays,
      slowDelays: slowDelays,
      workMs: workMs,
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
