import DBModelDiagnostics
import DBModelEstimation
import DBModelReport
import DBModelSimulation

/// What a simulation saw of a table or an index over time, as pictures.
struct SimulationPictures {
  let options: SimulationOptions
  let events: [SimulationEvent]

  /// Tables and indexes that are drawn of one simulation, the fullest.
  private static let mostDrawn = 24
  /// A partition that is never fuller than this has nothing to show unless something is throttled.
  private static let leastUtilisation = 0.3
  /// Rows of the numbers beside a picture.
  private static let mostRows = 24

  /// What was asked and served, and the fullest partition.
  func blocks(_ structure: StructureResult, isWrite: Bool) -> [ReportBlock] {
    [
      .picture(load(structure, isWrite: isWrite)), .picture(partition(structure, isWrite: isWrite)),
    ]
  }

  // MARK: Choice

  /// Reads or writes of a table or an index.
  struct Side: Hashable {
    /// Names of tables may come twice, in two stores.
    let table: Int
    let structure: String
    let isWrite: Bool
  }

  /// The sides that are worth a picture, and how many more would be.
  static func drawn(_ results: [SimulationResult]) -> (sides: Set<Side>, leftOut: Int) {
    var found: [(side: Side, throttled: Double, fullest: Double)] = []
    for (number, result) in results.enumerated() {
      for structure in result.structures {
        for isWrite in [false, true] where isTelling(structure, isWrite: isWrite) {
          found.append(
            (
              Side(table: number, structure: structure.name, isWrite: isWrite),
              structure.totals(isWrite: isWrite).throttledShare, fullest(structure, isWrite)
            )
          )
        }
      }
    }
    let order = found.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      return (y.throttled, y.fullest, a.offset) < (x.throttled, x.fullest, b.offset)
    }
    let sides = order.prefix(mostDrawn).map(\.element.side)
    return (Set(sides), found.count - sides.count)
  }

  private static func isTelling(_ structure: StructureResult, isWrite: Bool) -> Bool {
    structure.totals(isWrite: isWrite).throttled > 0
      || fullest(structure, isWrite) >= leastUtilisation
  }

  private static func fullest(_ structure: StructureResult, _ isWrite: Bool) -> Double {
    structure.intervals.map { $0.side(isWrite: isWrite).hottestUtilisation }.max() ?? 0
  }

  // MARK: Load

  private func load(_ structure: StructureResult, isWrite: Bool) -> ReportPicture {
    let rows = structure.intervals
    func rate(_ row: IntervalResult, _ of: (LoadTotals) -> Double) -> Double {
      of(row.side(isWrite: isWrite).totals) / Double(max(1, row.seconds))
    }
    func points(_ value: (LoadTotals) -> Double) -> [ChartPoint] {
      rows.map { ChartPoint(Double($0.second), rate($0, value)) }
    }
    var series = [
      ChartSeries("asked for", points(\.offered)), ChartSeries("served", points(\.served)),
    ]
    let admitted = rows.map { $0.side(isWrite: isWrite).admitted }
    if admitted.allSatisfy({ $0 != nil }) {
      let most = 4 * (series[0].points.map(\.y).max() ?? 0)
      let line = zip(rows, admitted).map { ChartPoint(Double($0.second), $1 ?? 0) }
      // What admits many times of what is asked for would press all else to the ground.
      if line.allSatisfy({ $0.y <= most }) { series.append(ChartSeries("admitted", line)) }
    }
    let totals = structure.totals(isWrite: isWrite)
    var reading = Self.throttling(totals)
    if let most = rows.max(by: { rate($0, \.offered) < rate($1, \.offered) }) {
      reading +=
        " The most is asked for at \(clock(most.second)):"
        + " \(FigureFormatter.number(rate(most, \.offered))) units/s, repetitions included."
    }
    let average = ClockText.duration(options.intervalSeconds)
    return ReportPicture(
      "`\(structure.name)`: \(isWrite ? "writes" : "reads") asked for and served",
      reading: reading,
      .time(
        TimeChart(
          yTitle: "\(isWrite ? "write" : "read") units/s, averages of \(average)",
          startSecond: options.start,
          seconds: Double(options.seconds),
          series: series,
          difference: totals.throttled > 0 ? "throttled" : nil,
          events: marks(structure, isWrite: isWrite, [.rise])
        )
      ),
      numbers: ReportTable(
        columns: [
          ReportColumn("from"), ReportColumn("asked for", .trailing, unit: "units/s"),
          ReportColumn("served", .trailing, unit: "units/s"),
          ReportColumn("admitted", .trailing, unit: "units/s"),
        ],
        rows: shown(rows) { rate($0, \.offered) }.map { row in
          [
            ReportCell(clock(row.second)), number(rate(row, \.offered)),
            number(rate(row, \.served)),
            row.side(isWrite: isWrite).admitted.map(number) ?? "all",
          ]
        }
      )
    )
  }

  private static func throttling(_ totals: LoadTotals) -> String {
    guard totals.throttled > 0 else { return "Nothing is throttled." }
    let causes = [
      (totals.throttledByPartition, "by partitions"),
      (totals.throttledByAdmission, "by what is admitted as a whole"),
      (totals.throttledByIndex, "because an index has no room"),
    ]
    let main = causes.max { $0.0 < $1.0 }?.1 ?? ""
    let share =
      totals.throttledShare < 1e-6
      ? "under 0.0001%" : FigureFormatter.percent(totals.throttledShare)
    return "\(share) of all attempts are throttled, most of them \(main)."
  }

  // MARK: Partitions

  private func partition(_ structure: StructureResult, isWrite: Bool) -> ReportPicture {
    let rows = structure.intervals
    let limit = PartitionCeiling.limit(isWrite: isWrite)
    let unit = "\(isWrite ? "write" : "read") units/s"
    func load(_ row: IntervalResult) -> Double {
      row.side(isWrite: isWrite).hottestUtilisation * limit
    }
    let most = rows.max { load($0) < load($1) }
    var reading = "A partition serves \(FigureFormatter.number(limit)) \(unit)."
    if let most {
      let side = most.side(isWrite: isWrite)
      reading =
        "In its fullest second, from \(clock(most.second)) on, partition \(side.hottestPartition)"
        + " is asked for \(FigureFormatter.number(load(most))) of the"
        + " \(FigureFormatter.number(limit)) \(unit) that one serves."
    }
    let own = events.filter { $0.structure == structure.name }
    let splits = own.count { if case .split = $0.kind { true } else { false } }
    let refusals = own.count { if case .notSplit = $0.kind { true } else { false } }
    if splits > 0 { reading += " \(ReportCount(splits, "split").text) of partitions." }
    if refusals > 0 {
      reading += " \(ReportCount(refusals, "time").text) a hot partition could not be split."
    }
    return ReportPicture(
      "`\(structure.name)`: \(isWrite ? "writes" : "reads") of the fullest partition",
      reading: reading,
      .time(
        TimeChart(
          yTitle: "\(unit) of the fullest partition in its fullest second",
          startSecond: options.start,
          seconds: Double(options.seconds),
          series: [
            ChartSeries("fullest partition", rows.map { ChartPoint(Double($0.second), load($0)) })
          ],
          limits: [
            ChartLimit(limit, "\(FigureFormatter.number(limit)): what one partition serves")
          ],
          events: marks(structure, isWrite: isWrite, [.split, .refusal])
        )
      ),
      numbers: ReportTable(
        columns: [
          ReportColumn("from"), ReportColumn("fullest partition", .trailing, unit: "units/s"),
          ReportColumn("its number", .trailing), ReportColumn("partitions", .trailing),
        ],
        rows: shown(rows, load).map { row in
          let number = row.side(isWrite: isWrite).hottestPartition
          return [
            ReportCell(clock(row.second)), self.number(load(row)),
            ReportCell(number > 0 ? "\(number)" : "–"), ReportCell("\(row.partitions)"),
          ]
        }
      )
    )
  }

  // MARK: Parts

  private func marks(
    _ structure: StructureResult,
    isWrite: Bool,
    _ wanted: [TimeChart.Event.Mark]
  ) -> [TimeChart.Event] {
    events.filter { $0.structure == structure.name }.compactMap { event in
      let (mark, name): (TimeChart.Event.Mark, String)
      switch event.kind {
      case .split: (mark, name) = (.split, "split")
      case .notSplit: (mark, name) = (.refusal, "refused split")
      case .admissionRaised(let isOfWrites, _, _):
        if isOfWrites != isWrite { return nil }
        (mark, name) = (.rise, "more admitted")
      case .capacityScaled(let isOfWrites, let from, let to):
        if isOfWrites != isWrite { return nil }
        (mark, name) = (.rise, to > from ? "more provisioned" : "less provisioned")
      case .throttling: return nil
      }
      return wanted.contains(mark) ? TimeChart.Event(Double(event.second), mark, name) : nil
    }
  }

  /// Of many rows those that are highest among their neighbours.
  private func shown(_ rows: [IntervalResult], _ value: (IntervalResult) -> Double)
    -> [IntervalResult]
  {
    let width = max(1, (rows.count + Self.mostRows - 1) / Self.mostRows)
    return stride(from: 0, to: rows.count, by: width).compactMap { first in
      rows[first..<min(rows.count, first + width)].max { value($0) < value($1) }
    }
  }

  private func clock(_ second: Int) -> String { ClockText.text(second, start: options.start) }

  private func number(_ value: Double) -> ReportCell {
    ReportCell(ReportFigure(value, unit: ""), withUnit: false)
  }
}
