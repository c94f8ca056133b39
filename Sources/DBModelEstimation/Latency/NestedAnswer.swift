import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The related rows that an answer nests, level by level: how many there are and what they take.
///
/// How many rows one row leads to differs as its fan-out, its skew or its count per row say. Behind
/// a single row that number is told outcome by outcome; behind several it is a sum of independent
/// ones, told by its mean and its variance, and so is what further levels add.
struct NestedAnswer {
  /// A node with what one row of its parent leads to.
  private struct Level {
    let node: ReadNode
    let isReference: Bool
    let each: RowSpread
    let children: [Level]
  }

  private let latency: SQLLatency
  private let levels: [Level]

  init(_ latency: SQLLatency, _ root: ReadNode, _ pattern: AccessPattern) {
    self.latency = latency
    levels = Self.levels(root, latency)
  }

  /// What the related rows of so many rows take, milliseconds.
  func delays(of parents: Double, _ end: RangeEnd) -> [DelayedTime.Delay] {
    var found: [DelayedTime.Delay] = []
    for level in levels {
      let own = parents <= 1 + 1e-9 ? single(level, parents, end) : several(level, parents, end)
      if found.isEmpty {
        found = own
      } else {
        let (wide, narrow) = found.reach >= own.reach ? (found, own) : (own, found)
        let others = wide.count * narrow.count > 200 ? [narrow.summary] : narrow
        found = wide.flatMap { one in others.map { one.followed(by: $0) } }
      }
    }
    return found.isEmpty ? [DelayedTime.Delay(chance: 1, length: 0)] : found
  }

  // MARK: Times

  /// Behind one row, which is there in a part of the calls.
  private func single(_ level: Level, _ part: Double, _ end: RangeEnd) -> [DelayedTime.Delay] {
    if level.isReference { return several(level, part, end) }
    func delay(_ chance: Double, _ parents: Double, _ rows: Double) -> DelayedTime.Delay {
      let below = level.children.reduce(0) { $0 + variance($1, rows, end) }
      let all = time(level, parents, rows, end)
      let further = level.children.reduce(0) { sum, child in
        sum + time(child, rows, mean(child, rows, end), end)
      }
      return DelayedTime.Delay(
        chance: chance,
        length: all - further,
        varying: further,
        variance: below
      )
    }
    let found = end.of(level.each).map { delay(part * $0.chance, 1, $0.count) }
    return part < 1 ? [delay(1 - part, 0, 0)] + found : found
  }

  private func several(_ level: Level, _ parents: Double, _ end: RangeEnd) -> [DelayedTime.Delay] {
    let all = time(level, parents, mean(level, parents, end), end)
    let variance = variance(level, parents, end)
    return [
      variance > 0
        ? DelayedTime.Delay(chance: 1, length: 0, varying: all, variance: variance)
        : DelayedTime.Delay(chance: 1, length: all)
    ]
  }

  /// What so many rows of a level take with what lies below it, which is as many as there are in
  /// the mean.
  private func time(_ level: Level, _ parents: Double, _ rows: Double, _ end: RangeEnd) -> Double {
    level.children.reduce(own(level.node, parents, rows, end)) { sum, child in
      sum + time(child, rows, mean(child, rows, end), end)
    }
  }

  /// By how much that differs: at each level the variance of its rows, seen through what one
  /// standard deviation of them takes more.
  private func variance(_ level: Level, _ parents: Double, _ end: RangeEnd) -> Double {
    let rows = mean(level, parents, end)
    let outcomes = end.of(level.each)
    let each = outcomes.reduce(0) { $0 + $1.chance * $1.count }
    let spread = outcomes.reduce(0) { $0 + $1.chance * ($1.count - each) * ($1.count - each) }
    let deviation = (parents * spread).squareRoot()
    let more =
      deviation > 0
      ? time(level, parents, rows + deviation, end) - time(level, parents, rows, end) : 0
    return level.children.reduce(more * more) { $0 + variance($1, rows, end) }
  }

  /// One search for each parent; at best for each row that they lead to, where several parents
  /// name one.
  private func own(_ node: ReadNode, _ parents: Double, _ rows: Double, _ end: RangeEnd) -> Double {
    guard parents > 0 else { return 0 }
    let entity = latency.workload[node.entity]
    var read = SQLRead(entity: entity, entries: RowSpread(Interval(rows)))
    let searches = end == .low ? min(parents, max(rows, 1)) : parents
    // What leads to no row is searched for too.
    read.searchesPerEntry = searches / max(1e-9, rows)
    read.isAdjacent = entity.key.count > 1
    return end.of(
      latency.times.read(
        read,
        entries: max(1e-9, rows),
        bytes: AnsweredRows.bytes(node, in: latency.workload)
      ).ms
    )
  }

  // MARK: Rows

  private func mean(_ level: Level, _ parents: Double, _ end: RangeEnd) -> Double {
    guard !level.isReference else {
      // Several may lead to one.
      let most = max(1, latency.cardinality.rows(level.node.entity).high)
      return end == .low ? min(parents, 1) : min(parents, most)
    }
    return end.of(level.each).reduce(0) { $0 + $1.chance * $1.count } * parents
  }

  private static func levels(_ node: ReadNode, _ latency: SQLLatency) -> [Level] {
    node.children.map { child in
      var isReference = false
      if case .reference? = child.step { isReference = true }
      return Level(
        node: child,
        isReference: isReference,
        each: RowSpread(child.step, latency.workload, latency.cardinality),
        children: levels(child, latency)
      )
    }
  }
}
