import DBModelDiagnostics
import DBModelWorkload

/// Patterns whose rate is not known: nothing of theirs is in heat and cost, and that is said.
struct RateJudge {
  let workload: Workload

  func findings() -> [Diagnostic] {
    workload.patterns.compactMap { pattern in
      guard let rate = pattern.rate, rate.average.isUnknown, rate.peak.isUnknown else { return nil }
      return Diagnostic(
        WorkloadRules.rateUnknown,
        "the rate of `\(pattern.name)` is not known, so heat and cost leave it out",
        at: Label(rate.span, "declared unknown"),
        notes: ["its units for each call are in the report"],
        help: ["state a rate once one is measured; an upper bound is enough for heat"],
        path: "access \(pattern.name)"
      )
    }
  }
}
