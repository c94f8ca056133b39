/// How many calls come, second by second.
public struct FlowRate: Hashable, Sendable {
  /// A stretch of time in which more come: a peak, a burst.
  public struct Episode: Hashable, Sendable {
    /// Seconds from the start of the simulation.
    public let start: Int
    public let seconds: Int
    /// Calls a second while it lasts, where that is more than there would be without it.
    public let rate: Double

    public init(start: Int, seconds: Int, rate: Double) {
      self.start = start
      self.seconds = seconds
      self.rate = rate
    }
  }

  /// Calls a second in the mean.
  public let average: Double
  /// Cycles of the day and of the week; where there are several their factors multiply.
  public let cycles: [RateCycle]
  public let episodes: [Episode]
  /// Calls that come at once, each for a key of its own; 1 where they come one by one.
  public let batch: Int

  public init(
    average: Double,
    cycles: [RateCycle] = [],
    episodes: [Episode] = [],
    batch: Int = 1
  ) {
    self.average = average
    self.cycles = cycles
    self.episodes = episodes
    self.batch = batch
  }

  /// Calls expected in one second.
  ///
  /// - Parameters:
  ///   - second: From the start of the simulation.
  ///   - start: When it starts, seconds since a Monday, 00:00 UTC.
  public func calls(in second: Int, startingAt start: Int) -> Double {
    let clock = Double(start + second)
    let even = cycles.reduce(average) { $0 * $1.factor(at: clock) }
    return episodes.reduce(even) { highest, episode in
      let isOn = second >= episode.start && second - episode.start < episode.seconds
      return isOn ? max(highest, episode.rate) : highest
    }
  }
}
