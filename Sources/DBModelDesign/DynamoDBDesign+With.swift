// Copies that differ in what is given. They stand here once, so that a member that is added to one
// of these values is lost nowhere.

public import DBModelWorkload

extension DynamoDBTable {
  /// The same table with another name, other layouts, other indexes or another stream.
  public func with(
    name: String? = nil,
    layouts: [ItemLayout]? = nil,
    indexes: [SecondaryIndex]? = nil,
    hasStream: Bool? = nil
  ) -> DynamoDBTable {
    DynamoDBTable(
      name: name ?? self.name,
      partitionKey: partitionKey,
      sortKey: sortKey,
      layouts: layouts ?? self.layouts,
      guards: guards,
      indexes: indexes ?? self.indexes,
      timeToLive: timeToLive,
      hasStream: hasStream ?? self.hasStream,
      span: span
    )
  }
}

extension ItemLayout {
  /// The same layout with another type, other attributes made for indexes, or other rows in its
  /// items.
  public func with(
    typeTag: String? = nil,
    synthetic: [(name: String, template: KeyTemplate)]? = nil,
    embedded: [EmbeddedRows]? = nil
  ) -> ItemLayout {
    ItemLayout(
      entity: entity,
      partitionKey: partitionKey,
      sortKey: sortKey,
      typeTag: typeTag ?? self.typeTag,
      synthetic: synthetic ?? self.synthetic,
      embedded: embedded ?? self.embedded,
      partitionKeySpan: partitionKeySpan
    )
  }
}

extension SecondaryIndex {
  /// The same index with another projection, and with another name where one is given.
  public func with(name: String? = nil, projection: IndexProjection) -> SecondaryIndex {
    SecondaryIndex(
      name: name ?? self.name,
      scope: scope,
      partitionKey: partitionKey,
      sortKey: sortKey,
      projection: projection,
      members: members,
      places: places
    )
  }
}

extension SecondaryIndex {
  /// The same index with keys that are not spread over shards; where nothing else tells rows apart,
  /// with one shard.
  public func withoutShards() -> SecondaryIndex {
    let templates = members.first?.templates ?? []
    let shards = Set(
      zip(keyAttributes, templates).filter { $0.1.shardCount != nil }.map(\.0.name)
    )
    guard !shards.isEmpty else { return self }
    let rest = partitionKey.filter { !shards.contains($0.name) }
    return SecondaryIndex(
      name: name,
      scope: scope,
      partitionKey: rest.isEmpty ? partitionKey : rest,
      sortKey: sortKey,
      projection: projection,
      members: members.map { entity, templates in
        (
          entity,
          rest.isEmpty ? templates.map(\.onOneShard) : templates.filter { $0.shardCount == nil }
        )
      },
      places: places
    )
  }
}

extension KeyTemplate {
  /// The same with one shard, where it is the number of one.
  fileprivate var onOneShard: KeyTemplate {
    if case .shard(let fields, _) = self { .shard(of: fields, count: 1) } else { self }
  }
}

extension DynamoDBRequest {
  /// The same request of a key that is not spread over shards.
  public func withoutShards() -> DynamoDBRequest {
    let rest = keyEquals.filter { $0.template.shardCount == nil }
    guard rest.isEmpty else { return with(keyEquals: rest, repetition: .once) }
    let one = keyEquals.map {
      KeyValue(
        attribute: $0.attribute,
        entity: $0.entity,
        template: $0.template.onOneShard,
        operands: $0.operands
      )
    }
    return with(keyEquals: one, repetition: .perShard(count: 1))
  }

  /// The same request of another table, of another index where it is of one, or of others of the
  /// rows that items hold.
  public func with(
    table: String? = nil,
    index: String? = nil,
    keyEquals: [KeyValue]? = nil,
    repetition: Repetition? = nil,
    embeddedFilter: Expression? = nil
  ) -> DynamoDBRequest {
    DynamoDBRequest(
      kind: kind,
      table: table ?? self.table,
      index: index ?? self.index,
      entities: entities,
      keyEquals: keyEquals ?? self.keyEquals,
      sortCondition: sortCondition,
      filter: filter,
      projection: projection,
      isDescending: isDescending,
      isStrong: isStrong,
      limit: limit,
      repetition: repetition ?? self.repetition,
      assignments: assignments,
      condition: condition,
      source: source,
      createsMissing: createsMissing,
      guarding: guarding,
      keeping: keeping,
      readBefore: readBefore,
      copies: copies,
      embedded: embedded,
      embeddedFilter: embeddedFilter ?? self.embeddedFilter
    )
  }
}

extension DynamoDBPath {
  /// The same way with each request changed.
  public func map(_ change: (DynamoDBRequest) -> DynamoDBRequest) -> DynamoDBPath {
    DynamoDBPath(
      requests: requests.map(change),
      nodes: nodes,
      collectionNodes: collectionNodes,
      clientSteps: clientSteps,
      isTransactional: isTransactional,
      isOrderedByKey: isOrderedByKey,
      reasons: reasons
    )
  }
}
