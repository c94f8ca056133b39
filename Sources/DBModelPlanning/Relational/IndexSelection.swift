import DBModelWorkload

/// Which of the candidate indexes of one table are kept: those with which fewest budgets are
/// broken, and of such sets the one with the least work.
///
/// Indexes do not simply add up: one serves several needs, and in PostgreSQL the first one on a
/// column that changes has every index of the table written again. So sets are priced as wholes.
/// Of up to `exact` candidates every set is; of more, sets are improved by one or two changes until
/// none helps, from the empty one and from the full one.
struct IndexSelection {
  typealias Column = IndexWorkload.Column

  /// 4,096 sets.
  static let exact = 12

  /// What an index saves of the work of the whole table at the least: less is within the error of
  /// the figures, and is not worth a structure.
  private static let leastSaved = 0.02

  let kept: [[Column]]

  init(_ workload: IndexWorkload, candidates: [[Column]]) {
    let best =
      candidates.count <= Self.exact
      ? Self.exhaustive(workload, candidates) : Self.improved(workload, candidates)
    let set = Self.worthwhile(workload, candidates, best)
    kept = candidates.indices.filter { set.contains($0) }.map { candidates[$0] }
  }

  /// Without the beginnings of others and what hardly saves anything, the least worth first.
  private static func worthwhile(
    _ workload: IndexWorkload,
    _ candidates: [[Column]],
    _ best: Found
  ) -> Set<Int> {
    var (set, rank) = best
    while true {
      var least: (place: Int, rank: IndexWorkload.Rank)?
      for place in set.sorted() {
        let without = Self.rank(workload, candidates, set.subtracting([place]))
        guard without.broken <= rank.broken + 1e-12,
          without.ms - rank.ms <= leastSaved * rank.ms
            || begins(candidates[place], set.subtracting([place]).map { candidates[$0] })
        else { continue }
        if let known = least, known.rank.ms <= without.ms { continue }
        least = (place, without)
      }
      guard let least else { return set }
      set.remove(least.place)
      rank = least.rank
    }
  }

  typealias Found = (set: Set<Int>, rank: IndexWorkload.Rank)

  /// Whether another one begins with it, forwards or backwards as a whole.
  private static func begins(_ columns: [Column], _ others: [[Column]]) -> Bool {
    others.contains { other in
      other.count > columns.count
        && zip(other, columns).allSatisfy { $0.field == $1.field }
        && Set(zip(other, columns).map { $0.isDescending == $1.isDescending }).count == 1
    }
  }

  /// Of equals the one with fewer indexes, then the one whose candidates come first.
  static func exhaustive(_ workload: IndexWorkload, _ candidates: [[Column]]) -> Found {
    let sets = (0..<(1 << candidates.count)).sorted {
      ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1)
    }
    var best: Found?
    for bits in sets {
      let set = Set(candidates.indices.filter { bits >> $0 & 1 == 1 })
      let rank = rank(workload, candidates, set)
      if let known = best, !(rank < known.rank) { continue }
      best = (set, rank)
    }
    return best ?? ([], workload.rank([]))
  }

  static func improved(_ workload: IndexWorkload, _ candidates: [[Column]]) -> Found {
    let starts: [Set<Int>] = [[], Set(candidates.indices)]
    let found = starts.map { climb(workload, candidates, from: $0) }
    return found[1].rank < found[0].rank ? found[1] : found[0]
  }

  private static func climb(
    _ workload: IndexWorkload,
    _ candidates: [[Column]],
    from start: Set<Int>
  ) -> Found {
    var current: Found = (start, rank(workload, candidates, start))
    while true {
      var next = current
      func look(_ set: Set<Int>) {
        let rank = rank(workload, candidates, set)
        if rank < next.rank { next = (set, rank) }
      }
      for place in candidates.indices { look(current.set.symmetricDifference([place])) }
      if next.set == current.set {
        // One for another.
        for old in current.set.sorted() {
          for new in candidates.indices where !current.set.contains(new) {
            look(current.set.symmetricDifference([old, new]))
          }
        }
      }
      if next.set == current.set { return current }
      current = next
    }
  }

  static func rank(
    _ workload: IndexWorkload,
    _ candidates: [[Column]],
    _ set: Set<Int>
  ) -> IndexWorkload.Rank {
    workload.rank(candidates.indices.filter { set.contains($0) }.map { candidates[$0] })
  }
}
