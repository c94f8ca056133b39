import DBModelStatistics
import Glibc

/// The number of rows that a request meets, outcome by outcome.
struct RowCounts {
  /// So many rows always, and others whose number is a Poisson one around a mean, which varies
  /// itself.
  struct Outcome {
    let chance: Double
    let fixed: Double
    let mean: Double
    let variance: Double
    /// Never more of the others.
    let most: Double

    var all: Double { fixed + mean }
  }

  private(set) var outcomes: [Outcome]

  /// None.
  static let zero = RowCounts(outcomes: [
    Outcome(chance: 1, fixed: 0, mean: 0, variance: 0, most: 0)
  ])

  private init(outcomes: [Outcome]) { self.outcomes = outcomes }

  /// - Parameter mean: Of all calls. Below that of the shape's own rows, it counts those that a
  ///   condition leaves, and no parent has its least number for certain.
  init(_ shape: CountShape, mean: Double, isWhole: Bool) {
    if shape.isConstant {
      outcomes = [Outcome(chance: 1, fixed: mean, mean: 0, variance: 0, most: .infinity)]
      return
    }
    let fixed = isWhole ? min(shape.least, mean) : 0
    let others = mean - fixed
    let room = shape.most - fixed
    let weights = Self.within(room, others, shape.classes)
    outcomes = zip(shape.classes, weights).map { one, weight in
      Outcome(
        chance: one.chance,
        fixed: fixed,
        mean: min(others * weight, room),
        variance: others * weight < room ? others * others * one.variance : 0,
        most: room
      )
    }
  }

  /// The weights of classes of which none has more than there is room for: what finds no room goes
  /// to the others by their weights.
  private static func within(
    _ room: Double,
    _ mean: Double,
    _ classes: [CountShape.Class]
  ) -> [Double] {
    var weights = classes.map(\.weight)
    guard room.isFinite, mean > 0 else { return weights }
    let most = room / mean
    while weights.contains(where: { $0 > most * (1 + 1e-9) }) {
      var (excess, open) = (0.0, 0.0)
      for (position, one) in classes.enumerated() {
        if weights[position] >= most {
          excess += one.chance * (weights[position] - most)
          weights[position] = most
        } else {
          open += one.chance * weights[position]
        }
      }
      guard open > 0 else { break }
      for position in weights.indices where weights[position] < most {
        weights[position] *= 1 + excess / open
      }
    }
    return weights
  }

  /// Both together, as numbers that do not depend on each other.
  static func + (a: RowCounts, b: RowCounts) -> RowCounts {
    func mean(_ counts: RowCounts) -> RowCounts {
      let fixed = counts.outcomes.reduce(0) { $0 + $1.chance * $1.fixed }
      let mean = counts.outcomes.reduce(0) { $0 + $1.chance * $1.mean }
      return RowCounts(outcomes: [
        Outcome(chance: 1, fixed: fixed, mean: mean, variance: 0, most: .infinity)
      ])
    }
    // Beyond some dozens of combinations the mean of the new part will do.
    let parts = a.outcomes.count * b.outcomes.count > 64 ? mean(b).outcomes : b.outcomes
    return RowCounts(
      outcomes: a.outcomes.flatMap { one in
        parts.map { other in
          Outcome(
            chance: one.chance * other.chance,
            fixed: one.fixed + other.fixed,
            mean: one.mean + other.mean,
            variance: one.variance + other.variance,
            most: one.most + other.most
          )
        }
      }
    )
  }

  var mean: Double { outcomes.reduce(0) { $0 + $1.chance * $1.all } }

  /// How many times the mean number one of the rows finds itself among: E[n²] / E[n]².
  var metFactor: Double {
    let mean = mean
    guard mean > 0 else { return 1 }
    let square = outcomes.reduce(0) {
      $0 + $1.chance * ($1.all * $1.all + $1.mean + $1.variance)
    }
    return square / (mean * mean)
  }

  /// One of several pages of them.
  func divided(by pages: Double) -> RowCounts {
    if pages == 1 { return self }
    return RowCounts(
      outcomes: outcomes.map { one in
        Outcome(
          chance: one.chance,
          fixed: one.fixed / pages,
          mean: one.mean / pages,
          variance: one.variance / pages / pages,
          most: one.most / pages
        )
      }
    )
  }

  // MARK: Units

  /// What a request reads of the rows it meets.
  struct Read {
    var items = 0.0
    /// `E[⌈bytes / block⌉]`, at least one each time.
    var blocks = 0.0
  }

  /// Poisson means up to which numbers are told one by one.
  private static let largestCounted = 40.0

  /// The items and blocks of one request, which ends after so many items.
  func read(atMost limit: Double, _ size: SizedItem, block: Double) -> Read {
    let (bytes, variance) = (size.meanBytes, size.variance)
    func blocks(_ count: Double) -> Double {
      if count <= 1 { return count * size.readBlocks + (1 - count) }
      return size.size.times(count).meanBlocks(ofBytes: block)
    }
    /// Of a number that varies, or of one of many that are told apart: nearly normal.
    func blocks(_ count: Double, variance ofCount: Double) -> Double {
      if count <= 1, ofCount == 0 { return blocks(count) }
      return SizeOutcomes.meanBlocks(
        mean: count * bytes,
        variance: count * variance + ofCount * bytes * bytes,
        widest: size.widest,
        ofBytes: block
      )
    }
    // Where what hardly ever comes fits into one block, nothing is to be told apart: beyond 4.5
    // deviations are three of a million.
    let reach = 4.5 * (bytes * bytes + variance).squareRoot()
    func fits(_ count: Double) -> Bool {
      count * bytes + reach * count.squareRoot() < block
    }
    var result = Read()
    var saturated: Double?
    for outcome in outcomes {
      let deviation = (outcome.mean + outcome.variance).squareRoot()
      if outcome.fixed + outcome.mean - 6 * deviation >= limit {
        let all = saturated ?? blocks(limit)
        saturated = all
        result.items += outcome.chance * limit
        result.blocks += outcome.chance * all
      } else if deviation == 0 {
        result.items += outcome.chance * min(outcome.fixed, limit)
        result.blocks += outcome.chance * blocks(min(outcome.fixed, limit))
      } else if outcome.mean > Self.largestCounted {
        let cut = Self.cut(outcome.mean, deviation, limit - outcome.fixed)
        let count = outcome.fixed + cut.mean
        result.items += outcome.chance * count
        result.blocks += outcome.chance * (fits(count) ? 1 : blocks(count, variance: cut.variance))
      } else {
        let most = min(limit, outcome.fixed + outcome.mean + 4.5 * outcome.mean.squareRoot() + 3)
        let isSmall = fits(most)
        if isSmall { result.blocks += outcome.chance }
        // What nothing cuts has its mean, whatever the sum of the parts is rounded to.
        let isCut = limit < outcome.fixed + min(outcome.most, Self.end(outcome))
        if !isCut { result.items += outcome.chance * outcome.all }
        if isSmall, !isCut { continue }
        // Divided by what the chances sum up to, which rounding makes a little more than 1.
        var (all, items, sum) = (0.0, 0.0, 0.0)
        Self.counted(outcome, limit) { chance, count in
          all += chance
          items += chance * count
          if !isSmall { sum += chance * blocks(count, variance: 0) }
        }
        result.blocks += outcome.chance * sum / all
        if isCut { result.items += outcome.chance * min(items / all, limit) }
      }
    }
    return result
  }

  /// Numbers of rows and their chances, those above a limit as one; of large means 64 parts of like
  /// chance.
  func numbers(upTo limit: Double) -> [(chance: Double, count: Double)] {
    var found: [(chance: Double, count: Double)] = []
    for outcome in outcomes {
      let deviation = (outcome.mean + outcome.variance).squareRoot()
      if deviation == 0 || outcome.fixed + outcome.mean - 6 * deviation >= limit {
        found.append((outcome.chance, min(outcome.all, limit)))
      } else if outcome.mean > Self.largestCounted {
        let chance = outcome.chance / Double(Self.quantiles.count)
        for quantile in Self.quantiles {
          let count = outcome.all + deviation * quantile
          found.append((chance, min(limit, max(outcome.fixed, count.rounded()))))
        }
      } else {
        var (sum, own) = (0.0, [(chance: Double, count: Double)]())
        Self.counted(outcome, limit) { chance, count in
          sum += chance
          own.append((chance, count))
        }
        found += own.map { (outcome.chance * $0.chance / sum, $0.count) }
      }
    }
    return found
  }

  /// The middles of 64 parts of a standard normal number, of like chance.
  private static let quantiles = (0..<64).map { quantile((Double($0) + 0.5) / 64) }

  /// The standard normal quantile, by bisection.
  private static func quantile(_ share: Double) -> Double {
    var (low, high) = (-6.0, 6.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if 0.5 * erfc(-middle / 2.0.squareRoot()) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// A number that a Poisson one hardly ever takes.
  private static func end(_ outcome: Outcome) -> Double {
    outcome.mean + 7 * outcome.mean.squareRoot() + 6
  }

  /// Each number that a Poisson one takes, and how often it does; above the limit all as one.
  private static func counted(
    _ outcome: Outcome,
    _ limit: Double,
    _ body: (_ chance: Double, _ count: Double) -> Void
  ) {
    let end = end(outcome)
    if outcome.most < end { return countedUpToMost(outcome, limit, body) }
    var chance = exp(-outcome.mean)
    var rest = 1.0
    var number = 0.0
    while number < end, outcome.fixed + number < limit {
      body(chance, outcome.fixed + number)
      rest -= chance
      number += 1
      chance *= outcome.mean / number
    }
    if rest > 1e-12 { body(rest, min(limit, outcome.fixed + number)) }
  }

  /// The same where the most a parent may have is among what chance would give it: a row that finds
  /// it full goes to another, so that the mean stays what it is.
  private static func countedUpToMost(
    _ outcome: Outcome,
    _ limit: Double,
    _ body: (_ chance: Double, _ count: Double) -> Void
  ) {
    let most = outcome.most.rounded(.down)
    if outcome.mean >= most - 1e-9 {
      return body(1, min(limit, outcome.fixed + outcome.mean))
    }
    // Parents that are dealt more than they may have are full.
    func mean(_ rate: Double, _ body: (_ chance: Double, _ number: Double) -> Void) -> Double {
      var (chance, number) = (exp(-rate), 0.0)
      var (sum, mean) = (0.0, 0.0)
      while true {
        body(chance, number)
        sum += chance
        mean += number * chance
        number += 1
        guard number < most else { break }
        chance = chance * rate / number
      }
      let rest = max(0, 1 - sum)
      body(rest, number)
      return mean + number * rest
    }
    var (low, high) = (outcome.mean, outcome.mean + 1)
    while mean(high, { _, _ in }) < outcome.mean, high < 700 { high *= 2 }
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if mean(middle, { _, _ in }) < outcome.mean { low = middle } else { high = middle }
    }
    _ = mean(high) { chance, number in body(chance, min(limit, outcome.fixed + number)) }
  }

  /// The mean and the variance of a normal number cut at a limit.
  private static func cut(_ mean: Double, _ deviation: Double, _ limit: Double) -> (
    mean: Double, variance: Double
  ) {
    let z = (limit - mean) / deviation
    if z > 6 { return (mean, deviation * deviation) }
    let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    let below = 0.5 * erfc(-z / 2.0.squareRoot())
    let first = mean * below - deviation * density + limit * (1 - below)
    let square =
      (mean * mean + deviation * deviation) * below - deviation * (mean + limit) * density
      + limit * limit * (1 - below)
    return (first, max(0, square - first * first))
  }
}
