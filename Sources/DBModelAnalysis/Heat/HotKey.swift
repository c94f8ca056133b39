import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// The hottest key of one structure, and what is to be said of it.
struct HotKey {
  let workload: Workload
  let structure: StructureHeat
  let isWrite: Bool
  let hottest: HottestKey
  /// Units a second that one partition serves.
  let limit: Double

  /// The key's value where it has a name.
  private var value: String? { hottest.value }
  /// Units a second.
  var load: Interval { hottest.unitsPerSecond }
  /// Units a second that are planned with for requests as large as these.
  private var planned: Double { load.high / max(hottest.ofCeiling.high, 1e-9) }
  /// Requests of a few units, of which nearly the most is planned with.
  private var isOfSmallRequests: Bool {
    planned > PartitionCeiling.planned(isWrite: isWrite) * 0.999
  }

  private var unit: String { isWrite ? "write units/s" : "read units/s" }
  private var name: String { structure.isIndex ? "index" : "table" }
  private var parts: [HeatContribution] {
    structure.contributions(isWrite: isWrite, onKey: value)
  }
  /// What goes to one item of the key rather than to its collection.
  private var oneItemLoad: Interval {
    structure.hottestItem(isWrite: isWrite).unitsPerSecond
  }
  private var path: String { "\(workload[structure.store].name)/\(structure.structure)" }

  /// More than is planned with, whatever is not known.
  func isHot() -> Diagnostic? {
    var severity = Severity.warning
    if load.low > limit, case .cannot = structure.splitting { severity = .danger }
    if oneItemLoad.low > limit { severity = .danger }
    return diagnostic(
      WorkloadRules.hotKey,
      severity: severity,
      "\(subject) \(figure(load)) \(unit) to one key of \(name) `\(structure.structure)`",
      help: ways()
    )
  }

  /// Too much only if what is not known turns out badly.
  func mayBeHot() -> Diagnostic? {
    diagnostic(
      WorkloadRules.hotKeyPossible,
      severity: nil,
      "\(subject) up to \(figure(load.high)) \(unit) to one key of \(name) "
        + "`\(structure.structure)`",
      notes: breakEven(),
      help: [
        parts.contains { !$0.callsPerSecond.isExact }
          ? "state the peak, and measure the popularity: `dbmodel trace LOG` makes a profile of it"
          : "state or measure the popularity: `zipf(…)`, `hotset(…)`, or what `dbmodel trace LOG`"
            + " finds"
      ]
    )
  }

  /// Fine today; too much at the stated multiple.
  func lacksHeadroom(_ goal: Located<Double>) -> Diagnostic? {
    let factor = FigureFormatter.number(goal.value)
    return diagnostic(
      WorkloadRules.hotKeyAtHeadroom,
      severity: nil,
      "at \(factor)x throughput, one key of \(name) `\(structure.structure)` takes "
        + "\(figure(load * goal.value)) \(unit)",
      secondary: [Label(goal.span, "the goal")],
      notes: [
        "today \(figure(load)) x \(factor) = \(figure(load * goal.value)) \(unit); "
          + "one key serves \(FigureFormatter.number(limit)), planned to "
          + "\(FigureFormatter.number(planned)): "
          + "enough for \(FigureFormatter.number(1 / max(hottest.ofCeiling.low, 1e-9)))x"
      ],
      help: ways(at: goal.value)
    )
  }

  // MARK: Words

  /// `setStatus` sends, or 3 patterns send; what is below a tenth of the load is not named.
  private var subject: String {
    let patterns = heavyPatterns
    let verb = isWrite ? ("sends", "send") : ("asks for", "ask for")
    if patterns.count == 1 { return "`\(workload[patterns[0]].name)` \(verb.0)" }
    return "\(patterns.count) patterns \(verb.1)"
  }

  private var heavyPatterns: [PatternID] {
    var seen: [PatternID] = []
    for part in parts
    where part.unitsPerSecond(onKey: value).high >= load.high / 10
      && !seen.contains(part.pattern)
    {
      seen.append(part.pattern)
    }
    return seen
  }

  private func diagnostic(
    _ rule: RuleDescriptor,
    severity: Severity?,
    _ title: String,
    secondary: [Label] = [],
    notes: [String] = [],
    help: [String]
  ) -> Diagnostic? {
    guard let first = heavyPatterns.first else { return nil }
    let pattern = workload[first]
    var labels = secondary
    for part in parts where heavyPatterns.contains(part.pattern) {
      guard let span = part.basisSpan, !labels.contains(where: { $0.span == span }) else {
        continue
      }
      labels.append(Label(span, part.basis))
    }
    if let span = structure.span {
      labels.append(Label(span, "partition key `\(structure.partitionKey)`"))
    }
    for other in heavyPatterns.dropFirst() {
      guard let rate = workload[other].rate else { continue }
      labels.append(Label(rate.highestSpan, rate.burst == nil ? "and this peak" : "and this burst"))
    }
    return Diagnostic(
      rule,
      severity: severity,
      title,
      at: Label(
        pattern.rate?.highestSpan ?? pattern.nameSpan,
        pattern.rate?.burst == nil ? "peak stated here" : "burst stated here"
      ),
      secondary: labels,
      notes: arithmetic() + notes + splitting() + backPressure(),
      help: help,
      path: path
    )
  }

  /// The load, one line for each pattern and effect, and the sum against the limit.
  private func arithmetic() -> [String] {
    var lines: [String] = []
    let shown = parts.prefix(6)
    if shown.contains(where: { $0.effect == .puts }) {
      lines.append(
        "a change of an index key costs 2 writes: a delete under the old key, a put under the new"
      )
    }
    for part in shown {
      let own = part.unitsPerSecond(onKey: value)
      var of = part.effect == .puts || part.effect == .deletes ? " of \(part.effect.rawValue)" : ""
      if let index = part.localIndex {
        of = isWrite ? " to its local index `\(index)`" : " through local index `\(index)`"
      }
      lines.append(
        "`\(workload[part.pattern].name)`: \(figure(part.callsPerSecond)) calls/s x "
          + "\(figure(part.unitsPerCall)) \(part.unitsPerCall == .one ? "unit" : "units") x \(percent(part.share(onKey: value))) "
          + "= \(figure(own)) \(unit)\(of)"
      )
    }
    let rest = parts.dropFirst(shown.count)
    if !rest.isEmpty {
      let sum = rest.reduce(Interval.zero) { $0 + $1.unitsPerSecond(onKey: value) }
      lines.append("\(rest.count) smaller parts: \(figure(sum)) \(unit)")
    }
    let subject = value.map { "key `\($0)`" } ?? "the top key of `\(structure.partitionKey)`"
    lines.append(
      "\(subject): \(figure(load)) \(unit); one key serves \(FigureFormatter.number(limit)) "
        + "(planned to \(FigureFormatter.number(planned)))"
    )
    if !isOfSmallRequests {
      let largest = shown.map { $0.unitsPerRequest.high * $0.callsAtOnce }.max() ?? 1
      let count = FigureFormatter.number((limit / max(largest, 1)).rounded(.down))
      lines.append(
        "a request takes up to \(figure(largest)) units, and a second serves \(count) of them: "
          + "random arrivals fill it sooner than the 70 % that small requests are planned to"
      )
    }
    return lines
  }

  private func splitting() -> [String] {
    switch structure.splitting {
    case .helps where oneItemLoad.low > limit:
      ["it cannot be split: \(figure(oneItemLoad)) \(unit) go to one item"]
    case .helps:
      ["the service splits a hot collection after minutes, and throttles until then"]
    case .cannot(let reason): ["it cannot be split: \(reason)"]
    }
  }

  private func backPressure() -> [String] {
    guard isWrite, structure.isIndex else { return [] }
    return ["what the index cannot take, its table does not take either: those writes throttle"]
  }

  /// The share of the top key at which the limit is reached, for each pattern whose share is open.
  private func breakEven() -> [String] {
    parts.compactMap { part in
      let share = part.share(onKey: value)
      let all = part.unitsPerSecond
      guard share.high > share.low * 2, all.high > planned else { return nil }
      return
        "hot if the top key takes more than \(percent(Interval(planned / all.high))) of "
        + "`\(workload[part.pattern].name)` (\(figure(all)) units/s in all)"
    }
  }

  private func ways(at factor: Double = 1) -> [String] {
    HotKeyRemedies(
      workload: workload,
      structure: structure,
      isWrite: isWrite,
      hottest: hottest,
      factor: factor,
      isOneItem: !structure.hasSortKey || oneItemLoad.low > limit
    ).lines
  }

  private func figure(_ value: Double) -> String { FigureFormatter.number(value) }
  private func figure(_ value: Interval) -> String {
    FigureFormatter.range(low: value.low, high: value.high, unit: "")
  }
  private func percent(_ share: Interval) -> String {
    FigureFormatter.range(low: share.low * 100, high: share.high * 100, unit: "%")
  }
}
