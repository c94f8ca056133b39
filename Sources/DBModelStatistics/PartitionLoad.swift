import Glibc

/// The load of the most loaded of several hash partitions.
///
/// Keys fall on partitions by a hash, each independently and evenly. The popular ones, which
/// decide, are thrown one by one; the many others come to a partition as a sum of small independent
/// parts: normal with the mean, the variance and the third moment of that sum (Cornish and Fisher's
/// expansion, 1938), and centred, since what one partition has more the others have less.
/// Percentiles are those of seeded throws. Against hashing every key they are within 3 % (p50, p95)
/// and 5 % (p99): `PartitionLoadTests`.
public struct PartitionLoad: Hashable, Sendable {
  /// One of the loads that fall on the same partitions. The popular keys of two are not the same.
  public struct Part: Hashable, Sendable {
    public let shares: RankedShares
    /// Of all keys, in any unit; 0 or more.
    public let load: Double

    public init(_ shares: RankedShares, load: Double) {
      self.shares = shares
      self.load = load
    }
  }

  /// Of all throws, ascending.
  private let hottest: [Double]

  /// The load of the most loaded partition in a part (0…1) of all placements, in the unit of the
  /// parts.
  public func quantile(_ part: Double) -> Double {
    guard let last = hottest.last else { return 0 }
    let place = min(max(part, 0), 1) * Double(hottest.count) - 0.5
    if place <= 0 { return hottest[0] }
    let below = Int(place)
    guard below + 1 < hottest.count else { return last }
    let weight = place - Double(below)
    return hottest[below] * (1 - weight) + hottest[below + 1] * weight
  }

  /// - Parameters:
  ///   - partitions: At least 1, at most `mostPartitions`; what is beyond counts as that.
  ///   - seed: Of the throws; 4,000 to 20,000 of them, the more the fewer partitions there are,
  ///     whose percentiles lie further apart.
  public init(of parts: [Part], on partitions: Int, seed: UInt64 = 1) {
    let count = min(max(1, partitions), Self.mostPartitions)
    let throwCount = min(20_000, max(4_000, 320_000 / count))
    let whole = parts.reduce(0) { $0 + $1.load }
    guard count > 1, whole > 0 else {
      hottest = [whole]
      return
    }
    let (heads, tail) = Self.divided(parts, singles: max(Self.leastSingles, 4 * count))
    let first = heads.prefix(Self.spreadSingles)
    let others = heads.dropFirst(first.count)
    var random = SplitMix64(seed: seed)
    var loads = [Double](repeating: 0, count: count)
    hottest = (0..<throwCount).map { place in
      tail.fill(&loads, &random)
      Self.spread(first, (Double(place) + random.unit()) / Double(throwCount), &loads)
      for head in others {
        loads[Int(random.next(upperBound: UInt64(count)))] += head
      }
      return loads.max() ?? 0
    }.sorted()
  }

  /// A share of the hottest partition beyond it differs from even by what a hot key adds.
  public static let mostPartitions = 4_096
  private static let leastSingles = 64
  private static let spreadSingles = 16

  /// Throws the first keys, of which two on one partition make a jump in the percentiles. Their
  /// ways to meet are numbered 0…1 by their chances, and each throw takes the next number: so they
  /// come as often as they should, where chance alone would need a hundred times the throws.
  ///
  /// Which partition a new one is makes no difference.
  private static func spread(_ heads: ArraySlice<Double>, _ number: Double, _ loads: inout [Double])
  {
    let chance = 1 / Double(loads.count)
    var number = number
    var taken = 0
    for head in heads {
      let meets = Double(taken) * chance
      if number < meets {
        let place = min(taken - 1, Int(number / chance))
        number = number / chance - Double(place)
        loads[place] += head
      } else {
        number = (number - meets) / (1 - meets)
        loads[taken] += head
        taken += 1
      }
      number = min(number, 1.0.nextDown)
    }
  }

  /// What hardly any placement exceeds on any partition: an even part, the hottest key, and six
  /// standard deviations of all others (Σp² / P; one in a billion where many small keys make it).
  public static func generousBound(_ parts: [Part], on partitions: Int) -> Double {
    let count = Double(max(1, partitions))
    let whole = parts.reduce(0) { $0 + $1.load }
    let top = parts.map { $0.shares.top * $0.load }.max() ?? 0
    let squares = parts.reduce(0) { $0 + $1.shares.squares * $1.load * $1.load }
    return whole / count + top + 6 * (squares / count).squareRoot()
  }

  /// The heaviest keys of all parts one by one, and the moments of what is left.
  private static func divided(_ parts: [Part], singles: Int) -> (heads: [Double], tail: Tail) {
    var groups = parts.flatMap { part in
      part.shares.groups.map { (keys: $0.keys, load: $0.share * part.load) }
    }
    groups.sort { ($1.load, $0.keys) < ($0.load, $1.keys) }
    // Where a few more are all, they are thrown too: a sum of few equal parts is not smooth.
    let count = groups.reduce(0) { $0 + $1.keys }
    let singles = count <= 4 * Double(singles) ? Int(count) : singles
    var heads: [Double] = []
    var tail = Tail()
    for group in groups {
      let taken = min(Double(singles - heads.count), group.keys.rounded(.down))
      if taken > 0 { heads += Array(repeating: group.load, count: Int(taken)) }
      tail.add(keys: group.keys - taken, load: group.load)
    }
    return (heads, tail)
  }

  /// Keys that are too many and too light to be thrown one by one.
  private struct Tail {
    private var sum = 0.0
    private var squares = 0.0
    private var cubes = 0.0

    mutating func add(keys: Double, load: Double) {
      sum += keys * load
      squares += keys * load * load
      cubes += keys * load * load * load
    }

    /// What falls on each partition in one throw.
    func fill(_ loads: inout [Double], _ random: inout SplitMix64) {
      let count = Double(loads.count)
      let mean = sum / count
      guard squares > 0 else {
        for place in loads.indices { loads[place] = mean }
        return
      }
      // Each key falls on a given partition with the chance q: a sum of Bernoulli variables.
      let q = 1 / count
      let deviation = (squares * q * (1 - q)).squareRoot()
      let skewness = cubes * q * (1 - q) * (1 - 2 * q) / (deviation * deviation * deviation)
      // Drawn without the others a partition has a part 1 - q of the variance too little once the
      // mean of all is taken away again.
      let scale = deviation / (1 - q).squareRoot()
      var drawn = 0.0
      for place in loads.indices {
        let z = random.normal()
        let skewed = z + skewness / 6 * (z * z - 1)
        loads[place] = scale * skewed
        drawn += loads[place]
      }
      let shift = mean - drawn / count
      for place in loads.indices { loads[place] = max(0, loads[place] + shift) }
    }
  }
}

extension SplitMix64 {
  /// A number of the standard normal distribution, by the polar method (Marsaglia and Bray, 1964).
  public mutating func normal() -> Double {
    while true {
      let x = unit() * 2 - 1
      let y = unit() * 2 - 1
      let square = x * x + y * y
      if square > 0, square < 1 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// A number from 0 up to 1, evenly.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
