import DBModelDesign
import DBModelWorkload

extension DynamoDBDesign {
  /// The same tables under names of their own, with no streams but those that are read.
  func prefixed(_ prefix: String, streams: Set<EntityID>) -> DynamoDBDesign {
    DynamoDBDesign(
      store: store,
      origin: origin,
      tables: tables.map { table in
        let isRead = table.layouts.contains { streams.contains($0.entity) }
        return table.with(name: prefix + table.name, hasStream: isRead)
      },
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
