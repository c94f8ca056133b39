public import DBModelStatistics

extension LatencyPriors {
  /// Milliseconds until a new connection can be used: a process of the server, handshakes and the
  /// proof of who asks. Assumed; with PostgreSQL 15 and SCRAM 8 to 18 were measured without a
  /// network, with TLS and without, on two busy processors (2026-11-29).
  public static let connectMs = Interval(5, 20)
}
