import DBModelDesign
import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// What the design costs in a month, line by line.
struct CostSection {
  let cost: MonthlyCost

  var blocks: [ReportBlock] {
    guard !cost.lines.isEmpty else { return [] }
    var rows = cost.lines.map { line -> [ReportCell] in
      [
        ReportCell(line.name), figure(line.usDollarsPerMonth.low, line.usDollarsPerMonth.high),
        ReportCell(line.usDollarsPerMonth.formula),
      ]
    }
    let total = cost.total
    rows.append(["in all", figure(total.low, total.high), ""])
    return [
      .heading(level: 2, "Cost, by price book \(cost.book.name) of \(cost.book.asOf)"),
      .table(
        ReportTable(
          columns: [
            ReportColumn("line"), ReportColumn("cost", .trailing, unit: "USD/month"),
            ReportColumn("formula"),
          ],
          rows: rows
        )
      ),
    ] + left
  }

  /// A sum is trusted only by who knows what is not in it.
  private var left: [ReportBlock] {
    cost.omitted.isEmpty
      ? [] : [.paragraph("Not in it: " + cost.omitted.joined(separator: "; ") + ".")]
  }

  private func figure(_ low: Double, _ high: Double) -> ReportCell {
    ReportCell(ReportFigure(low: low, high: high, unit: "USD/month"), withUnit: false)
  }
}
