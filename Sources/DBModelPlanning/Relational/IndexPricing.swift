import DBModelEstimation

/// What the sets of a table's candidates cost, priced once: each need through each candidate, each
/// kind of write in each. A set is then a few additions.
struct IndexPricing {
  /// Candidates of a set, by their places.
  typealias Places = UInt64

  /// A need: its best way without any candidate, and with each.
  private struct Way {
    let without: Double
    let through: [Double?]
    let callsPerSecond: Double
    let budgetMs: Double?
  }

  /// Rows written the same way, and what an entry in each tree costs them.
  private struct Entries {
    let rowsPerSecond: Double
    let constraints: Double
    let candidates: [Double]
    /// Those that the engine makes by itself, where none of some candidates is there.
    let automatic: [(ms: Double, replacedBy: Places)]
    /// The candidates without one of which nothing is written; `nil`: written whatever there is.
    let writtenWith: Places?
  }

  /// Bytes of each candidate; none of one that the engine would make by itself.
  let bytes: [Double]
  /// Candidates that the engine would make by itself.
  let free: Places
  private let ways: [Way]
  private let entries: [Entries]

  init(_ workload: IndexWorkload, _ candidates: [IndexCandidate]) {
    precondition(candidates.count <= Places.bitWidth, "one bit for each candidate")
    let isFree = candidates.map { index in
      workload.automatic.contains { $0 == index.fields }
    }
    free = zip(candidates.indices, isFree).reduce(0) { $1.1 ? $0 | 1 << $1.0 : $0 }
    bytes = zip(candidates, isFree).map { $1 ? 0 : workload.bytes($0) }
    ways = workload.needs.map { need in
      Way(
        without: workload.best(need, among: []).ms,
        through: candidates.map { workload.time(need, through: $0) },
        callsPerSecond: workload.callsPerSecond(need),
        budgetMs: workload.budgetMs(need)
      )
    }
    entries = workload.writes.map { write in
      let touched = candidates.map { workload.touches(write, $0) }
      let constraints = workload.constraints.map { IndexCandidate($0) } + workload.given
      let isWritten = constraints.contains { workload.touches(write, $0) }
      var writtenWith: Places?
      if write.kind == .update, workload.writesAllTrees, !isWritten {
        writtenWith = zip(candidates.indices, touched).reduce(0) { $1.1 ? $0 | 1 << $1.0 : $0 }
      }
      return Entries(
        rowsPerSecond: write.rowsPerSecond,
        constraints: constraints.reduce(0) { $0 + workload.entryMs(write, $1) },
        candidates: candidates.map { workload.entryMs(write, $0) },
        automatic: workload.automatic.map { key in
          let places = candidates.indices.filter { workload.replaces(candidates[$0], key) }
          return (
            workload.entryMs(write, IndexCandidate(key)), places.reduce(0) { $0 | 1 << $1 }
          )
        },
        writtenWith: writtenWith
      )
    }
  }

  func bytes(_ set: Places) -> Double {
    bytes.indices.reduce(0) { set >> $1 & 1 == 1 ? $0 + bytes[$1] : $0 }
  }

  func rank(_ set: Places) -> IndexWorkload.Rank {
    var rank = IndexWorkload.Rank()
    for way in ways {
      var ms = way.without
      for (place, own) in way.through.enumerated() where set >> place & 1 == 1 {
        if let own, own < ms { ms = own }
      }
      rank.ms += ms * way.callsPerSecond
      rank.broken += IndexWorkload.broken(ms, budget: way.budgetMs)
    }
    for entry in entries {
      if let needed = entry.writtenWith, needed & set == 0 { continue }
      var ms = entry.constraints
      for own in entry.automatic where own.replacedBy & set == 0 { ms += own.ms }
      for (place, own) in entry.candidates.enumerated() where set >> place & 1 == 1 { ms += own }
      rank.ms += entry.rowsPerSecond * ms
    }
    return rank
  }
}
