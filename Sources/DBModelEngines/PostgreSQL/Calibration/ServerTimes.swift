public import DBModelDesign

/// What a server was measured to take.
public struct ServerTimes: Sendable {
  /// The middle of some hundred times and what 19 of 20 stay below, milliseconds.
  public struct Percentiles: Hashable, Sendable {
    public let medianMs: Double
    public let p95Ms: Double

    public init(medianMs: Double, p95Ms: Double) {
      self.medianMs = medianMs
      self.p95Ms = max(medianMs, p95Ms)
    }

    /// - Parameter times: At least one.
    init(of times: [Double]) {
      let sorted = times.sorted()
      func at(_ part: Double) -> Double {
        sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
      }
      self.init(medianMs: at(0.5), p95Ms: at(0.95))
    }
  }

  /// `15.18 (Debian 15.18-0+deb12u1)`.
  public let version: String
  /// Of several hundred at several times: one after the other, and now and then.
  public let roundTrips: [Percentiles]
  /// The same of durable commits, their round trips left out; empty where none could be measured.
  public let commits: [Percentiles]
  /// Milliseconds, in the order of `EngineTimes.Work`; what could not be measured is missing.
  public let work: [(work: EngineTimes.Work, ms: Double)]
  /// Sentences on what could not be measured, and why.
  public let notes: [String]
}
