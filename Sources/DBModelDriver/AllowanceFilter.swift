import DBModelDesign
package import DBModelDiagnostics
import DBModelQuery
package import DBModelReport
import DBModelWorkload

/// Takes the findings away that a model allows with a reason, and finds what is wrong with the
/// allowances themselves.
package struct AllowanceFilter {
  let workload: Workload
  /// Days since 1970-01-01; `nil` where no day is known, so that nothing expires.
  let today: Int64?
  private let subjects: AllowedSubjects

  /// - Parameters:
  ///   - pipeline: What the findings are about.
  ///   - today: Days since 1970-01-01; `nil` where no day is known.
  package init(_ pipeline: Pipeline, today: Int64?) {
    workload = pipeline.workload
    self.today = today
    subjects = AllowedSubjects(
      workload: pipeline.workload,
      structures: pipeline.structures,
      designs: pipeline.fixed.map(\.design.name) + pipeline.fixedSQLNames
    )
  }

  /// The findings that stay, with those about allowances, and those that are allowed.
  package func apply(to findings: [Diagnostic]) -> (kept: [Diagnostic], allowed: [AllowedFinding]) {
    var kept: [Diagnostic] = []
    var allowed: [AllowedFinding] = []
    var used = [Bool](repeating: false, count: workload.allowances.count)
    for finding in findings {
      let match = workload.allowances.indices.first { covers(workload.allowances[$0], finding) }
      guard let match else {
        kept.append(finding)
        continue
      }
      used[match] = true
      let allowance = workload.allowances[match]
      if finding.severity == .error || isExpired(allowance) || !hasReason(allowance) {
        kept.append(finding)
      } else {
        allowed.append(
          AllowedFinding(
            finding,
            reason: allowance.reason?.value ?? "",
            until: allowance.untilDay.flatMap { TimeText.date(days: $0.value) }
          )
        )
      }
    }
    for (allowance, isUsed) in zip(workload.allowances, used) {
      kept += problems(allowance, isUsed: isUsed)
    }
    return (kept, allowed)
  }

  private func covers(_ allowance: Allowance, _ finding: Diagnostic) -> Bool {
    guard RuleRegistry.find(allowance.rule.value) == finding.rule else { return false }
    guard let subject = allowance.subject?.value else { return true }
    // A path reads `access setStatus` or `main/Order.byStatus`: a subject is a run of its names.
    let names = Self.names(finding.path)
    let wanted = Self.names(subject)
    guard !wanted.isEmpty, names.count >= wanted.count else { return false }
    return (0...(names.count - wanted.count)).contains { start in
      names[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  private static func names(_ path: String) -> [Substring] {
    path.split { $0 == " " || $0 == "/" || $0 == "." }
  }

  private func isExpired(_ allowance: Allowance) -> Bool {
    guard let today, let until = allowance.untilDay?.value else { return false }
    return until < today
  }

  private func hasReason(_ allowance: Allowance) -> Bool {
    allowance.reason.map { $0.value.contains { !$0.isWhitespace } } ?? false
  }

  private func problems(_ allowance: Allowance, isUsed: Bool) -> [Diagnostic] {
    let path = "allow \(allowance.rule.value)"
    guard let rule = RuleRegistry.find(allowance.rule.value) else {
      let near = NearestName.suggestion(
        for: allowance.rule.value,
        among: RuleRegistry.all.map(\.name)
      )
      return [
        Diagnostic(
          ToolRules.allowUnknownRule,
          "there is no rule `\(allowance.rule.value)`",
          at: Label(allowance.rule.span, near.map { "did you mean `\($0)`?" } ?? "not a rule"),
          help: ["`dbmodel rule` lists the rules"],
          fixes: near.map {
            [
              Fix(
                "write `\($0)`",
                edits: [TextEdit(allowance.rule.span, $0)],
                applicability: .suggest
              )
            ]
          } ?? [],
          path: path
        )
      ]
    }
    if rule.severity == .error {
      return [
        Diagnostic(
          ToolRules.allowOfError,
          "`\(rule.name)` is an error and cannot be allowed",
          at: Label(allowance.rule.span),
          help: ["remove the allowance and correct the model"],
          path: path
        )
      ]
    }
    if !hasReason(allowance) {
      return [
        Diagnostic(
          ToolRules.allowWithoutReason,
          "the allowance of `\(rule.name)` gives no reason",
          at: Label(allowance.span, "why is this acceptable?"),
          help: ["add `because \"…\"`: whoever reads it next must be able to judge it again"],
          path: path
        )
      ]
    }
    if !isUsed, let unknown = allowance.subject.flatMap(subjects.unknown) {
      return [report(unknown, path: path)]
    }
    if isExpired(allowance), let until = allowance.untilDay {
      return [
        Diagnostic(
          ToolRules.allowExpired,
          "the allowance of `\(rule.name)` ended on \(TimeText.date(days: until.value) ?? "")",
          at: Label(until.span, "this day has passed"),
          help: ["resolve the finding, or set a later day with a reason that still holds"],
          path: path
        )
      ]
    }
    if !isUsed {
      return [
        Diagnostic(
          ToolRules.allowUnused,
          "nothing here needs the allowance of `\(rule.name)`",
          at: Label(allowance.span, "no finding is covered by it"),
          help: ["remove it"],
          path: path
        )
      ]
    }
    return []
  }

  private func report(_ unknown: AllowedSubjects.Unknown, path: String) -> Diagnostic {
    let near = NearestName.suggestion(for: unknown.name, among: unknown.candidates)
    let isFirst = unknown.owner.isEmpty
    return Diagnostic(
      ToolRules.allowUnknownSubject,
      isFirst
        ? "nothing in the model is called `\(unknown.name)`"
        : "`\(unknown.owner)` has nothing called `\(unknown.name)`",
      at: Label(unknown.span, near.map { "did you mean `\($0)`?" } ?? "not declared"),
      help: [
        isFirst
          ? "name an entity, an access pattern, a store or a service, or leave `on` out"
          : unknown.alternatives
      ],
      fixes: near.map {
        [
          Fix("write `\($0)`", edits: [TextEdit(unknown.span, $0)], applicability: .suggest)
        ]
      } ?? [],
      path: path
    )
  }
}
