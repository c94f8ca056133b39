import DBModelStatistics
public import DBModelWorkload

/// The load of a table or an index in one direction, in the seconds after all peaks have begun:
/// they begin together, since nothing says that they do not.
public struct PeakLoad: Sendable {
  private struct Part {
    let seconds: Double
    let more: Double
  }

  /// Units a second before the peak, at the busiest time of the day and the week.
  public private(set) var base = 0.0
  /// What peaks and bursts add, each for its time.
  private var parts: [Part] = []
  /// How long the longest lasts, seconds.
  public private(set) var seconds = 0.0

  /// - Parameters:
  ///   - base: Units a second before and during the peak, 0 or more.
  ///   - parts: What comes on top, units a second, each for its seconds from the beginning.
  public init(base: Double, parts: [(units: Double, seconds: Double)]) {
    self.base = base
    for part in parts { add(part.units, for: part.seconds) }
  }

  /// The least that is certain. An average that is not known is taken to be the peak, and the other
  /// way about.
  ///
  /// - Parameter factor: What every rate is multiplied by.
  public init(
    of contributions: [HeatContribution],
    in workload: Workload,
    times factor: Double = 1
  ) {

    for part in contributions {
      let pattern = workload[part.pattern]
      guard let rate = pattern.rate, let average = rate.average.value ?? rate.peak.value else {
        continue
      }
      let units = part.unitsPerCall.low * factor
      let usual = pattern.shapes.reduce(average) { $0 * $1.highestFactor }
      base += usual * units
      let peak = max(usual, rate.peak.value ?? 0)
      add((peak - usual) * units, for: rate.peakSeconds)
      if let burst = rate.burst { add((burst.rate - peak) * units, for: burst.seconds) }
    }

  }

  private mutating func add(_ units: Double, for seconds: Double) {
    guard units > 0 else { return }
    parts.append(Part(seconds: seconds, more: units))
    self.seconds = max(self.seconds, seconds)
  }

  /// Units a second.
  ///
  /// - Parameter second: From the beginning of the peaks.
  public func units(at second: Double) -> Double {
    parts.reduce(base) { $1.seconds > second ? $0 + $1.more : $0 }
  }

  /// Units a second at the very beginning, the highest there are.
  public var highest: Double { units(at: 0) }
}
