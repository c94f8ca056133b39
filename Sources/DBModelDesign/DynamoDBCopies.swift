// Copies that differ in what is given. They stand here once, so that a member that is added to one
// of these values is lost nowhere.

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
  /// The same layout with other attributes made for indexes.
  public func with(synthetic: [(name: String, template: KeyTemplate)]) -> ItemLayout {
    ItemLayout(
      entity: entity,
      partitionKey: partitionKey,
      sortKey: sortKey,
      typeTag: typeTag,
      synthetic: synthetic
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
      span: span
    )
  }
}

extension SecondaryIndex {
  /// The same index with keys that are not spread over shards.
  public func withoutShards() -> SecondaryIndex {
    let templates = members.first?.templates ?? []
    let shards = Set(
      zip(keyAttributes, templates).filter { $0.1.shardCount != nil }.map(\.0.name)
    )
    guard !shards.isEmpty else { return self }
    return SecondaryIndex(
      name: name,
      scope: scope,
      partitionKey: partitionKey.filter { !shards.contains($0.name) },
      sortKey: sortKey,
      projection: projection,
      members: members.map { ($0.entity, $0.templates.filter { $0.shardCount == nil }) },
      span: span
    )
  }
}

extension DynamoDBRequest {
  /// The same request of a key that is not spread over shards.
  public func withoutShards() -> DynamoDBRequest {
    with(keyEquals: keyEquals.filter { $0.template.shardCount == nil }, repetition: .once)
  }

  /// The same request of another table, or of another index where it is of one.
  public func with(
    table: String? = nil,
    index: String? = nil,
    keyEquals: [KeyValue]? = nil,
    repetition: Repetition? = nil
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
      readBefore: readBefore
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
