import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Reads how often a pattern is asked, and how its calls are spread over time.
struct RateReader {
  let context: Context
  let declaration: Declaration
  let sheet: ClauseSheet

  private var sink: FindingSink { context.sink }

  /// `rate 40/s peak 200/s for 10 min burst 800/s for 5 s in batches of 100`.
  func rate() -> Rate? {
    guard var cursor = sheet.cursor("rate", sink: sink) else { return nil }
    guard let average = cursor.expectDeclared(.rate, "the average rate") else { return nil }
    guard cursor.takeWord("peak") != nil else {
      if !cursor.isAtGroupEnd {
        cursor.finish()
        return nil
      }
      let end = cursor.endSpan
      cursor.fail(
        NameMessage.undeclared(
          "the peak of `\(declaration.name)` is not stated",
          at: cursor.node.span,
          insert: " peak unknown",
          at: end,
          reason: "throttling and queues follow the busiest minute, not the average",
          help: "write `peak` and a rate; `peak unknown` where nobody knows"
        )
      )
      return nil
    }
    guard let peak = cursor.expectDeclared(.rate, "the peak rate") else { return nil }
    var seconds = 60.0
    if cursor.takeWord("for") != nil {
      guard let length = length("the peak", upTo: 86_400, &cursor) else { return nil }
      seconds = length
    }
    let burst = burst(above: peak, peakSeconds: seconds, &cursor)
    let batch = batch(&cursor)
    cursor.finish()
    guard !cursor.hasFailed else { return nil }
    return Rate(
      average: average,
      peak: peak,
      peakSeconds: seconds,
      burst: burst,
      batch: batch,
      span: cursor.node.span
    )
  }

  private func length(_ what: String, upTo most: Double, _ cursor: inout ClauseCursor) -> Double? {
    guard let time = cursor.expect(.time, "how long \(what) lasts") else { return nil }
    guard time.value > 0, time.value <= most else {
      cursor.fail(
        NameMessage.outOfRange(
          "a length of \(what)",
          time.span,
          "above 0, and at most \(FigureFormatter.duration(seconds: most))"
        )
      )
      return nil
    }
    return time.value
  }

  private func burst(
    above peak: Declared<Double>,
    peakSeconds: Double,
    _ cursor: inout ClauseCursor
  ) -> Burst? {
    guard let word = cursor.takeWord("burst") else { return nil }
    guard let rate = cursor.expect(.rate, "the rate of a burst") else { return nil }
    guard cursor.takeWord("for") != nil else {
      cursor.failMissing("how long a burst lasts", forms: ["burst 800/s for 5 s"])
      return nil
    }
    guard let seconds = length("a burst", upTo: peakSeconds, &cursor) else { return nil }
    if let peak = peak.value, rate.value < peak {
      cursor.fail(
        NameMessage.wrongBounds(
          "the rate",
          word.span.union(rate.span),
          "a burst rises above the peak of \(FigureFormatter.term(peak))/s",
          help: "write a higher burst, or leave it out"
        )
      )
      return nil
    }
    return Burst(rate: rate.value, seconds: seconds, span: word.span.union(cursor.previousSpan))
  }

  /// `in batches of 100`.
  private func batch(_ cursor: inout ClauseCursor) -> Located<Int>? {
    guard cursor.takeWord("in") != nil else { return nil }
    guard cursor.takeWord("batches") != nil, cursor.takeWord("of") != nil else {
      cursor.failMissing("`batches of` and a number", forms: ["in batches of 100"])
      return nil
    }
    return cursor.expectWhole("the size of a batch", from: 2, upTo: 1_000_000)
  }

  /// `daily 80% from 09:00 to 17:00 UTC`, `weekly 90% from mon to fri`.
  func shapes() -> [RateShape] {
    [RateShape.Period.daily, .weekly].compactMap { shape($0) }
  }

  private func shape(_ period: RateShape.Period) -> RateShape? {
    guard var cursor = sheet.cursor(period.rawValue, sink: sink) else { return nil }
    if let schedule = sheet.head(of: "schedule") {
      cursor.fail(
        Diagnostic(
          NameRules.conflicting,
          "`\(period.rawValue)` and `schedule` exclude each other",
          at: Label(sheet.head(of: period.rawValue) ?? cursor.node.span),
          secondary: [Label(schedule, "`schedule` stands here")],
          notes: ["a job runs at its own times; a day's shape spreads the calls of a rate"],
          help: ["keep one of the two"]
        )
      )
      return nil
    }
    var windows: [RateShape.Window] = []
    repeat {
      let start = cursor.current?.span ?? cursor.endSpan
      guard let share = cursor.expect(.percent, "a share of the calls") else { return nil }
      guard let times = period == .daily ? hours(&cursor) : days(&cursor) else { return nil }
      let span = start.union(cursor.previousSpan)
      var length = times.end - times.start
      if length <= 0 { length += period.seconds }
      windows.append(
        RateShape.Window(
          share: share.value,
          startSeconds: times.start,
          lengthSeconds: length,
          span: span
        )
      )
    } while cursor.nextGroup()
    cursor.finish()
    guard !cursor.hasFailed, check(windows, period, cursor.node.span) else { return nil }
    return RateShape(period: period, windows: windows, span: cursor.node.span)
  }

  /// `from 09:00 to 17:00 UTC`; the same time twice is the whole day.
  private func hours(_ cursor: inout ClauseCursor) -> (start: Double, end: Double)? {
    let form = "20% from 09:00 to 17:00 UTC"
    guard cursor.takeWord("from") != nil, let start = cursor.takeNode(.time)?.timeLiteral else {
      cursor.failMissing("`from` and a time", forms: [form])
      return nil
    }
    guard cursor.takeWord("to") != nil, let end = cursor.takeNode(.time)?.timeLiteral else {
      cursor.failMissing("`to` and a time", forms: [form])
      return nil
    }
    guard cursor.expectWord(among: ["UTC"], "time zone") != nil else { return nil }
    return (start.secondsOfDay, end.secondsOfDay)
  }

  /// `from mon to fri`, both included; `on sun`.
  private func days(_ cursor: inout ClauseCursor) -> (start: Double, end: Double)? {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    let form = "90% from mon to fri"
    let isOne = cursor.takeWord("on") != nil
    guard isOne || cursor.takeWord("from") != nil else {
      cursor.failMissing("the days", forms: [form, "5% on sun"])
      return nil
    }
    guard let first = cursor.expectWord(among: names, "day") else { return nil }
    var last = first
    if !isOne {
      guard cursor.takeWord("to") != nil else {
        cursor.failMissing("`to` and a day", forms: [form])
        return nil
      }
      guard let found = cursor.expectWord(among: names, "day") else { return nil }
      last = found
    }
    guard let start = names.firstIndex(of: first.value), let end = names.firstIndex(of: last.value)
    else { return nil }
    return (Double(start) * 86_400, Double((end + 1) % 7) * 86_400)
  }

  /// Shares of a whole never exceed it, and no moment is in two windows.
  private func check(_ windows: [RateShape.Window], _ period: RateShape.Period, _ span: SourceSpan)
    -> Bool
  {
    let entries = windows.map { ShareList.Entry(name: "", share: $0.share, span: $0.span) }
    let sum = windows.reduce(0) { $0 + $1.share }
    if sum > 1 + 1e-9 {
      ShareList.checkSum(entries, span, sink)
      return false
    }
    // Unrolled at the end of the period, windows in order of their start must not meet.
    let sorted = windows.sorted {
      ($0.startSeconds, $0.lengthSeconds) < ($1.startSeconds, $1.lengthSeconds)
    }
    for (place, window) in sorted.enumerated() {
      let isLast = place + 1 == sorted.count
      let next = sorted[(place + 1) % sorted.count]
      let nextStart = next.startSeconds + (isLast ? period.seconds : 0)
      guard window.startSeconds + window.lengthSeconds > nextStart + 1e-6 else { continue }
      sink.report(
        Diagnostic(
          NameRules.conflicting,
          "two parts of the \(period == .daily ? "day" : "week") overlap",
          at: Label(next.span),
          secondary: [Label(window.span, "this one reaches into it")],
          help: ["let one end where the other begins"]
        )
      )
      return false
    }
    let length = windows.reduce(0) { $0 + $1.lengthSeconds }
    if length >= period.seconds, sum < 1 - 0.005 {
      ShareList.checkSum(entries, span, sink)
      return false
    }
    return true
  }
}
