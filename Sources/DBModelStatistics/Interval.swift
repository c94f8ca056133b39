/// A closed range of real numbers: all that is known of a quantity. Both ends are finite.
public struct Interval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  public init(_ low: Double, _ high: Double) {
    precondition(low.isFinite && high.isFinite, "an interval has finite ends")
    self.low = Swift.min(low, high)
    self.high = Swift.max(low, high)
  }

  public init(_ exact: Double) { self.init(exact, exact) }

  public static let zero = Interval(0)
  public static let one = Interval(1)

  public var isExact: Bool { low == high }
  /// Arithmetic middle; a summary for ordering, never for a verdict.
  public var middle: Double { (low + high) / 2 }

  public static func + (a: Interval, b: Interval) -> Interval {
    Interval(a.low + b.low, a.high + b.high)
  }

  public static func - (a: Interval, b: Interval) -> Interval {
    Interval(a.low - b.high, a.high - b.low)
  }

  public static func * (a: Interval, b: Interval) -> Interval {
    let products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
    return Interval(products.min() ?? 0, products.max() ?? 0)
  }

  public static func * (a: Interval, factor: Double) -> Interval {
    Interval(a.low * factor, a.high * factor)
  }

  public static func += (a: inout Interval, b: Interval) { a = a + b }

  /// The smallest interval that holds both.
  public func union(_ other: Interval) -> Interval {
    Interval(Swift.min(low, other.low), Swift.max(high, other.high))
  }

  /// Applies a function that never falls as its argument grows.
  public func mapMonotonic(_ transform: (Double) -> Double) -> Interval {
    Interval(transform(low), transform(high))
  }
}
