import DBModelDesign
import DBModelWorkload

/// Says why an entity stands where it stands.
struct PlacementChoice {
  let context: PlanningContext
  let store: StoreID

  func own(_ entity: Entity, refusal: String?) -> Choice {
    let key = names(entity.key, entity)
    var because = ["a row is found by its key (\(key))"]
    if let rows = entity.rowCount.value { because.append(PlanPhrase.rows(rows)) }
    return Choice(
      subject: entity.name,
      store: store,
      decision: "`\(entity.name)` has a table of its own, keyed by \(key)",
      because: because,
      alternatives: refusal.map { ["in the item collection of its parent: \($0)"] } ?? [],
      wantedBy: []
    )
  }

  func collected(
    _ entity: Entity,
    _ through: AttributeReference,
    isMoved: Bool,
    use: KeyUse
  ) -> Choice {
    let workload = context.workload
    let attribute = workload[through]
    guard let reference = context.reference(through) else {
      preconditionFailure("a child stands with its parent through a reference")
    }
    let parent = workload[reference.target]
    let wanted = use.byReference[through]?.patterns ?? []
    var because: [String] = []
    if isMoved {
      because.append(
        "\(PlanPhrase.patterns(wanted, workload)) find it by `\(attribute.name)`, and its generated key"
          + " stays unique beside the parent's"
      )
      if let own = use.byKey[entity.id], !own.patterns.isEmpty {
        because.append(
          "\(PlanPhrase.patterns(use.byReference[through]?.strongPatterns ?? [], workload)) must be"
            + " strongly consistent, which no index is;"
            + " \(PlanPhrase.patterns(own.patterns, workload)) go through an index instead"
        )
      } else {
        because.append("no pattern asks for it by `\(names(entity.key, entity))` alone")
      }
    } else {
      because.append("its key begins with `\(attribute.name)`: the relationship identifies it")
    }
    if let fanOut = reference.fanOut {
      because.append("\(PlanPhrase.rows(fanOut)) for each `\(parent.name)`")
    }
    return Choice(
      subject: entity.name,
      store: store,
      decision: "`\(entity.name)` stands in the item collection of its `\(parent.name)`",
      because: because,
      alternatives: [
        "a table of its own: reading `\(parent.name)` with its rows takes a request more"
          + (isMoved ? ", and an index on `\(attribute.name)`" : "")
      ],
      wantedBy: wanted
    )
  }

  private func names(_ fields: [FieldID], _ entity: Entity) -> String {
    fields.map { entity[$0].name }.joined(separator: ", ")
  }
}
