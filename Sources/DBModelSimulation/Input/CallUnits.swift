/// The capacity units of one call: always the same, or one of a few sizes.
public struct CallUnits: Hashable, Sendable {
  public struct Size: Hashable, Sendable {
    /// 0 or more.
    public let units: Double
    /// The part of the calls that have this size.
    public let share: Double

    public init(units: Double, share: Double) {
      self.units = units
      self.share = share
    }
  }

  /// Their shares make 1.
  public let sizes: [Size]

  /// Shares in any unit: they are scaled to a whole.
  ///
  /// - Precondition: One share at least is above 0.
  public init(_ sizes: [Size]) {
    let whole = sizes.reduce(0) { $0 + $1.share }
    precondition(whole > 0, "calls have a size")
    self.sizes = sizes.map { Size(units: $0.units, share: $0.share / whole) }
  }

  public static func exactly(_ units: Double) -> CallUnits {
    CallUnits([Size(units: units, share: 1)])
  }

  public var mean: Double { sizes.reduce(0) { $0 + $1.units * $1.share } }
  var meanSquare: Double { sizes.reduce(0) { $0 + $1.units * $1.units * $1.share } }
  var largest: Double { sizes.reduce(0) { max($0, $1.units) } }
}
