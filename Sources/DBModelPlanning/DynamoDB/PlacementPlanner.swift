import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// Where the rows of an entity stand: in whose table, and which of its fields make the key.
struct Placement {
  let entity: EntityID
  /// The entity whose table it is; itself for a root.
  let root: EntityID
  let partition: [FieldID]
  let sort: [FieldID]
  /// The reference through which it stands in another's table.
  let through: AttributeReference?
  /// Moved beside its parent although its own key does not begin with the parent's.
  let isMoved: Bool
  let choice: Choice
}

/// Decides which entities share a table: item collections for identifying relationships, and for
/// children that are only ever asked for by their parent.
struct PlacementPlanner {
  let context: PlanningContext
  let store: StoreID
  let entities: [Entity]
  let use: KeyUse
  private var parents: [EntityID: (through: AttributeReference, isMoved: Bool)] = [:]
  private var refusals: [EntityID: String] = [:]
  private let members: Set<EntityID>

  init(context: PlanningContext, store: StoreID, entities: [Entity], use: KeyUse) {
    self.context = context
    self.store = store
    self.entities = entities
    self.use = use
    members = Set(entities.map(\.id))
    findIdentifyingParents()
    findMoves()
  }

  /// By entity, in declared order.
  func placements() -> [Placement] {
    var found: [EntityID: Placement] = [:]
    for entity in entities { place(entity.id, into: &found) }
    return entities.compactMap { found[$0.id] }
  }

  // MARK: Parents

  private mutating func findIdentifyingParents() {
    for entity in entities {
      let first = entity[entity.key[0]]
      let attribute = AttributeReference(entity.id, first.attribute)
      guard let reference = context.reference(attribute), members.contains(reference.target),
        reference.target != entity.id
      else { continue }
      let fields = context.fields(of: attribute)
      guard Array(entity.key.prefix(fields.count)) == fields, !fields.isEmpty else { continue }
      if let reason = expiryConflict(entity, with: reference.target) {
        refusals[entity.id] = reason
        continue
      }
      parents[entity.id] = (attribute, false)
    }
  }

  /// A table has one expiry attribute, which takes effect on every item that has it.
  private func expiryConflict(_ entity: Entity, with parent: EntityID) -> String? {
    let other = context.workload[parent]
    for (a, b) in [(entity, other), (other, entity)] {
      guard let expiry = a.fields.first(where: { $0.flags.contains(.timeToLive) }) else { continue }
      let name = StoredAttribute.name(expiry.id, of: a)
      let clash = b.fields.first { StoredAttribute.name($0.id, of: b) == name }
      if let clash, !clash.flags.contains(.timeToLive) {
        return "`\(b.name).\(name)` is no expiry, and a table expires by one attribute"
      }
      let second = b.fields.first { $0.flags.contains(.timeToLive) }
      if let second, StoredAttribute.name(second.id, of: b) != name {
        return "a table expires by one attribute, and `\(a.name)` and `\(b.name)` name two"
      }
    }
    return nil
  }

  private mutating func findMoves() {
    let owners = Set(parents.values.compactMap { context.reference($0.through)?.target })
    var moves: [EntityID: AttributeReference] = [:]
    for entity in entities where parents[entity.id] == nil && !owners.contains(entity.id) {
      guard let through = moveTarget(of: entity) else { continue }
      moves[entity.id] = through
    }
    // A row moves beside a row that stays: by name, so that cycles break the same way always.
    let names = context.workload
    for id in moves.keys.sorted(by: { names[$0].name < names[$1].name }) {
      guard let through = moves[id], let target = context.reference(through)?.target,
        moves[target] == nil || target == id
      else {
        moves[id] = nil
        continue
      }
    }
    for (id, through) in moves { parents[id] = (through, true) }
  }

  /// The reference beside whose target a child may move.
  private func moveTarget(of entity: Entity) -> AttributeReference? {
    guard entity.key.count == 1 else { return nil }
    switch entity[entity.key[0]].type {
    case .uuid, .ulid: break
    default: return nil
    }
    let byKey = use.byKey[entity.id] ?? KeyUse.Use()
    var best: (through: AttributeReference, strong: Int, all: Int, name: String)?
    for (position, attribute) in entity.attributes.enumerated() {
      let through = AttributeReference(entity.id, AttributeID(position))
      guard let reference = context.reference(through), !attribute.isOptional,
        members.contains(reference.target), reference.target != entity.id,
        let wanted = use.byReference[through],
        context.fields(of: through).allSatisfy({
          context.assigned[FieldReference(entity.id, $0)] == nil
        }),
        expiryConflict(entity, with: reference.target) == nil
      else { continue }
      let isForced = !wanted.strongPatterns.isEmpty && byKey.strongPatterns.isEmpty
      guard byKey.patterns.isEmpty || isForced else { continue }
      let candidate = (
        through, wanted.strongPatterns.count, wanted.patterns.count, attribute.name
      )
      if let best,
        (best.strong, best.all) > (candidate.1, candidate.2)
          || ((best.strong, best.all) == (candidate.1, candidate.2) && best.name < candidate.3)
      {
        continue
      }
      best = candidate
    }
    return best?.through
  }

  // MARK: Keys

  private func place(_ id: EntityID, into found: inout [EntityID: Placement]) {
    // Parents first, without recursion: keys may be nested deeply.
    var chain = [id]
    while let last = chain.last, let parent = parents[last],
      let target = context.reference(parent.through)?.target, found[target] == nil,
      !chain.contains(target)
    {
      chain.append(target)
    }
    for id in chain.reversed() where found[id] == nil {
      found[id] = placement(id, found)
    }
  }

  private func placement(_ id: EntityID, _ found: [EntityID: Placement]) -> Placement {
    let entity = context.workload[id]
    guard let (through, isMoved) = parents[id], let reference = context.reference(through),
      let parent = found[reference.target]
    else { return rootPlacement(entity) }
    let fields = context.fields(of: through)
    let keyOfParent = context.workload[reference.target].key
    func own(_ field: FieldID) -> FieldID? {
      keyOfParent.firstIndex(of: field).map { fields[$0] }
    }
    let partition = parent.partition.compactMap(own)
    let inherited = parent.sort.compactMap(own)
    let rest = entity.key.filter { !fields.contains($0) }
    return Placement(
      entity: id,
      root: parent.root,
      partition: partition,
      sort: inherited + rest,
      through: through,
      isMoved: isMoved,
      choice: PlacementChoice(context: context, store: store)
        .collected(entity, through, isMoved: isMoved, use: use)
    )
  }

  private func rootPlacement(_ entity: Entity) -> Placement {
    let first = entity[entity.key[0]].attribute
    let partition = entity.key.filter { entity[$0].attribute == first }
    return Placement(
      entity: entity.id,
      root: entity.id,
      partition: partition,
      sort: entity.key.filter { !partition.contains($0) },
      through: nil,
      isMoved: false,
      choice: PlacementChoice(context: context, store: store)
        .own(entity, refusal: refusals[entity.id])
    )
  }
}
