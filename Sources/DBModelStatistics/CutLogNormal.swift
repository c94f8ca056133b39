import Glibc

/// A log-normal distribution of which nothing is above a greatest value: what would be is that
/// value.
struct CutLogNormal {
  private let median: Double
  private let scale: Double
  private let most: Double

  /// - Returns: `nil` where no such distribution has the mean: the median is 0, or not below it, or
  ///   more of it would be cut than `mostCut`.
  init?(median: Double, mean: Double, most: Double?) {
    guard median > 0, mean > median * (1 + 1e-9) else { return nil }
    let uncut = (2 * log(mean / median)).squareRoot()
    guard let most, most.isFinite else {
      self = CutLogNormal(median: median, scale: uncut, most: .infinity)
      return
    }
    let widest = log(most / median) / Normal.quantile(1 - Self.mostCut)
    func reached(_ scale: Double) -> Double {
      CutLogNormal(median: median, scale: scale, most: most).mean(from: 0, to: 1)
    }
    guard widest > uncut, reached(widest) >= mean else { return nil }
    let scale = Spread.rising(from: uncut, to: widest, to: mean, reached)
    self = CutLogNormal(median: median, scale: scale, most: most)
  }

  private init(median: Double, scale: Double, most: Double) {
    (self.median, self.scale, self.most) = (median, scale, most)
  }

  /// The part that is the greatest value: where it were more, the numbers would pile up there, and
  /// another distribution says less that nobody declared.
  private static let mostCut = 0.02

  func quantile(_ part: Double) -> Double {
    min(most, median * exp(scale * Normal.quantile(part)))
  }

  /// The mean of what lies between two percentiles: `m e^(s²/2) (Φ(b - s) - Φ(a - s))` of those
  /// that are not cut.
  func mean(from start: Double, to end: Double) -> Double {
    guard end > start else { return quantile(start) }
    let cut = log(most / median) / scale
    func place(_ part: Double) -> Double {
      part <= 0 ? -.infinity : part >= 1 ? .infinity : Normal.quantile(part)
    }
    let (a, b) = (min(place(start), cut), min(place(end), cut))
    let uncut = median * exp(scale * scale / 2) * (Self.below(b - scale) - Self.below(a - scale))
    let above = max(0, end - max(start, Self.below(cut)))
    return min(most, (uncut + (above > 0 ? above * most : 0)) / (end - start))
  }

  /// The part of a standard normal distribution that lies below a place.
  private static func below(_ place: Double) -> Double { erfc(-place / 2.0.squareRoot()) / 2 }
}
