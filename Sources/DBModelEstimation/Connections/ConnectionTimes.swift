import DBModelDesign
import DBModelStatistics

/// Times that connections are held for whatever a call does.
enum ConnectionTimes {
  /// The mean of one statement that does next to nothing, milliseconds: the least that SQL taken as
  /// written holds a connection for.
  static var roundTripMs: Interval {
    let prior = LatencyPriors.sqlRoundTrip
    return Interval(LogNormal(median: prior.medianMs.low, p95: prior.p95Ms.low).mean)
  }
}
