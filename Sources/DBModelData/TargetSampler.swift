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
    if let fanOut = reference.fanOut, fanOut.median != nil, let curve = SpreadCurve(fanOut) {
      let targets = max(1, count)
      let weights = (0..<targets).map { rank in
        max(1e-9, curve.quantile(1 - (Double(rank) + 0.5) / Double(targets)) - fanOut.minimum)
      }
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
