import DBModelLock
import DBModelReport

/// What a run of `dbmodel lock` finds different, for people and for machines.
struct LockSection {
  let loaded: LoadedLock
  let made: [LockedPlanSet]
  /// The indexes that are left out.
  let removals: [LockedRemoval]
  /// Those that are added for SQL as written.
  let additions: LockAdditions

  func add(to document: inout ReportDocument) {
    var blocks: [ReportBlock] = []
    var values: [ReportValue] = []
    for set in made {
      let title = LockFindings.title(set.engine)
      let count = ReportCount(set.plans.count, "plan").text
      blocks.append(.heading(level: 2, "\(title) \(set.version) on `\(set.store)`"))
      guard let before = loaded.model?.set(set.engine, set.store) else {
        blocks.append(.paragraph("\(count), none of them locked before."))
        values.append(value(set, nil))
        continue
      }
      let comparison = LockComparison(before, set, title: title)
      values.append(value(set, comparison))
      let lines = outline(comparison)
      if lines.isEmpty {
        blocks.append(.paragraph("\(count), as before."))
      } else {
        blocks.append(.outline(lines))
      }
    }
    if made.isEmpty {
      blocks.append(
        .paragraph(
          "No store of the model is relational, so that SQLite has nothing to plan; "
            + "`--engine postgresql` plans every pattern on the schema that `compile` writes."
        )
      )
    }
    blocks += additions.blocks
    if !removals.isEmpty {
      blocks.append(.heading(level: 2, "Left out"))
      blocks.append(.outline(removals.map { ReportOutlineLine(0, text($0)) }))
    }
    document.sections = blocks
    document.explanation = [
      "lock": .string(loaded.location.path), "engines": .array(values),
      "added": .array(additions.values), "takenOut": .array(additions.takenValues),
    ]
  }

  private func text(_ removal: LockedRemoval) -> String {
    let columns = removal.columns.map { $0.isDescending ? "\($0.name) desc" : $0.name }
    let index = "an index on (\(columns.joined(separator: ", "))) of `\(removal.table)`"
    return index + " in `\(removal.store)`" + (removal.reason.isEmpty ? "" : ": \(removal.reason)")
  }

  private func outline(_ comparison: LockComparison) -> [ReportOutlineLine] {
    var lines: [ReportOutlineLine] = []
    for change in comparison.changed {
      lines.append(ReportOutlineLine(0, "\(name(change.after.name)): changed"))
      lines += LockFindings.notes(change).map { ReportOutlineLine(1, $0) }
    }
    lines += comparison.added.map { ReportOutlineLine(0, "\(name($0.name)): new") }
    lines += comparison.removed.map { ReportOutlineLine(0, "\(name($0.name)): gone") }
    return lines
  }

  private func name(_ name: LockedPlan.Name) -> String {
    let parts = [
      name.variant, name.number > 1 ? "statement \(name.number)" : "",
      name.values.isEmpty ? "" : "with \(name.values)",
    ].filter { !$0.isEmpty }
    return "`\(name.pattern)`" + (parts.isEmpty ? "" : ", " + parts.joined(separator: ", "))
  }

  private func value(_ set: LockedPlanSet, _ comparison: LockComparison?) -> ReportValue {
    let added = comparison?.added ?? set.plans
    return [
      "engine": .string(set.engine), "version": .string(set.version), "store": .string(set.store),
      "plans": .int(set.plans.count), "added": .array(added.map { value($0.name) }),
      "removed": .array((comparison?.removed ?? []).map { value($0.name) }),
      "changed": .array(
        (comparison?.changed ?? []).map { change in
          [
            "plan": value(change.after.name), "before": value(change.before),
            "after": value(change.after), "causes": .strings(change.causes.map(\.text)),
          ]
        }
      ),
    ]
  }

  private func value(_ name: LockedPlan.Name) -> ReportValue {
    [
      "pattern": .string(name.pattern), "text": .string(name.variant),
      "statement": .int(name.number), "values": .string(name.values),
    ]
  }

  private func value(_ plan: LockedPlan) -> ReportValue {
    [
      "steps": .strings(plan.steps), "rows": plan.rows.map { .double($0) } ?? .null,
      "cost": plan.cost.map { .double($0) } ?? .null,
    ]
  }
}
