import Glibc

/// A distribution of positive values that is known at some of its percentiles. Between them, and
/// beyond, its logarithm is straight over the percentiles of the standard normal distribution, as
/// that of a log-normal one is throughout.
///
/// A disk's commits have no simpler form: some find its cache, most wait for the next tick of its
/// clock, a few for two.
public struct QuantileCurve: Hashable, Sendable {
  /// A percentile and its value.
  public struct Point: Hashable, Sendable {
    /// 0 < part < 1.
    public let part: Double
    /// Above 0.
    public let value: Double

    public init(part: Double, value: Double) {
      self.part = part
      self.value = value
    }
  }

  /// In rising order.
  public let points: [Point]

  /// - Parameter points: At least one, their parts rising. A value below that before it is taken
  ///   for it.
  public init(_ points: [Point]) {
    precondition(!points.isEmpty, "a curve has points")
    precondition(zip(points, points.dropFirst()).allSatisfy { $0.part < $1.part }, "parts rise")
    precondition(points.allSatisfy { $0.value > 0 && $0.part > 0 && $0.part < 1 }, "within bounds")
    var most = 0.0
    self.points = points.map { point in
      most = max(most, point.value)
      return Point(part: point.part, value: most)
    }
  }

  public init(_ time: LogNormal) {
    self.init([0.5, 0.95].map { Point(part: $0, value: time.quantile($0)) })
  }

  /// The value that a part (0 < part < 1) of the draws stays below.
  public func quantile(_ part: Double) -> Double {
    let place = Normal.quantile(part)
    guard points.count > 1 else { return points[0].value }
    let segment = (points.firstIndex { $0.part >= part } ?? points.count - 1)
    let (a, b) = (points[max(1, segment) - 1], points[max(1, segment)])
    let (start, end) = (Normal.quantile(a.part), Normal.quantile(b.part))
    let slope = (log(b.value) - log(a.value)) / (end - start)
    return exp(log(a.value) + slope * (place - start))
  }

  /// The part of the draws that stays below a value, by bisection to one part in a million.
  public func below(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    var (low, high) = (1e-6, 1 - 1e-6)
    if quantile(low) > value { return 0 }
    if quantile(high) <= value { return 1 }
    while high - low > 1e-6 {
      let middle = (low + high) / 2
      if quantile(middle) <= value { low = middle } else { high = middle }
    }
    return low
  }

  /// What draws of all curves together, each as often as another, stay below.
  ///
  /// - Parameters:
  ///   - part: 0 < part < 1.
  ///   - curves: At least one.
  public static func quantile(_ part: Double, ofAll curves: [QuantileCurve]) -> Double {
    let own = curves.map { $0.quantile(part) }
    var (low, high) = (own.min() ?? 0, own.max() ?? 0)
    while high - low > 1e-4 * high {
      let middle = (low + high) / 2
      let below = curves.reduce(0) { $0 + $1.below(middle) } / Double(curves.count)
      if below < part { low = middle } else { high = middle }
    }
    return high
  }

  /// Some values of it with their chances, the finer the rarer what is beyond. The percentiles that
  /// budgets are made for (50, 90, 95, 99, 99.9) lie in the middle of their values' parts.
  public var outcomes: [DelayedTime.Delay] {
    zip(Self.bounds, Self.bounds.dropFirst()).map { start, end in
      DelayedTime.Delay(chance: end - start, length: quantile((start + end) / 2))
    }
  }

  private static let bounds: [Double] =
    [0] + (0...18).map { 0.025 + 0.05 * Double($0) } + [0.94, 0.96, 0.975, 0.985, 0.995, 0.998, 1]
}
