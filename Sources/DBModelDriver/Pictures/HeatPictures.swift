import DBModelDiagnostics
import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// The heat of a design as pictures: how far each limit is, and how the load of each table and
/// index falls on its keys.
struct HeatPictures {
  let workload: Workload
  let estimates: Estimates

  /// More bars than these nobody compares; they are the first to break.
  private static let mostBars = 16
  /// The fullest tables and indexes; the others have their rows in the tables above.
  private static let mostCurves = 12
  /// The most popular key takes so many times an even share, or there is nothing to see.
  private static let leastSkew = 1.5

  // MARK: Headroom

  var headroom: [ReportBlock] {
    let goal = workload.goals?.headroomThroughput?.value ?? 1
    let all = BreakingPoint.all(estimates, workload)
    let points = all.prefix(Self.mostBars)
    guard let first = points.first else { return [] }
    let bars = points.map { point in
      FactorChart.Bar(
        "\(HeatWords.text(point, workload)), \(point.isWrite ? "writes" : "reads")"
          .filter { $0 != "`" },
        low: point.factor.low,
        high: point.factor.high,
        HeatWords.verdict(point.factor, goal: goal)
      )
    }
    let side = first.isWrite ? "writes" : "reads"
    let end = first.factor.high < 1 ? ": the peak is more than it serves." : "."
    var texts = [
      "First to break: \(HeatWords.text(first, workload)) (\(side)),"
        + " at \(factor(first.factor)) the peak\(end)"
    ]
    let left = all.count - points.count
    if left > 0 {
      texts.append(
        "\(ReportCount(left, "limit").text) further away \(left == 1 ? "is" : "are") not drawn."
      )
    }
    let chart = FactorChart(
      title: "multiple of the peak at which the limit is reached",
      one: "1x: the peak",
      bars: bars,
      limits: goal > 1
        ? [ChartLimit(goal, "\(FigureFormatter.number(goal))x: the goal", isGoal: true)] : []
    )
    return [
      .picture(
        ReportPicture(
          "Headroom: how much the load may grow",
          reading: texts.joined(separator: " "),
          .factors(chart),
          numbers: numbers(Array(points), goal: goal)
        )
      )
    ]
  }

  private func numbers(_ points: [BreakingPoint], goal: Double) -> ReportTable {
    ReportTable(
      columns: [
        ReportColumn("what"), ReportColumn("of"),
        ReportColumn("at the peak", .trailing, unit: "units/s"),
        ReportColumn("limit", .trailing, unit: "units/s"),
        ReportColumn("reached at", .trailing),
      ],
      rows: points.map { point in
        [
          ReportCell(HeatWords.text(point, workload)),
          ReportCell(point.isWrite ? "writes" : "reads"), Self.figure(point.load),
          Self.figure(Interval(point.limit)),
          ReportCell(factor(point.factor), HeatWords.verdict(point.factor, goal: goal)),
        ]
      }
    )
  }

  private func factor(_ factor: Interval) -> String {
    factor.low >= FactorChart.most
      ? "over \(FigureFormatter.number(FactorChart.most))x"
      : FigureFormatter.range(
        low: factor.low,
        high: min(factor.high, FactorChart.most),
        unit: "x"
      )
  }

  private static func figure(_ interval: Interval) -> ReportCell {
    ReportCell(ReportFigure(low: interval.low, high: interval.high, unit: ""), withUnit: false)
  }

  // MARK: Popularity

  var popularity: [ReportBlock] {
    let sides = estimates.heat.flatMap { heat in [false, true].map { (heat: heat, isWrite: $0) } }
    // The fullest key first; among equals the order of the design.
    let order = sides.enumerated().sorted { a, b in
      let (x, y) = (use(a.element.heat, a.element.isWrite), use(b.element.heat, b.element.isWrite))
      return (y, a.offset) < (x, b.offset)
    }.map(\.element)
    let skewed = order.filter { isSkewed($0.heat, isWrite: $0.isWrite) }
    guard !skewed.isEmpty else { return [] }
    let left = skewed.count - Self.mostCurves
    return [.heading(level: 2, "Popularity of keys")]
      + skewed.prefix(Self.mostCurves).map { .picture(picture($0.heat, isWrite: $0.isWrite)) }
      + (left > 0
        ? [
          .paragraph(
            "\(ReportCount(left, "more curve").text), of keys that are less hot,"
              + " \(left == 1 ? "is" : "are") not drawn."
          )
        ] : [])
  }

  private func use(_ heat: StructureHeat, _ isWrite: Bool) -> Double {
    heat.hottestKey(isWrite: isWrite).use.ofCeiling.high
  }

  private func parts(_ heat: StructureHeat, _ isWrite: Bool) -> [PartitionLoad.Part] {
    heat.partitionParts(isWrite: isWrite).filter { $0.load > 0 }
  }

  /// Whether anything is asked, and not all keys alike.
  private func isSkewed(_ heat: StructureHeat, isWrite: Bool) -> Bool {
    let parts = parts(heat, isWrite)
    let load = parts.reduce(0) { $0 + $1.load }
    let top = parts.map { $0.shares.top * $0.load }.max() ?? 0
    let keys = parts.reduce(0) { $0 + $1.shares.keyCount }
    return load > 0 && top * keys > Self.leastSkew * load
  }

  /// - Precondition: It is skewed.
  private func picture(_ heat: StructureHeat, isWrite: Bool) -> ReportPicture {
    let parts = parts(heat, isWrite)
    let total = heat.total(isWrite: isWrite)
    let load = parts.reduce(0) { $0 + $1.load }
    let shares = RankedShares(
      parts.flatMap { part in
        part.shares.groups.map {
          RankedShares.Group(keys: $0.keys, share: $0.share * part.load)
        }
      }
    )
    var curves = [(name: "as far as is certain", shares: shares)]
    if parts.count > 1 {
      let all = RankedShares.stacked(parts.map { ($0.shares, $0.load) }).shares
      // Which keys lead in each of the loads is not known: they may be the same ones.
      if all.top > shares.top * 1.01 {
        curves.append(("if the same keys lead in everything", all))
      }
    }
    let limit = PartitionCeiling.limit(isWrite: isWrite)
    let units = "\(isWrite ? "write" : "read") units/s"
    var picture = PopularityPicture(curves: curves, unitsPerSecond: load)
    picture.limits = [
      ChartLimit(
        limit / max(total.high, load),
        "\(FigureFormatter.number(limit)) \(units): the most of one key"
      )
    ]
    let goal = workload.goals?.headroomThroughput?.value ?? 1
    if goal > 1 {
      let share = limit / max(total.high, load) / goal
      let label = "the goal: \(FigureFormatter.number(goal))x the peak"
      picture.limits.append(ChartLimit(share, label, isGoal: true))
    }
    return ReportPicture(
      "`\(heat.structure)`: \(isWrite ? "writes" : "reads")"
        + " by the popularity of `\(heat.partitionKey)`",
      reading: reading(heat, isWrite: isWrite, limit: limit, total: total, units: units),
      picture.chart,
      numbers: picture.numbers
    )
  }

  /// Whether the service could spread the hottest key by itself, where one of them has to.
  private func splitting(
    _ heat: StructureHeat,
    isWrite: Bool,
    _ load: Interval,
    _ limit: Double
  ) -> String {
    guard load.high > limit * PartitionCeiling.mostPlannedShare else { return "" }
    let item = heat.hottestItem(isWrite: isWrite).unitsPerSecond.low
    if item >= 0.9 * load.low, item > 0 {
      return " Nearly all of it falls on one item, which no split divides."
    }
    guard case .cannot(let reason) = heat.splitting else { return "" }
    return " A split cannot spread it: \(reason)."
  }

  private func reading(
    _ heat: StructureHeat,
    isWrite: Bool,
    limit: Double,
    total: Interval,
    units: String
  ) -> String {
    let hottest = heat.hottestKey(isWrite: isWrite)
    let load = hottest.unitsPerSecond
    let key = hottest.value.map { "Key `\($0)`" } ?? "The most popular `\(heat.partitionKey)`"
    func range(_ interval: Interval, _ unit: String) -> String {
      FigureFormatter.range(low: interval.low, high: interval.high, unit: unit)
    }
    let share = Interval(
      min(1, total.low > 0 ? load.low / total.low : 0),
      min(1, total.high > 0 ? load.high / total.high : 0)
    )
    var text =
      "\(key) takes \(range(share * 100, "%")) of \(range(total, units)) at the peak: "
      + "\(range(load, "")) of the \(FigureFormatter.number(limit)) that one partition serves."
    let by = heat.contributions(isWrite: isWrite, onKey: hottest.value).prefix(3)
      .map { "`\(workload[$0.pattern].name)`" }
    var names: [String] = []
    for name in by where !names.contains(name) { names.append(name) }
    if !names.isEmpty { text += " It is asked for by \(names.joined(separator: ", "))." }
    text += splitting(heat, isWrite: isWrite, load, limit)
    if total.high <= limit {
      text += " Even all keys together take less than one may: that limit is above the picture."
    }
    return text
  }
}
