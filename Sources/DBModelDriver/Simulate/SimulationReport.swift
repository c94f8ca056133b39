import DBModelDiagnostics
import DBModelReport
import DBModelSimulation
import DBModelStatistics
import DBModelWorkload

/// What a simulation showed, for people and for machines.
struct SimulationReport {
  let workload: Workload
  let request: SimulateRequest
  let results: [SimulationResult]

  /// Events of a table that people are shown; JSON has all that were kept.
  private static let mostShown = 40
  /// Rows beside a picture that are shown without asking for them.
  private static let openRows = 12

  private var options: SimulationOptions { request.options }

  func add(to document: inout ReportDocument) {
    document.subjects.append(ReportCount(results.count, "table"))
    document.subjects.append(
      ReportCount(results.reduce(0) { $0 + $1.counts.splits }, "split")
    )
    document.assumptions.remarks += remarks
    // Behind other sections it is one of them.
    let isPart = !document.sections.isEmpty
    let drawn = SimulationPictures.drawn(request.drawsPictures ? results : [])
    var own = results.indices.flatMap { blocks($0, drawn: drawn.sides) }
    if drawn.leftOut > 0 {
      let count = ReportCount(drawn.leftOut, "more table or index", "more tables and indexes").text
      own.append(.paragraph("Reads or writes of \(count), quieter than these, are not drawn."))
    }
    own += closing
    document.sections +=
      isPart
      ? [.heading(level: 2, "Simulated, second by second")] + own.map(\.lowered.lowered) : own
    document.subjects.append(ReportCount(throttledAttempts, "throttled attempt"))
    document.simulation = SimulationValue(request: request, results: results).value
  }

  /// Of all patterns, on all tables and indexes; no finding, but nothing to keep silent about.
  private var throttledAttempts: Int {
    let all = results.flatMap(\.structures).flatMap(\.flows)
      .reduce(0) { $0 + $1.throttledAttempts }
    return Int(exactly: min(all, 1e15).rounded()) ?? 0
  }

  // MARK: Assumptions

  private var remarks: [String] {
    let splitting = options.splitting
    let threshold = FigureFormatter.percent(splitting.threshold)
    var remarks = [
      "\(ClockText.duration(options.seconds)) from \(clock(0)) UTC in steps of a second, seed"
        + " \(options.seed), \(options.arrivals.rawValue) arrivals",
      "assumed, since the service publishes none of it: a partition is split when it was above"
        + " \(threshold) for \(ClockText.duration(splitting.sustainedSeconds)), which takes"
        + " \(ClockText.duration(splitting.durationSeconds)), at a boundary that lowers its fuller"
        + " half by \(FigureFormatter.percent(splitting.leastGain)) of what it serves",
      "callers: \(retries)",
    ]
    if request.rateFactor != 1 {
      remarks.append("every rate x \(FigureFormatter.number(request.rateFactor))")
    }
    if let peak = request.peakSecond {
      remarks.append(
        peak < options.seconds
          ? "peaks and bursts of all patterns begin together, at \(clock(peak))"
          : "peaks and bursts would begin at \(clock(peak)), after the end: none of them is seen"
      )
    }
    return remarks + unknowns
  }

  private var retries: String {
    let policy = options.retries
    guard policy.attempts > 1 else { return "one attempt" }
    let first = FigureFormatter.range(
      low: policy.baseSeconds * 1_000,
      high: policy.baseSeconds * 1_000,
      unit: "ms"
    )
    return "\(policy.attempts) attempts; before the second one waits up to \(first), before each"
      + " further one up to twice as long (full jitter), at most"
      + " \(FigureFormatter.number(policy.mostSeconds)) s; \(quota)"
  }

  private var quota: String {
    let clients = options.retries.clients
    guard clients > 0 else { return "no quota of retries" }
    return
      "\(ReportCount(clients, "process", "processes").text), each with the SDK's quota of retries"
  }

  /// What the model leaves open.
  private var unknowns: [String] {
    var lines: [String] = []
    func name(_ patterns: [AccessPattern]) -> String {
      patterns.map { "`\($0.name)`" }.joined(separator: ", ")
    }
    let rated = workload.patterns.filter { $0.rate != nil }
    let open = rated.filter { $0.rate?.peak.value == nil && $0.rate?.average.value != nil }
    if !open.isEmpty { lines.append("peak unknown, the average is taken: \(name(open))") }
    let even = rated.filter { $0.rate?.average.value == nil && $0.rate?.peak.value != nil }
    if !even.isEmpty { lines.append("average unknown, the peak is taken: \(name(even))") }
    let silent = rated.filter { $0.rate?.average.value == nil && $0.rate?.peak.value == nil }
    if !silent.isEmpty { lines.append("rate unknown, left out: \(name(silent))") }
    let unasked = rated.filter { $0.skews.contains { $0.popularity == .unknown } }
    if !unasked.isEmpty {
      lines.append(
        "popularity unknown, every key is asked for alike: \(name(unasked)); `dbmodel check` says"
          + " what the most popular key may take"
      )
    }
    let jobs = workload.patterns.filter { $0.schedule != nil }
    if !jobs.isEmpty { lines.append("jobs are left out: \(name(jobs))") }
    return lines
  }

  private var closing: [ReportBlock] {
    if results.isEmpty {
      return [.paragraph("The model has no DynamoDB table that anybody calls.")]
    }
    return [.heading(level: 1, "Assumptions"), .outline(remarks.map { ReportOutlineLine(0, $0) })]
  }

  private func clock(_ second: Int) -> String { ClockText.text(second, start: options.start) }

  // MARK: Tables

  private func blocks(_ place: Int, drawn: Set<SimulationPictures.Side>) -> [ReportBlock] {
    let result = results[place]
    let sides = result.structures.flatMap { structure in
      [false, true].map { (structure: structure, isWrite: $0) }
    }.filter { $0.structure.totals(isWrite: $0.isWrite).offered > 0 }
    guard !sides.isEmpty else { return [] }
    var blocks: [ReportBlock] = [
      .heading(level: 1, "Table `\(result.table)`"),
      .table(
        ReportTable(
          columns: [
            ReportColumn("table or index"), ReportColumn("of"),
            ReportColumn("offered", .trailing, unit: "units/s"),
            ReportColumn("throttled", .trailing),
            ReportColumn("hottest share", .trailing),
            ReportColumn("fullest second", .trailing),
            ReportColumn("partitions", .trailing),
            ReportColumn("p99", .trailing, unit: "ms"),
          ],
          rows: sides.map { summary($0.structure, isWrite: $0.isWrite) }
        )
      ),
    ]
    for side in sides {
      let isDrawn = drawn.contains(
        SimulationPictures.Side(
          table: place,
          structure: side.structure.name,
          isWrite: side.isWrite
        )
      )
      let isThrottled = side.structure.totals(isWrite: side.isWrite).throttled > 0
      guard isThrottled || isDrawn else { continue }
      blocks.append(
        .heading(level: 2, "`\(side.structure.name)`, \(side.isWrite ? "writes" : "reads")")
      )
      if isDrawn {
        blocks += SimulationPictures(options: options, events: result.events)
          .blocks(side.structure, isWrite: side.isWrite)
      }
      if isThrottled { blocks += series(side.structure, isWrite: side.isWrite) }
    }
    return blocks + failures(result) + events(result)
  }

  private func summary(_ structure: StructureResult, isWrite: Bool) -> [ReportCell] {
    let totals = structure.totals(isWrite: isWrite)
    let fullest = structure.intervals.reduce(0) {
      max($0, $1.side(isWrite: isWrite).hottestUtilisation)
    }
    let p99 = structure.intervals.compactMap { $0.side(isWrite: isWrite).latency?.p99 }
    let last = structure.intervals.last?.partitions ?? structure.partitionsAtStart
    let count =
      last == structure.partitionsAtStart ? "\(last)" : "\(structure.partitionsAtStart) to \(last)"
    return [
      ReportCell("`\(structure.name)`"), ReportCell(isWrite ? "writes" : "reads"),
      number(totals.offered / Double(options.seconds)), throttled(totals),
      percent(structure.hottestShareAtStart[isWrite]), percent(fullest), ReportCell(count),
      p99.isEmpty
        ? "–"
        : ReportCell(
          ReportFigure(low: p99.min() ?? 0, high: p99.max() ?? 0, unit: ""),
          withUnit: false
        ),
    ]
  }

  /// Rows that throttled or grew, with a quiet one on either side.
  private func telling(_ structure: StructureResult, isWrite: Bool) -> [IntervalResult] {
    let rows = structure.intervals
    func tells(_ place: Int) -> Bool {
      guard rows.indices.contains(place) else { return false }
      let before = place > 0 ? rows[place - 1].partitions : structure.partitionsAtStart
      return rows[place].side(isWrite: isWrite).totals.throttled > 0
        || rows[place].partitions != before
    }
    return rows.indices.filter { tells($0) || tells($0 - 1) || tells($0 + 1) }.map { rows[$0] }
  }

  private func series(_ structure: StructureResult, isWrite: Bool) -> [ReportBlock] {
    let rows = telling(structure, isWrite: isWrite).map { row -> [ReportCell] in
      let side = row.side(isWrite: isWrite)
      return [
        ReportCell(clock(row.second)), number(side.totals.offered / Double(row.seconds)),
        side.admitted.map(number) ?? "all", throttled(side.totals),
        percent(side.hottestUtilisation),
        ReportCell(side.hottestPartition > 0 ? "\(side.hottestPartition)" : "–"),
        ReportCell("\(row.partitions)"), milliseconds(side.latency?.p50),
        milliseconds(side.latency?.p99),
      ]
    }
    let table = ReportTable(
      columns: [
        ReportColumn("from"), ReportColumn("offered", .trailing, unit: "units/s"),
        ReportColumn("admitted", .trailing, unit: "units/s"),
        ReportColumn("throttled", .trailing), ReportColumn("fullest second", .trailing),
        ReportColumn("of partition", .trailing), ReportColumn("partitions", .trailing),
        ReportColumn("p50", .trailing, unit: "ms"), ReportColumn("p99", .trailing, unit: "ms"),
      ],
      rows: rows
    )
    // Beside pictures, rows are many and short.
    let isLong = request.drawsPictures && rows.count > Self.openRows
    return [isLong ? .details(title: "Where it throttled", [.table(table)]) : .table(table)]
  }

  /// Which patterns felt it; entries of an index are felt by the writes of its table.
  private func failures(_ result: SimulationResult) -> [ReportBlock] {
    var rows: [[ReportCell]] = []
    for structure in result.structures {
      for flow in Self.byPattern(structure.flows) where flow.throttledAttempts > 0.5 {
        // An index's entries have no requests of their own to fail.
        let isEntry = structure.isIndex && flow.failed == 0 && flow.waiting == 0
        rows.append([
          ReportCell("`\(flow.label)`"), ReportCell("`\(structure.name)`"),
          number(flow.calls.rounded()), number(flow.throttledAttempts.rounded()),
          isEntry ? "–" : number(flow.failed.rounded()),
        ])
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading(level: 2, "Requests"),
      .table(
        ReportTable(
          columns: [
            ReportColumn("pattern"), ReportColumn("on"), ReportColumn("requests", .trailing),
            ReportColumn("throttled attempts", .trailing), ReportColumn("failed", .trailing),
          ],
          rows: rows
        )
      ),
    ]
  }

  private static func byPattern(_ flows: [FlowTotals]) -> [FlowTotals] {
    var found: [FlowTotals] = []
    for flow in flows {
      if let known = found.firstIndex(where: { $0.label == flow.label }) {
        found[known] += flow
      } else {
        found.append(flow)
      }
    }
    return found
  }

  private func events(_ result: SimulationResult) -> [ReportBlock] {
    guard result.counts.all > 0 else { return [] }
    let shown = result.events.prefix(Self.mostShown)
    var lines = shown.map { event in
      ReportOutlineLine(
        0,
        "\(clock(event.second)) `\(event.structure)`: \(event.text(start: options.start))"
      )
    }
    let more = result.counts.all - shown.count
    if more > 0 { lines.append(ReportOutlineLine(0, "and \(FigureFormatter.integer(more)) more")) }
    return [.heading(level: 2, "What happened"), .outline(lines)]
  }

  // MARK: Figures

  private func number(_ value: Double) -> ReportCell {
    ReportCell(ReportFigure(value, unit: ""), withUnit: false)
  }

  private func percent(_ part: Double) -> ReportCell { ReportCell(FigureFormatter.percent(part)) }

  private func milliseconds(_ value: Double?) -> ReportCell { value.map(number) ?? "–" }

  private func throttled(_ totals: LoadTotals) -> ReportCell {
    let share = totals.throttledShare
    guard share > 0 else { return "0" }
    // Less than a millionth is told as such.
    if share < 1e-6 { return "under 0.0001%" }
    return percent(share)
  }
}
