import DBModelStatistics
import DBModelWorkload

/// Draws the row that a reference leads to: each target its least number of rows first, then by the
/// declared median or skew, none above its bound as long as another is below.
struct TargetSampler {
  private let keys: KeySampler
  private let most: Int
  private var owed: [Int]
  private var counts: [Int]

  init(reference: EntityReference, count: Int, random: inout SplitMix64) {
    if let weights = Self.weights(reference, max(1, count)) {
      keys = KeySampler(weights: weights, random: &random)
    } else {
      keys = KeySampler(
        popularity: reference.fanOutSkew?.value ?? .uniform,
        count: count,
        random: &random
      )
    }
    let least = min(Int(min(reference.fanOut?.minimum ?? 0, 1e6)), 1_000_000 / max(1, count))
    owed = (0..<count).flatMap { Array(repeating: $0, count: least) }
    owed.shuffle(using: &random)
    most = max(1, Int(min(reference.fanOut?.maximum ?? 1e9, 1e9)))
    counts = Array(repeating: 0, count: count)
  }

  /// Of targets that differ by more than their popularity; as `CountShape` has it.
  private static func weights(_ reference: EntityReference, _ count: Int) -> [Double]? {
    guard let fanOut = reference.fanOut else { return nil }
    let skew = reference.fanOutSkew?.value
    func place(_ rank: Int, of all: Double) -> Double { 1 - (Double(rank) + 0.5) / all }
    if fanOut.tells(beside: skew), let curve = SpreadCurve(fanOut) {
      return (0..<count).map {
        max(1e-9, curve.quantile(place($0, of: Double(count))) - fanOut.minimum)
      }
    }
    guard let skew, let hot = fanOut.hot(by: skew, parents: Double(count)) else { return nil }
    let all = (fanOut.average - fanOut.minimum) * Double(count)
    let rest = max(0, all - hot.numbers.average * hot.count) / (Double(count) - hot.count)
    let numbers = (0..<Int(hot.count)).map { hot.numbers.quantile(place($0, of: hot.count)) }
    // The middles of ranks leave a little of the longest tail out.
    let scale = hot.numbers.average * hot.count / max(1e-9, numbers.reduce(0, +))
    return (0..<count).map {
      $0 < numbers.count ? numbers[$0] * scale : max(1e-9, rest)
    }
  }

  mutating func next(_ random: inout SplitMix64) -> Int {
    var chosen = owed.popLast() ?? keys.next(&random)
    for _ in 0..<20 where counts[chosen] >= most { chosen = keys.next(&random) }
    if counts[chosen] >= most {
      chosen = counts.indices.first { counts[$0] < most } ?? chosen
    }
    counts[chosen] += 1
    return chosen
  }
}
