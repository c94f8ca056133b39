import DBModelStatistics
import Glibc

/// How the number of rows differs between calls that ask for the same kind of thing.
///
/// Rows find the row they refer to one by one: a parent has its declared least number, and of the
/// others as many as its share makes probable, which varies as a Poisson number does. The shares
/// are those of the declared skew, and parents are asked for whatever number of rows they have.
/// That is a convention, as the model declares only the ends, the mean and the skew. Where it
/// declares the median, the shares are those of the spread's numbers, each of which varies as a
/// Poisson number besides, which is not felt where they are many: what a skew says of the largest
/// shares is then left to the heat of keys.
public struct CountShape: Sendable {
  /// Parents of like shares: which part of the parents they are, their share in terms of the mean
  /// parent's, and its variance within them.
  public struct Class: Hashable, Sendable {
    public let chance: Double
    public let weight: Double
    public let variance: Double
  }

  /// Rows that every parent has.
  public let least: Double
  /// None has more.
  public let most: Double
  /// Those with the most rows first.
  public let classes: [Class]
  /// Whether it is the same number in all calls.
  public let isConstant: Bool

  /// Always the same.
  public static let constant = CountShape(
    least: 0,
    most: .infinity,
    classes: [Class(chance: 1, weight: 1, variance: 0)],
    isConstant: true
  )

  /// Rows that come one by one, for no parent more than for another.
  public static let scattered = CountShape(
    least: 0,
    most: .infinity,
    classes: constant.classes,
    isConstant: false
  )

  init(least: Double, most: Double, classes: [Class], isConstant: Bool = false) {
    self.least = least
    self.most = most
    self.classes = classes
    self.isConstant = isConstant
  }

  /// Of a fan-out over so many parents.
  init(_ fanOut: Spread, skew: Popularity?, parents: Double) {
    let told = fanOut.tells(beside: skew) ? Self.classes(of: fanOut, parents: parents) : nil
    self.init(
      least: min(fanOut.minimum, fanOut.average),
      most: fanOut.maximum ?? .infinity,
      classes: told ?? Self.classes(skew ?? .uniform, of: fanOut, parents: parents)
    )
  }

  /// Those of a skew; hot parents differ where the declared greatest says so.
  private static func classes(_ skew: Popularity, of fanOut: Spread, parents: Double) -> [Class] {
    let classes = classes(skew, parents: parents)
    let others = fanOut.average - fanOut.minimum
    guard let hot = fanOut.hot(by: skew, parents: max(1, parents.rounded(.down))),
      let first = classes.first, classes.count > 1
    else { return classes }
    let unlike = hot.numbers.outcomes(isCount: false).map {
      Class(chance: first.chance * $0.chance, weight: $0.value / others, variance: 0)
    }
    return (unlike + classes.dropFirst()).sorted { $0.weight > $1.weight }
  }

  /// The numbers of a spread with a median, those of the parents with the most first.
  private static func classes(of fanOut: Spread, parents: Double) -> [Class]? {
    let others = fanOut.average - fanOut.minimum
    guard others > 0, let curve = SpreadCurve(fanOut) else { return nil }
    let count = max(1, parents.rounded(.down))
    func rows(_ above: Double, _ upTo: Double) -> Double {
      max(0, curve.mean(from: 1 - upTo / count, to: 1 - above / count) - fanOut.minimum)
    }
    return zip([0] + doublings(upTo: count), doublings(upTo: count)).map { above, last in
      let weight = rows(above, last) / others
      var variance = 0.0
      if last > above + 1 {
        // The width of a class, taken to be even.
        let ends =
          (curve.quantile(1 - (above + 0.5) / count) - curve.quantile(1 - (last - 0.5) / count))
          / others
        variance = ends * ends / 12
      }
      return Class(chance: (last - above) / count, weight: weight, variance: variance)
    }
  }

  /// 1, 2, 4, 8 …
  private static func doublings(upTo count: Double) -> [Double] {
    var ends = [1.0]
    while let last = ends.last, last < count { ends.append(min(count, last * 2)) }
    return ends
  }

  /// Ranks in classes that double in size, so that a million parents are twenty of them.
  static func classes(_ popularity: Popularity, parents: Double) -> [Class] {
    let count = max(1, parents.rounded(.down))
    switch popularity {
    case .zipf(let exponent) where exponent > 0 && count > 1:
      let ends = doublings(upTo: count)
      let sums = Harmonic.generalized(upTo: ends, exponent: exponent)
      var classes: [Class] = []
      var (first, before) = (0.0, 0.0)
      for (last, sum) in zip(ends, sums) {
        let weight = (sum - before) / (last - first) / (sums.last ?? 1) * count
        let width = last > first + 1 ? exponent * log((last + 0.5) / (first + 0.5)) : 0
        classes.append(
          Class(
            chance: (last - first) / count,
            weight: weight,
            variance: weight * weight * width * width / 12
          )
        )
        (first, before) = (last, sum)
      }
      return classes
    case .hotset(let keys, let share): return hot(keys, share, count)
    case .hotFraction(let fraction, let share): return hot(fraction * count, share, count)
    case .top(let shares):
      let named = shares.map(\.share).prefix(Int(min(count, 64)))
      let others = count - Double(named.count)
      let rest = max(0, 1 - named.reduce(0, +))
      return named.map { Class(chance: 1 / count, weight: $0 * count, variance: 0) }
        + (others > 0
          ? [Class(chance: others / count, weight: rest * count / others, variance: 0)] : [])
    default: return constant.classes
    }
  }

  private static func hot(_ keys: Double, _ share: Double, _ count: Double) -> [Class] {
    let hot = min(max(1, keys.rounded()), count)
    let cold = count - hot
    if cold < 1 { return constant.classes }
    return [
      Class(chance: hot / count, weight: share * count / hot, variance: 0),
      Class(chance: cold / count, weight: (1 - share) * count / cold, variance: 0),
    ]
  }
}
