public import DBModelStatistics
public import DBModelWorkload

/// Calls a second in the busiest seconds: what a partition has to serve, second by second.
public enum PeakRate {
  /// The burst where one is stated, else the peak, or the busiest hours of the day and the week
  /// where their shapes make more of the average; ten times the average where the peak is declared
  /// unknown (the high end of what is usual), and nothing for scheduled jobs.
  public static func interval(of pattern: AccessPattern) -> Interval? {
    guard let rate = pattern.rate else { return nil }
    let busiest = rate.average.value.map { average in
      pattern.shapes.reduce(average) { $0 * $1.highestFactor }
    }
    let burst = max(rate.burst?.rate ?? 0, busiest ?? 0)
    switch (rate.average.value, rate.peak.value) {
    case (_, let peak?): return Interval(max(peak, burst))
    case (let average?, nil): return Interval(max(average, burst), max(average * 10, burst))
    case (nil, nil): return burst > 0 ? Interval(burst) : nil
    }
  }
}

extension PeakRate {
  /// Calls a second for as long as the peak lasts: the same without what bursts add, which is over
  /// before a line has formed.
  public static func sustained(of pattern: AccessPattern) -> Interval? {
    guard let rate = pattern.rate else { return nil }
    let busiest = rate.average.value.map { average in
      pattern.shapes.reduce(average) { $0 * $1.highestFactor }
    }
    switch (rate.average.value, rate.peak.value) {
    case (_, let peak?): return Interval(max(peak, busiest ?? 0))
    case (let average?, nil):
      let most = max(average, busiest ?? 0)
      return Interval(most, max(average * 10, most))
    case (nil, nil): return nil
    }
  }
}
