import DBModelEstimation
import DBModelReport
import DBModelStatistics

/// The hottest key of each table and index against what one key can serve.
struct HeatSection {
  let heat: [StructureHeat]
  private static let ampleHeadroom = 1_000.0

  var blocks: [ReportBlock] {
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
      headroom(hottest.unitsPerSecond, ceiling),
    ]
  }

  private func figure(_ interval: Interval) -> ReportCell {
    ReportCell(ReportFigure(low: interval.low, high: interval.high, unit: ""), withUnit: false)
  }

  private func headroom(_ units: Interval, _ ceiling: Double) -> ReportCell {
    guard units.high > 0 else { return "–" }
    let low = ceiling / units.high
    let verdict: ReportVerdict =
      low >= 1 ? .inside : units.low > ceiling ? .outside : .atRisk
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
