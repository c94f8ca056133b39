extension QuantileCurve {
  /// The mean and the variance of its values.
  public var moments: (mean: Double, variance: Double) {
    let all = outcomes
    let mean = all.reduce(0) { $0 + $1.chance * $1.length }
    let variance = all.reduce(0) { sum, one in
      sum + one.chance * (one.length - mean) * (one.length - mean)
    }
    return (mean, variance)
  }
}
