import DBModelDesign
import DBModelStatistics

extension EngineTimes {
  /// Exact times that make every part of a sum visible: a trip takes 10 ms and a commit 3 ms.
  static func exact(_ work: (Work) -> Interval) -> EngineTimes {
    EngineTimes(
      roundTrip: LatencyPriors.Prior(
        "a trip",
        medianMs: Interval(10),
        p95Ms: Interval(10),
        source: ""
      ),
      commit: CommitTimes(
        LatencyPriors.Prior("a commit", medianMs: Interval(3), p95Ms: Interval(3), source: "")
      ),
      work
    )
  }
}
