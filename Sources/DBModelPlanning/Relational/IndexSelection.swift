import DBModelWorkload

/// Which of the candidate indexes of one table are kept: those with which fewest budgets are
/// broken, and of such sets the one with the least work.
///
/// Indexes do not simply add up: one serves several needs, and in PostgreSQL the first one on a
/// column that changes has every index of the table written again. So sets are priced as wholes.
/// Of up to `exact` candidates every set is; of more, sets are improved by one or two changes until
/// none helps, from the empty one and from the full one.
struct IndexSelection {
  typealias Places = IndexPricing.Places
  typealias Found = (set: Places, rank: IndexWorkload.Rank)

  /// 4,096 sets.
  static let exact = 12

  /// What an index saves of the work of the whole table at the least: less is within the error of
  /// the figures, and is not worth a structure.
  private static let leastSaved = 0.02
  /// What an index that holds what is read saves over the same one without, at the least: where it
  /// is no wider for that, and where it is twice as wide or more. It is so for good, and takes
  /// pages that others had in memory, which is not counted.
  private static let leastSavedByWidth = (free: 0.1, doubled: 0.2)

  let candidates: [IndexCandidate]
  let pricing: IndexPricing

  init(_ workload: IndexWorkload, candidates: [IndexCandidate]) {
    self.candidates = candidates
    pricing = IndexPricing(workload, candidates)
  }

  /// The best set where nothing bounds its bytes.
  var best: Places {
    worthwhile(candidates.count <= Self.exact ? exhaustive() : improved()).set
  }

  func candidates(of set: Places) -> [IndexCandidate] {
    candidates.indices.filter { set >> $0 & 1 == 1 }.map { candidates[$0] }
  }

  private var all: Places {
    candidates.indices.reduce(0) { $0 | 1 << $1 }
  }

  private func found(_ set: Places) -> Found { (set, pricing.rank(set)) }

  /// Without the beginnings of others and what hardly saves anything, the least worth first.
  private func worthwhile(_ start: Found) -> Found {
    var (set, rank) = start
    while true {
      var least: Found?
      for place in candidates.indices where set >> place & 1 == 1 {
        let next = found(set & ~(1 << place))
        let leastSaved = pricing.free >> place & 1 == 1 ? 1e-9 : Self.leastSaved
        guard next.rank.broken <= rank.broken + 1e-12,
          next.rank.ms - rank.ms <= leastSaved * rank.ms
            || candidates(of: next.set).contains(where: candidates[place].begins)
        else { continue }
        if let least, least.rank.ms <= next.rank.ms { continue }
        least = next
      }
      if least == nil { least = narrowed((set, rank)) }
      guard let least else { return (set, rank) }
      (set, rank) = least
    }
  }

  /// With an index without what is read besides, where that hardly saves anything.
  private func narrowed(_ start: Found) -> Found? {
    for place in candidates.indices where start.set >> place & 1 == 1 {
      guard candidates[place].isWidened else { continue }
      for plain in candidates.indices
      where !candidates[plain].isWidened && candidates[plain].begins(candidates[place]) {
        let next = found((start.set & ~(1 << place)) | 1 << plain)
        let growth = (pricing.bytes[place] - pricing.bytes[plain]) / max(1, pricing.bytes[plain])
        let (free, doubled) = Self.leastSavedByWidth
        let least = free + (doubled - free) * min(1, max(0, growth))
        if next.rank.broken <= start.rank.broken + 1e-12,
          next.rank.ms - start.rank.ms <= least * start.rank.ms
        {
          return next
        }
      }
    }
    return nil
  }

  /// Of equals the one with fewer indexes, then the one whose candidates come first.
  func exhaustive() -> Found {
    let sets = (0..<(1 << candidates.count)).sorted {
      ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1)
    }
    var best = found(0)
    for bits in sets {
      let next = found(Places(bits))
      if next.rank < best.rank { best = next }
    }
    return best
  }

  func improved() -> Found {
    let found = [0, all].map { climb(from: $0) { $0.rank } }
    return found[1].rank < found[0].rank ? found[1] : found[0]
  }

  /// - Parameter rank: What is to become less.
  private func climb(from start: Places, _ rank: (Found) -> IndexWorkload.Rank) -> Found {
    var current = found(start)
    while true {
      var next = current
      func look(_ set: Places) {
        let trial = found(set)
        if rank(trial) < rank(next) { next = trial }
      }
      for place in candidates.indices { look(current.set ^ 1 << place) }
      if next.set == current.set {
        // One for another.
        for old in candidates.indices where current.set >> old & 1 == 1 {
          for new in candidates.indices where current.set >> new & 1 == 0 {
            look(current.set ^ (1 << old) ^ (1 << new))
          }
        }
      }
      if next.set == current.set { return current }
      current = next
    }
  }

  // MARK: Bytes

  /// Sets of which none is both as small and as good as another, from none at all to the best:
  /// out of all sets where they were priced, and else out of those that are best when a byte has a
  /// price, from one that keeps everything to one that keeps nothing.
  var frontier: [IndexBudget.Option] {
    var sets: [Places] = [0, best]
    if candidates.count <= Self.exact {
      sets += (0..<(1 << candidates.count)).map { Places($0) }
    } else {
      sets += priced
    }
    let options = IndexBudget.pareto(sets.map(option))
    // What hardly saves anything is not worth its bytes either.
    return IndexBudget.pareto(options.map { option(worthwhile(found($0.set)).set) })
  }

  private func option(_ set: Places) -> IndexBudget.Option {
    IndexBudget.Option(set: set, bytes: pricing.bytes(set), rank: pricing.rank(set))
  }

  /// Steps of the price of a byte, each twice the one before.
  private static let priceSteps = 40

  private var priced: [Places] {
    let most = max(1, pricing.bytes(all))
    let empty = pricing.rank(0)
    // At this price all candidates cost as much as the table's whole work.
    var price = max(1e-9, empty.ms) / most * 1024
    var sets: [Places] = []
    var start = all
    for _ in 0..<Self.priceSteps {
      let found = climb(from: start) { trial in
        var rank = trial.rank
        rank.ms += price * pricing.bytes(trial.set)
        return rank
      }
      sets.append(found.set)
      // Budgets that are broken come before work, so that a set may keep what it cannot afford.
      var set = found.set
      while set != 0 {
        let lighter = candidates.indices.filter { set >> $0 & 1 == 1 }.map { set & ~(1 << $0) }
        guard let next = lighter.min(by: { pricing.rank($0) < pricing.rank($1) }) else { break }
        set = next
        sets.append(set)
      }
      start = found.set
      price /= 2
    }
    return sets
  }
}
