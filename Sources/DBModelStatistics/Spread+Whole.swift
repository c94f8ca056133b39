import Glibc

extension Spread {
  /// So many steps from the least to the greatest whole number are still told one by one.
  private static let fewValues = 12.0

  /// Few whole numbers one by one; `nil` where they are many, or none.
  func wholeOutcomes() -> [Outcome]? {
    let width = reach - minimum
    guard width <= Self.fewValues, minimum == minimum.rounded(), width == width.rounded() else {
      return nil
    }
    let parts: (Double) -> [Double]
    if let median {
      guard median == median.rounded(), median <= reach else { return nil }
      let (below, steps) = (Int(median - minimum), Int(width))
      parts = { Self.halves($0, below: below, steps: steps) }
    } else {
      parts = { Self.geometric($0, steps: Int(width)) }
    }
    func middle(_ parts: [Double]) -> Double {
      parts.indices.reduce(0) { $0 + Double($1) * parts[$1] }
    }
    let slope = Self.rising(from: -200, to: 200, to: average - minimum) { middle(parts($0)) }
    return parts(slope).enumerated().filter { $0.element > 0 }.map {
      Outcome(chance: $0.element, value: minimum + Double($0.offset))
    }
  }

  /// Chances of a cut geometric distribution: each is the same multiple of the one before.
  private static func geometric(_ slope: Double, steps: Int) -> [Double] {
    let parts = (0...steps).map { exp(slope * (Double($0) - (slope > 0 ? Double(steps) : 0))) }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }

  /// Half of them up to the median, and half from there on.
  private static func halves(_ slope: Double, below: Int, steps: Int) -> [Double] {
    var parts = Array(repeating: 0.0, count: steps + 1)
    for (place, part) in geometric(slope, steps: below).enumerated() { parts[place] += part / 2 }
    for (place, part) in geometric(slope, steps: steps - below).enumerated() {
      parts[below + place] += part / 2
    }
    return parts
  }

  /// Where a rising function reaches a value, by halving.
  static func rising(
    from least: Double,
    to most: Double,
    to wanted: Double,
    _ value: (Double) -> Double
  ) -> Double {
    var (low, high) = (least, most)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if value(middle) < wanted { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
