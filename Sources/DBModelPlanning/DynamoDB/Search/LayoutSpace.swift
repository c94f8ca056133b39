import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelQuery
import DBModelWorkload

/// One way to keep the rows of an entity.
struct LayoutOption: Hashable {
  /// The reference whose fields begin the key; `nil`: the entity's own key, in a table of its own.
  let through: AttributeReference?
  /// The key begins with a reference although the entity's own does not.
  let isMoved: Bool
  /// In the table of the entity referred to, under the same partition key.
  let isCollected: Bool
  /// In the items of the entity referred to.
  var isEmbedded = false
  /// The whole of the entity's own key makes the partition key, so that what begins alike does not
  /// stand together.
  var isScattered = false

  /// Whether the rows stand in the table of the entity referred to.
  var joinsTarget: Bool { isCollected || isEmbedded }

  static let own = LayoutOption(through: nil, isMoved: false, isCollected: false)
  static let scattered = LayoutOption(
    through: nil,
    isMoved: false,
    isCollected: false,
    isScattered: true
  )
}

/// The ways in which the entities of a store can be kept, as far as one may be of use.
struct LayoutSpace {
  let context: PlanningContext
  let entities: [Entity]
  /// By entity; the own table first.
  private(set) var options: [EntityID: [LayoutOption]] = [:]
  /// Why an entity does not stand in its parent's table.
  private(set) var refusals: [EntityID: String] = [:]
  /// Why an entity does not stand in its parent's items.
  private(set) var itemRefusals: [EntityID: String] = [:]
  /// By reference through which rows may stand in items: the most that their map takes, bytes.
  private var mapBytes: [AttributeReference: Double] = [:]
  /// The most that an item takes without rows, bytes.
  private var bareBytes: [EntityID: Double] = [:]
  private let members: Set<EntityID>
  private let patterns: [AccessPattern]
  /// What stands in one table; `nil` where the store does not ask for one.
  let single: SingleTable?

  /// - Parameter trial: What the patterns need where every entity has a table of its own.
  init(context: PlanningContext, store: StoreID, patterns: [AccessPattern], trial: PatternTrial) {
    self.context = context
    self.patterns = patterns
    entities = context.workload.entities(in: store)
    members = Set(entities.map(\.id))
    single = context.singleTables[store]
    let read = RelationshipsRead(context, patterns: patterns)
    for entity in entities {
      var found = [LayoutOption.own]
      for through in references(of: entity) {
        let isIdentifying = self.isIdentifying(through, entity)
        let isTogether = read.downwards.contains(through)
        if mayStandInItems(entity, through, trial) {
          found.append(
            LayoutOption(
              through: through,
              isMoved: false,
              isCollected: false,
              isEmbedded: true
            )
          )
        }
        if isIdentifying {
          if isTogether, mayShare(entity, through) {
            found.append(LayoutOption(through: through, isMoved: false, isCollected: true))
          }
          continue
        }
        // What a row counts for has to be known of it before it goes: a key holds that for nothing.
        let isCounted = context.kept.contains {
          $0.isByStream == false && $0.aggregate.reference == through
        }
        guard trial.findsRows(by: context.fields(of: through), of: entity.id) || isCounted,
          mayMove(entity, through)
        else { continue }
        found.append(LayoutOption(through: through, isMoved: true, isCollected: false))
        if isTogether, mayShare(entity, through) {
          found.append(LayoutOption(through: through, isMoved: true, isCollected: true))
        }
      }
      if let scattered = ScatteredKey(entity, context), scattered.isWanted(by: patterns) {
        found.append(.scattered)
      }
      options[entity.id] = found
    }
  }

  /// References to other rows of the store, by name.
  private func references(of entity: Entity) -> [AttributeReference] {
    entity.attributes.indices.map { AttributeReference(entity.id, AttributeID($0)) }
      .filter { through in
        guard let reference = context.reference(through) else { return false }
        return members.contains(reference.target) && reference.target != entity.id
      }
      .sorted { context.workload[$0].name < context.workload[$1].name }
  }

  private func isIdentifying(_ through: AttributeReference, _ entity: Entity) -> Bool {
    let fields = context.fields(of: through)
    return !fields.isEmpty && Array(entity.key.prefix(fields.count)) == fields
  }

  /// A key beside a reference is unique only where it is made to be, and a reference in a key must
  /// be there and never change. A row that keeps what other rows count for it is found by its own
  /// key, which is all that those know of it.
  private func mayMove(_ entity: Entity, _ through: AttributeReference) -> Bool {
    guard entity.key.count == 1, !context.workload[through].isOptional,
      !context.kept.contains(where: { $0.isKept && $0.aggregate.target.entity == entity.id })
    else { return false }
    switch entity[entity.key[0]].type {
    case .uuid, .ulid: break
    default: return false
    }
    return context.fields(of: through).allSatisfy {
      context.assigned[FieldReference(entity.id, $0)] == nil
    }
  }

  /// Rows that are no items are found by the row that holds them, or not at all; and all that one
  /// item may hold has to fit into it.
  private mutating func mayStandInItems(
    _ entity: Entity,
    _ through: AttributeReference,
    _ trial: PatternTrial
  ) -> Bool {
    guard let target = context.reference(through)?.target,
      let held = context.workload[target].embedding(through: through),
      trial.alwaysFindsRows(by: context.fields(of: through), of: entity.id)
    else { return false }
    if let single, !single.members.contains(entity.id) || !single.members.contains(target) {
      return false
    }
    let tooMany = patterns.first { pattern in
      guard case .write(let statements, let isTransaction) = context.shapes[pattern.id.rawValue]
      else { return false }
      return EmbeddedInsertShape(pattern, statements, context)
        .mayAddTooMany(held, isTransaction: isTransaction)
    }
    if let tooMany {
      itemRefusals[entity.id] =
        "`\(tooMany.name)` may add more than \(EmbeddedRows.mostPerUpdate) to one"
        + " `\(context.workload[target].name)` in a transaction, and one update takes no more"
      return false
    }
    let sizes = ItemSizes(workload: context.workload)
    let bare = sizes.mostBytes(of: target, holding: [])
    let most = sizes.mostBytes(of: target, holding: [held])
    bareBytes[target] = bare
    mapBytes[through] = most - bare
    guard most <= DynamoDBLimits.itemBytes.value else {
      itemRefusals[entity.id] =
        "one `\(context.workload[target].name)` with all that it may hold would take up to"
        + " \(FigureFormatter.bytes(most))"
      return false
    }
    return true
  }

  private mutating func mayShare(_ entity: Entity, _ through: AttributeReference) -> Bool {
    guard let target = context.reference(through)?.target else { return false }
    if let single, !single.members.contains(entity.id) || !single.members.contains(target) {
      return false
    }
    guard let reason = ExpiryConflict.between(entity, context.workload[target]) else {
      return true
    }
    refusals[entity.id] = reason
    return false
  }

  // MARK: Vectors

  /// Whether options go together: a row that was moved carries no others, nothing stands in a
  /// circle, and what one item holds in all fits into it.
  func isSound(_ layout: [EntityID: LayoutOption], among entities: [Entity]) -> Bool {
    var held: [EntityID: Double] = [:]
    for entity in entities {
      guard let option = layout[entity.id], option.joinsTarget, let through = option.through,
        let target = context.reference(through)?.target
      else { continue }
      if layout[target]?.isMoved == true || layout[target]?.isEmbedded == true { return false }
      if option.isEmbedded { held[target, default: 0] += mapBytes[through] ?? .infinity }
      var seen: Set<EntityID> = [entity.id]
      var above = target
      while let next = layout[above], next.joinsTarget, let up = next.through,
        let parent = context.reference(up)?.target
      {
        guard seen.insert(above).inserted else { return false }
        above = parent
      }
      if seen.contains(above) { return false }
    }
    return held.allSatisfy { holder, maps in
      (bareBytes[holder] ?? 0) + maps <= DynamoDBLimits.itemBytes.value
    }
  }
}

/// Which relationships reads follow from a row to the rows that refer to it.
struct RelationshipsRead {
  private(set) var downwards: Set<AttributeReference> = []

  init(_ context: PlanningContext, patterns: [AccessPattern]) {
    for pattern in patterns {
      guard case .read(let read) = context.shapes[pattern.id.rawValue] else { continue }
      for node in read.root.all {
        switch node.step {
        case .inverse(let attribute)?: downwards.insert(attribute)
        case .many(let attribute)?:
          guard let link = LinkEntity(attribute, workload: context.workload) else { continue }
          let entity = context.workload[link.entity]
          for position in entity.attributes.indices {
            let through = AttributeReference(link.entity, AttributeID(position))
            if context.fields(of: through) == link.ownerFields { downwards.insert(through) }
          }
        default: break
        }
      }
    }
  }
}
