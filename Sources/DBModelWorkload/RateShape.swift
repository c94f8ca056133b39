public import DBModelDiagnostics

/// How the calls of a period are spread over it: the stated average holds over the whole period.
public struct RateShape: Hashable, Sendable {
  /// What repeats. Days and weeks are those of UTC; a week begins on Monday.
  public enum Period: String, Hashable, Sendable {
    case daily
    case weekly

    public var seconds: Double {
      switch self {
      case .daily: 86_400
      case .weekly: 604_800
      }
    }
  }

  /// A part of the period with its part of the calls.
  public struct Window: Hashable, Sendable {
    /// The part of the period's calls that falls into it, 0…1.
    public let share: Double
    /// Seconds from the start of the period; below its length.
    public let startSeconds: Double
    /// Above 0 and at most the period. A window that reaches past the end goes on at the start.
    public let lengthSeconds: Double
    public let span: SourceSpan

    public init(share: Double, startSeconds: Double, lengthSeconds: Double, span: SourceSpan) {
      self.share = share
      self.startSeconds = startSeconds
      self.lengthSeconds = lengthSeconds
      self.span = span
    }
  }

  public let period: Period
  /// They do not overlap, and their shares make at most 1; the rest is spread over the rest.
  public let windows: [Window]
  public let span: SourceSpan

  public init(period: Period, windows: [Window], span: SourceSpan) {
    self.period = period
    self.windows = windows
    self.span = span
  }

  /// The rate outside all windows, as a multiple of the average; 0 where they fill the period.
  public var restFactor: Double {
    let rest = period.seconds - windows.reduce(0) { $0 + $1.lengthSeconds }
    let share = max(0, 1 - windows.reduce(0) { $0 + $1.share })
    return rest > 0 ? share * period.seconds / rest : 0
  }

  /// The rate in a window as a multiple of the average.
  public func factor(_ window: Window) -> Double {
    window.share * period.seconds / window.lengthSeconds
  }

  /// The rate at a moment, seconds from the start of the period, as a multiple of the average. Over
  /// the period it has the mean 1.
  public func factor(at seconds: Double) -> Double {
    for window in windows {
      var offset = seconds - window.startSeconds
      if offset < 0 { offset += period.seconds }
      if offset < window.lengthSeconds { return factor(window) }
    }
    return restFactor
  }

  /// The highest rate as a multiple of the average.
  public var highestFactor: Double { max(restFactor, windows.map { factor($0) }.max() ?? 1) }
}
