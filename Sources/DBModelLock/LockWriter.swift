/// Writes a lock in its one form: sorted by names, one thing on a line, a blank line between.
public enum LockWriter {
  private static let head = """
    # Plans as engines made them, written by `dbmodel lock`. Review a change like one of a test's
    # expected output. What stands here, and how to merge it: docs/locking.md of dbmodel.
    dbmodel-lock \(PlanLock.version)

    """

  /// The bytes of the file.
  public static func bytes(_ lock: PlanLock) -> [UInt8] {
    var text = head
    for model in lock.models.sorted(by: { $0.root < $1.root }) where !model.isEmpty {
      text += "\nmodel \(LockText.word(model.root))\n"
      for removal in model.leftOut.sorted(by: order) { write(removal, &text) }
      for addition in model.added.sorted(by: LockedAddition.order) { write(addition, &text) }
      for set in model.sets.sorted(by: { ($0.engine, $0.store) < ($1.engine, $1.store) }) {
        write(set, &text)
      }
    }
    return Array(text.utf8)
  }

  private static func order(_ a: LockedRemoval, _ b: LockedRemoval) -> Bool {
    (a.store, a.table, LockText.columns(a.columns))
      < (b.store, b.table, LockText.columns(b.columns))
  }

  private static func write(_ removal: LockedRemoval, _ text: inout String) {
    let place = "\(LockText.word(removal.table)) on \(LockText.word(removal.store))"
    text += "\n  leave-out \(LockText.columns(removal.columns)) of \(place)\n"
    if !removal.reason.isEmpty { text += "    because \(removal.reason)\n" }
  }

  private static func write(_ set: LockedPlanSet, _ text: inout String) {
    text += "\n  engine \(LockText.word(set.engine)) on \(LockText.word(set.store))\n"
    text += "    version \(LockText.word(set.version))\n"
    text += "    statistics \(LockText.word(set.statistics))\n"
    for table in set.tables.sorted(by: { $0.name < $1.name }) {
      text += "\n    table \(LockText.word(table.name))\n"
      text += "      rows \(LockText.number(table.rows))\n"
      text += "      statistics \(LockText.word(table.statistics))\n"
      text += "      columns \(LockText.word(table.columns))\n"
      for index in table.indexes.sorted(by: { $0.name < $1.name }) {
        text += "      index \(LockText.word(index.name)) \(LockText.columns(index.columns))\n"
      }
    }
    for plan in set.plans.sorted(by: { $0.name < $1.name }) { write(plan, &text) }
  }

  private static func write(_ plan: LockedPlan, _ text: inout String) {
    text += "\n    plan \(title(plan.name))\n"
    text += "      statement \(LockText.word(plan.statement))\n"
    for table in plan.tables.sorted() { text += "      of \(LockText.word(table))\n" }
    if let rows = plan.rows { text += "      rows \(LockText.number(rows))\n" }
    if let cost = plan.cost { text += "      cost \(LockText.number(cost))\n" }
    for step in plan.steps { text += step.isEmpty ? "      |\n" : "      | \(step)\n" }
  }

  /// `orders`, `orders text "status given" statement 2 with "usual values"`.
  static func title(_ name: LockedPlan.Name) -> String {
    var title = LockText.word(name.pattern)
    if !name.variant.isEmpty { title += " text \(LockText.word(name.variant))" }
    if name.number != 1 { title += " statement \(name.number)" }
    if !name.values.isEmpty { title += " with \(LockText.word(name.values))" }
    return title
  }
}
