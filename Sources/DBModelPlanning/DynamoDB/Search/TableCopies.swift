import DBModelDesign

extension DynamoDBTable {
  /// The same table with other indexes.
  func with(indexes: [GlobalIndex]) -> DynamoDBTable {
    DynamoDBTable(
      name: name,
      partitionKey: partitionKey,
      sortKey: sortKey,
      layouts: layouts,
      indexes: indexes,
      timeToLive: timeToLive,
      hasStream: hasStream,
      span: span
    )
  }
}

extension GlobalIndex {
  /// The same index with another projection, and with another name where one is given.
  func with(name: String? = nil, projection: IndexProjection) -> GlobalIndex {
    GlobalIndex(
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
