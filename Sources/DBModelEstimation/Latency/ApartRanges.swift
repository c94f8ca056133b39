import DBModelStatistics
import Glibc

/// The range of a figure that several things are uncertain of which have nothing to do with each
/// other: the network, the disk, the processor, and how many rows there are.
///
/// That all of them go badly at once is as unlikely as it sounds. Each stretches the figure by some
/// factor, upwards and downwards; factors of things that are independent combine as the square root
/// of the sum of the squares of their logarithms, as standard deviations do (JCGM 100:2008, Guide
/// to the expression of uncertainty in measurement, 5.1.2). The result is never wider than where
/// all go badly, and never narrower than where the worst one does by itself.
enum ApartRanges {
  /// - Parameters:
  ///   - base: The figure where only one of them is uncertain.
  ///   - others: The same where another is uncertain besides, each by itself.
  static func combined(_ base: Interval, _ others: [Interval]) -> Interval {
    guard base.low > 0, !others.isEmpty else { return others.reduce(base) { $0.union($1) } }
    let middle = (base.low * base.high).squareRoot()
    func factor(_ end: (Interval) -> Double) -> Double {
      let own = log(end(base) / middle)
      return others.reduce(own * own) { sum, other in
        let further = end(other) > 0 ? log(end(other) / end(base)) : own
        return sum + further * further
      }.squareRoot()
    }
    return Interval(middle / exp(factor(\.low)), middle * exp(factor(\.high)))
  }
}
