import DBModelEstimation
import DBModelWorkload
import Glibc

/// What an index is worth in the set that is kept.
struct IndexWorth {
  /// A pattern, and what finds its rows with the index and without it, milliseconds a call.
  struct Use {
    let pattern: PatternID
    let ms: Double
    let withoutMs: Double
  }

  /// Those that it serves, the largest loss first.
  let uses: [Use]
  /// What it adds to the writes, milliseconds of work in a second of the average load.
  let upkeepMsPerSecond: Double
  /// What its entry adds to a row that is inserted, milliseconds.
  let entryMs: Double
  let bytes: Double

  init(
    _ index: IndexCandidate,
    among made: [IndexCandidate],
    in workload: IndexWorkload
  ) {
    let others = made.filter { $0 != index }
    var uses: [Use] = []
    for need in workload.needs {
      guard let pattern = need.pattern else { continue }
      let (ms, without) = (
        workload.best(need, among: made).ms, workload.best(need, among: others).ms
      )
      if without > ms * (1 + 1e-9) {
        uses.append(Use(pattern: pattern, ms: ms, withoutMs: without))
      }
    }
    // Losses within a hundredth are told by name: sums are rounded by the order of their parts.
    func step(_ use: Use) -> Double { (log(use.withoutMs - use.ms) * 100).rounded() }
    self.uses = uses.sorted {
      let (a, b) = (step($0), step($1))
      return a != b ? a > b : workload.name($0.pattern) < workload.name($1.pattern)
    }
    upkeepMsPerSecond = workload.upkeep(made) - workload.upkeep(others)
    entryMs = workload.entryMs(index)
    bytes = workload.bytes(index)
  }
}
