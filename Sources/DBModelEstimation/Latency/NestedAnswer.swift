import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The related rows that an answer nests, level by level: how many there are and what they take.
///
/// How many rows one row leads to differs as its fan-out, its skew or its count per row say. Behind
/// a single row that number is told outcome by outcome; behind several it is a sum of independent
/// ones, told by its mean and its variance, and so is what further levels add. A level's statement
/// is sent only where there are rows above it.
struct NestedAnswer {
  private let latency: SQLLatency
  private let levels: [NestedLevel]
  /// How often the statement of a node is sent, for what not every call sends.
  private(set) var sent: [[String]: (low: Double, high: Double)] = [:]

  /// - Parameters:
  ///   - known: References that all rows of the root have.
  ///   - popular: What is asked for most of the root's rows, by the reference to it.
  ///   - found: How often a call finds rows of its own, and how many; at an end.
  init(
    _ latency: SQLLatency,
    _ root: ReadNode,
    known: Set<AttributeReference>,
    popular: (AttributeReference) -> PopularParents?,
    found: (RangeEnd) -> [RowSpread.Outcome]
  ) {
    self.latency = latency
    levels = root.children.map {
      NestedLevel($0, known: known, latency.workload, latency.cardinality, popular)
    }
    if levels.isEmpty { return }
    let (low, high) = (chances(found(.low), .low), chances(found(.high), .high))
    for level in levels.flatMap(\.all) {
      let path = level.node.path
      let chances = (low: low[path] ?? 0, high: high[path] ?? 0)
      if min(chances.low, chances.high) < 0.999 { sent[path] = chances }
    }
  }

  /// What the related rows of so many rows take, milliseconds, with the round trips that not every
  /// call makes.
  ///
  /// - Parameter parents: At least one.
  func delays(of parents: Double, _ end: RangeEnd) -> [DelayedTime.Delay] {
    levels.reduce(none) { known, level in
      let own = delays(level, parents, outcomes(level, parents, end), end)
      let (wide, narrow) = known.reach >= own.reach ? (known, own) : (own, known)
      let others = wide.count * narrow.count > 200 ? [narrow.summary] : narrow
      return wide.flatMap { one in others.map { one.followed(by: $0) } }
    }
  }

  /// The mean of the round trips that not every call makes, milliseconds: no work of the server's.
  func trips(_ end: RangeEnd) -> Double {
    let mean = trip(end).mean
    return levels.flatMap(\.all).reduce(0) { sum, level in
      guard let chances = sent[level.node.path] else { return sum }
      return sum + (end == .low ? chances.low : chances.high) * mean
    }
  }

  private var none: [DelayedTime.Delay] { [DelayedTime.Delay(chance: 1, length: 0)] }

  // MARK: Statements

  private func chances(_ found: [RowSpread.Outcome], _ end: RangeEnd) -> [[String]: Double] {
    var chances: [[String]: Double] = [:]
    func add(_ level: NestedLevel, _ outcomes: [NestedLevel.Outcome], _ chance: Double) {
      for outcome in outcomes where outcome.isSent {
        let own = chance * outcome.chance
        chances[level.node.path, default: 0] += own
        guard outcome.rows > 0 else { continue }
        for child in level.children { add(child, child.outcomes(for: outcome.rows, end), own) }
      }
    }
    for outcome in found where outcome.count > 0 {
      for level in levels { add(level, outcomes(level, outcome.count, end), outcome.chance) }
    }
    return chances
  }

  /// Rows behind a single row of the root are told by number.
  private func outcomes(
    _ level: NestedLevel,
    _ parents: Double,
    _ end: RangeEnd
  ) -> [NestedLevel.Outcome] {
    parents <= 1 + 1e-9 ? level.single(end) : level.outcomes(for: parents, end)
  }

  private func trip(_ end: RangeEnd) -> LogNormal {
    end == .low ? latency.trip.fast : latency.trip.slow
  }

  // MARK: Times

  private func delays(
    _ level: NestedLevel,
    _ parents: Double,
    _ outcomes: [NestedLevel.Outcome],
    _ end: RangeEnd
  ) -> [DelayedTime.Delay] {
    let trip = sent[level.node.path] == nil ? nil : trip(end)
    return outcomes.map { outcome in
      guard outcome.isSent else { return DelayedTime.Delay(chance: outcome.chance, length: 0) }
      let below = below(level, outcome.rows, end)
      var length = own(level.node, parents, outcome.rows, end) + below.length
      var (varying, variance) = (below.varying, below.variance)
      if outcome.deviation > 0 {
        let more = outcome.rows + outcome.deviation
        let rise =
          own(level.node, parents, more, end) + meanBelow(level, more, end) - length - varying
        variance += rise * rise
        (length, varying) = (0, length + varying)
      }
      return DelayedTime.Delay(
        chance: outcome.chance,
        length: length,
        varying: varying + (trip?.mean ?? 0),
        variance: variance + (trip?.variance ?? 0)
      )
    }
  }

  /// What lies below so many rows of a level, as one.
  private func below(_ level: NestedLevel, _ rows: Double, _ end: RangeEnd) -> DelayedTime.Delay {
    let nothing = DelayedTime.Delay(chance: 1, length: 0)
    guard rows > 0 else { return nothing }
    return level.children.reduce(nothing) {
      $0.followed(by: delays($1, rows, $1.outcomes(for: rows, end), end).summary)
    }
  }

  /// The mean of that, milliseconds.
  private func meanBelow(_ level: NestedLevel, _ rows: Double, _ end: RangeEnd) -> Double {
    guard rows > 0 else { return 0 }
    return level.children.reduce(0) { sum, child in
      let trip = sent[child.node.path] == nil ? 0 : trip(end).mean
      return child.outcomes(for: rows, end).reduce(sum) { sum, outcome in
        guard outcome.isSent else { return sum }
        let own = own(child.node, rows, outcome.rows, end)
        return sum + outcome.chance * (own + meanBelow(child, outcome.rows, end) + trip)
      }
    }
  }

  /// One search for each parent; at best for each row that they lead to, where several parents
  /// name one.
  private func own(_ node: ReadNode, _ parents: Double, _ rows: Double, _ end: RangeEnd) -> Double {
    let entity = latency.workload[node.entity]
    var read = SQLRead(entity: entity, entries: RowSpread(Interval(rows)))
    let searches = end == .low ? min(parents, max(rows, 1)) : parents
    read.isByList = true
    if case .inverse(let attribute)? = node.step {
      read.isAdjacent = entity.standsTogether(by: entity.fields(of: attribute.attribute).map(\.id))
      read.isAdjacentByKey = read.isAdjacent
    }
    return end.of(
      latency.times.read(
        read,
        entries: max(1e-9, rows),
        // What leads to no row is searched for too.
        searches: searches,
        bytes: AnsweredRows.bytes(node, in: latency.workload)
      ).ms
    )
  }
}
