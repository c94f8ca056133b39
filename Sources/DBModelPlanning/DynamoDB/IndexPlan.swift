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
      shards: shards
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
      demand: demand
    )
  }
}

/// What an attribute that exists for indexes alone is made of.
///
/// Such attributes enlarge every item of their entity, so that what is made is part of how rows are
/// kept.
enum MadeAttribute: Hashable, Comparable {
  /// A field that is no key attribute as it is.
  case field(FieldReference)
  /// The row's own key: the number of its shard.
  case shard(EntityID, count: Int)

  var entity: EntityID {
    switch self {
    case .field(let field): field.entity
    case .shard(let entity, _): entity
    }
  }

  /// What a made attribute of an entity is made of.
  static func all(in template: KeyTemplate, of entity: EntityID) -> [MadeAttribute] {
    if let count = template.shardCount { return [.shard(entity, count: count)] }
    return template.fields.map { .field(FieldReference(entity, $0)) }
  }
}

extension DynamoDBTable {
  /// The same table whose items do not have some of the attributes made for indexes.
  func without(_ made: Set<MadeAttribute>) -> DynamoDBTable {
    guard !made.isEmpty else { return self }
    return with(
      layouts: layouts.map { layout in
        layout.with(
          synthetic: layout.synthetic.filter {
            !made.isSuperset(of: MadeAttribute.all(in: $0.template, of: layout.entity))
          }
        )
      }
    )
  }
}
