import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Values of which some are more frequent than others, as `distinct 240 skew zipf(0.9)` declares.
extension RowEstimator {
  /// Classes of values that are told apart; the rarest count as one.
  private static let mostClasses = 16

  /// Call by call: the part of the rows with a value that hold the one asked for; `nil` where no
  /// skew of its values is declared.
  ///
  /// Where a skew is declared of what is asked for, `largest first`, the more frequent values are
  /// asked for more, as it says. Else half of the calls are taken to ask for any value, and half
  /// for those, or where no skew is declared for the value of any row: a convention.
  func valueShares(
    _ field: FieldReference,
    _ pattern: AccessPattern,
    _ operand: Operand?
  ) -> [(probability: Double, share: Interval)]? {
    guard let skew = workload[field].distinct?.skew else { return nil }
    if let share = workload[field].distinct?.trueShare, case .literal(.bool(let holds))? = operand {
      return [(1, Interval(holds ? share : 1 - share))]
    }
    let count = max(1, cardinality.distinctValues(field).middle)
    guard let held = skew.shares(keyCount: count) else {
      return [(1, skew.topShare(keyCount: count))]
    }
    let asked = askedValues(field, pattern, operand, count: count)
    var found: [(probability: Double, share: Interval)] = []
    var begin = 0.0
    for end in Self.classes(of: held, count) {
      func part(_ shares: RankedShares) -> Double {
        max(0, shares.share(ofTop: end) - shares.share(ofTop: begin))
      }
      let ofRows = part(held)
      let any = (end - begin) / count
      let frequent = part(asked.shares ?? held)
      let chance = asked.isCertain ? frequent : (any + frequent) / 2
      if chance > 0 { found.append((chance, Interval(ofRows / (end - begin)))) }
      begin = end
    }
    let sum = found.reduce(0) { $0 + $1.probability }
    return sum > 0 ? found.map { ($0.probability / sum, $0.share) } : nil
  }

  /// The last rank of each class: groups that are alike, or the first and then as many again each
  /// time.
  private static func classes(of shares: RankedShares, _ count: Double) -> [Double] {
    var ends: [Double] = []
    if shares.groups.count <= mostClasses {
      for group in shares.groups { ends.append((ends.last ?? 0) + group.keys) }
      return ends
    }
    while (ends.last ?? 0) < count {
      let isLast = ends.count + 1 == mostClasses
      ends.append(isLast ? count : min(count, max(1, 2 * (ends.last ?? 0))))
    }
    return ends
  }

  /// How the calls spread over the values, the most frequent first; and whether the model says so.
  private func askedValues(
    _ field: FieldReference,
    _ pattern: AccessPattern,
    _ operand: Operand?,
    count: Double
  ) -> (shares: RankedShares?, isCertain: Bool) {
    guard case .parameter(let reference)? = operand else { return (nil, false) }
    let own = pattern.skews.filter { $0.parameter == reference.parameter }
    let skew = own.first { $0.field == field } ?? own.first { $0.field == nil }
    guard let skew else { return (nil, false) }
    switch skew.popularity {
    case .recent, .unknown: return (nil, false)
    case .uniform: return (.uniform(keyCount: count), true)
    case .zipf, .hotset, .hotFraction, .top, .trace:
      return (skew.popularity.shares(keyCount: count), skew.isLargestFirst)
    }
  }

  /// Whether the rows of different values are told apart, call by call: cases, days of a clock, and
  /// values with a declared skew.
  func isToldApart(_ field: Field) -> Bool {
    if case .enumeration = field.type { return true }
    return field.type == .date && field.flags.contains(.clock) || field.distinct?.skew != nil
  }
}
