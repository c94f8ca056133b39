public import DBModelStatistics

extension PatternLatency {
  /// The mean of a call, milliseconds; each end of the range on its own.
  public var meanMs: Interval {
    func mean(_ time: LogNormal, _ delays: [DelayedTime.Delay]) -> Double {
      let chances = delays.reduce(0) { $0 + $1.chance }
      let sum = delays.reduce(0) { $0 + $1.chance * $1.mean }
      return time.mean + (chances > 0 ? sum / chances : 0)
    }
    return Interval(
      min(1e15, mean(fast, fastDelays) + addedMs.low),
      min(1e15, mean(slow, slowDelays) + addedMs.high)
    )
  }
}
