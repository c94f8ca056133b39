/// How a rate repeats itself over a day or a week: its mean over the period is 1.
public struct RateCycle: Hashable, Sendable {
  /// A part of the period with its part of the calls.
  public struct Window: Hashable, Sendable {
    /// Seconds from the start of the period.
    public let start: Double
    /// Seconds, above 0 and at most the period; what reaches past its end goes on at its start.
    public let length: Double
    /// The part of the period's calls that falls into it, 0…1.
    public let share: Double

    public init(start: Double, length: Double, share: Double) {
      self.start = start
      self.length = length
      self.share = share
    }
  }

  /// Seconds.
  public let period: Double
  /// They do not overlap, and their shares make at most 1; the rest is spread over the rest.
  public let windows: [Window]

  public init(period: Double, windows: [Window]) {
    self.period = period
    self.windows = windows
  }

  /// The rate as a multiple of its average, in the mean over the second that begins at a time.
  ///
  /// - Parameter clock: Seconds since a Monday, 00:00 UTC.
  func factor(at clock: Double) -> Double {
    let begin = clock.truncatingRemainder(dividingBy: period)
    let length = windows.reduce(0) { $0 + $1.length }
    let share = windows.reduce(0) { $0 + $1.share }
    let rest = length < period ? max(0, 1 - share) * period / (period - length) : 0
    var sum = 0.0
    var covered = 0.0
    for window in windows {
      // The second may reach the window from the period before it or after it.
      for shift in [-period, 0, period] {
        let start = window.start + shift
        let common = min(begin + 1, start + window.length) - max(begin, start)
        guard common > 0 else { continue }
        covered += common
        sum += common * window.share * period / window.length
      }
    }
    return sum + max(0, 1 - covered) * rest
  }
}
