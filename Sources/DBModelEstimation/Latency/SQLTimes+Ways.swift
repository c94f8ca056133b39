import DBModelStatistics
import DBModelWorkload

/// Which of several ways to the same rows PostgreSQL goes.
extension SQLTimes {
  /// A row of another table that is looked up for each of many, to PostgreSQL's planner: most of
  /// its pages are at hand by then, and what was found is remembered (`cost_memoize_rescan`).
  private static let followedCost = 0.4
  /// A row that is looked for in a hash table of another's rows.
  private static let hashedCost = 0.02

  /// The ways that may be gone to so many entries of a read, each with its own entries; the one
  /// that seems cheapest first.
  func ways(_ read: SQLRead, _ entries: Double) -> [(read: SQLRead, entries: Double)] {
    guard !read.ways.isEmpty else { return [(read, entries)] }
    // One plan for all values reckons with the mean.
    let planned =
      read.isPlannedByValue ? entries : (read.plannedEntries ?? read.entries.mean.middle)
    let cost = PlannerCost(read.entity, rows: cardinality.rows(read.entity.id).middle)
    let searched = cost.search(
      entries: planned * (1 + read.outerPerEntry),
      searches: read.plannedSearches(finding: planned),
      isAdjacent: read.isAdjacent,
      isCovered: read.isCovered
    )
    var found = [(cost: searched, read: read, entries: entries)]
    found[0].read.ways = []
    for var way in read.ways {
      let all = max(1, way.entries.mean.middle)
      // As many rows are wanted, however they are found.
      func part(_ entries: Double) -> Interval {
        Interval(
          min(1, max(1e-9, entries * read.kept.low / all)),
          min(1, max(1e-9, entries * read.kept.high / all))
        )
      }
      let seen = way.wanted.map { min(1, $0 / (part(planned).middle * all)) } ?? 1
      way.keep(part(entries))
      found.append(
        (
          cost: (cost.walk(all, isAdjacent: way.isAdjacent) + followed(way, all)) * seen,
          read: way, entries: all
        )
      )
    }
    let least = found.map(\.cost).min() ?? 0
    return found.filter { $0.cost <= least * Self.clearly }.sorted { $0.cost < $1.cost }
      .map { ($0.read, $0.entries) }
  }

  private func followed(_ way: SQLRead, _ rows: Double) -> Double {
    way.followed.reduce(0) { sum, target in
      let other = PlannerCost(
        workload[target.entity],
        rows: cardinality.rows(target.entity).middle
      )
      return sum + min(rows * Self.followedCost, other.scan + rows * Self.hashedCost)
    }
  }
}
