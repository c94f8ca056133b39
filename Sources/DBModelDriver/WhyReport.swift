import DBModelAnalysis
import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// What `dbmodel why NAME` answers: each choice behind a structure, or how a pattern is served.
struct WhyReport {
  let pipeline: Pipeline
  let name: String

  func add(to document: inout ReportDocument) {
    let choices = pipeline.design.choices.filter(isMeant)
    let pattern = pipeline.design.accesses.first { pipeline.workload[$0.pattern].name == name }
    if choices.isEmpty, pattern == nil {
      document.findings = [unknown]
      document.allowed = []
      document.isComplete = false
      return
    }
    var blocks: [ReportBlock] = []
    for choice in choices { blocks += self.blocks(choice) }
    if let pattern { blocks += self.blocks(pattern) }
    document.sections = blocks
    document.findings = document.findings.filter { $0.path.hasSuffix(name) }
    document.explanation = ["choices": .array(choices.map(value))]
  }

  /// The name alone, or a structure of the table it names.
  private func isMeant(_ choice: Choice) -> Bool {
    choice.subject == name || choice.subject.hasPrefix("\(name).")
      || choice.subject.hasSuffix(".\(name)")
  }

  private func blocks(_ choice: Choice) -> [ReportBlock] {
    var lines = [ReportOutlineLine(0, choice.decision)]
    lines += choice.because.map { ReportOutlineLine(1, "because \($0)") }
    lines += choice.alternatives.map { ReportOutlineLine(1, "instead of \($0)") }
    if !choice.wantedBy.isEmpty {
      let names = choice.wantedBy.map { "`\(pipeline.workload[$0].name)`" }
      lines.append(ReportOutlineLine(1, "wanted by \(names.joined(separator: ", "))"))
    }
    let store = pipeline.workload[choice.store].name
    return [.heading(level: 2, "`\(choice.subject)` in `\(store)`"), .outline(lines)]
  }

  private func blocks(_ access: PatternAccess) -> [ReportBlock] {
    let reasons: [String]
    switch access.path {
    case .dynamoDB(let path): reasons = path.reasons
    case .sql(let path):
      reasons =
        path.plannedIndexes.map { "uses `\($0)`" } + path.plannedScans.map { "reads `\($0)` whole" }
        + path.reasons
    case .none(let why): reasons = why
    }
    let section = RequestsSection(
      workload: pipeline.workload,
      accesses: [access],
      estimates: pipeline.estimates
    )
    return section.blocks
      + [.outline(reasons.map { ReportOutlineLine(0, $0) })] + arithmetic(access)
  }

  /// How the figures of a pattern come about: units request by request, and its time.
  private func arithmetic(_ access: PatternAccess) -> [ReportBlock] {
    var lines: [ReportOutlineLine] = []
    for request in pipeline.estimates.units(of: access.pattern)?.requests ?? [] {
      lines.append(ReportOutlineLine(0, "`\(request.structure)`: \(request.formula)"))
      if request.readUnits.high > 0 {
        lines.append(ReportOutlineLine(1, figure(request.readUnits, "read units/call")))
      }
      for write in request.writeUnits where write.units.high > 0 {
        let units = figure(write.units, "write units/call")
        lines.append(ReportOutlineLine(1, "`\(write.structure)`: \(units)"))
      }
    }
    if let latency = pipeline.latency.first(where: { $0.pattern == access.pattern }),
      let time = latency.milliseconds
    {
      lines.append(ReportOutlineLine(0, "time: \(figure(time.interval, "ms"))"))
      lines.append(ReportOutlineLine(1, time.formula))
      lines += time.inputs.map { ReportOutlineLine(1, $0.text) }
    }
    return lines.isEmpty ? [] : [.heading(level: 3, "Arithmetic"), .outline(lines)]
  }

  private func figure(_ interval: Interval, _ unit: String) -> String {
    ReportFigure(low: interval.low, high: interval.high, unit: unit).text
  }

  private func value(_ choice: Choice) -> ReportValue {
    [
      "subject": .string(choice.subject), "decision": .string(choice.decision),
      "because": .strings(choice.because), "alternatives": .strings(choice.alternatives),
      "store": .string(pipeline.workload[choice.store].name),
      "wanted_by": .strings(choice.wantedBy.map { pipeline.workload[$0].name }),
    ]
  }

  private var unknown: Diagnostic {
    let names =
      pipeline.design.choices.map(\.subject)
      + pipeline.workload.patterns.map(\.name)
    let near = NearestName.suggestion(for: name, among: names)
    return Diagnostic(
      ToolRules.unknownSubject,
      "nothing in the design is called `\(name)`",
      at: nil,
      help: [
        near.map { "did you mean `\($0)`?" }
          ?? "`dbmodel plan` lists tables, indexes and access patterns"
      ],
      path: name
    )
  }
}
