import DBModelDiagnostics
import DBModelExplain
import DBModelReport

/// `dbmodel explain`: saved EXPLAIN output, read and judged without a model.
enum ExplainRun {
  static func run(
    _ request: DriverRequest,
    readingStandardInput: () -> [UInt8]
  ) -> DriverOutcome {
    var document = ReportDocument(command: "explain", toolVersion: Driver.toolVersion)
    var sources = SourceMap()
    var hasFailed = false
    var plans: [ReportValue] = []
    for path in request.paths {
      let bytes: [UInt8]
      do throws(FileReader.Failure) {
        bytes = path == "-" ? readingStandardInput() : try FileReader.read(path)
      } catch {
        document.findings.append(LoadMessage.failure(error, path: path, importSpan: nil))
        hasFailed = true
        continue
      }
      let shown = path == "-" ? request.stdinPath ?? "-" : path
      let file = sources.add(path: shown, bytes: bytes)
      document.inputs.append(ReportInput(path: shown, bytes: bytes))
      let reading = PlanReader.read(file)
      document.findings += reading.diagnostics
      for (number, plan) in reading.plans.enumerated() {
        let name = reading.plans.count > 1 ? "\(shown), plan \(number + 1)" : shown
        document.findings += PlanJudge.judge(plan).map { $0.diagnostic(path: name) }
        document.sections += ExplainSection.blocks(plan, title: name)
        plans.append(ExplainSection.value(plan, title: name))
      }
    }
    document.subjects = [ReportCount(plans.count, "plan")]
    document.explanation = ["plans": .array(plans)]
    return DriverOutcome(document: document, sources: sources, toolFailure: hasFailed)
  }
}
