/// Values over time, each holding until the next, with a ceiling and what happened.
public struct TimeChart: Sendable {
  /// What happened at a moment.
  public struct Event: Hashable, Sendable {
    public enum Mark: String, CaseIterable, Sendable {
      case split, refusal, rise
    }

    /// From the start, in seconds.
    public let second: Double
    public let mark: Mark
    /// In the singular: `split`.
    public let name: String

    public init(_ second: Double, _ mark: Mark, _ name: String) {
      self.second = second
      self.mark = mark
      self.name = name
    }
  }

  public let yTitle: String
  /// The time of day at which it starts, in seconds from midnight.
  public let startSecond: Int
  /// How long it is in seconds, at least 1.
  public let seconds: Double
  /// Seconds from the start, and a value of 0 or more that holds until the next.
  public let series: [ChartSeries]
  /// The area between the first two series, where the first is higher: its name.
  public let difference: String?
  public let limits: [ChartLimit]
  public let events: [Event]

  public init(
    yTitle: String,
    startSecond: Int,
    seconds: Double,
    series: [ChartSeries],
    difference: String? = nil,
    limits: [ChartLimit] = [],
    events: [Event] = []
  ) {
    self.yTitle = yTitle
    self.startSecond = max(0, startSecond)
    self.seconds = seconds.isFinite ? min(max(1, seconds), Self.mostSeconds) : 1
    self.series = series.map { ChartSeries($0.name, Self.thinned($0.points)) }
    self.difference = difference
    self.limits = limits.filter { $0.value.isFinite && $0.value >= 0 && $0.value <= Self.most }
    self.events = events.filter { $0.second.isFinite && $0.second >= 0 }
  }

  private static let mostSeconds = 1e9
  private static let most = 1e200

  /// Steps of a line that can be told apart.
  static let mostSteps = 360

  /// Of many steps, the highest of as many as come together: a peak of one second is not lost.
  private static func thinned(_ points: [ChartPoint]) -> [ChartPoint] {
    let points = points.filter { $0.x >= 0 && $0.x.isFinite && $0.y >= 0 && $0.y <= most }
    let width = (points.count + mostSteps - 1) / mostSteps
    guard width > 1 else { return points }
    return stride(from: 0, to: points.count, by: width).map { first in
      let part = points[first..<min(points.count, first + width)]
      return ChartPoint(part[first].x, part.map(\.y).max() ?? 0)
    }
  }
}
