public import DBModelStatistics
import Glibc

/// Draws one of some keys as often as a declared popularity says. Which key is the popular one is
/// drawn too, so that two samplers over the same keys are independent.
public struct KeySampler: Sendable {
  /// Sums of the shares up to each rank.
  private let cumulative: [Double]
  /// The key of each rank.
  private let order: [Int]

  /// - Parameters:
  ///   - count: Keys, at least one.
  ///   - order: The key of each rank, the most popular first; drawn where it is `nil`.
  public init(
    popularity: Popularity,
    count: Int,
    order: [Int]? = nil,
    random: inout SplitMix64
  ) {
    self.init(weights: Self.weights(popularity, count), order: order, random: &random)
  }

  /// - Parameters:
  ///   - weights: Of each rank, the most popular first; at least one.
  ///   - order: The key of each rank; drawn where it is `nil`.
  init(weights: [Double], order: [Int]? = nil, random: inout SplitMix64) {
    let count = weights.count
    precondition(count > 0 && order?.count ?? count == count, "there is a key for each rank")
    var sum = 0.0
    cumulative = weights.map { weight in
      sum += weight
      return sum
    }
    self.order = order ?? Array(0..<count).shuffled(using: &random)
  }

  public func next(_ random: inout SplitMix64) -> Int {
    let wanted = Double(random.next() >> 11) * 0x1p-53 * (cumulative.last ?? 1)
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > wanted { high = middle } else { low = middle + 1 }
    }
    return order[low]
  }

  /// The share of each rank; what is unknown, and a trace that was not read, count as even.
  private static func weights(_ popularity: Popularity, _ count: Int) -> [Double] {
    switch popularity {
    case .uniform, .recent, .trace(_, nil), .unknown: return Array(repeating: 1, count: count)
    case .trace(_, let shares?): return measured(shares, count)
    case .zipf(let exponent): return (0..<count).map { pow(Double($0 + 1), -exponent) }
    case .hotset(let keys, let share): return hot(keys, share, count)
    case .hotFraction(let fraction, let share): return hot(fraction * Double(count), share, count)
    case .top(let shares):
      let named = Array(shares.map(\.share).prefix(count))
      let rest = max(0, 1 - named.reduce(0, +))
      let others = count - named.count
      return named + Array(repeating: rest / Double(max(1, others)), count: others)
    }
  }

  /// The most popular keys of a profile; those that it does not know are never asked for.
  private static func measured(_ shares: RankedShares, _ count: Int) -> [Double] {
    var weights: [Double] = []
    for group in shares.groups where weights.count < count {
      let keys = Int(min(group.keys.rounded(.up), Double(count - weights.count)))
      weights += Array(repeating: group.share, count: keys)
    }
    return weights + Array(repeating: 0, count: count - weights.count)
  }

  private static func hot(_ keys: Double, _ share: Double, _ count: Int) -> [Double] {
    let hot = Int(min(max(1, keys.rounded()), Double(count)))
    let cold = count - hot
    return Array(repeating: share / Double(hot), count: hot)
      + Array(repeating: (1 - share) / Double(max(1, cold)), count: cold)
  }
}
