/// Where an axis from 0 has its numbers: at multiples of 1, 2 or 5 times a power of ten.
package struct LinearTicks {
  /// The end of the axis, above 0.
  package let high: Double
  /// From 0, rising.
  package let marks: [Double]

  /// - Parameters:
  ///   - greatest: The largest value there is, 0 or more.
  ///   - most: How many numbers there is room for besides 0, at least 1.
  package init(upTo greatest: Double, most: Int) {
    guard greatest > 0, greatest <= 1e250 else {
      high = 1
      marks = [0, 1]
      return
    }
    var exponent = -300
    var step = 0.0
    search: while true {
      for digit in [1, 2, 5] {
        step = Double("\(digit)e\(exponent)") ?? 1
        if greatest / step <= Double(most) { break search }
      }
      exponent += 1
    }
    let count = max(1, Int((greatest / step - 1e-9).rounded(.up)))
    high = step * Double(count)
    marks = (0...count).map { step * Double($0) }
  }
}
