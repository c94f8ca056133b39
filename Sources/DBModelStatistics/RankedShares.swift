/// How a population's keys share its requests, the most popular first: groups of keys that are
/// asked for alike. A declared popularity and a measured one come to the same form.
///
/// The first keys of a smooth popularity are groups of their own; from there on a group spans a
/// thirty-second of its rank, within which shares differ by a few percent: sums are exact, sums of
/// squares within a thousandth.
public struct RankedShares: Hashable, Sendable {
  /// Keys that are asked for alike.
  public struct Group: Hashable, Sendable {
    /// How many keys; above 0. Only the last group of a population known on average has a fraction.
    public let keys: Double
    /// The part of the requests that each of them takes, 0…1.
    public let share: Double

    public init(keys: Double, share: Double) {
      self.keys = keys
      self.share = share
    }

    /// The part that all of them take.
    public var total: Double { keys * share }
  }

  /// By falling share; the totals make 1.
  public let groups: [Group]

  /// The groups in any order, with weights in any unit: they are sorted, and scaled to a whole.
  ///
  /// - Precondition: One group at least has keys and a weight above 0; all are finite and none is
  ///   negative.
  public init(_ groups: [Group]) {
    let sorted = groups.filter { $0.keys > 0 }.sorted { ($1.share, $0.keys) < ($0.share, $1.keys) }
    let whole = sorted.reduce(0) { $0 + $1.total }
    precondition(whole > 0 && whole.isFinite, "a population has keys that are asked for")
    var merged: [Group] = []
    for group in sorted {
      precondition(group.share >= 0, "a share is not negative")
      let share = group.share / whole
      if let last = merged.last, last.share == share {
        merged[merged.count - 1] = Group(keys: last.keys + group.keys, share: share)
      } else {
        merged.append(Group(keys: group.keys, share: share))
      }
    }
    self.groups = merged
  }

  /// Every key alike.
  ///
  /// - Parameter keyCount: At least 1; less counts as 1.
  public static func uniform(keyCount: Double) -> RankedShares {
    RankedShares([Group(keys: max(1, keyCount), share: 1)])
  }

  /// The i-th most popular key in proportion to `i^-exponent`.
  ///
  /// - Parameters:
  ///   - exponent: 0 or more.
  ///   - keyCount: Whole keys; less than 1 counts as 1.
  public static func zipf(exponent: Double, keyCount: Double) -> RankedShares {
    let count = max(1, keyCount.rounded(.down))
    var ranks: [Double] = [0]
    while let last = ranks.last, last < count {
      let step = last < singleRanks ? 1 : (last / ranksOfGroup).rounded(.down)
      ranks.append(min(count, last + step))
    }
    let sums = Harmonic.generalized(upTo: ranks, exponent: exponent)
    // The sum up to nothing is nothing; the harmonic number of less than one counts as that of one.
    let groups = ranks.indices.dropFirst().map { place in
      let keys = ranks[place] - ranks[place - 1]
      let sum = place == 1 ? sums[1] : sums[place] - sums[place - 1]
      return Group(keys: keys, share: sum / keys)
    }
    return RankedShares(groups)
  }

  private static let singleRanks = 1_024.0
  private static let ranksOfGroup = 32.0

  /// Stated shares of the first keys; the rest is spread evenly over the other keys, or over the
  /// stated ones where there is no other.
  public static func top(_ shares: [Double], keyCount: Double) -> RankedShares {
    let others = keyCount - Double(shares.count)
    let rest = max(0, 1 - shares.reduce(0, +))
    let stated = shares.map { Group(keys: 1, share: $0) }
    guard others >= 1 else {
      // Nothing is said where no stated key is asked for, and there is no other.
      return shares.contains { $0 > 0 } ? RankedShares(stated) : uniform(keyCount: keyCount)
    }
    return RankedShares(stated + [Group(keys: others, share: rest / others)])
  }

  /// So many keys share a part of the requests evenly, the others the rest.
  public static func hotset(keys: Double, share: Double, keyCount: Double) -> RankedShares {
    let count = max(1, keyCount)
    let hot = min(max(1, keys), count)
    let cold = count - hot
    guard cold >= 1 else { return uniform(keyCount: count) }
    return RankedShares([
      Group(keys: hot, share: share / hot), Group(keys: cold, share: (1 - share) / cold),
    ])
  }

  // MARK: What is asked of it

  public var keyCount: Double { groups.reduce(0) { $0 + $1.keys } }

  /// The share of the most popular key.
  public var top: Double { groups.first?.share ?? 0 }

  /// The sum of the squares of all shares: the chance that two requests ask for the same key.
  public var squares: Double { groups.reduce(0) { $0 + $1.total * $1.share } }

  /// The part of the requests that the most popular keys take together: what a cache that holds
  /// just them answers.
  public func share(ofTop keys: Double) -> Double {
    var left = max(0, keys)
    var sum = 0.0
    for group in groups {
      sum += min(left, group.keys) * group.share
      left -= group.keys
      if left <= 0 { break }
    }
    return min(1, sum)
  }

  /// The share of the most popular key that is left without so many of the most popular ones; 0
  /// where none is left.
  public func top(beyond keys: Double) -> Double {
    var left = max(0, keys)
    for group in groups {
      if left < group.keys { return group.share }
      left -= group.keys
    }
    return 0
  }

  /// How many of the most popular keys take a part of the requests.
  public func keys(taking share: Double) -> Double {
    var left = share
    var count = 0.0
    for group in groups {
      guard left > group.total, group.total > 0 else {
        return count + (group.share > 0 ? max(0, left) / group.share : 0)
      }
      left -= group.total
      count += group.keys
    }
    return count
  }

  // MARK: Made of others

  /// Keys of two values that are asked for independently: each pair of keys in proportion to the
  /// product of their shares. Groups beyond the first are put together, so that shares of a group
  /// differ by an eighth at the most.
  public func paired(with other: RankedShares) -> RankedShares {
    let (own, others) = (coarser(), other.coarser())
    return RankedShares(
      own.groups.flatMap { a in
        others.groups.map { Group(keys: a.keys * $0.keys, share: a.share * $0.share) }
      }
    ).coarser()
  }

  /// Loads that are heavy on the same keys, rank by rank: the shares of all of it, and how much.
  ///
  /// - Parameter parts: Each with its load, 0 or more; one at least above 0.
  public static func stacked(_ parts: [(shares: RankedShares, load: Double)])
    -> (shares: RankedShares, load: Double)
  {
    let parts = parts.filter { $0.load > 0 }
    var places = parts.map { (group: 0, left: $0.shares.groups[0].keys) }
    var groups: [Group] = []
    while true {
      let open = parts.indices.filter { places[$0].group < parts[$0].shares.groups.count }
      guard let keys = open.map({ places[$0].left }).min() else { break }
      let load = open.reduce(0) { sum, part in
        sum + parts[part].load * parts[part].shares.groups[places[part].group].share
      }
      groups.append(Group(keys: keys, share: load))
      for part in open {
        places[part].left -= keys
        guard places[part].left <= 0 else { continue }
        places[part].group += 1
        let all = parts[part].shares.groups
        if places[part].group < all.count { places[part].left = all[places[part].group].keys }
      }
    }
    return (RankedShares(groups), parts.reduce(0) { $0 + $1.load })
  }

  /// The same with no key above a share: what is cut off goes to the others in proportion.
  ///
  /// - Parameter most: Above 0; all keys alike where there are too few for it.
  public func capped(at most: Double) -> RankedShares {
    guard top > most else { return self }
    var keys = 0.0
    var rest = 1.0
    for (place, group) in groups.enumerated() {
      let left = 1 - keys * most
      guard left > 0, rest > 0, group.share * left / rest > most else {
        guard left > 0, rest > 0 else { break }
        let others = groups[place...].map {
          Group(keys: $0.keys, share: $0.share * left / rest)
        }
        return RankedShares([Group(keys: keys, share: most)] + others)
      }
      keys += group.keys
      rest -= group.total
    }
    return .uniform(keyCount: keyCount)
  }

  /// Each key evenly over so many.
  ///
  /// - Parameter count: At least 1.
  public func divided(by count: Int) -> RankedShares {
    let count = Double(max(1, count))
    return RankedShares(groups.map { Group(keys: $0.keys * count, share: $0.share / count) })
  }

  /// The first keys as they are, then groups within which shares differ by an eighth at the most.
  private func coarser() -> RankedShares {
    var found = Array(groups.prefix(Self.leastGroups))
    var keys = 0.0
    var total = 0.0
    var first = 0.0
    func close() {
      if keys > 0 { found.append(Group(keys: keys, share: total / keys)) }
    }
    for group in groups.dropFirst(Self.leastGroups) {
      if keys > 0, group.share < first * Self.widest {
        close()
        (keys, total) = (0, 0)
      }
      if keys == 0 { first = group.share }
      keys += group.keys
      total += group.total
    }
    close()
    return RankedShares(found)
  }

  private static let leastGroups = 32
  private static let widest = 0.875
}
