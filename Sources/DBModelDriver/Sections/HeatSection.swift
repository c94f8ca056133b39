import DBModelDiagnostics
import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// The hottest key of each table and index against what one key can serve, the hottest partition
/// where one does not serve all, and what is reached first as the load grows.
struct HeatSection {
  let workload: Workload
  let estimates: Estimates
  /// Whether pictures stand beside the tables.
  var drawsPictures = false
  private static let ampleHeadroom = 1_000.0
  private static let mostPoints = 5

  private var heat: [StructureHeat] { estimates.heat }

  var blocks: [ReportBlock] {
    guard drawsPictures else { return keys + partitions + breaking }
    let pictures = HeatPictures(workload: workload, estimates: estimates)
    return keys + partitions + breaking + pictures.headroom + pictures.popularity
  }

  private var keys: [ReportBlock] {
    let rows = heat.flatMap { structure in
      [false, true].compactMap { row(structure, isWrite: $0) }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading(level: 2, "Heat at peak"),
      .paragraph(
        "One partition serves 3,000 read units/s and 1,000 write units/s, whatever the table does."
      ),
      .table(
        ReportTable(
          columns: [
            ReportColumn("table or index"), ReportColumn("hottest key"), ReportColumn("of"),
            ReportColumn("on it", .trailing, unit: "units/s"),
            ReportColumn("in all", .trailing, unit: "units/s"),
            ReportColumn("headroom", .trailing, unit: "x"),
          ],
          rows: rows
        )
      ),
    ]
  }

  private func row(_ structure: StructureHeat, isWrite: Bool) -> [ReportCell]? {
    let total = structure.total(isWrite: isWrite)
    guard total.high > 0 else { return nil }
    let hottest = structure.hottestKey(isWrite: isWrite)
    let ceiling = PartitionCeiling.limit(isWrite: isWrite)
    let key = hottest.value.map { "`\($0)`" } ?? "the top `\(structure.partitionKey)`"
    return [
      ReportCell("`\(structure.structure)`"), ReportCell(key),
      ReportCell(isWrite ? "writes" : "reads"), figure(hottest.unitsPerSecond), figure(total),
      headroom(hottest.unitsPerSecond, ceiling, planned: hottest.ofCeiling.high <= 1),
    ]
  }

  // MARK: Partitions

  private var partitions: [ReportBlock] {
    guard !estimates.partitions.isEmpty else { return [] }
    return [
      .heading(level: 2, "The hottest partition at peak"),
      .paragraph(
        "Of those that a table or an index begins with, before the service splits any: over all "
          + "ways in which a hash may place the keys."
      ),
      .table(
        ReportTable(
          columns: [
            ReportColumn("table or index"), ReportColumn("of"),
            ReportColumn("partitions", .trailing),
            ReportColumn("p50", .trailing, unit: "units/s"),
            ReportColumn("p95", .trailing, unit: "units/s"),
            ReportColumn("p99", .trailing, unit: "units/s"),
            ReportColumn("headroom", .trailing, unit: "x"),
          ],
          rows: estimates.partitions.map(row)
        )
      ),
    ]
  }

  private func row(_ partition: PartitionHeat) -> [ReportCell] {
    let loads = [0.5, 0.95, 0.99].map { partition.load.quantile($0) }
    return [
      ReportCell("`\(partition.structure)`"), ReportCell(partition.isWrite ? "writes" : "reads"),
      ReportCell("\(partition.partitionCount)"),
    ] + loads.map { figure(Interval($0)) } + [
      headroom(
        Interval(loads[0], loads[2]),
        PartitionCeiling.limit(isWrite: partition.isWrite)
      )
    ]
  }

  // MARK: What breaks first

  private var breaking: [ReportBlock] {
    let goal = workload.goals?.headroomThroughput?.value ?? 1
    let points = BreakingPoint.all(estimates, workload)
      .filter { $0.factor.high < Self.ampleHeadroom }
    guard !points.isEmpty else { return [] }
    return [
      .heading(level: 2, "What breaks first"),
      .paragraph(
        goal > 1
          ? "As multiples of the peak, all patterns growing alike; the goal is "
            + "\(FigureFormatter.number(goal))x."
          : "As multiples of the peak, all patterns growing alike."
      ),
      .table(
        ReportTable(
          columns: [
            ReportColumn("at", .trailing, unit: "x"), ReportColumn("what"), ReportColumn("of"),
            ReportColumn("limit", .trailing, unit: "units/s"),
          ],
          rows: points.prefix(Self.mostPoints).map { row($0, goal: goal) }
        )
      ),
    ]
  }

  private func row(_ point: BreakingPoint, goal: Double) -> [ReportCell] {
    let factor = point.factor
    return [
      ReportCell(
        ReportFigure(low: factor.low, high: factor.high, unit: ""),
        HeatWords.verdict(factor, goal: goal),
        withUnit: false
      ),
      ReportCell(HeatWords.text(point, workload)), ReportCell(point.isWrite ? "writes" : "reads"),
      figure(Interval(point.limit)),
    ]
  }

  // MARK: Cells

  private func figure(_ interval: Interval) -> ReportCell {
    ReportCell(ReportFigure(low: interval.low, high: interval.high, unit: ""), withUnit: false)
  }

  /// - Parameter planned: Whether it is no more than is planned with, which random arrivals leave
  ///   below the limit.
  private func headroom(
    _ units: Interval,
    _ ceiling: Double,
    planned: Bool = true
  ) -> ReportCell {
    guard units.high > 0 else { return "–" }
    let low = ceiling / units.high
    let verdict: ReportVerdict =
      units.low > ceiling ? .outside : low >= 1 && planned ? .inside : .atRisk
    // Beyond a thousandfold the figure says nothing more.
    let high = units.low > 0 ? ceiling / units.low : .infinity
    if low >= Self.ampleHeadroom { return ReportCell("over 1,000", verdict) }
    return ReportCell(
      ReportFigure(low: low, high: min(high, Self.ampleHeadroom), unit: ""),
      verdict,
      withUnit: false
    )
  }
}
