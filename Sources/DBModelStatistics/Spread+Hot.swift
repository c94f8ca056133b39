extension Spread {
  /// Of numbers that are nearly alike none is so many times their mean.
  private static let farAbove = 4.0

  /// How the numbers of hot parents differ, above the least that every parent has, where the
  /// greatest of all shows that they do: they are as even as it allows then. `nil` where they may
  /// be alike, as a skew says, or the skew knows no hot ones.
  ///
  /// - Parameter parents: How many there are.
  /// - Returns: How many of them are hot, and their numbers.
  public func hot(by skew: Popularity, parents: Double) -> (count: Double, numbers: Spread)? {
    let (keys, share): (Double, Double)
    switch skew {
    case .hotset(let count, let part): (keys, share) = (count, part)
    case .hotFraction(let fraction, let part): (keys, share) = (fraction * parents, part)
    default: return nil
    }
    let count = min(max(1, keys.rounded()), parents)
    let mean = (average - minimum) * parents * share / count
    // None has more than all of them together.
    guard let most = maximum.map({ min($0 - minimum, mean * count) }), count < parents, mean > 0,
      most > Self.farAbove * mean
    else { return nil }
    return (count, Spread(minimum: 0, average: mean, maximum: most))
  }
}
