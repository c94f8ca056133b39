import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// How often and how a pattern is called.
struct Load {
  var services: [ServiceID] = []
  var rate: Rate?
  var schedule: Schedule?
  var skews: [PatternSkew] = []
  var jointSkews: [JointSkew] = []
  var shapes: [RateShape] = []
  var consistency: Located<Consistency>?
  var latency: LatencyBudget?
  var rows: Located<Spread>?
  var failsShare: Located<Double>?
  var idempotency: Idempotency?
}

/// Reads the clauses that say how often, how fast and by whom.
struct LoadReader {
  let context: Context
  let declaration: Declaration
  let sheet: ClauseSheet
  let parameters: ParameterTable

  private var sink: FindingSink { context.sink }

  func read() -> Load {
    var load = Load()
    load.services = services()
    let rates = RateReader(context: context, declaration: declaration, sheet: sheet)
    load.rate = rates.rate()
    load.shapes = rates.shapes()
    load.schedule = schedule()
    let skews = SkewReader(context: context, sheet: sheet, parameters: parameters).read()
    load.skews = skews.single
    load.jointSkews = skews.joint
    load.consistency = consistency()
    if var cursor = sheet.cursor("latency", sink: sink) {
      load.latency = LatencyReader.read(&cursor)
      cursor.finish()
    }
    if var cursor = sheet.cursor("rows", sink: sink) {
      let spread = cursor.takeSpread(.count, "the rows")
      if spread == nil { cursor.failMissing("how many rows", forms: ["avg 1K max 20K"]) }
      load.rows = spread.flatMap { found in found.value.spread.map { Located($0, found.span) } }
      cursor.finish()
    }
    if var cursor = sheet.cursor("fails", sink: sink) {
      load.failsShare = cursor.expect(.percent, "a share")
      cursor.finish()
    }
    load.idempotency = idempotency()
    requireRate(load)
    return load
  }

  private func services() -> [ServiceID] {
    guard var cursor = sheet.cursor("by", sink: sink) else { return [] }
    var ids: [ServiceID] = []
    repeat {
      guard let name = cursor.expectName("a service") else { return ids }
      if let id = context.service(named: name), !ids.contains(id) { ids.append(id) }
      cursor.failWithoutCommas(between: "services") {
        context.serviceIDs[$0].map { !ids.contains($0) } ?? false
      }
    } while cursor.nextGroup()
    cursor.finish()
    return ids
  }

  private func requireRate(_ load: Load) {
    let hasRate = sheet.head(of: "rate")
    let schedule = sheet.head(of: "schedule")
    if let hasRate, let schedule {
      return sink.report(
        Diagnostic(
          NameRules.conflicting,
          "`schedule` and `rate` exclude each other",
          at: Label(schedule),
          secondary: [Label(hasRate, "`rate` stands here")],
          notes: ["a job runs by the clock; a rate counts requests"],
          help: ["keep one of the two"]
        )
      )
    }
    guard hasRate == nil, schedule == nil, let block = declaration.block else { return }
    let end = block.span.upper
    let place = SourceSpan(
      file: block.span.file,
      lower: max(block.span.lower, end - 1),
      upper: max(block.span.lower, end - 1)
    )
    sink.report(
      NameMessage.undeclared(
        "how often `\(declaration.name)` is asked is not stated",
        at: declaration.nameSpan,
        insert: "  rate unknown peak unknown\n",
        at: place,
        reason: "heat, cost and latency all follow the rate",
        help: "write `rate 40/s peak 200/s`, `schedule …` for a job, or `unknown`"
      )
    )
  }

  /// `daily 02:00 UTC within 2 h`.
  private func schedule() -> Schedule? {
    guard var cursor = sheet.cursor("schedule", sink: sink) else { return nil }
    let words = ["hourly", "daily", "weekly", "monthly", "every"]
    guard let word = cursor.expectWord(among: words, "schedule") else { return nil }
    var text = word.value
    var runs: Double
    // 730 hours a month, as rates and bills count.
    switch word.value {
    case "hourly": runs = 730
    case "daily": runs = 730 / 24
    case "weekly": runs = 730 / 168
    case "monthly": runs = 1
    default:
      guard let period = cursor.expect(.time, "the period") else { return nil }
      guard period.value >= 1 else {
        cursor.fail(NameMessage.outOfRange("a period", period.span, "at least one second"))
        return nil
      }
      // However many blanks stand between the number and its unit.
      text += " " + cursorText(period.span).split { " \t".contains($0) }.joined(separator: " ")
      runs = 730 * 3600 / period.value
    }
    if let day = cursor.takeWord(among: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]) {
      text += " " + day.value
    }
    var timeOfDay: Double?
    if let time = cursor.takeNode(.time) {
      text += " " + time.text
      timeOfDay = time.timeLiteral?.secondsOfDay
      guard let zone = cursor.expectWord(among: ["UTC"], "time zone") else { return nil }
      text += " " + zone.value
    }
    var within: Double?
    if cursor.takeWord("within") != nil {
      guard let window = cursor.expect(.time, "the window") else { return nil }
      within = window.value
    }
    cursor.finish()
    return cursor.hasFailed
      ? nil
      : Schedule(
        text: text,
        runsPerMonth: runs,
        timeOfDaySeconds: timeOfDay,
        withinSeconds: within,
        span: cursor.node.span
      )
  }

  private func cursorText(_ span: SourceSpan) -> String {
    declaration.clause.tree.file.text(span)
  }

  private func consistency() -> Located<Consistency>? {
    guard var cursor = sheet.cursor("consistency", sink: sink) else { return nil }
    let words = ["strong", "eventual", "read-your-writes"]
    guard let word = cursor.expectWord(among: words, "consistency") else { return nil }
    var within: Double?
    if word.value != "strong", cursor.takeWord("within") != nil {
      guard let age = cursor.expect(.time, "the greatest age") else { return nil }
      within = age.value
    }
    cursor.finish()
    let value: Consistency =
      switch word.value {
      case "strong": .strong
      case "eventual": .eventual(withinSeconds: within)
      default: .readYourWrites(withinSeconds: within)
      }
    return cursor.hasFailed ? nil : Located(value, cursor.node.span)
  }

  /// `by $request for 10 min`.
  private func idempotency() -> Idempotency? {
    guard var cursor = sheet.cursor("idempotent", sink: sink) else { return nil }
    guard cursor.expectWord(among: ["by"], "word") != nil else { return nil }
    guard let item = cursor.takeNode(.parameter) else {
      cursor.failMissing("a parameter", forms: ["$request"])
      return nil
    }
    let name = item.pathSegments.joined(separator: ".")
    guard let id = parameters.find(name) else {
      parameters.noteUnknown(name)
      cursor.fail(
        NameMessage.unknown(
          "parameter",
          "$" + name,
          item.span,
          among: parameters.names.map { "$" + $0 }
        )
      )
      return nil
    }
    parameters.use(id)
    context.record(parameters[id], item)
    guard cursor.expectWord(among: ["for"], "word") != nil,
      let time = cursor.expect(.time, "how long a request is remembered")
    else { return nil }
    cursor.finish()
    return cursor.hasFailed
      ? nil : Idempotency(parameter: id, seconds: time.value, span: cursor.node.span)
  }
}

/// Reads `10 ms p95`.
enum LatencyReader {
  static func read(_ cursor: inout ClauseCursor) -> LatencyBudget? {
    guard let time = cursor.expect(.time, "a latency") else { return nil }
    guard time.value > 0 else {
      cursor.fail(NameMessage.outOfRange("a latency", time.span, "a call takes some time"))
      return nil
    }
    guard let percentile = percentile(&cursor) else { return nil }
    return LatencyBudget(
      milliseconds: time.value * 1000,
      percentile: percentile.value,
      span: time.span.union(percentile.span)
    )
  }

  /// `p50`, `p99`, `p999`: the digits are those behind the point.
  static func percentile(_ cursor: inout ClauseCursor) -> Located<Double>? {
    guard let item = cursor.current, let word = item.word, word.first == "p",
      word.utf8.count >= 3, word.utf8.count <= 6,
      word.dropFirst().utf8.allSatisfy({ $0 &- 0x30 < 10 }),
      let digits = Double("0." + word.dropFirst())
    else {
      cursor.failMissing("a percentile", forms: ["p50", "p95", "p99", "p999"])
      return nil
    }
    // Trailing zeros are mistaken for hundreds: `p100` would be the tenth percentile.
    guard digits > 0, word.utf8.count == 3 || word.utf8.last != 0x30 else {
      cursor.fail(
        NameMessage.outOfRange(
          "a percentile",
          item.span,
          "the digits stand behind the point: `p99` is 99 %, `p999` is 99.9 %; none is 0 or 100 %"
        )
      )
      return nil
    }
    cursor.advance()
    return Located(digits, item.span)
  }
}
