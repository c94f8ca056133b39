import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// A number or both ends of a range, in the measure's base unit.
struct Bounds {
  let least: Double
  let most: Double
  /// Whether two ends were written.
  let isRange: Bool
  let span: SourceSpan
}

extension ClauseCursor {
  /// One of the words of an enumeration; reports anything else.
  mutating func expectCase<Word>(_ type: Word.Type, _ what: String) -> Located<Word>?
  where Word: CaseIterable & RawRepresentable & Sendable, Word.RawValue == String {
    if let word = current?.word, let value = Word(rawValue: word), let span = current?.span {
      advance()
      return Located(value, span)
    }
    guard let word = expectWord(among: Word.allCases.map(\.rawValue), what) else { return nil }
    return Word(rawValue: word.value).map { Located($0, word.span) }
  }

  /// A number within bounds that the service or the matter sets.
  ///
  /// - Parameter reason: The bounds in words, said where the number is outside.
  mutating func expect(
    _ measure: Measure,
    _ what: String,
    in range: ClosedRange<Double>,
    reason: @autoclosure () -> String
  ) -> Located<Double>? {
    guard let number = expect(measure, what) else { return nil }
    guard range.contains(number.value) else {
      fail(NameMessage.outOfRange(what, number.span, reason()))
      return nil
    }
    return number
  }

  /// `2` or `2..8`, with the unit of the measure; reports anything else.
  mutating func expectBounds(_ measure: Measure, _ what: String, form: String) -> Bounds? {
    if current?.kind == .number {
      return expect(measure, what).map {
        Bounds(least: $0.value, most: $0.value, isRange: false, span: $0.span)
      }
    }
    guard let range = takeNode(.range) else {
      failMissing(what, forms: [form])
      return nil
    }
    guard let lower = range.rangeQuantities.lower, let upper = range.rangeQuantities.upper else {
      fail(NameMessage.unexpected(range, wanted: "a range with both ends", forms: [form]))
      return nil
    }
    guard let least = checked(lower, measure, range.span),
      let most = checked(upper, measure, range.span)
    else { return nil }
    guard least <= most else {
      fail(NameMessage.contradictingBounds(what, range.span, form: form))
      return nil
    }
    return Bounds(least: least, most: most, isRange: true, span: range.span)
  }

  /// The same of whole numbers within limits.
  mutating func expectWholeBounds(_ what: String, in limits: ClosedRange<Int>, form: String)
    -> Located<InstanceRange>?
  {
    guard let bounds = expectBounds(.count, what, form: form) else { return nil }
    for end in [bounds.least, bounds.most]
    where end != end.rounded() || end < Double(limits.lowerBound) || end > Double(limits.upperBound)
    {
      fail(
        NameMessage.outOfRange(
          what,
          bounds.span,
          "\(what) is a whole number from \(FigureFormatter.integer(limits.lowerBound)) to "
            + FigureFormatter.integer(limits.upperBound)
        )
      )
      return nil
    }
    return Located(InstanceRange(least: Int(bounds.least), most: Int(bounds.most)), bounds.span)
  }

  /// A text in quotes that holds something.
  mutating func expectText(_ what: String, form: String) -> Located<String>? {
    guard let node = takeNode(.string), let text = node.stringValue else {
      failMissing(what, forms: [form])
      return nil
    }
    guard !text.trimmedBlanks.isEmpty else {
      fail(NameMessage.missingItem(what, at: node.span, forms: [form]))
      return nil
    }
    return Located(text, node.span)
  }

  /// A day of the calendar, counted from 1970-01-01.
  mutating func expectDay() -> Located<Int64>? {
    guard let node = takeNode(.date) else {
      failMissing("a date", forms: ["2027-06-30"])
      return nil
    }
    // A day that does not exist was reported by the parser.
    guard let date = node.dateLiteral else {
      fail()
      return nil
    }
    return Located(CivilDays.days(date), node.span)
  }

  /// `weekdays 08:00..18:00 UTC`; hours that end before they begin end on the day after.
  mutating func expectWeeklyHours(_ what: String) -> Located<WeeklyHours>? {
    let form = "weekdays 08:00..18:00 UTC"
    let words = ["daily", "weekdays", "weekends"] + Weekday.allCases.map(\.rawValue)
    guard let day = expectWord(among: words, "day") else { return nil }
    guard let range = takeNode(.range), let lower = range.rangeBounds.lower,
      let upper = range.rangeBounds.upper
    else {
      failMissing(what, forms: [form])
      return nil
    }
    guard lower.kind == .time, upper.kind == .time else {
      fail(NameMessage.unexpected(range, wanted: what, forms: [form]))
      return nil
    }
    // Times that do not exist were reported by the parser.
    guard let from = lower.timeLiteral, let to = upper.timeLiteral else {
      fail()
      return nil
    }
    guard expectWord(among: ["UTC"], "time zone") != nil else { return nil }
    let start = from.hour * 60 + from.minute
    let end = to.hour * 60 + to.minute
    let hours = WeeklyHours(
      days: Self.days(day.value),
      fromMinute: start,
      toMinute: end > start ? end : end + 1440
    )
    return Located(hours, day.span.union(previousSpan))
  }

  private static func days(_ word: String) -> [Weekday] {
    switch word {
    case "daily": Weekday.allCases
    case "weekdays": [.monday, .tuesday, .wednesday, .thursday, .friday]
    case "weekends": [.saturday, .sunday]
    default: Weekday(rawValue: word).map { [$0] } ?? []
    }
  }

  /// The name of a region. Regions are opened faster than compilers, so only the shape is fixed.
  mutating func expectRegion() -> Located<String>? {
    guard let name = expectName("a region") else { return nil }
    let parts = name.value.split(separator: "-", omittingEmptySubsequences: false)
    let isRegion =
      parts.count >= 3 && parts.last?.allSatisfy(\.isNumber) == true
      && parts.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isLowercase) }
      && parts.last?.isEmpty == false
    guard isRegion else {
      fail(NameMessage.unknown("region", name.value, name.span, among: Regions.known))
      return nil
    }
    return name
  }
}

/// Regions to suggest from; others of the same shape are regions too (AWS General Reference,
/// service endpoints; checked 2026-11-24).
enum Regions {
  static let known = [
    "us-east-1", "us-east-2", "us-west-1", "us-west-2", "af-south-1", "ap-east-1", "ap-south-1",
    "ap-south-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1",
    "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ca-central-1", "ca-west-1",
    "eu-central-1", "eu-central-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1",
    "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "sa-east-1",
    "us-gov-east-1", "us-gov-west-1",
  ]
}
