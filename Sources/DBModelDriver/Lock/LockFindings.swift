import DBModelDiagnostics
import DBModelExplain
import DBModelLock
import DBModelPlanning
import DBModelWorkload

/// What is said of plans that are not as they are locked.
struct LockFindings {
  let workload: Workload
  let loaded: LoadedLock
  private let patterns: [String: AccessPattern]

  init(workload: Workload, loaded: LoadedLock) {
    self.workload = workload
    self.loaded = loaded
    patterns = Dictionary(
      workload.patterns.map { ($0.name, $0) },
      uniquingKeysWith: { a, _ in a }
    )
  }

  /// Names that are told of several; the rest is counted.
  private static let shownNames = 8

  /// About the sets that the lock has; of an engine that it does not know nothing is expected.
  func all(_ made: [LockedPlanSet]) -> [Diagnostic] {
    guard let model = loaded.model else { return [] }
    return strangers(model)
      + made.flatMap { now -> [Diagnostic] in
        guard let before = model.set(now.engine, now.store) else { return [] }
        let title = Self.title(now.engine)
        let comparison = LockComparison(before, now, title: title)
        return comparison.changed.map { changed($0, title) }
          + several(comparison.added, PlanRules.planNotLocked, title)
          + several(comparison.removed, PlanRules.lockedPlanGone, title)
      }
  }

  /// Indexes left out of stores that have none, or added to them; of the others the planner says
  /// it.
  private func strangers(_ model: LockedModel) -> [Diagnostic] {
    let stores = workload.stores.filter(\.kind.isRelational).map(\.name)
    let added = LoadedLock.added(model.added).filter { !stores.contains($0.store) }
    let strange = added.map { addition in
      Planner.staleAddition(
        addition,
        "the model has no relational store `\(addition.store)`"
      )
    }
    return strange
      + model.leftOut.filter { !stores.contains($0.store) }.map { removal in
        Diagnostic(
          PlanRules.indexDecisionStale,
          "the lock leaves an index of `\(removal.table)` out that would not be made",
          at: removal.place.span.map { Label($0, "left out here") },
          notes: ["the model has no relational store `\(removal.store)`"],
          help: ["remove the line and the reason below it from the lock"],
          path: "\(removal.store)/\(removal.table)"
        )
      }
  }

  static func title(_ engine: String) -> String {
    PlanEngine(rawValue: engine)?.title ?? engine
  }

  private func changed(_ change: LockComparison.Change, _ title: String) -> Diagnostic {
    let name = change.after.name
    let which = Self.which(name)
    let isCheaper = !change.hasOtherSteps && Self.isCheaper(change)
    let what = "`\(name.pattern)`" + (which.isEmpty ? "" : " (\(which))")
    return Diagnostic(
      PlanRules.planChanged,
      severity: isCheaper ? .note : .warning,
      change.hasOtherSteps
        ? "\(title) plans \(what) otherwise than the lock says"
        : "\(title) plans \(what) as locked, at other figures",
      at: patterns[name.pattern].map { Label($0.nameSpan) },
      secondary: change.before.place.span.map { [Label($0, "locked here")] } ?? [],
      notes: Self.notes(change),
      help: [
        "look at the cause; `dbmodel lock` accepts the plan, and shows it in the lock's difference"
      ],
      path: "access \(name.pattern)"
    )
  }

  /// The steps, the figures and the cause of a change, one line each.
  static func notes(_ change: LockComparison.Change) -> [String] {
    var notes: [String] = []
    if change.hasOtherSteps {
      notes += StepDifference.lines(change.before.steps, change.after.steps)
    }
    // Of a plan for all values and one for some no figures are compared.
    if change.before.name == change.after.name {
      notes += figure("cost", change.before.cost, change.after.cost)
      notes += figure("rows", change.before.rows, change.after.rows)
    }
    if change.causes.isEmpty {
      notes.append(
        "cause: nothing that the lock records; another dbmodel, or another setting of the engine"
      )
    }
    return notes + change.causes.map { "cause: \($0.text)" }
  }

  private static func figure(_ name: String, _ before: Double?, _ after: Double?) -> [String] {
    guard let before, let after else { return [] }
    let (a, b) = (FigureFormatter.number(before), FigureFormatter.number(after))
    if a == b { return ["\(name): \(a), as before"] }
    guard before > 0, after > 0 else { return ["\(name): \(a) before, \(b) now"] }
    let ratio = FigureFormatter.range(low: after / before, high: after / before, unit: "x")
    return ["\(name): \(a) before, \(b) now (\(ratio))"]
  }

  /// Nothing is larger, and something smaller.
  private static func isCheaper(_ change: LockComparison.Change) -> Bool {
    func grew(_ before: Double?, _ after: Double?) -> Bool {
      guard let before, let after else { return false }
      return after > before && !LockTolerance.isSame(before, after)
    }
    return !grew(change.before.cost, change.after.cost)
      && !grew(change.before.rows, change.after.rows)
  }

  private static func which(_ name: LockedPlan.Name) -> String {
    var parts: [String] = []
    if !name.variant.isEmpty { parts.append(name.variant) }
    if name.number > 1 { parts.append("statement \(name.number)") }
    if !name.values.isEmpty { parts.append("with \(name.values)") }
    return parts.joined(separator: ", ")
  }

  private func several(
    _ plans: [LockedPlan],
    _ rule: RuleDescriptor,
    _ title: String
  ) -> [Diagnostic] {
    guard let first = plans.first else { return [] }
    let isNew = rule == PlanRules.planNotLocked
    var names: [String] = []
    for plan in plans where names.last != plan.name.pattern { names.append(plan.name.pattern) }
    let shown = names.prefix(Self.shownNames).map { "`\($0)`" }.joined(separator: ", ")
    let more = names.count - Self.shownNames
    let count = plans.count == 1 ? "1 plan" : "\(FigureFormatter.integer(plans.count)) plans"
    let are = plans.count == 1 ? "is" : "are"
    let place =
      isNew
      ? patterns[first.name.pattern].map { Label($0.nameSpan) }
      : first.place.span.map { Label($0) }
    return [
      Diagnostic(
        rule,
        isNew
          ? "\(count) of \(title) \(are) not in the lock"
          : "\(count) of \(title) in the lock \(are) of statements that are no more",
        at: place,
        notes: ["of \(shown)" + (more > 0 ? " and \(more) patterns more" : "")],
        help: ["write the lock again with `dbmodel lock`"],
        path: "\(loaded.location.root)/\(title)"
      )
    ]
  }
}
