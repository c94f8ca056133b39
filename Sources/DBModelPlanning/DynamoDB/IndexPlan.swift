import DBModelDesign
import DBModelWorkload

/// An index on its way: its key, what it stores, and who goes through it.
struct IndexPlan {
  let entity: EntityID
  let partition: [FieldID]
  let sort: [FieldID]
  /// See `KeyCandidate.isLocal`.
  var isLocal = false
  /// Over how many shards each partition key value is spread; 1 where it is not.
  var shards = 1
  /// See `KeyCandidate.twin`.
  var twin = 0
  /// Its place among the indexes of its key that are kept, for its name.
  var ordinal = 0
  var demand = AttributeDemand.all
  var patterns: [PatternID] = []
  /// Sort key fields that patterns compare.
  var ranged: Set<FieldID> = []

  /// What it is, whoever uses it; a design has each only once.
  struct Content: Hashable {
    let key: KeyCandidate
    let demand: AttributeDemand
  }

  var content: Content { Content(key: key, demand: demand) }

  var key: KeyCandidate {
    KeyCandidate(
      entity: entity,
      partition: partition,
      sort: sort,
      isLocal: isLocal,
      shards: shards,
      twin: twin
    )
  }

  /// The fields that it needs attributes of its own for: a local index is under the table's key.
  var keyed: [FieldID] { isLocal ? sort : partition + sort }

  /// Whether the number of a shard is part of its key: 0 for every row where there is one shard.
  var isSpread: Bool { shards > 1 || partition.isEmpty && !isLocal }

  /// Attributes of its partition key.
  var partitionCount: Int { partition.count + (isSpread ? 1 : 0) }
}

extension IndexPlan {
  init(_ key: KeyCandidate, demand: AttributeDemand = .all) {
    self.init(
      entity: key.entity,
      partition: key.partition,
      sort: key.sort,
      isLocal: key.isLocal,
      shards: key.shards,
      twin: key.twin,
      demand: demand
    )
  }
}

/// What an attribute is made of that is none of the entity's own: one that exists for indexes
/// alone, or copies of what a row refers to.
///
/// Such attributes enlarge every item of their entity, so that what is made is part of how rows are
/// kept.
enum MadeAttribute: Hashable, Comparable {
  /// A field that is no key attribute as it is.
  case field(FieldReference)
  /// The row's own key: the number of its shard.
  case shard(EntityID, count: Int)
  /// A copy of what patterns look at over a reference.
  case copy(FieldReference)

  var entity: EntityID {
    switch self {
    case .field(let field): field.entity
    case .shard(let entity, _): entity
    case .copy(let field): field.entity
    }
  }

  /// The field that rows carry, where it is a copy.
  var copied: FieldReference? {
    if case .copy(let field) = self { field } else { nil }
  }

  /// What a made attribute of an entity is made of.
  static func all(in template: KeyTemplate, of entity: Entity) -> [MadeAttribute] {
    if let count = template.shardCount { return [.shard(entity.id, count: count)] }
    return template.fields.flatMap { field -> [MadeAttribute] in
      let own = MadeAttribute.field(FieldReference(entity.id, field))
      guard entity.copy(field) != nil else { return [own] }
      let copy = MadeAttribute.copy(FieldReference(entity.id, field))
      return template == .native(field) ? [copy] : [copy, own]
    }
  }
}

extension DynamoDBTable {
  /// By entity: the names of its attributes that some are made of, and nothing else.
  func names(
    madeOf made: Set<MadeAttribute>,
    _ workload: Workload
  ) -> [EntityID: Set<String>] {
    var found: [EntityID: Set<String>] = [:]
    for layout in layouts where !made.isEmpty {
      let entity = workload[layout.entity]
      let own = layout.synthetic.filter {
        made.isSuperset(of: MadeAttribute.all(in: $0.template, of: entity))
      }
      if !own.isEmpty { found[layout.entity] = Set(own.map(\.name)) }
    }
    return found
  }
}
