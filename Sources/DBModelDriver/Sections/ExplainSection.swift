import DBModelExplain
import DBModelReport

/// A plan tree as a part of a report.
enum ExplainSection {
  static func blocks(_ plan: PlanTree, title: String) -> [ReportBlock] {
    [
      .heading(level: 2, "\(title) (\(plan.format?.title ?? plan.engine.title))"),
      .outline(outline(plan)),
    ]
  }

  static func outline(_ plan: PlanTree) -> [ReportOutlineLine] {
    plan.outline.map { line in
      let depth = line.prefix { $0 == " " }.count / 2
      return ReportOutlineLine(depth, String(line.drop { $0 == " " }))
    }
  }

  static func value(_ plan: PlanTree, title: String) -> ReportValue {
    [
      "name": .string(title), "engine": .string(plan.engine.rawValue),
      "format": .optional(plan.format?.title), "steps": .strings(plan.outline),
      "tree": PlanTreeValue(plan: plan).value,
    ]
  }
}
