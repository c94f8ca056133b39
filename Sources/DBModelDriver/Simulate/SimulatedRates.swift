import DBModelSimulation
import DBModelWorkload

/// The rates of a workload, second by second.
struct SimulatedRates {
  let peakSecond: Int?
  let factor: Double

  /// How a pattern is called; `nil` for a job and where nothing is known of it. The average holds
  /// over day and week as the pattern's shapes spread it. Peak and burst begin at the same moment
  /// in all patterns, since nothing says that they do not. An unknown one is taken to be the
  /// other.
  ///
  /// - Parameter requests: Requests of one call, each for a key of its own.
  func rate(of pattern: AccessPattern, requests: Double) -> FlowRate? {
    guard let rate = pattern.rate,
      let average = rate.average.value ?? rate.peak.value
    else { return nil }
    var episodes: [FlowRate.Episode] = []
    if let start = peakSecond {
      if let peak = rate.peak.value {
        episodes.append(
          FlowRate.Episode(
            start: start,
            seconds: Self.seconds(rate.peakSeconds),
            rate: peak * factor * requests
          )
        )
      }
      if let burst = rate.burst {
        episodes.append(
          FlowRate.Episode(
            start: start,
            seconds: Self.seconds(burst.seconds),
            rate: burst.rate * factor * requests
          )
        )
      }
    }
    // Requests of one call come at once as well.
    let atOnce = Double(rate.batch?.value ?? 1) * max(1, requests.rounded())
    return FlowRate(
      average: average * factor * requests,
      cycles: pattern.shapes.map(Self.cycle),
      episodes: episodes,
      batch: Int(min(1_000_000, atOnce))
    )
  }

  private static func cycle(_ shape: RateShape) -> RateCycle {
    RateCycle(
      period: shape.period.seconds,
      windows: shape.windows.map {
        RateCycle.Window(start: $0.startSeconds, length: $0.lengthSeconds, share: $0.share)
      }
    )
  }

  private static func seconds(_ seconds: Double) -> Int {
    Int(min(Double(SimulationOptions.mostSeconds), max(1, seconds.rounded(.up))))
  }
}
