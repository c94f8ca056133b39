import Glibc

/// A spread as values by percentile.
///
/// A median below that of an exponential with the same mean is the mark of a long tail: log-normal
/// then, from the least on and cut at the greatest, with the median and the mean that are declared.
/// Both have nearly the same variance where one takes over from the other (1.07 and 1 times the
/// mean's square). Where no log-normal has that mean (half of the draws are the least, or too many
/// would be the greatest), or the median lies closer to the mean or above it, each half of the
/// draws has the greatest entropy: two cut exponentials of one rate, which meet at the median.
public struct SpreadCurve {
  private enum Shape {
    case whole(CutExponential)
    /// Up to the median, as a part of the width, and from there on.
    case halves(below: CutExponential, above: CutExponential, median: Double)
    case logNormal(CutLogNormal)
  }

  private let least: Double
  private let width: Double
  private let shape: Shape

  /// `nil` of a number that is always the same.
  public init?(_ spread: Spread) {
    let least = spread.minimum
    self.least = least
    let average = spread.average - least
    guard let median = spread.median.map({ $0 - least }) else {
      let width = spread.maximum.map { $0 - least } ?? 2 * average
      self.width = width
      // A width that a number of this size cannot show is none.
      guard width > 0, width > 1e-9 * spread.average, average > 0, average < width else {
        return nil
      }
      shape = .whole(CutExponential(mean: average / width))
      return
    }
    let most = spread.maximum.map { $0 - least }
    if median < Self.longTail * average,
      let found = CutLogNormal(median: median, mean: average, most: most)
    {
      width = most ?? 1
      shape = .logNormal(found)
      return
    }
    // Where nothing bounds them, the upper half is an exponential that ends where nothing is felt.
    let width = most ?? (median + Self.openEnd * max(0, 2 * average - median))
    guard width > 0, average > 0, average < width else { return nil }
    self.width = width
    let place = min(1, median / width)
    func curves(_ slope: Double) -> (below: CutExponential, above: CutExponential, mean: Double) {
      // One rate for both, each in terms of its own width.
      let below = CutExponential(rate: -slope * place)
      let above = CutExponential(rate: -slope * (1 - place))
      let mean = (place * below.mean + place + (1 - place) * above.mean) / 2
      return (below, above, mean)
    }
    // The mean of an exponential that falls so fast is a hundredth of the wanted one at most.
    let steepest = max(1e8, 100 * width / average)
    let slope = Spread.rising(from: -steepest, to: steepest, to: average / width) {
      curves($0).mean
    }
    let found = curves(slope)
    shape = .halves(below: found.below, above: found.above, median: place)
  }

  /// The median of an exponential, in terms of its mean: ln 2.
  private static let longTail = log(2.0)
  /// An exponential has a two-thousandth of its draws beyond so many means.
  private static let openEnd = 8.0

  /// The value that a part (0 < part < 1) of the draws stays below.
  public func quantile(_ part: Double) -> Double {
    switch shape {
    case .whole(let curve): return least + width * curve.quantile(part)
    case .halves(let below, let above, let median):
      let place =
        part < 0.5
        ? median * below.quantile(2 * part)
        : median + (1 - median) * above.quantile(2 * part - 1)
      return least + width * place
    case .logNormal(let curve): return least + curve.quantile(part)
    }
  }

  /// The mean of what lies between two percentiles.
  public func mean(from start: Double, to end: Double) -> Double {
    switch shape {
    case .whole(let curve): return least + width * curve.mean(from: start, to: end)
    case .halves(let below, let above, let median):
      let (first, second) = (max(0, min(end, 0.5) - start), max(0, end - max(start, 0.5)))
      guard first + second > 0 else { return quantile(start) }
      var sum = 0.0
      if first > 0 { sum += first * median * below.mean(from: 2 * start, to: 2 * min(end, 0.5)) }
      if second > 0 {
        let own = above.mean(from: 2 * max(start, 0.5) - 1, to: 2 * end - 1)
        sum += second * (median + (1 - median) * own)
      }
      return least + width * sum / (first + second)
    case .logNormal(let curve): return least + curve.mean(from: start, to: end)
    }
  }
}
