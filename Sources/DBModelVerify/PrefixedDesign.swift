import DBModelDesign

extension DynamoDBDesign {
  /// The same tables under names of their own.
  func prefixed(_ prefix: String) -> DynamoDBDesign {
    DynamoDBDesign(
      store: store,
      origin: origin,
      tables: tables.map { $0.with(name: prefix + $0.name, hasStream: false) },
      span: span
    )
  }
}

extension DynamoDBPath {
  /// The same requests of tables under names of their own.
  func prefixed(_ prefix: String) -> DynamoDBPath {
    map { $0.with(table: prefix + $0.table) }
  }
}
