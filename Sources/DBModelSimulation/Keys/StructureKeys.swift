import DBModelStatistics

/// The keys of a table or an index: where the head keys lie, how many keys of the tail there are,
/// and what each flow asks of them.
struct StructureKeys {
  struct Key {
    let ranking: Int
    let rank: Int
    var hash: UInt64
  }

  struct Ranking {
    let keys: SimulatedRanking
    let seed: UInt64
    var epoch: Int
  }

  private(set) var rankings: [Ranking] = []
  /// The head keys, by their hash.
  private(set) var keys: [Key] = []
  /// Shares of the head keys, by flow and in the order in which keys were made.
  private let headShares: [[Double]]
  /// The order of `keys` within `headShares`.
  private var origins: [Int] = []
  /// Keys of each group of the tail.
  let tailCounts: [Double]
  /// The share of each of its keys, by flow and group.
  let tailShares: [[Double]]
  let layouts: [CollectionLayout]
  /// No collection may be divided.
  let keepsCollections: Bool

  /// - Parameters:
  ///   - partitions: At the start.
  ///   - heaviest: The most units a second of each flow at any time.
  init(
    _ structure: SimulatedStructure,
    partitions: Int,
    heaviest: [Double],
    seed: UInt64,
    epoch: (SimulatedRanking) -> Int
  ) {
    let flows = structure.flows
    layouts = flows.map(\.layout)
    keepsCollections = structure.hasLocalIndex || layouts.contains(.collectionBound)
    var members: [[Int]] = []
    for (place, flow) in flows.enumerated() {
      if let known = rankings.firstIndex(where: { $0.keys.name == flow.ranking.name }) {
        members[known].append(place)
      } else {
        let seed = KeyHash.seed(seed, flow.ranking.name)
        rankings.append(Ranking(keys: flow.ranking, seed: seed, epoch: epoch(flow.ranking)))
        members.append([place])
      }
    }
    var made: [Key] = []
    var headShares = flows.map { _ in [Double]() }
    var tailCounts: [Double] = []
    var tailShares = flows.map { _ in [Double]() }
    for (ranking, own) in members.enumerated() {
      let heads = Self.heads(own.map { flows[$0] }, own.map { heaviest[$0] }, partitions)
      let segments = RankSegments(own.map { flows[$0].popularity }, heads: heads)
      let headCount = segments.head.first?.count ?? 0
      let (seed, epoch) = (rankings[ranking].seed, rankings[ranking].epoch)
      for rank in 0..<headCount {
        let hash = KeyHash.hash(seed, rank: rank, epoch: epoch)
        made.append(Key(ranking: ranking, rank: rank, hash: hash))
      }
      tailCounts += segments.counts
      for flow in flows.indices {
        let place = own.firstIndex(of: flow)
        headShares[flow] += place.map { segments.head[$0] } ?? Self.zeros(headCount)
        tailShares[flow] += place.map { segments.shares[$0] } ?? Self.zeros(segments.counts.count)
      }
    }
    keys = made
    self.headShares = headShares
    self.tailCounts = tailCounts
    self.tailShares = tailShares
    origins = Array(keys.indices)
    sort()
  }

  private static func zeros(_ count: Int) -> [Double] { Array(repeating: 0, count: count) }

  /// Keys that are looked at one by one, at most.
  static let mostHeads = 65_536
  /// From this part of what a partition serves on, a key matters for a split.
  private static let heavyPart = 0.01

  /// The top max(64, 4P) keys, and every key heavy enough to matter for a split.
  private static func heads(
    _ flows: [SimulatedFlow],
    _ heaviest: [Double],
    _ partitions: Int
  ) -> Int {
    var count = Double(max(64, 4 * partitions))
    for (flow, units) in zip(flows, heaviest) {
      let heavy = heavyPart * UnitRates.ofPartition[flow.isWrite]
      var before = 0.0
      for group in flow.popularity.groups {
        guard group.share * units >= heavy else { break }
        before += group.keys
      }
      count = max(count, before)
    }
    return Int(min(Double(mostHeads), count.rounded(.up)))
  }

  private mutating func sort() {
    let order = keys.indices.sorted {
      (keys[$0].hash, origins[$0]) < (keys[$1].hash, origins[$1])
    }
    keys = order.map { keys[$0] }
    origins = order.map { origins[$0] }
  }

  /// New keys take the place of those of a ranking that are renewed.
  ///
  /// - Returns: Whether any were.
  mutating func renew(epoch: (SimulatedRanking) -> Int) -> Bool {
    var isNew = false
    for ranking in rankings.indices {
      let now = epoch(rankings[ranking].keys)
      guard now != rankings[ranking].epoch else { continue }
      isNew = true
      rankings[ranking].epoch = now
      for key in keys.indices where keys[key].ranking == ranking {
        keys[key].hash = KeyHash.hash(rankings[ranking].seed, rank: keys[key].rank, epoch: now)
      }
    }
    if isNew { sort() }
    return isNew
  }

  /// The head keys that lie in a range, wholly or in part, as places in `keys`.
  func keys(in range: KeyRange) -> Range<Int> {
    let first = place(of: range.low.hash)
    guard let high = range.high else { return first..<keys.count }
    // A boundary inside a collection has the collection on both sides.
    let end = high.inside > 0 ? place(of: high.hash + 1) : place(of: high.hash)
    return first..<max(first, end)
  }

  /// The place of the first key at or behind a hash.
  private func place(of hash: UInt64) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The share of a flow that one head key takes.
  func share(flow: Int, key: Int) -> Double { headShares[flow][origins[key]] }

  func label(ofKey key: Int) -> String {
    rankings[keys[key].ranking].keys.label(ofRank: keys[key].rank)
  }

  /// The part of a flow that falls into a range.
  ///
  /// - Parameter tail: How many keys of each group of the tail lie there.
  func share(flow: Int, in range: KeyRange, tail: [Double]) -> Double {
    var sum = 0.0
    for key in keys(in: range) {
      let share = share(flow: flow, key: key)
      guard share > 0 else { continue }
      sum += share * part(ofKey: key, flow: flow, in: range)
    }
    let groups = tailShares[flow]
    for group in tail.indices { sum += tail[group] * groups[group] }
    return sum
  }

  /// The part of a flow's load on one key that falls into a range, 0…1.
  private func part(ofKey key: Int, flow: Int, in range: KeyRange) -> Double {
    let hash = keys[key].hash
    switch layouts[flow] {
    case .oneItem: return range.contains(KeyPosition(hash, KeyPosition.itemInside)) ? 1 : 0
    case .movingEnd: return range.contains(KeyPosition(hash, KeyPosition.endInside)) ? 1 : 0
    case .collectionBound: return range.contains(KeyPosition(hash)) ? 1 : 0
    case .spread: return range.part(ofCollection: hash)
    }
  }
}
