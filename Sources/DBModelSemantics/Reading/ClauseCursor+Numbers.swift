import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

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
}
