import Glibc

/// From values to places of a drawing.
package struct ChartScale {
  private let isLogarithmic: Bool
  private let low: Double
  private let high: Double
  /// Where the ends of the values lie.
  package let start: Double
  package let end: Double

  /// - Parameter low: Below `high`; above 0 on a logarithmic scale.
  package init(logarithmic low: Double, _ high: Double, from start: Double, to end: Double) {
    isLogarithmic = true
    self.low = log10(low)
    self.high = log10(high)
    self.start = start
    self.end = end
  }

  package init(linear low: Double, _ high: Double, from start: Double, to end: Double) {
    isLogarithmic = false
    self.low = low
    self.high = high
    self.start = start
    self.end = end
  }

  /// What lies beyond an end is put on it.
  package func place(_ value: Double) -> Double {
    let value = isLogarithmic ? log10(max(value, 1e-300)) : value
    let part = high > low ? (value - low) / (high - low) : 0
    return start + (end - start) * min(max(part, 0), 1)
  }
}
