import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// The key of a table or an index as the rows of one entity fill it.
struct AccessKey {
  typealias Part = (attribute: KeyAttribute, template: KeyTemplate)

  let table: String
  /// `nil`: the table itself.
  let index: String?
  /// Entries of a local index stand beside the items and are as fresh as those.
  var isLocal = false
  let entity: EntityID
  let partition: [Part]
  let sort: [Part]
  /// Top-level attributes that come with it besides keys; `nil` for all.
  let projected: [String]?
  /// Items of other entities may stand under the same partition key.
  let isShared: Bool

  /// A global index is read eventually consistent only (Developer Guide, global secondary indexes,
  /// checked 2026-11-23).
  var isEventualOnly: Bool { index != nil && !isLocal }

  /// Over how many shards its partition key values are spread; 1 where they are not.
  var shards: Int { partition.lazy.compactMap(\.template.shardCount).first ?? 1 }

  /// Whether all rows stand under one partition key value, or under its shards.
  var isWhole: Bool { partition.allSatisfy { $0.template.shardCount != nil } }

  var attributeNames: [String] { (partition + sort).map(\.attribute.name) }

  var partitionFields: [FieldID] { partition.flatMap { $0.template.fields } }
  var sortFields: [FieldID] { sort.flatMap { $0.template.fields } }
}

/// Every key of a store's tables, by entity.
struct KeyCatalog {
  let tables: [DynamoDBTable]
  private var keys: [EntityID: [AccessKey]] = [:]
  private var tableOf: [EntityID: Int] = [:]
  /// By entity whose rows are no items: whose items they stand in.
  private var holders: [EntityID: EntityID] = [:]

  init(tables: [DynamoDBTable]) {
    self.tables = tables
    for (position, table) in tables.enumerated() {
      for layout in table.layouts where tableOf[layout.entity] == nil {
        tableOf[layout.entity] = position
        keys[layout.entity, default: []].append(Self.base(layout, table))
        for rows in layout.embedded where tableOf[rows.entity] == nil {
          tableOf[rows.entity] = position
          holders[rows.entity] = layout.entity
        }
      }
    }
    for (position, table) in tables.enumerated() {
      for index in table.indexes { add(index, of: table, at: position) }
    }
  }

  private mutating func add(_ index: SecondaryIndex, of table: DynamoDBTable, at position: Int) {
    for member in index.members
    where tableOf[member.entity] == position
      && member.templates.count == index.keyAttributes.count
    {
      let parts = zip(index.keyAttributes, member.templates).map { ($0, $1) }
      let projected: [String]? =
        switch index.projection {
        case .all: nil
        case .include(let names): names
        case .keysOnly: []
        }
      keys[member.entity, default: []].append(
        AccessKey(
          table: table.name,
          index: index.name,
          isLocal: index.isLocal,
          entity: member.entity,
          partition: Array(parts.prefix(index.partitionKey.count)),
          sort: Array(parts.dropFirst(index.partitionKey.count)),
          projected: projected,
          isShared: index.members.count > 1
        )
      )
    }
  }

  private static func base(_ layout: ItemLayout, _ table: DynamoDBTable) -> AccessKey {
    var sort: [AccessKey.Part] = []
    if let attribute = table.sortKey, let template = layout.sortKey {
      sort.append((attribute, template))
    }
    return AccessKey(
      table: table.name,
      index: nil,
      entity: layout.entity,
      partition: [(table.partitionKey, layout.partitionKey)],
      sort: sort,
      projected: nil,
      isShared: table.layouts.count > 1
    )
  }

  /// The table's key first, then its indexes in order.
  func keys(of entity: EntityID) -> [AccessKey] { keys[entity] ?? [] }

  func base(of entity: EntityID) -> AccessKey? { keys[entity]?.first { $0.index == nil } }

  func table(of entity: EntityID) -> DynamoDBTable? { tableOf[entity].map { tables[$0] } }

  /// In whose items the rows of an entity stand; `nil` where they are items.
  func holder(of entity: EntityID) -> (entity: EntityID, rows: EmbeddedRows)? {
    guard let holder = holders[entity],
      let rows = layout(of: holder)?.embedded.first(where: { $0.entity == entity })
    else { return nil }
    return (holder, rows)
  }

  func layout(of entity: EntityID) -> ItemLayout? { table(of: entity)?.layout(of: entity) }
}
