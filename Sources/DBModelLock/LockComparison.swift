/// What is different between the plans that are locked and those that an engine makes now.
public struct LockComparison: Sendable {
  /// A plan that is another one, beyond `LockTolerance`.
  public struct Change: Sendable {
    public let before: LockedPlan
    public let after: LockedPlan
    /// Whether the steps are others, and not only rows or cost.
    public let hasOtherSteps: Bool
    /// Empty where nothing that the lock records is different.
    public let causes: [LockCause]
  }

  /// By name.
  public let changed: [Change]
  /// Plans that the lock does not have, by name.
  public let added: [LockedPlan]
  /// Plans that are no longer made, by name.
  public let removed: [LockedPlan]

  /// - Parameter title: What the engine is called: `SQLite`.
  public init(_ old: LockedPlanSet, _ new: LockedPlanSet, title: String) {
    func byName(_ set: LockedPlanSet) -> [LockedPlan.Name: LockedPlan] {
      Dictionary(set.plans.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    }
    let (known, made) = (byName(old), byName(new))
    var changed: [Change] = []
    var added: [LockedPlan] = []
    var removed: [LockedPlan] = []
    func compare(_ before: LockedPlan, _ after: LockedPlan) {
      let hasOtherSteps = before.steps != after.steps
      // Figures for some values are not to be held against those for all.
      let isSameFigure =
        before.name != after.name
        || LockTolerance.isSame(before.cost, after.cost)
          && LockTolerance.isSame(before.rows, after.rows)
      if !hasOtherSteps, isSameFigure { return }
      changed.append(
        Change(
          before: before,
          after: after,
          hasOtherSteps: hasOtherSteps,
          causes: LockCause.all(before, after, of: old, and: new, title: title)
        )
      )
    }
    for after in new.plans.sorted(by: { $0.name < $1.name }) {
      if let before = known[after.name] ?? known[after.name.general] {
        compare(before, after)
      } else {
        added.append(after)
      }
    }
    // A plan for some values is left out where it is that for all.
    for before in old.plans.sorted(by: { $0.name < $1.name }) where made[before.name] == nil {
      if let after = made[before.name.general] {
        compare(before, after)
      } else {
        removed.append(before)
      }
    }
    (self.changed, self.added, self.removed) = (changed, added, removed)
  }

  /// Whether writing the new plans would change what the lock says; another version of the engine,
  /// with figures within the tolerance, is no change.
  public static func isCurrent(_ old: LockedPlanSet, _ new: LockedPlanSet) -> Bool {
    var (old, new) = (old, new)
    if old.version != new.version {
      let known = Dictionary(old.plans.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
      for place in new.plans.indices {
        guard let before = known[new.plans[place].name] else { return false }
        if LockTolerance.isSame(before.cost, new.plans[place].cost) {
          new.plans[place].cost = before.cost
        }
        if LockTolerance.isSame(before.rows, new.plans[place].rows) {
          new.plans[place].rows = before.rows
        }
      }
      old.version = new.version
    }
    func bytes(_ set: LockedPlanSet) -> [UInt8] {
      LockWriter.bytes(PlanLock(models: [LockedModel(root: "a", sets: [set])]))
    }
    return bytes(old) == bytes(new)
  }
}
