public import DBModelStatistics

/// The key that is read or written the most.
public struct HottestKey: Sendable {
  /// `nil` where it has no name.
  public let value: String?
  public let use: PartitionUse

  public var unitsPerSecond: Interval { use.unitsPerSecond }
  /// As `PartitionUse.ofCeiling`.
  public var ofCeiling: Interval { use.ofCeiling }
}

/// What falls on single keys, and on the partitions that keys share.
extension StructureHeat {
  /// What patterns read of each key that they know by a value; what several of them read of one
  /// key adds up. Only the low ends are certain.
  public var namedReads: [(value: String, use: PartitionUse)] {
    namedLoads(isWrite: false).filter { $0.use.unitsPerSecond.low > 0 }
      .sorted { $0.value < $1.value }
  }

  /// The hottest key: the named value where there is one, and what it takes.
  ///
  /// Patterns that name the same value add up exactly, and so do loads of the same ranking. For
  /// others the hottest keys may be the same one or not: the low end is the hottest of one ranking
  /// alone, the high end all of them on one key.
  public func hottestKey(isWrite: Bool) -> HottestKey {
    let named = namedLoads(isWrite: isWrite)
    var least = PartitionUse.none
    var all = PartitionUse.none
    for ranking in rankings(isWrite: isWrite) {
      let use = ranking.reduce(PartitionUse.none) { $0 + $1.use(onKey: nil) }
      least = least.atLeast(use)
      all += use
    }
    let own = contributions.filter { $0.isWrite == isWrite }
    for contribution in own {
      guard case .named(_, let rest) = contribution.share else { continue }
      least = least.atLeast(contribution.use(rest))
    }
    let hottest = named.max {
      let (a, b) = ($0.use.ofCeiling, $1.use.ofCeiling)
      return (a.low, a.high, $1.value) < (b.low, b.high, $0.value)
    }
    guard let hottest, hottest.use.unitsPerSecond.high > 0 else {
      return HottestKey(value: nil, use: least.upTo(all))
    }
    // What others spread over keys that they do not name may fall on this one.
    let unnamed = own.reduce(PartitionUse.none) { sum, contribution in
      guard case .named(let values, let rest) = contribution.share,
        !values.contains(where: { $0.value == hottest.value })
      else { return sum }
      return sum + contribution.use(rest)
    }
    return HottestKey(
      value: hottest.value,
      use: hottest.use.atLeast(least).upTo(hottest.use + all + unnamed)
    )
  }

  /// What takes the most of the hottest key and goes to one of its items, which no split spreads:
  /// the least that is certain.
  public func hottestItem(isWrite: Bool) -> PartitionUse {
    let own = contributions.filter { $0.isWrite == isWrite }
    var items = namedLoads(isWrite: isWrite, where: \.isOneItem).map(\.use)
    items += rankings(isWrite: isWrite).map { ranking in
      ranking.filter(\.isOneItem).reduce(PartitionUse.none) { $0 + $1.use(onKey: nil) }
    }
    items += own.compactMap { part in part.itemShare.map { part.use($0) } }
    return items.reduce(.none) { $0.atLeast($1) }
  }

  /// The loads that share the partitions of the structure, at the least that is certain: what names
  /// the same value and what has the same ranking falls on the same keys, the rest on others.
  public func partitionParts(isWrite: Bool) -> [PartitionLoad.Part] {
    var parts: [PartitionLoad.Part] = []
    let groups = namedGroups(isWrite: isWrite)
    let whole = groups.reduce(0) { $0 + $1.total }
    if whole > 0 { parts.append(PartitionLoad.Part(RankedShares(groups), load: whole)) }
    for contribution in contributions where contribution.isWrite == isWrite {
      guard case .named(let values, _) = contribution.share else { continue }
      let count = Double(contribution.spread.shardCount)
      let known = values.reduce(0) { $0 + contribution.capped($1.share).low } * count
      let units = contribution.unitsPerSecond.low * (1 - known)
      let keys = contribution.spread.leastUneven.keyCount - Double(values.count) * count
      if units > 0, known < 1 - 1e-9 {
        parts.append(PartitionLoad.Part(.uniform(keyCount: keys), load: units))
      }
    }
    for ranking in rankings(isWrite: isWrite) {
      let loads = ranking.map { (shares: $0.leastUneven, load: $0.unitsPerSecond.low) }
        .filter { $0.load > 0 }
      guard !loads.isEmpty else { continue }
      let (shares, load) = RankedShares.stacked(loads)
      parts.append(PartitionLoad.Part(shares, load: load))
    }
    return parts
  }

  // MARK: Parts

  /// The keys of each value that is known, all its shards alike, with the units a second on each.
  private func namedGroups(isWrite: Bool) -> [RankedShares.Group] {
    var found: [(value: String, count: Int, load: Double)] = []
    for contribution in contributions where contribution.isWrite == isWrite {
      guard case .named(let values, _) = contribution.share else { continue }
      let count = contribution.spread.shardCount
      for value in values {
        let load = contribution.use(value.share).unitsPerSecond.low
        if let known = found.firstIndex(where: { $0.value == value.value && $0.count == count }) {
          found[known].load += load
        } else if load > 0 {
          found.append((value.value, count, load))
        }
      }
    }
    return found.map { RankedShares.Group(keys: Double($0.count), share: $0.load) }
  }

  /// By value, in the order of first mention.
  private func namedLoads(
    isWrite: Bool,
    where isWanted: (HeatContribution) -> Bool = { _ in true }
  ) -> [(value: String, use: PartitionUse)] {
    var found: [(value: String, use: PartitionUse)] = []
    var places: [String: Int] = [:]
    for contribution in contributions
    where contribution.isWrite == isWrite && isWanted(contribution) {
      guard case .named(let values, _) = contribution.share else { continue }
      for value in values {
        let use = contribution.use(value.share)
        if let known = places[value.value] {
          found[known].use += use
        } else {
          places[value.value] = found.count
          found.append((value.value, use))
        }
      }
    }
    return found
  }

  /// Contributions whose keys have no names, those of one ranking together.
  private func rankings(isWrite: Bool) -> [[HeatContribution]] {
    var found: [[HeatContribution]] = []
    var places: [KeyRanking: Int] = [:]
    for contribution in contributions where contribution.isWrite == isWrite {
      guard case .top = contribution.share else { continue }
      if let ranking = contribution.ranking, let known = places[ranking] {
        found[known].append(contribution)
      } else {
        if let ranking = contribution.ranking { places[ranking] = found.count }
        found.append([contribution])
      }
    }
    return found
  }
}
