public import DBModelStatistics
public import DBModelWorkload

/// Calls a second at the peak.
public enum PeakRate {
  /// Ten times the average where the peak is declared unknown (the high end of what is usual), and
  /// nothing for scheduled jobs.
  public static func interval(of pattern: AccessPattern) -> Interval? {
    guard let rate = pattern.rate else { return nil }
    switch (rate.average.value, rate.peak.value) {
    case (_, let peak?): return Interval(peak)
    case (let average?, nil): return Interval(average, average * 10)
    case (nil, nil): return nil
    }
  }
}
