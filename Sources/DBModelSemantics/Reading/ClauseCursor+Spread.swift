import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// A spread as written.
enum SpreadReading {
  case known(Spread)
  case unknown

  var spread: Spread? {
    if case .known(let spread) = self { return spread }
    return nil
  }
}

/// What a spread counts, and the unit that its numbers share.
private struct SpreadTerms {
  let measure: Measure
  let what: String
  /// Of the bounds, or of the first number that has one: `1..92 days avg 30`,
  /// `avg 30 days max 92`.
  var unit: String?
  /// Whether a number has another one: `1 h..2 days`.
  var isMixed = false

  /// A number as it is written: in the unit of its neighbours.
  func figure(_ value: Double) -> String {
    if !isMixed, let unit, let one = measure.value(of: Quantity(mantissa: 1, unit: unit)), one > 0 {
      let count = value / one
      return "\(FigureFormatter.term(count)) \(Self.unit(unit, isOne: count == 1))"
    }
    if case .time = measure { return FigureFormatter.duration(seconds: value) }
    return FigureFormatter.term(value)
  }

  private static func unit(_ name: String, isOne: Bool) -> String {
    for word in ["day", "week", "month", "year"] where name == word || name == word + "s" {
      return isOne ? word : word + "s"
    }
    return name
  }
}

extension ClauseCursor {
  /// `1..30 avg 3 median 2`, `0.. avg 3`, `avg 3 median 2 max 40`, `20` or `unknown`; `nil` where
  /// nothing of the kind stands here or it was reported.
  mutating func takeSpread(_ measure: Measure, _ what: String, unitWord: String? = nil)
    -> Located<SpreadReading>?
  {
    guard let start = current?.span else { return nil }
    if let unknown = takeWord("unknown") { return Located(.unknown, unknown.span) }
    var terms = SpreadTerms(measure: measure, what: what)
    guard let bounds = takeBounds(&terms) else { return nil }
    if let unitWord { _ = takeWord(unitWord) }
    var high = bounds.high
    var (average, median): (Double?, Located<Double>?)
    let hasAverage = takeWord("avg") != nil
    let unknownAverage = hasAverage ? takeWord("unknown") : nil
    if hasAverage, unknownAverage == nil {
      average = expectNumber("the average of \(what)", &terms)
    }
    // A median stands on either side of `max`.
    if hasAverage, !hasFailed { median = takeMedian(&terms) }
    if hasAverage, !hasFailed, !bounds.areStated, takeWord("max") != nil {
      high = expectNumber("the greatest of \(what)", &terms)
    }
    if hasAverage, !hasFailed, median == nil { median = takeMedian(&terms) }
    if median != nil, let word = takeWord("median") { fail(NameMessage.secondMedian(word.span)) }
    if !hasAverage, let word = takeWord("median") { fail(NameMessage.medianFirst(word.span)) }
    guard !hasFailed, bounds.areStated || hasAverage else { return nil }
    let span = start.union(previousSpan)
    if unknownAverage != nil {
      guard let median else { return Located(.unknown, span) }
      fail(NameMessage.medianOfUnknown(what, median.span))
      return nil
    }
    guard let found = spread(bounds.low ?? 0, average, high, terms, span) else { return nil }
    guard let median else { return Located(.known(found), span) }
    return withMedian(median, found, terms).map { Located(.known($0), span) }
  }

  /// `1..30`, `1..`, `..30`, or one number for both; nothing where an average comes first. `nil`
  /// where it was reported.
  private mutating func takeBounds(
    _ terms: inout SpreadTerms
  ) -> (low: Double?, high: Double?, areStated: Bool)? {
    guard let item = current else { return (nil, nil, false) }
    if item.kind == .range {
      let bounds = item.rangeQuantities
      terms.unit = (bounds.upper ?? bounds.lower)?.unit
      terms.isMixed = bounds.lower?.unit.map { $0 != terms.unit } ?? false
      if bounds.lower == nil, bounds.upper == nil {
        failMissing(terms.what)
        return nil
      }
      let low = bounds.lower.flatMap { checked($0, terms.measure, item.span) }
      let high = bounds.upper.flatMap { checked($0, terms.measure, item.span) }
      guard !hasFailed else { return nil }
      advance()
      return (low, high, true)
    }
    guard item.kind == .number, let quantity = item.quantity else { return (nil, nil, false) }
    guard let value = checked(quantity, terms.measure, item.span) else { return nil }
    terms.unit = quantity.unit
    advance()
    return (value, value, true)
  }

  private mutating func takeMedian(_ terms: inout SpreadTerms) -> Located<Double>? {
    guard let word = takeWord("median"),
      let value = expectNumber("the median of \(terms.what)", &terms)
    else { return nil }
    return Located(value, word.span.union(previousSpan))
  }

  /// A number that may leave its unit to those before it.
  private mutating func expectNumber(_ what: String, _ terms: inout SpreadTerms) -> Double? {
    guard let item = current, let quantity = item.quantity else {
      return expect(terms.measure, what)?.value
    }
    guard let unit = terms.unit, quantity.isPlain else {
      terms.isMixed = terms.isMixed || terms.unit != nil && quantity.unit != terms.unit
      terms.unit = terms.unit ?? quantity.unit
      return expect(terms.measure, what)?.value
    }
    let number = Quantity(
      mantissa: quantity.mantissa,
      exponent10: quantity.exponent10,
      unit: unit,
      isAbsurd: quantity.isAbsurd
    )
    guard let value = checked(number, terms.measure, item.span) else { return nil }
    advance()
    return value
  }

  private mutating func spread(
    _ low: Double,
    _ average: Double?,
    _ high: Double?,
    _ terms: SpreadTerms,
    _ span: SourceSpan
  ) -> Spread? {
    if let high, high < low {
      fail(NameMessage.wrongBounds(terms.what, span, "the lower bound is above the upper one"))
      return nil
    }
    if average == nil, let high, high == low { return .exactly(low) }
    guard let average else {
      fail(NameMessage.missingAverage(terms.what, span))
      return nil
    }
    if let reason = Self.outside("average", average, low, high, terms) {
      fail(NameMessage.wrongBounds(terms.what, span, reason))
      return nil
    }
    return Spread(minimum: low, average: average, maximum: high)
  }

  /// Why a number does not lie between the bounds.
  private static func outside(
    _ name: String,
    _ value: Double,
    _ low: Double,
    _ high: Double?,
    _ terms: SpreadTerms
  ) -> String? {
    let own = "the \(name) \(terms.figure(value)) is"
    if value < low { return "\(own) below the least, \(terms.figure(low))" }
    if let high, value > high { return "\(own) above the greatest, \(terms.figure(high))" }
    return nil
  }

  /// Half of the numbers lie on either side of a median, so that it bounds their average.
  private mutating func withMedian(
    _ median: Located<Double>,
    _ spread: Spread,
    _ terms: SpreadTerms
  ) -> Spread? {
    let (least, most) = (spread.minimum, spread.maximum)
    if let reason = Self.outside("median", median.value, least, most, terms)
      ?? Self.contradiction(median.value, spread, terms)
    {
      fail(NameMessage.wrongMedian(terms.what, median.span, reason))
      return nil
    }
    return Spread(
      minimum: spread.minimum,
      average: spread.average,
      maximum: spread.maximum,
      median: median.value
    )
  }

  /// Why no numbers with a median have the average.
  private static func contradiction(
    _ median: Double,
    _ spread: Spread,
    _ terms: SpreadTerms
  ) -> String? {
    let averages = Spread.averages(median: median, from: spread.minimum, to: spread.maximum)
    if averages.contains(spread.average) { return nil }
    let upper = averages.upperBound
    return "with the median \(terms.figure(median)) the average is from "
      + terms.figure(averages.lowerBound)
      + (upper.isFinite ? " to \(terms.figure(upper))" : " on")
      + ": half of them lie on either side of it"
  }
}
