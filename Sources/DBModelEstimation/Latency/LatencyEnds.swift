import DBModelStatistics

/// A call's time where everything goes well and where everything assumed goes badly.
struct LatencyEnds: Sendable {
  let fast: LogNormal
  let slow: LogNormal
  /// Milliseconds that are added without spread: bytes, pages, rows.
  let addedMs: Interval
  /// Milliseconds that differ from call to call, at each end; empty where none do.
  let fastDelays: [DelayedTime.Delay]
  let slowDelays: [DelayedTime.Delay]
  /// What the server works for a call, on average, milliseconds.
  let workMs: Interval

  /// The time that a part (0 < part < 1) of the calls stays below, milliseconds.
  func quantiles(_ part: Double) -> Interval {
    Interval(
      DelayedTime(fast, delays: fastDelays).quantile(part) + addedMs.low,
      DelayedTime(slow, delays: slowDelays).quantile(part) + addedMs.high
    )
  }

  /// The mean of a call, milliseconds.
  var meanMs: Interval {
    Interval(
      fast.mean + (fastDelays.isEmpty ? 0 : fastDelays.mean) + addedMs.low,
      slow.mean + (slowDelays.isEmpty ? 0 : slowDelays.mean) + addedMs.high
    )
  }
}
