import DBModelStatistics

/// The keys of one ranking as the flows that share it see them: the head key by key, the tail in
/// groups within which every flow asks for the keys alike.
struct RankSegments {
  /// Shares of the head keys, by flow and rank.
  let head: [[Double]]
  /// Keys of each group of the tail; whole.
  let counts: [Double]
  /// The share of each of its keys, by flow and group.
  let shares: [[Double]]

  /// - Parameters:
  ///   - popularities: Of each flow.
  ///   - heads: How many keys are looked at one by one.
  init(_ popularities: [RankedShares], heads: Int) {
    var ends: [Double] = []
    for popularity in popularities {
      var end = 0.0
      for group in popularity.groups {
        end += group.keys
        ends.append(end)
      }
    }
    ends.sort()
    var head = popularities.map { _ in [Double]() }
    var counts: [Double] = []
    var shares = popularities.map { _ in [Double]() }
    var places = popularities.map { _ in (group: 0, end: 0.0) }
    for index in popularities.indices {
      places[index].end = popularities[index].groups.first?.keys ?? 0
    }
    var low = 0.0
    for end in ends where end > low {
      // A fraction of a key is a key with its share.
      let whole = max(1, (end - low).rounded())
      let current = popularities.indices.map { flow -> Double in
        let groups = popularities[flow].groups
        while places[flow].group < groups.count, places[flow].end <= low {
          places[flow].group += 1
          if places[flow].group < groups.count {
            places[flow].end += groups[places[flow].group].keys
          }
        }
        guard places[flow].group < groups.count else { return 0 }
        return groups[places[flow].group].share * (end - low) / whole
      }
      let single = Int(min(whole, Double(max(0, heads - (head.first?.count ?? 0)))))
      for flow in popularities.indices {
        head[flow] += Array(repeating: current[flow], count: single)
      }
      if whole > Double(single) {
        Self.add(whole - Double(single), current, &counts, &shares)
      }
      low = end
    }
    self.head = head
    self.counts = counts
    self.shares = shares
  }

  /// Groups whose shares differ by less are one: sums stay, sums of squares change by less than a
  /// thousandth.
  private static let alike = 1.05

  private static func add(
    _ count: Double,
    _ current: [Double],
    _ counts: inout [Double],
    _ shares: inout [[Double]]
  ) {
    if let last = counts.last {
      let group = counts.count - 1
      let isAlike = current.indices.allSatisfy { flow in
        let (a, b) = (shares[flow][group], current[flow])
        return a <= b * alike && b <= a * alike
      }
      if isAlike {
        for flow in current.indices {
          let sum = shares[flow][group] * last + current[flow] * count
          shares[flow][group] = sum / (last + count)
        }
        counts[group] = last + count
        return
      }
    }
    counts.append(count)
    for flow in current.indices { shares[flow].append(current[flow]) }
  }
}
