public import DBModelDiagnostics
public import DBModelWorkload

/// What an index stores besides its own and the table's key attributes.
public enum IndexProjection: Hashable, Sendable {
  case keysOnly
  /// Names of top-level attributes, sorted, without key attributes.
  case include([String])
  case all
}

/// Where the entries of an index stand.
public enum IndexScope: String, Hashable, Sendable {
  /// In partitions and capacity of its own, under a partition key of its own; read eventually
  /// consistent only.
  case global
  /// Beside the table's items, in another order: the same partition key, the table's capacity, read
  /// strongly consistent where that is asked for. It is made with its table and cannot be taken
  /// away, and keeps every item collection on one partition (Developer Guide, local secondary
  /// indexes, checked 2026-11-23).
  case local
}

/// Where a fixed design states an index.
public struct IndexPlaces: Sendable {
  public let name: SourceSpan
  /// All of it, from its word to its closing brace.
  public let clause: SourceSpan
  /// The clause with the partition key, whose word is `key` or `partition`; a local index has none.
  public let partition: SourceSpan?
  /// Whether that clause states the sort key as well.
  public let isWholeKey: Bool

  public init(
    name: SourceSpan,
    clause: SourceSpan,
    partition: SourceSpan?,
    isWholeKey: Bool
  ) {
    self.name = name
    self.clause = clause
    self.partition = partition
    self.isWholeKey = isWholeKey
  }
}

/// A secondary index of a table.
public struct SecondaryIndex: Sendable {
  public let name: String
  public let scope: IndexScope
  /// 1…4 attributes; the table's own for a local index.
  public let partitionKey: [KeyAttribute]
  /// 0…4 attributes; exactly one for a local index.
  public let sortKey: [KeyAttribute]
  public let projection: IndexProjection
  /// Entities of which at least some items have every key attribute, and where each key attribute's
  /// value comes from: for each entity, one template per attribute, partition key first.
  public let members: [(entity: EntityID, templates: [KeyTemplate])]
  /// Where a fixed design states it.
  public let places: IndexPlaces?

  public init(
    name: String,
    scope: IndexScope = .global,
    partitionKey: [KeyAttribute],
    sortKey: [KeyAttribute],
    projection: IndexProjection,
    members: [(entity: EntityID, templates: [KeyTemplate])],
    places: IndexPlaces? = nil
  ) {
    precondition(
      scope == .global || (partitionKey.count == 1 && sortKey.count == 1),
      "a local index has the table's partition key and one sort key attribute"
    )
    self.name = name
    self.scope = scope
    self.partitionKey = partitionKey
    self.sortKey = sortKey
    self.projection = projection
    self.members = members
    self.places = places
  }

  /// Its name in a fixed design.
  public var span: SourceSpan? { places?.name }

  public var isLocal: Bool { scope == .local }

  public var keyAttributes: [KeyAttribute] { partitionKey + sortKey }

  /// The templates of an entity's key attributes, partition key first; `nil` where none of its
  /// items is in the index.
  public func templates(of entity: EntityID) -> [KeyTemplate]? {
    members.first { $0.entity == entity }?.templates
  }

  /// Over how many shards the entries of one key are spread; 1 where they stand together.
  public func shardCount(of entity: EntityID) -> Int {
    templates(of: entity)?.lazy.compactMap(\.shardCount).first ?? 1
  }

  /// Whether it holds every one of some attributes of its table's items; no names mean all of them.
  public func stores(_ names: [String], of table: DynamoDBTable) -> Bool {
    let keys =
      keyAttributes.map(\.name) + [table.partitionKey.name]
      + [table.sortKey?.name].compactMap { $0 }
    switch projection {
    case .all: return true
    case .keysOnly: return !names.isEmpty && names.allSatisfy(keys.contains)
    case .include(let included):
      return !names.isEmpty && names.allSatisfy { keys.contains($0) || included.contains($0) }
    }
  }
}
