import DBModelAnalysis
import DBModelReport
import DBModelWorkload

/// The time of each pattern against its budget.
struct LatencySection {
  let workload: Workload
  let verdicts: [LatencyVerdict]

  var blocks: [ReportBlock] {
    let rows = verdicts.compactMap(row)
    guard !rows.isEmpty else { return [] }
    return [
      .heading(level: 2, "Latency against budget"),
      .table(
        ReportTable(
          columns: [
            ReportColumn("pattern"), ReportColumn("store"), ReportColumn("estimate", .trailing),
            ReportColumn("budget", .trailing), ReportColumn("made of"),
          ],
          rows: rows
        )
      ),
    ]
  }

  private func row(_ verdict: LatencyVerdict) -> [ReportCell]? {
    guard let estimate = verdict.milliseconds else { return nil }
    let figure = ReportFigure(low: estimate.low, high: estimate.high, unit: "ms")
    let budget = verdict.budget.map { budget in
      let percentile = ReportFigure(budget.percentile * 100, unit: "").text
      return "\(ReportFigure(budget.milliseconds, unit: "ms").text) p\(percentile)"
    }
    return [
      ReportCell("`\(workload[verdict.pattern].name)`"), ReportCell(workload[verdict.store].name),
      ReportCell(figure, Self.word(verdict.verdict)), ReportCell(budget ?? "–"),
      ReportCell(estimate.formula),
    ]
  }

  private static func word(_ verdict: BudgetVerdict) -> ReportVerdict {
    switch verdict {
    case .inside: .inside
    case .atRisk: .atRisk
    case .outside: .outside
    case .none: .none
    }
  }
}
