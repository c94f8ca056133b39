import DBModelDesign
import DBModelStatistics
import DBModelWorkload
import Glibc

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
  mutating func delay(_ amounts: RowSpread, _ ms: (RowSpread.Outcome) -> Interval) {
    func delays(_ outcomes: [RowSpread.Outcome], _ end: (Interval) -> Double) -> [DelayedTime.Delay]
    {
      outcomes.map { DelayedTime.Delay(chance: $0.chance, length: end(ms($0))) }
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

  var ends: LatencyEnds {
    LatencyEnds(
      fast: .sum(fast),
      slow: .sum(slow),
      addedMs: addedMs,
      fastDelays: fastDelays,
      slowDelays: slowDelays,
      workMs: workMs
    )
  }

  /// The log-normal with the median and the 95th percentile of the slowest of so many draws.
  private static func slowest(of width: Double, _ each: LogNormal) -> LogNormal {
    guard width > 1 else { return each }
    let median = each.slowest(of: width, at: 0.5)
    return LogNormal(median: median, p95: max(median, each.slowest(of: width, at: 0.95)))
  }
}
