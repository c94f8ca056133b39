import Glibc

/// The outcomes of a size: what rows have or lack, each combination with its chance.
struct SizeOutcomes {
  /// Combinations that are told apart at most.
  private static let largestCount = 1_024

  /// A sum of bytes: fixed and nearly normal parts, and the one with the widest spread, which is
  /// uniform (see `AttributeSizes`).
  private struct Sum {
    var mean = 0.0
    var variance = 0.0
    /// The variance of the widest part, not counted in `variance`.
    var widest = 0.0

    mutating func add(mean: Double, variance: Double) {
      self.mean += mean
      self.variance += min(variance, widest)
      widest = max(widest, variance)
    }

    static func + (a: Sum, b: Sum) -> Sum {
      Sum(
        mean: a.mean + b.mean,
        variance: a.variance + b.variance + min(a.widest, b.widest),
        widest: max(a.widest, b.widest)
      )
    }
  }

  /// Something that turns out one way or another.
  private struct Choice {
    var outcomes: [(chance: Double, sum: Sum)] = []

    var mean: Double { outcomes.reduce(0) { $0 + $1.chance * $1.sum.mean } }

    /// What telling the outcomes apart changes.
    var spread: Double {
      let mean = mean
      return outcomes.reduce(0) {
        $0 + $1.chance * ($1.sum.mean - mean) * ($1.sum.mean - mean)
      }
    }

    var variance: Double {
      outcomes.reduce(spread) { $0 + $1.chance * ($1.sum.variance + $1.sum.widest) }
    }
  }

  private var always = Sum()
  private var choices: [Choice] = []

  init(_ parts: [SizeModel.Part]) {
    var cases: [(group: Int, name: String, share: Double, sum: Sum)] = []
    for part in parts where part.presence > 0 {
      if let own = part.alternative {
        let within = own.share > 0 ? min(1, part.presence / own.share) : 0
        let variance =
          within * part.variance + within * (1 - within) * part.meanBytes * part.meanBytes
        let known = cases.firstIndex { $0.group == own.group && $0.name == own.name }
        let position = known ?? cases.count
        if known == nil { cases.append((own.group, own.name, own.share, Sum())) }
        cases[position].sum.add(mean: within * part.meanBytes, variance: variance)
      } else if part.presence == 1 {
        always.add(mean: part.meanBytes, variance: part.variance)
      } else {
        var present = Sum()
        present.add(mean: part.meanBytes, variance: part.variance)
        choices.append(
          Choice(outcomes: [(1 - part.presence, Sum()), (part.presence, present)])
        )
      }
    }
    var groups: [Int] = []
    for one in cases where !groups.contains(one.group) { groups.append(one.group) }
    for group in groups {
      var outcomes = cases.filter { $0.group == group }.map { (chance: $0.share, sum: $0.sum) }
      let rest = 1 - outcomes.reduce(0) { $0 + $1.chance }
      if rest > 1e-9 { outcomes.append((rest, Sum())) }
      choices.append(Choice(outcomes: outcomes))
    }
  }

  func meanBlocks(ofBytes block: Double) -> Double {
    var combinations: [(chance: Double, sum: Sum)] = [(1, always)]
    var rest = Sum()
    let ordered = choices.enumerated().sorted {
      ($1.element.spread, $0.offset) < ($0.element.spread, $1.offset)
    }
    for (_, choice) in ordered {
      if combinations.count * choice.outcomes.count > Self.largestCount {
        rest.mean += choice.mean
        rest.variance += choice.variance
        continue
      }
      combinations = combinations.flatMap { known in
        choice.outcomes.map { (known.chance * $0.chance, known.sum + $0.sum) }
      }
    }
    return combinations.reduce(0) { total, one in
      total + one.chance * Self.blocks(one.sum + rest, block)
    }
  }

  /// Of a sum that is nearly normal, but for a uniform part of it.
  static func meanBlocks(
    mean: Double,
    variance: Double,
    widest: Double,
    ofBytes block: Double
  ) -> Double {
    let own = min(variance, widest)
    return blocks(Sum(mean: mean, variance: variance - own, widest: own), block)
  }

  /// `E[max(1, ⌈X/block⌉)]`: 1 plus the chance to exceed each whole block.
  private static func blocks(_ sum: Sum, _ block: Double) -> Double {
    let width = (12 * sum.widest).squareRoot()
    let deviation = sum.variance.squareRoot()
    let reach = width / 2 + 6 * deviation
    // Below a thousandth of a block the spread cannot move the rounding.
    if reach < block / 1_000 { return max(1, (sum.mean / block - 1e-9).rounded(.up)) }
    let first = max(1, ((sum.mean - reach) / block).rounded(.down))
    let last = ((sum.mean + reach) / block).rounded(.up)
    // Far above a block the roundings average out to half a block.
    if last - first > 64 { return sum.mean / block + 0.5 }
    var expected = first
    var k = first
    while k <= last {
      expected += exceeding(k * block - sum.mean, width: width, deviation: deviation)
      k += 1
    }
    return expected
  }

  /// The chance that a uniform and a normal quantity, both around 0, exceed x together.
  private static func exceeding(_ x: Double, width: Double, deviation: Double) -> Double {
    if deviation < 1e-6 { return width > 0 ? min(1, max(0, 0.5 - x / width)) : x < 0 ? 1 : 0 }
    if width < deviation / 1_000 { return normal(-x / deviation) }
    // The mean of Φ over the width of the uniform part; G' = Φ.
    func integral(_ z: Double) -> Double {
      z * normal(z) + exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }
    let high = integral((width / 2 - x) / deviation)
    let low = integral((-width / 2 - x) / deviation)
    return min(1, max(0, (high - low) * deviation / width))
  }

  private static func normal(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }
}
