import DBModelAnalysis
import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// Numbers kept in parts, each tried: it is written into the text, and the model resolved, planned
/// and judged again. It is a fix where the finding goes and nothing else comes, with the fewest
/// parts that do; where there is none, with the fewest after which what comes is milder.
struct ProvenParts {
  /// Trials of one run at most, each of which takes as long as a check, and fewer of a large model.
  private static let mostTrials = 8
  private static let fewestTrials = 2
  private static let mostPatterns = 400

  private let sources: SourceMap
  private let pipeline: Pipeline
  private var trialsLeft: Int

  init(sources: SourceMap, pipeline: Pipeline) {
    self.sources = sources
    self.pipeline = pipeline
    let affordable = Self.mostPatterns / max(1, pipeline.workload.patterns.count)
    trialsLeft = max(Self.fewestTrials, min(Self.mostTrials, affordable))
  }

  /// The findings, those that parts answer with the fix.
  mutating func attached(to findings: [Diagnostic]) -> [Diagnostic] {
    var findings = findings
    let wanted = pipeline.numbers.filter { number in findings.contains { number.isAbout($0) } }
    guard !wanted.isEmpty, trialsLeft > 0 else { return findings }
    let trees = sources.files.map { parse($0).tree }
    var answered: Set<FieldReference> = []
    for number in wanted where answered.insert(number.number).inserted {
      let alike = wanted.filter { $0.number == number.number }
      guard let fix = best(alike, trees) else { continue }
      for about in alike {
        guard let place = findings.firstIndex(where: { about.isAbout($0) }),
          findings[place].fixes.isEmpty
        else { continue }
        findings[place] = findings[place].with(fix)
      }
    }
    return findings
  }

  /// - Parameter numbers: One number, for each of the findings that it is about.
  private mutating func best(_ numbers: [HotNumber], _ trees: [SyntaxTree]) -> Fix? {
    guard let number = numbers.max(by: { $0.fewestParts < $1.fewestParts }),
      let gravest = numbers.map(\.severity).max()
    else { return nil }
    var second: Fix?
    for count in [1, 2, 4].map({ $0 * number.fewestParts })
    where count <= HotNumber.mostParts && trialsLeft > 0 {
      let fix = NumberParts.fix(
        number,
        parts: count,
        workload: pipeline.workload,
        trees: trees
      )
      // No other number of parts has another form.
      guard let fix else { return nil }
      trialsLeft -= 1
      guard let worst = worst(after: fix, numbers) else { continue }
      if worst < .warning { return fix }
      if worst < gravest { second = second ?? fix }
    }
    return second
  }

  /// The gravest of the findings that a fix brings; `nil` where it does not answer all of its own.
  private func worst(after fix: Fix, _ numbers: [HotNumber]) -> Severity? {
    let locked = pipeline.workload
    guard
      let model = sources.model(
        with: fix,
        leftOut: locked.leftOutIndexes,
        added: locked.addedIndexes
      )
    else { return nil }
    let after = Pipeline(
      model,
      explainsPlans: false,
      weighsChoices: false,
      engine: pipeline.engine
    ).findings
    guard !after.contains(where: { finding in numbers.contains { $0.isAbout(finding) } }) else {
      return nil
    }
    let known = Set(pipeline.findings.map(\.identity))
    return after.filter { !known.contains($0.identity) }.map(\.severity).max() ?? .note
  }
}

extension HotNumber {
  fileprivate func isAbout(_ finding: Diagnostic) -> Bool {
    finding.rule.code == rule.code && finding.path == path
  }
}
