import DBModelExplain
import DBModelReport
import DBModelWorkload

/// What SQLite would do for each pattern at declared size.
struct PlansSection {
  let workload: Workload
  let plans: SQLitePlans
  /// The store whose tables they are; `nil` where none has them.
  let store: StoreID?

  var blocks: [ReportBlock] {
    guard !plans.plans.isEmpty || !plans.leftOut.isEmpty else { return [] }
    var inner: [ReportBlock] = []
    var seen: Set<PatternID> = []
    for plan in plans.plans where seen.insert(plan.pattern).inserted {
      let own = plans.plans.filter { $0.pattern == plan.pattern }
      inner.append(.heading(level: 4, "`\(workload[plan.pattern].name)`"))
      inner.append(.outline(lines(own)))
    }
    for left in plans.leftOut {
      inner.append(
        .paragraph("`\(workload[left.pattern].name)` is not planned here: \(left.reason)")
      )
    }
    return [
      .heading(level: 3, "What SQLite plans at declared size"), .paragraph(method),
      .details(title: "Plans of \(ReportCount(seen.count, "pattern").text)", inner),
    ]
  }

  private var method: String {
    let what =
      "Embedded SQLite plans on a schema without rows: the declared counts stand in its "
      + "statistics. It sees averages only, no skew."
    guard let store, workload[store].kind != .sqlite else { return what }
    return what
      + " The engine of `\(workload[store].name)` may go other ways; `dbmodel explain` asks it."
  }

  /// The first text of a pattern stands for its others where their plans are the same.
  private func lines(_ plans: [StatementPlan]) -> [ReportOutlineLine] {
    var lines: [ReportOutlineLine] = []
    var shown: [[String]] = []
    for plan in plans where !shown.contains(plan.tree.outline) {
      shown.append(plan.tree.outline)
      let offset = plan.variant.isEmpty ? 0 : 1
      if offset == 1 { lines.append(ReportOutlineLine(0, plan.variant)) }
      lines += ExplainSection.outline(plan.tree).map {
        ReportOutlineLine($0.depth + offset, $0.text)
      }
    }
    return lines
  }
}
