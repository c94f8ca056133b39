public import DBModelStatistics
public import DBModelWorkload

/// What the calls of one pattern keep of a store's connections at their peak.
public struct ConnectionUse: Sendable {
  public let pattern: PatternID
  /// Calls a second for as long as the peak lasts.
  public let callsPerSecond: Interval
  /// Seconds for which a call holds a connection, on average.
  public let heldSeconds: Interval
  /// Whether more is known of the time than that it is no less than a round trip.
  public let isTimeKnown: Bool

  public init(
    pattern: PatternID,
    callsPerSecond: Interval,
    heldSeconds: Interval,
    isTimeKnown: Bool
  ) {
    self.pattern = pattern
    self.callsPerSecond = callsPerSecond
    self.heldSeconds = heldSeconds
    self.isTimeKnown = isTimeKnown
  }

  /// Connections that are busy on average (J. D. C. Little, A Proof for the Queuing Formula
  /// L = λW, 1961).
  public var busy: Interval {
    Interval(
      callsPerSecond.low * heldSeconds.low,
      min(1e300, callsPerSecond.high * heldSeconds.high)
    )
  }
}

extension ConnectionUse {
  /// Of the patterns of a relational store that are called at a known rate, in their order.
  ///
  /// A call holds its connection from its first statement to the end of its last one, whether in a
  /// transaction or not. Jobs by the clock hold one each and are not counted.
  public static func all(
    _ patterns: [AccessPattern],
    estimates: Estimates
  ) -> [ConnectionUse] {
    patterns.compactMap { pattern in
      guard let calls = PeakRate.sustained(of: pattern) else { return nil }
      let latency = estimates.latency(of: pattern.id)
      let held = latency?.meanMs ?? ConnectionTimes.roundTripMs
      return ConnectionUse(
        pattern: pattern.id,
        callsPerSecond: calls,
        heldSeconds: held * 1e-3,
        isTimeKnown: latency != nil
      )
    }
  }
}
