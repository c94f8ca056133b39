import DBModelDesign

extension DynamoDBDesign {
  /// The same tables under names of their own.
  func prefixed(_ prefix: String) -> DynamoDBDesign {
    DynamoDBDesign(
      store: store,
      origin: origin,
      tables: tables.map { table in
        DynamoDBTable(
          name: prefix + table.name,
          partitionKey: table.partitionKey,
          sortKey: table.sortKey,
          layouts: table.layouts,
          indexes: table.indexes,
          timeToLive: table.timeToLive,
          hasStream: false,
          span: table.span
        )
      },
      span: span
    )
  }
}

extension DynamoDBPath {
  /// The same requests of tables under names of their own.
  func prefixed(_ prefix: String) -> DynamoDBPath {
    DynamoDBPath(
      requests: requests.map { $0.prefixed(prefix) },
      nodes: nodes,
      collectionNodes: collectionNodes,
      clientSteps: clientSteps,
      isTransactional: isTransactional,
      isOrderedByKey: isOrderedByKey,
      reasons: reasons
    )
  }
}

extension DynamoDBRequest {
  fileprivate func prefixed(_ prefix: String) -> DynamoDBRequest {
    DynamoDBRequest(
      kind: kind,
      table: prefix + table,
      index: index,
      entities: entities,
      keyEquals: keyEquals,
      sortCondition: sortCondition,
      filter: filter,
      projection: projection,
      isDescending: isDescending,
      isStrong: isStrong,
      limit: limit,
      repetition: repetition,
      assignments: assignments,
      condition: condition,
      source: source,
      createsMissing: createsMissing
    )
  }
}
