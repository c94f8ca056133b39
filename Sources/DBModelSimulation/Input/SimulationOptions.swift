import DBModelDesign
public import DBModelStatistics

/// What a simulation assumes besides the table.
public struct SimulationOptions: Hashable, Sendable {
  public enum Arrivals: String, CaseIterable, Hashable, Sendable {
    /// What is expected comes, in every second.
    case fluid
    /// Calls, or batches of them, come by chance (Poisson).
    case random
  }

  /// Seconds of a simulation, at most: a week.
  public static let mostSeconds = 604_800

  /// How long, 1…`mostSeconds`.
  public var seconds: Int
  /// When it starts, seconds since a Monday, 00:00 UTC; 0..<604,800.
  public var start: Int
  /// Seconds that a row of the result stands for.
  public var intervalSeconds: Int
  public var seed: UInt64
  public var arrivals: Arrivals
  public var splitting: SplitPolicy
  public var retries: RetryPolicy
  /// Seconds of unused provisioned capacity that are kept (Developer Guide, burst capacity), and
  /// the part of them that is there when it is wanted: it is best effort.
  public var burstSeconds: Double
  public var burstShare: Double
  /// Leaves out what a table or an index admits as a whole: only partitions throttle.
  public var admitsAll: Bool
  /// What a request takes that is not throttled, milliseconds.
  public var requestTime: LogNormal
  /// Events of one kind that are kept; the rest is counted.
  public var mostEvents: Int

  public init(
    seconds: Int,
    start: Int = 0,
    intervalSeconds: Int = 60,
    seed: UInt64 = 1,
    arrivals: Arrivals = .random,
    splitting: SplitPolicy = SplitPolicy(),
    retries: RetryPolicy = RetryPolicy(),
    burstSeconds: Double = 300,
    burstShare: Double = 1,
    admitsAll: Bool = false,
    requestTime: LogNormal = Self.assumedRequestTime,
    mostEvents: Int = 1_000
  ) {
    self.seconds = seconds
    self.start = start
    self.intervalSeconds = intervalSeconds
    self.seed = seed
    self.arrivals = arrivals
    self.splitting = splitting
    self.retries = retries
    self.burstSeconds = burstSeconds
    self.burstShare = burstShare
    self.admitsAll = admitsAll
    self.requestTime = requestTime
    self.mostEvents = mostEvents
  }

  /// The middle of what a request is assumed to take.
  public static let assumedRequestTime = LogNormal(
    median: LatencyPriors.dynamoDBRequest.medianMs.middle,
    p95: LatencyPriors.dynamoDBRequest.p95Ms.middle
  )
}
