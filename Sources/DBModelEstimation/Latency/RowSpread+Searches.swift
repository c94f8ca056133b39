/// Rows of several searches at a time.
extension RowSpread {
  /// Of searches whose rows do not depend on each other.
  ///
  /// - Parameter searches: How many there are, with their chances.
  func times(_ searches: [Outcome]) -> RowSpread {
    if searches == [Outcome(chance: 1, count: 1)] { return self }
    return RowSpread(low: Self.times(low, searches), high: Self.times(high, searches))
  }

  /// Of so many searches for each that was made, which share what they find.
  func searching(_ searches: Double) -> RowSpread {
    func searched(_ one: Outcome) -> Outcome {
      Outcome(chance: one.chance, count: one.count, searches: one.searches * searches)
    }
    return RowSpread(low: low.map(searched), high: high.map(searched))
  }

  /// Whether no call makes more than one.
  var areOneSearch: Bool { (low + high).allSatisfy { $0.searches <= 1 } }

  /// How many a call makes on average.
  var meanSearches: Double { low.reduce(0) { $0 + $1.chance * $1.searches } }

  private static func times(_ one: [Outcome], _ searches: [Outcome]) -> [Outcome] {
    var sums = Sums(of: one)
    return merged(
      searches.flatMap { times in
        sums.of(times.count).map {
          Outcome(chance: times.chance * $0.chance, count: $0.count, searches: times.count)
        }
      }
    )
  }

  /// Sums of draws, by doubling: of twice as many draws the outcomes are those of the half, each
  /// with each. The mean is kept, whatever is taken as one.
  private struct Sums {
    /// Of 1, 2, 4, 8 … draws.
    private var doubled: [[Outcome]]

    init(of one: [Outcome]) { doubled = [Self.few(one)] }

    mutating func of(_ draws: Double) -> [Outcome] {
      if draws < 1 {
        return [Outcome(chance: 1 - draws, count: 0)]
          + doubled[0].map { Outcome(chance: $0.chance * draws, count: $0.count) }
      }
      let whole = min(draws.rounded(.down), Self.most)
      var (rest, place) = (Int(whole), 0)
      var sum = [Outcome(chance: 1, count: 0)]
      while rest > 0 {
        if place == doubled.count {
          doubled.append(Self.sum(doubled[place - 1], doubled[place - 1]))
        }
        if rest % 2 == 1 { sum = Self.sum(sum, doubled[place]) }
        (rest, place) = (rest / 2, place + 1)
      }
      return sum.map { Outcome(chance: $0.chance, count: $0.count * draws / whole) }
    }

    /// Of more draws the sum is in proportion: it hardly varies.
    private static let most = 65_536.0

    private static func sum(_ a: [Outcome], _ b: [Outcome]) -> [Outcome] {
      few(
        a.flatMap { one in
          b.map { Outcome(chance: one.chance * $0.chance, count: one.count + $0.count) }
        }
      )
    }

    /// Some twenty: each with each of them is counted quickly.
    private static func few(_ all: [Outcome]) -> [Outcome] {
      merged(all, part: 0.1, partOfRest: 0.4)
    }
  }
}
