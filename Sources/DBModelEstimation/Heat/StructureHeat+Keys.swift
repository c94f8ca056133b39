public import DBModelStatistics

/// What falls on single keys, and on the partitions that keys share.
extension StructureHeat {
  /// What patterns read of each key that they know by a value, units a second at the least; what
  /// several of them read of one key adds up.
  public var namedReads: [(value: String, unitsPerSecond: Double)] {
    namedLoads(isWrite: false).map { ($0.value, $0.units.low) }.filter { $0.1 > 0 }
      .sorted { $0.0 < $1.0 }
  }

  /// The hottest key: the named value where there is one, and its units a second.
  ///
  /// Patterns that name the same value add up exactly, and so do loads of the same ranking. For
  /// others the hottest keys may be the same one or not: the low end is the hottest of one ranking
  /// alone, the high end all of them on one key.
  public func hottestKey(isWrite: Bool) -> (value: String?, unitsPerSecond: Interval) {
    let named = namedLoads(isWrite: isWrite)
    var low = 0.0
    var high = 0.0
    for ranking in rankings(isWrite: isWrite) {
      let units = ranking.reduce(Interval.zero) { $0 + $1.unitsPerSecond(onKey: nil) }
      low = max(low, units.low)
      high += units.high
    }
    for contribution in contributions where contribution.isWrite == isWrite {
      guard case .named(_, let rest) = contribution.share else { continue }
      low = max(low, contribution.unitsPerSecond.low * rest.low)
    }
    let hottest = named.max {
      ($0.units.low, $0.units.high, $1.value) < ($1.units.low, $1.units.high, $0.value)
    }
    guard let hottest, hottest.units.high > 0 else {
      return (nil, Interval(low, max(low, high)))
    }
    // What others spread over keys that they do not name may fall on this one.
    let unnamed = contributions.reduce(0.0) { sum, contribution in
      guard contribution.isWrite == isWrite, case .named(let values, let rest) = contribution.share,
        !values.contains(where: { $0.value == hottest.value })
      else { return sum }
      return sum + contribution.unitsPerSecond.high * rest.high
    }
    low = max(hottest.units.low, low)
    return (hottest.value, Interval(low, max(low, hottest.units.high + high + unnamed)))
  }

  /// The loads that share the partitions of the structure, at the least that is certain: what names
  /// the same value and what has the same ranking falls on the same keys, the rest on others.
  public func partitionParts(isWrite: Bool) -> [PartitionLoad.Part] {
    var parts: [PartitionLoad.Part] = []
    let named = namedLoads(isWrite: isWrite).map(\.units.low).filter { $0 > 0 }
    let whole = named.reduce(0, +)
    if whole > 0 {
      let groups = named.map { RankedShares.Group(keys: 1, share: $0) }
      parts.append(PartitionLoad.Part(RankedShares(groups), load: whole))
    }
    for contribution in contributions where contribution.isWrite == isWrite {
      guard case .named(let values, _) = contribution.share else { continue }
      let known = values.reduce(0) { $0 + $1.share.low }
      let units = contribution.unitsPerSecond.low * (1 - known)
      let keys = contribution.spread.leastUneven.keyCount - Double(values.count)
      if units > 0, known < 1 - 1e-9 {
        parts.append(PartitionLoad.Part(.uniform(keyCount: keys), load: units))
      }
    }
    for ranking in rankings(isWrite: isWrite) {
      let loads = ranking.map { (shares: $0.spread.leastUneven, load: $0.unitsPerSecond.low) }
        .filter { $0.load > 0 }
      guard !loads.isEmpty else { continue }
      let (shares, load) = RankedShares.stacked(loads)
      parts.append(PartitionLoad.Part(shares, load: load))
    }
    return parts
  }

  // MARK: Parts

  /// By value, in the order of first mention.
  private func namedLoads(isWrite: Bool) -> [(value: String, units: Interval)] {
    var found: [(value: String, units: Interval)] = []
    var places: [String: Int] = [:]
    for contribution in contributions where contribution.isWrite == isWrite {
      guard case .named(let values, _) = contribution.share else { continue }
      let units = contribution.unitsPerSecond
      for value in values {
        let own = Interval(units.low * value.share.low, units.high * value.share.high)
        if let known = places[value.value] {
          found[known].units += own
        } else {
          places[value.value] = found.count
          found.append((value.value, own))
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
