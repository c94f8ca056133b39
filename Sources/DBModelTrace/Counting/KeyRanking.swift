package import DBModelStatistics

/// Ranks what was counted: the most popular keys, and groups of the rest.
package struct KeyRanking<Key: KeyWord> {
  struct Ranked: Comparable {
    let count: UInt64
    let key: Key

    /// Keys that were asked for equally often are in the order of their words: a fixed one.
    static func < (a: Ranked, b: Ranked) -> Bool { (a.count, a.key) < (b.count, b.key) }
  }

  private struct Cell {
    var keys: UInt64 = 0
    var requests: UInt64 = 0
  }

  /// What a sample stands for; a part that somebody made up can say of it what it likes.
  private struct LightCell {
    var keys = 0.0
    var requests = 0.0
  }

  /// By falling count.
  private(set) var top: [Ranked] = []
  private var heavy = [Cell](repeating: Cell(), count: CountGroups.count)
  private var light = [LightCell](repeating: LightCell(), count: CountGroups.count)
  /// Of the number of keys that the sample stands for.
  private var variance = 0.0
  /// Half of what a counter can have lost: no listed count is further off.
  private var error: UInt64 = 0
  private var isExact = true
  /// From this count on a key is taken by its counter, below by the sample.
  private var heavyFrom: UInt64 = 1

  /// A counter's estimate is used where its error is at most a thirty-second of it.
  private static var errorsOfHeavy: UInt64 { 16 }

  /// - Parameter counter: Nobody counts any more.
  package init(_ counter: KeyCounter<Key>) {
    for number in 0..<KeyCounter<Key>.tableCount {
      counter.tables[number].settle()
      let table = counter.tables[number]
      isExact = isExact && table.isExact
      error = max(error, table.lost / 2 + table.lost % 2)
    }
    if !isExact { heavyFrom = max(1, min(.max / 64, error) * 2 * Self.errorsOfHeavy) }
    var heap = TopHeap<Ranked>(capacity: MeasuredProfile.mostTop)
    for number in 0..<KeyCounter<Key>.tableCount { add(counter.tables[number], &heap) }
    top = heap.sorted()
    for ranked in top {
      let group = CountGroups.group(of: ranked.count)
      heavy[group].keys -= 1
      heavy[group].requests -= ranked.count
    }
  }

  private mutating func add(_ table: KeyTable<Key>, _ heap: inout TopHeap<Ranked>) {
    let weight = UInt64(1) << UInt64(table.sampleBits)
    let half = table.lost / 2
    let from = heavyFrom
    let whole = table.isExact
    var sampled: UInt64 = 0
    heavy.withUnsafeMutableBufferPointer { heavy in
      light.withUnsafeMutableBufferPointer { light in
        table.forEachWhole { key, count, isSampled in
          if isSampled { sampled &+= 1 }
          let count = isSampled ? count : count &+ half
          let group = CountGroups.group(of: count)
          if whole || count >= from {
            heavy[group].keys &+= 1
            heavy[group].requests &+= count
            heap.add(Ranked(count: count, key: key))
          } else if isSampled {
            light[group].keys += Double(weight)
            light[group].requests += Double(count) * Double(weight)
          }
        }
      }
    }
    // Each key is in the sample with probability 1/weight, independently: binomial.
    variance += Double(sampled) * Double(weight - 1) * Double(weight)
  }

  /// The profile.
  ///
  /// Where a sample stands for keys, their requests are scaled so that all counts add up.
  ///
  /// - Parameters:
  ///   - requests: All that were counted.
  ///   - partial: Why they are not those of the whole log; `nil` where they are.
  /// - Returns: `nil` where nothing was counted.
  package func profile(requests: Int, partial: String?) -> MeasuredProfile? {
    guard requests > 0, !top.isEmpty || light.contains(where: { $0.keys > 0 }) else { return nil }
    let counts = top.map { Int(clamping: $0.count) }
    var groups = cells(heavy)
    if !isExact {
      let known =
        top.reduce(0.0) { $0 + Double($1.count) }
        + groups.reduce(0.0) { $0 + Double($1.requests) }
      let guessed = light.reduce(0.0) { $0 + $1.requests }
      let factor = guessed > 0 ? max(0, Double(requests) - known) / guessed : 0
      groups += sampled(by: factor)
      groups.sort { ($1.each, $0.keys) < ($0.each, $1.keys) }
    }
    let sum = Self.saturated(counts + groups.map(\.requests))
    let keys = Self.saturated([counts.count] + groups.map(\.keys))
    let reach = Int(min(3 * variance.squareRoot(), 0x1p52).rounded(.up))
    let profile = MeasuredProfile(
      // What a sample cannot account for is not claimed.
      requests: abs(sum - requests) <= requests / 10 ? requests : sum,
      keys: keys,
      keysLow: isExact ? keys : max(counts.count, keys - reach),
      keysHigh: isExact ? keys : keys + reach,
      error: isExact ? 0 : Int(clamping: max(1, error)),
      partial: partial,
      top: counts,
      rest: groups
    )
    // Only a part that somebody made up says what does not hold together.
    return profile.inconsistency == nil ? profile : nil
  }

  /// A sum that ends one above what a profile takes.
  private static func saturated(_ numbers: [Int]) -> Int {
    let most = MeasuredProfile.largest
    return numbers.reduce(0) { min(most + 1, $0 + min(most + 1, $1)) }
  }

  private func cells(_ cells: [Cell]) -> [MeasuredProfile.Group] {
    cells.reversed().filter { $0.keys > 0 }.map {
      MeasuredProfile.Group(keys: Int(clamping: $0.keys), requests: Int(clamping: $0.requests))
    }
  }

  /// The groups that the sample stands for, each with its requests times a factor.
  private func sampled(by factor: Double) -> [MeasuredProfile.Group] {
    light.reversed().filter { $0.keys > 0 }.map { cell in
      let keys = Int(min(cell.keys, 0x1p53))
      let requests = min((cell.requests * factor).rounded(), 0x1p53)
      return MeasuredProfile.Group(keys: keys, requests: max(keys, Int(requests)))
    }
  }
}
