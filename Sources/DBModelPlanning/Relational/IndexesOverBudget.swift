import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelWorkload

/// Says what the bytes that indexes may take have cost.
struct IndexesOverBudget {
  let context: PlanningContext
  let scope: RelationalScope
  let kept: KeptIndexes

  /// A pattern, and what finds its rows with the indexes that are kept and with those that would
  /// be, milliseconds a call.
  private struct Loss {
    let pattern: PatternID
    let ms: Double
    let wouldMs: Double
    let callsPerSecond: Double
  }

  /// The bound and the size come before what they cost, table by table.
  func findings(_ planners: [BTreePlanner], _ builder: SchemaBuilder) -> [Diagnostic] {
    guard let limit = kept.limit, let bound = context.workload[scope.store].mostIndexBytes else {
      return []
    }
    let store = context.workload[scope.store]
    var notes = [
      "the indexes that save more than they cost would take \(bytes(kept.wantedBytes)), those"
        + " that are made take \(bytes(kept.bytes))"
    ]
    let losses = planners.indices.flatMap { place in
      lost(place, planners[place]).map { (planners[place].entity, $0) }
    }
    let ordered = losses.sorted { a, b in
      let (x, y) = (step(a.1), step(b.1))
      return x != y ? x > y : a.1.pattern < b.1.pattern
    }
    notes += ordered.prefix(3).map { entity, loss in
      "`\(context.workload[loss.pattern].name)` takes \(ms(loss.ms)) of work a call on"
        + " `\(builder.table(of: entity.id))` instead of \(ms(loss.wouldMs))"
    }
    if ordered.count > 3 { notes.append("and \(ordered.count - 3) more") }
    return [
      Diagnostic(
        RelationalRules.indexesOverBudget,
        "\(bytes(limit)) of indexes are less than the patterns of `\(store.name)` are worth",
        at: Label(bound.span),
        notes: notes,
        help: [
          "allow \(bytes(kept.wantedBytes)), or allow the finding and say what the bytes are for"
        ],
        path: "store \(store.name)"
      )
    ]
  }

  /// What a table does without; `nil` where it has what it wants.
  func choice(
    _ place: Int,
    _ planner: BTreePlanner,
    _ table: RelationalTable,
    _ builder: SchemaBuilder
  ) -> Choice? {
    guard let limit = kept.limit, kept.sets[place] != kept.wanted[place] else { return nil }
    let made = planner.selection.candidates(of: kept.sets[place])
    let missing = planner.selection.candidates(of: kept.wanted[place]).filter { !made.contains($0) }
    func columns(_ index: IndexCandidate) -> String {
      func name(_ field: FieldID) -> String { builder.columns.name(field, of: planner.entity.id) }
      let key = index.columns.map { name($0.field) + ($0.isDescending ? " desc" : "") }
      let included = index.included.map(name)
      return "(\(key.joined(separator: ", ")))"
        + (included.isEmpty ? "" : " include (\(included.joined(separator: ", ")))")
    }
    let losses = lost(place, planner).prefix(3).map { loss in
      "`\(context.workload[loss.pattern].name)` takes \(ms(loss.ms)) of work a call instead of"
        + " \(ms(loss.wouldMs))"
    }
    return Choice(
      subject: table.name,
      store: scope.store,
      decision: "not all the indexes that would save work: `indexes at-most` leaves"
        + " \(bytes(limit)) to all tables",
      because: ["other indexes save more with the same bytes"] + losses,
      alternatives: missing.map { index in
        "an index on \(columns(index)): \(bytes(planner.workload.bytes(index)))"
      },
      wantedBy: []
    )
  }

  /// The largest first.
  private func lost(_ place: Int, _ planner: BTreePlanner) -> [Loss] {
    let (workload, selection) = (planner.workload, planner.selection)
    let made = selection.candidates(of: kept.sets[place])
    let wanted = selection.candidates(of: kept.wanted[place])
    return workload.needs.compactMap { need -> Loss? in
      guard let pattern = need.pattern else { return nil }
      let (now, would) = (
        workload.best(need, among: made).ms, workload.best(need, among: wanted).ms
      )
      guard now > would * (1 + 1e-9) else { return nil }
      return Loss(
        pattern: pattern,
        ms: now,
        wouldMs: would,
        callsPerSecond: workload.callsPerSecond(need)
      )
    }.sorted { a, b in
      step(a) != step(b) ? step(a) > step(b) : a.pattern < b.pattern
    }
  }

  /// Work a second to a millionth: sums are rounded by the order of their parts.
  private func step(_ loss: Loss) -> Double {
    ((loss.ms - loss.wouldMs) * loss.callsPerSecond * 1e6).rounded()
  }

  private func bytes(_ value: Double) -> String {
    FigureFormatter.range(low: value, high: value, unit: "B")
  }

  private func ms(_ value: Double) -> String {
    FigureFormatter.range(low: value, high: value, unit: "ms")
  }
}
