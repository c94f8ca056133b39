public import DBModelDesign
public import DBModelStatistics

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

  /// A burst of commits, one after the other: what parts of them stay below.
  public struct Burst: Hashable, Sendable {
    /// 0 < part < 1, rising.
    public static let parts = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

    /// Milliseconds, one for each of `parts`, none below the one before.
    public let milliseconds: [Double]

    /// - Parameter milliseconds: One for each of `parts`, above 0.
    public init(milliseconds: [Double]) {
      precondition(milliseconds.count == Self.parts.count, "a time for each part")
      var most = 0.0
      self.milliseconds = milliseconds.map { ms in
        most = max(most, ms)
        return most
      }
    }

    /// - Parameters:
    ///   - times: At least one, with their round trips.
    ///   - trip: What is left out of each.
    init(of times: [Double], beyond trip: Double) {
      let sorted = times.sorted()
      self.init(
        milliseconds: Self.parts.map { part in
          max(0.001, sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))] - trip)
        }
      )
    }

    public var curve: QuantileCurve {
      QuantileCurve(
        zip(Self.parts, milliseconds).map { QuantileCurve.Point(part: $0, value: $1) }
      )
    }
  }

  /// A setting under which a commit is acknowledged before it is on a disk.
  public enum Laxity: String, CaseIterable, Hashable, Sendable {
    /// A machine that goes down may take the whole database with it.
    case fsync
    /// The last moments are lost.
    case synchronousCommit = "synchronous_commit"
  }

  /// `15.18 (Debian 15.18-0+deb12u1)`.
  public let version: String
  /// Of several hundred at several times: one after the other, and now and then.
  public let roundTrips: [Percentiles]
  /// Commits, their round trips left out, in bursts spread over the whole of the measurement, so
  /// that a slow spell of the disk is seen; empty where none could be measured.
  public let commits: [Burst]
  /// What is off on this server: its commits are not durable ones.
  public let off: [Laxity]
  /// Milliseconds, in the order of `EngineTimes.Work`; what could not be measured is missing.
  public let work: [(work: EngineTimes.Work, ms: Double)]
  /// Sentences on what could not be measured, and why.
  public let notes: [String]
}
