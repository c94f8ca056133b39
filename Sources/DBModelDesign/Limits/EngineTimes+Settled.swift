import DBModelStatistics
import Glibc

extension EngineTimes {
  /// What its times depend on; none of them has to do with the others.
  public enum Source: CaseIterable, Hashable, Sendable {
    /// Round trips.
    case network
    /// Commits.
    case disk
    /// Everything that the server computes, and pages that it fetches.
    case work
  }

  /// The same where nothing but one source is uncertain, or nothing at all: the geometric middle of
  /// each range stands for it.
  public func settled(but source: Source?) -> EngineTimes {
    let trip = LatencyPriors.Prior(
      roundTrip.name,
      medianMs: roundTrip.medianMs.settled,
      p95Ms: roundTrip.p95Ms.settled,
      source: roundTrip.source
    )
    return EngineTimes(
      roundTrip: source == .network ? roundTrip : trip,
      commit: source == .disk ? commit : commit.settled
    ) { work in
      source == .work ? self[work] : self[work].settled
    }
  }
}

extension CommitTimes {
  /// The same with the middle between both ends at each of their percentiles.
  fileprivate var settled: CommitTimes {
    let points = calm.points.map { point in
      let middle = Interval(point.value, slow.quantile(point.part)).settled.low
      return QuantileCurve.Point(part: point.part, value: middle)
    }
    return CommitTimes(self, both: QuantileCurve(points))
  }
}

extension Interval {
  /// Its middle, as factors go; the arithmetic one where it begins at nothing.
  fileprivate var settled: Interval {
    Interval(low > 0 ? (low * high).squareRoot() : middle)
  }
}
