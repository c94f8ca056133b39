import DBModelStatistics

extension DelayedTime.Delay {
  /// Both, one after the other, where they do not depend on each other.
  func followed(by other: DelayedTime.Delay) -> DelayedTime.Delay {
    DelayedTime.Delay(
      chance: chance * other.chance,
      length: length + other.length,
      varying: varying + other.varying,
      variance: variance + other.variance
    )
  }
}

extension [DelayedTime.Delay] {
  private var chances: Double { Swift.max(1e-12, reduce(0) { $0 + $1.chance }) }

  /// The mean, milliseconds.
  var mean: Double { reduce(0) { $0 + $1.chance * $1.mean } / chances }

  /// From the least mean to the greatest.
  var reach: Double { (map(\.mean).max() ?? 0) - (map(\.mean).min() ?? 0) }

  /// The mean and the variance of all of them, as one.
  var summary: DelayedTime.Delay {
    let mean = mean
    let variance = reduce(0) { sum, one in
      sum + one.chance * (one.variance + (one.mean - mean) * (one.mean - mean))
    }
    // What all of them have is the same in every call.
    let least = Swift.min(mean, map(\.length).min() ?? 0)
    return DelayedTime.Delay(
      chance: 1,
      length: least,
      varying: mean - least,
      variance: variance / chances
    )
  }
}
