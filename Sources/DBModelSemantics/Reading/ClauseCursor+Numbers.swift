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

extension ClauseCursor {
  /// Larger than any count, size or rate of a real system: 2^53, up to which a double counts
  /// exactly.
  static let largest = 9_007_199_254_740_992.0

  /// A number in the measure's base unit; reports anything else.
  mutating func expect(_ measure: Measure, _ what: String) -> Located<Double>? {
    guard let item = current, item.kind == .number, let quantity = item.quantity else {
      failMissing(what, forms: [measure.form])
      return nil
    }
    guard let value = checked(quantity, measure, item.span) else { return nil }
    advance()
    return Located(value, item.span)
  }

  /// A number, or `unknown`; reports anything else.
  mutating func expectDeclared(_ measure: Measure, _ what: String) -> Declared<Double>? {
    if let unknown = takeWord("unknown") { return Declared(nil, unknown.span) }
    return expect(measure, what).map { Declared($0.value, $0.span) }
  }

  /// A whole number from 1 on (or 0 where allowed).
  mutating func expectWhole(_ what: String, from least: Int = 1, upTo most: Int = 1_000_000_000)
    -> Located<Int>?
  {
    guard let number = expect(.count, what) else { return nil }
    guard number.value == number.value.rounded(), number.value >= Double(least),
      number.value <= Double(most)
    else {
      fail(
        NameMessage.outOfRange(
          what,
          number.span,
          "\(what) is a whole number from \(FigureFormatter.integer(least)) to \(FigureFormatter.integer(most))"
        )
      )
      return nil
    }
    return Located(Int(number.value), number.span)
  }

  /// A whole number of days.
  mutating func expectDays(_ what: String, from least: Int = 1, upTo most: Int = 36_500)
    -> Located<Int>?
  {
    guard let seconds = expect(.time, what) else { return nil }
    let days = seconds.value / 86_400
    guard days == days.rounded(), days >= Double(least), days <= Double(most) else {
      fail(
        NameMessage.outOfRange(
          what,
          seconds.span,
          "\(what) is a whole number of days, \(least) to \(FigureFormatter.integer(most))"
        )
      )
      return nil
    }
    return Located(Int(days), seconds.span)
  }

  /// Checks unit and size of a number.
  mutating func checked(_ quantity: Quantity, _ measure: Measure, _ span: SourceSpan) -> Double? {
    if quantity.isAbsurd {
      fail()
      return nil
    }
    guard let value = measure.value(of: quantity) else {
      var ahead = self
      ahead.advance()
      if quantity.isPlain, let word = ahead.current, let name = word.word,
        let unit = ForeignWord.unit(for: name, measure, isOne: quantity.value == 1)
      {
        fail(NameMessage.foreignUnit(word, behind: span, unit))
      } else if let word = ahead.current, let next = ahead.next,
        let wrong = UnitMessage.per(quantity, measure, span, [word, next])
      {
        fail(wrong)
      } else if case .money = measure, let word = ahead.current, let name = word.word,
        let wrong = CurrencyMessage.other(NameRules.wrongUnit, name, word.span)
      {
        fail(wrong)
      } else {
        fail(NameMessage.wrongUnit(quantity, measure, span))
      }
      return nil
    }
    if case .percent = measure, value > 1 || value < 0 {
      fail(NameMessage.outOfRange("a share", span, "a share is from 0% to 100%"))
      return nil
    }
    if case .integer = measure { return value }
    if value < 0, !isSigned(measure) {
      fail(NameMessage.outOfRange(measure.title, span, "\(measure.title) is never negative"))
      return nil
    }
    if abs(value) > Self.largest {
      fail(
        NameMessage.outOfRange(
          measure.title,
          span,
          "more than 2^53 (9,007,199,254,740,992) is counted nowhere"
        )
      )
      return nil
    }
    return value
  }

  private func isSigned(_ measure: Measure) -> Bool {
    if case .growth = measure { return true }
    return false
  }

  /// `1..30 avg 3 median 2`, `0.. avg 3`, `avg 3 median 2 max 40`, `20` or `unknown`; `nil` where
  /// nothing of the kind stands here or it was reported.
  mutating func takeSpread(_ measure: Measure, _ what: String, unitWord: String? = nil)
    -> Located<SpreadReading>?
  {
    let start = current?.span
    if let unknown = takeWord("unknown") { return Located(.unknown, unknown.span) }
    var low: Double?
    var high: Double?
    var bounded = false
    var unit: Quantity?
    if let item = current, item.kind == .range {
      let bounds = item.rangeQuantities
      unit = bounds.upper ?? bounds.lower
      if bounds.lower == nil, bounds.upper == nil {
        failMissing(what)
        return nil
      }
      if let lower = bounds.lower { low = checked(lower, measure, item.span) }
      if let upper = bounds.upper { high = checked(upper, measure, item.span) }
      guard !hasFailed else { return nil }
      bounded = true
      advance()
    } else if let item = current, item.kind == .number, let quantity = item.quantity {
      guard let value = checked(quantity, measure, item.span) else { return nil }
      low = value
      high = value
      bounded = true
      advance()
    }
    if let unitWord { _ = takeWord(unitWord) }
    var average: Double?
    var unknownAverage = false
    var hasAverage = false
    if takeWord("avg") != nil {
      hasAverage = true
      if takeWord("unknown") != nil {
        unknownAverage = true
      } else {
        average = expectAverage(measure, "the average of \(what)", unit: unit)
        if average == nil { return nil }
      }
    }
    var median: Double?
    var medianSpan: SourceSpan?
    if average != nil, let word = takeWord("median") {
      median = expectAverage(measure, "the median of \(what)", unit: unit)
      if median == nil { return nil }
      medianSpan = word.span.union(previousSpan)
    }
    if !bounded, hasAverage, takeWord("max") != nil {
      high = expect(measure, "the greatest \(what)")?.value
      if high == nil { return nil }
    }
    guard bounded || hasAverage, let start else { return nil }
    let span = start.union(previousSpan)
    if unknownAverage { return Located(.unknown, span) }
    guard let found = spread(low ?? 0, average, high, measure, what, span) else { return nil }
    guard let median, let medianSpan else { return Located(.known(found), span) }
    return withMedian(median, found, measure, what, medianSpan).map { Located(.known($0), span) }
  }

  /// A number as it is written: times with their unit.
  private static func figure(_ measure: Measure) -> (Double) -> String {
    if case .time = measure { return FigureFormatter.duration(seconds:) }
    return FigureFormatter.term
  }

  /// Half of the numbers lie on either side of a median, so that it bounds their average.
  private mutating func withMedian(
    _ median: Double,
    _ spread: Spread,
    _ measure: Measure,
    _ what: String,
    _ span: SourceSpan
  ) -> Spread? {
    let term = Self.figure(measure)
    var reason: String?
    if median < spread.minimum || spread.maximum.map({ median > $0 }) ?? false {
      let upper = spread.maximum.map(term) ?? ""
      reason = "the median \(term(median)) is outside \(term(spread.minimum))..\(upper)"
    } else {
      let averages = Spread.averages(median: median, from: spread.minimum, to: spread.maximum)
      if !averages.contains(spread.average) {
        let upper = averages.upperBound.isFinite ? " to \(term(averages.upperBound))" : " on"
        reason =
          "with the median \(term(median)) the average is from \(term(averages.lowerBound))"
          + "\(upper): half of them lie on either side of it"
      }
    }
    if let reason {
      fail(NameMessage.wrongBounds(what, span, reason))
      return nil
    }
    return Spread(
      minimum: spread.minimum,
      average: spread.average,
      maximum: spread.maximum,
      median: median
    )
  }

  /// The average of a span may leave its unit to the bounds: `1..92 days avg 30`.
  private mutating func expectAverage(_ measure: Measure, _ what: String, unit: Quantity?)
    -> Double?
  {
    if let unit, let item = current, let quantity = item.quantity, quantity.isPlain,
      unit.unit != nil
    {
      let number = Quantity(
        mantissa: quantity.mantissa,
        exponent10: quantity.exponent10,
        unit: unit.unit,
        isAbsurd: quantity.isAbsurd
      )
      guard let value = checked(number, measure, item.span) else { return nil }
      advance()
      return value
    }
    return expect(measure, what)?.value
  }

  private mutating func spread(
    _ low: Double,
    _ average: Double?,
    _ high: Double?,
    _ measure: Measure,
    _ what: String,
    _ span: SourceSpan
  ) -> Spread? {
    if let high, high < low {
      fail(NameMessage.wrongBounds(what, span, "the lower bound is above the upper one"))
      return nil
    }
    if average == nil, let high, high == low { return .exactly(low) }
    guard let average else {
      fail(NameMessage.missingAverage(what, span))
      return nil
    }
    if average < low || high.map({ average > $0 }) ?? false {
      let term = Self.figure(measure)
      let ends = "\(term(low))..\(high.map(term) ?? "")"
      fail(
        NameMessage.wrongBounds(what, span, "the average \(term(average)) is outside \(ends)")
      )
      return nil
    }
    return Spread(minimum: low, average: average, maximum: high)
  }
}
