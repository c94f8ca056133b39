import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelWorkload

/// Says why an entity stands where it stands.
struct PlacementChoice {
  let context: PlanningContext
  let store: StoreID
  let use: KeyUse
  let accesses: [PatternAccess]
  let refusals: [EntityID: String]
  let itemRefusals: [EntityID: String]
  /// What stands in one table because the store asks for that.
  let single: SingleTable?

  /// - Parameter rejected: Other ways to keep it, and what the best design with each costs more,
  ///   USD a month; `nil` where some pattern would be served badly.
  func choice(
    _ placement: Placement,
    rejected: [(option: LayoutOption, more: Double?)]
  ) -> Choice {
    let entity = context.workload[placement.entity]
    var alternatives = rejected.map { option, more in
      "\(text(option, entity)): "
        + (more.map { $0 > 0 ? "\(PlanPhrase.dollars($0)) more" : "costs the same" }
          ?? "some pattern would be served badly")
    }
    if let refusal = refusals[entity.id] {
      alternatives.append("in the item collection of its parent: \(refusal)")
    }
    if let refusal = itemRefusals[entity.id] {
      alternatives.append("in the item of its parent: \(refusal)")
    }
    if let refusal = single?.refusals[entity.id] {
      alternatives.append("in the table of the others: \(refusal)")
    }
    return Choice(
      subject: entity.name,
      store: store,
      decision: "`\(entity.name)` " + decision(placement, entity),
      because: because(placement, entity),
      alternatives: alternatives,
      wantedBy: wantedBy(placement)
    )
  }

  private func wantedBy(_ placement: Placement) -> [PatternID] {
    guard let through = placement.option.through else { return [] }
    guard placement.option.isEmbedded, let target = context.reference(through)?.target,
      let held = context.workload[target].embedding(through: through)
    else { return use.byReference[through]?.patterns ?? [] }
    let map = FieldReference(target, held.field.id)
    return accesses.filter { access in
      guard case .dynamoDB(let path) = access.path else { return false }
      return path.requests.contains { !$0.kind.isWrite && $0.embedded.contains(map) }
    }.map(\.pattern)
  }

  private func decision(_ placement: Placement, _ entity: Entity) -> String {
    let through = placement.option.through
    if placement.option.isEmbedded, let parent = through.flatMap(parent) {
      return "stands in the item of its `\(parent)`, in a map"
    }
    if placement.option.isCollected, let parent = through.flatMap(parent) {
      return "stands in the item collection of its `\(parent)`"
    }
    let reference = through.map { context.workload[$0].name }
    let key =
      placement.option.isScattered
      ? "\(names(entity.key, entity)), all of it the partition key"
      : [reference, names(entity.key, entity)].compactMap { $0 }.joined(separator: ", ")
    return single?.members.contains(entity.id) == true
      ? "stands in the one table of `\(context.workload[store].name)`, keyed by \(key)"
      : "has a table of its own, keyed by \(key)"
  }

  private func because(_ placement: Placement, _ entity: Entity) -> [String] {
    guard let through = placement.option.through, let reference = context.reference(through)
    else {
      var lines = ["a row is found by its key (\(names(entity.key, entity)))"]
      if let rows = entity.rowCount.value { lines.append(PlanPhrase.rows(rows)) }
      if placement.option.isScattered {
        lines.append(
          "rows with one `\(entity[entity.key[0]].name)` would together be asked for, or written, more"
            + " than one partition serves: this way each is a key of its own"
        )
      }
      return lines
    }
    let attribute = context.workload[through]
    var lines: [String] = []
    if placement.option.isEmbedded {
      lines.append(
        "every pattern finds it by its `\(attribute.name)`, and none changes or deletes it alone"
      )
    } else if placement.option.isMoved {
      let wanted = use.byReference[through]?.patterns ?? []
      lines.append(
        "\(PlanPhrase.patterns(wanted, context.workload)) find it by `\(attribute.name)`, and its"
          + " generated key stays unique beside the parent's"
      )
      if let own = use.byKey[entity.id], !own.patterns.isEmpty {
        lines.append(
          "\(PlanPhrase.patterns(own.patterns, context.workload)) go through an index instead"
        )
      } else {
        lines.append("no pattern asks for it by `\(names(entity.key, entity))` alone")
      }
    } else {
      lines.append("its key begins with `\(attribute.name)`: the relationship identifies it")
    }
    if let fanOut = reference.fanOut, let parent = parent(through) {
      lines.append("\(PlanPhrase.rows(fanOut)) for each `\(parent)`")
    }
    return lines
  }

  private func text(_ option: LayoutOption, _ entity: Entity) -> String {
    guard let through = option.through, let parent = parent(through) else {
      let all = option.isScattered ? ", all of it the partition key" : ""
      return "\(place(entity)), keyed by \(names(entity.key, entity))\(all)"
    }
    let name = context.workload[through].name
    if option.isEmbedded { return "in the item of its `\(parent)`, through `\(name)`" }
    return option.isCollected
      ? "in the item collection of its `\(parent)`, through `\(name)`"
      : "\(place(entity)), keyed by \(name), \(names(entity.key, entity))"
  }

  private func place(_ entity: Entity) -> String {
    single?.members.contains(entity.id) == true
      ? "in a collection of its own" : "a table of its own"
  }

  private func parent(_ through: AttributeReference) -> String? {
    context.reference(through).map { context.workload[$0.target].name }
  }

  private func names(_ fields: [FieldID], _ entity: Entity) -> String {
    fields.map { entity[$0].name }.joined(separator: ", ")
  }
}
