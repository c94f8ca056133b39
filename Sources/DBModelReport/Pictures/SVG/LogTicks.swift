import Glibc

/// Where a logarithmic axis has its numbers: at powers of ten, of a wide one at every so many; of
/// one that spans one power, at 1, 2 and 5 of it.
package struct LogTicks {
  /// What the axis spans; both ends above 0.
  package let low: Double
  package let high: Double
  /// Rising.
  package let marks: [Double]
  /// Where faint lines help: multiples between powers that stand beside each other.
  package let minor: [Double]

  /// - Parameters:
  ///   - least: The smallest value there is, above 0.
  ///   - count: How many numbers there is room for, at least 3.
  package init(covering least: Double, _ greatest: Double, most count: Int) {
    let least = min(max(least, 1e-250), 1e250)
    let greatest = min(max(greatest, least), 1e250)
    // What stands on a power to within rounding stands on it.
    var first = Int((log10(least) + 1e-9).rounded(.down))
    let last = max(first + 1, Int((log10(greatest) - 1e-9).rounded(.up)))
    // Multiples of the step, so that 1 is among them; they may begin one step earlier.
    var step = 1
    while (last - first + step - 1) / step + 2 > count, last - first > step { step += 1 }
    first -= (first % step + step) % step
    let powers = Array(stride(from: first, to: last + step, by: step))
    let tens = powers.map(Self.power)
    low = tens.first ?? 1
    high = tens.last ?? 10
    let digits = [2.0, 3, 4, 5, 6, 7, 8, 9]
    let isOne = tens.count == 2 && step == 1 && count >= 4
    marks = isOne ? [low, 2 * low, 5 * low, high] : tens
    minor =
      step > 1 || tens.count > 7
      ? [] : tens.dropLast().flatMap { ten in digits.map { ten * $0 } }
  }

  /// Read from decimal digits, so that it is the same number on every machine.
  private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 1 }
}
