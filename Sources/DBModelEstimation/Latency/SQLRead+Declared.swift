import DBModelStatistics
import DBModelWorkload

/// What is found, held to the number of rows that a model declares for all conditions together.
extension SQLRead {
  /// As many entries are read as there are rows at least. What the conditions leave of them follows
  /// from that, whatever they would leave if they did not hang together. A number that the declared
  /// counts do not allow is taken as it is declared; DBM3608 says that one of the two is wrong.
  mutating func hold(to declared: Spread) {
    let rows = declared.average
    guard rows > 0 else { return }
    if holdEntries(to: declared) { return }
    let known = entries.mean
    let least = max(known.low, rows)
    let most = max(least, known.high)
    let isWhole = kept == .one
    let ratio = max(known.middle, 1e-9) / (isWhole ? rows : Interval(least, most).middle)
    // As many searches, whatever they find.
    entriesPerSearch = entriesPerSearch.map { $0 * (1 / ratio) }
    if isWhole, declared.saysHowItVaries {
      entries = RowSpread(declared).searching(entries.meanSearches)
      return
    }
    entries = entries.scaled(to: isWhole ? Interval(rows) : Interval(least, most))
    if isWhole { return }
    func part(_ rows: Double) -> Interval {
      Interval(min(1, rows / most), min(1, rows / least))
    }
    // Where calls meet more and fewer entries, they find more and fewer rows for that.
    guard declared.saysHowItVaries, entries.isAlike else {
      return keep(keptOutcomes, scaledTo: part(rows))
    }
    var shares = ShareOutcomes()
    shares.combine(declared.calls.map { ($0.chance, part($0.value)) })
    keep(shares)
  }

  /// Where nearly all entries of a range are kept, their number is told with that of the rows,
  /// whatever else is taken of the range.
  private mutating func holdEntries(to declared: Spread) -> Bool {
    guard isByRange, entriesPerSearch == nil, kept != .one, kept.low >= Self.nearlyAll else {
      return false
    }
    let share = kept.middle
    let searches = entries.meanSearches
    entries =
      declared.saysHowItVaries
      ? RowSpread(declared).map { Interval($0 / share) }.searching(searches)
      : entries.scaled(to: Interval(declared.average / share))
    return true
  }

  /// What is left of so many cannot be few, unless it hangs together with how they are found.
  private static let nearlyAll = 0.5

  /// The outcomes that are known, in proportion, with another mean.
  private mutating func keep(_ outcomes: [ShareOutcomes.Outcome], scaledTo mean: Interval) {
    func scaled(_ share: Double, _ own: Double, _ wanted: Double) -> Double {
      own > 0 ? min(1, share / own * wanted) : wanted
    }
    let own = kept
    var shares = ShareOutcomes()
    shares.combine(
      outcomes.map { outcome in
        let low = scaled(outcome.share.low, own.low, mean.low)
        let high = scaled(outcome.share.high, own.high, mean.high)
        return (outcome.probability, Interval(min(low, high), max(low, high)))
      }
    )
    keep(shares)
  }
}
