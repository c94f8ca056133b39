public import DBModelDiagnostics
public import DBModelWorkload

/// The type of a key attribute.
public enum KeyAttributeType: String, Hashable, Sendable {
  case string = "S"
  case number = "N"
  case binary = "B"
}

/// One part of the text of a key value.
public enum KeySegment: Hashable, Sendable {
  case literal(String)
  /// A field of the entity, written so that byte order is the field's order (`KeyEncoding`).
  case field(FieldID)
}

/// How the value of a key attribute is made from an entity's fields.
public enum KeyTemplate: Hashable, Sendable {
  /// The field itself, in its native type.
  case native(FieldID)
  /// A string of literals and encoded fields, one after the other.
  case text([KeySegment])
  /// A number below `count`, always the same for the same values of some fields (`ShardNumber`): it
  /// spreads the rows of one partition key value over so many.
  case shard(of: [FieldID], count: Int)

  /// The fields in order. A shard holds none: nothing is found or ordered by one.
  public var fields: [FieldID] {
    switch self {
    case .native(let field): [field]
    case .text(let segments):
      segments.compactMap { if case .field(let field) = $0 { field } else { nil } }
    case .shard: []
    }
  }

  /// The fields that decide the value.
  public var sources: [FieldID] {
    if case .shard(let fields, _) = self { fields } else { fields }
  }

  /// Of how many shards it is the number; `nil` where it is no shard.
  public var shardCount: Int? {
    if case .shard(_, let count) = self { count } else { nil }
  }
}

/// A named, typed key attribute of a table or an index.
public struct KeyAttribute: Hashable, Sendable {
  public let name: String
  public let type: KeyAttributeType

  public init(name: String, type: KeyAttributeType) {
    self.name = name
    self.type = type
  }
}

/// How the rows of one entity are kept as items of a table.
///
/// Besides the key attributes below, an item holds one attribute for each attribute of the entity,
/// under the entity's name for it (a structure as a map, a list as a list), except those that
/// `native` templates of the base key already store under the key attribute's name.
public struct ItemLayout: Sendable {
  public let entity: EntityID
  public let partitionKey: KeyTemplate
  /// `nil` exactly where the table has no sort key.
  public let sortKey: KeyTemplate?
  /// Set where the table holds several entities: the constant value of the attribute `_type` that
  /// tells them apart.
  public let typeTag: String?
  /// Extra top-level attributes: name and how the value is made. They are copies of other rows'
  /// fields, or exist for indexes only.
  public let synthetic: [(name: String, template: KeyTemplate)]
  /// Rows of other entities that the items hold, each kind in a map under its field's name: from
  /// the rest of the row's key as text to a map of what is known of the row besides.
  public let embedded: [EmbeddedRows]
  /// Where a fixed design says how the partition key's value is made.
  public let partitionKeySpan: SourceSpan?

  public init(
    entity: EntityID,
    partitionKey: KeyTemplate,
    sortKey: KeyTemplate?,
    typeTag: String?,
    synthetic: [(name: String, template: KeyTemplate)] = [],
    embedded: [EmbeddedRows] = [],
    partitionKeySpan: SourceSpan? = nil
  ) {
    self.entity = entity
    self.partitionKey = partitionKey
    self.sortKey = sortKey
    self.typeTag = typeTag
    self.synthetic = synthetic
    self.embedded = embedded
    self.partitionKeySpan = partitionKeySpan
  }

  /// Whose rows its items hold: the entity's own, and those that stand in them.
  public var entities: [EntityID] { [entity] + embedded.map(\.entity) }

  /// Which of an entity's copies its items carry.
  public func copies(of entity: Entity) -> [CopiedField] {
    entity.copies.filter { copy in synthetic.contains { $0.template == .native(copy.field.id) } }
  }
}

/// A table.
public struct DynamoDBTable: Sendable {
  public let name: String
  public let partitionKey: KeyAttribute
  public let sortKey: KeyAttribute?
  public let layouts: [ItemLayout]
  /// The unique constraints whose guard items stand in it. Such a table holds nothing else.
  public let guards: [UniqueGuard]
  /// Global ones first.
  public let indexes: [SecondaryIndex]
  /// The attribute with the expiry in epoch seconds.
  public let timeToLive: String?
  /// A stream is needed by a flow.
  public let hasStream: Bool
  /// Where a fixed design states it: the name.
  public let span: SourceSpan?

  public init(
    name: String,
    partitionKey: KeyAttribute,
    sortKey: KeyAttribute?,
    layouts: [ItemLayout],
    guards: [UniqueGuard] = [],
    indexes: [SecondaryIndex],
    timeToLive: String?,
    hasStream: Bool,
    span: SourceSpan? = nil
  ) {
    self.name = name
    self.partitionKey = partitionKey
    self.sortKey = sortKey
    self.layouts = layouts
    self.guards = guards
    self.indexes = indexes
    self.timeToLive = timeToLive
    self.hasStream = hasStream
    self.span = span
  }

  public func layout(of entity: EntityID) -> ItemLayout? {
    layouts.first { $0.entity == entity }
  }

  /// In whose items the rows of an entity stand; `nil` where they have items of their own.
  public func holder(of entity: EntityID) -> (layout: ItemLayout, rows: EmbeddedRows)? {
    for layout in layouts {
      if let rows = layout.embedded.first(where: { $0.entity == entity }) { return (layout, rows) }
    }
    return nil
  }

  /// Every entity whose rows it holds, in whatever items.
  public var entities: [EntityID] { layouts.flatMap(\.entities) }

  public func index(named name: String) -> SecondaryIndex? { indexes.first { $0.name == name } }

  public var globalIndexes: [SecondaryIndex] { indexes.filter { !$0.isLocal } }
  public var localIndexes: [SecondaryIndex] { indexes.filter(\.isLocal) }
}

/// The tables of one store.
public struct DynamoDBDesign: Sendable {
  public let store: StoreID
  public let origin: DesignOrigin
  public let tables: [DynamoDBTable]
  /// Where a fixed design states it.
  public let span: SourceSpan?
  // Every pattern looks its tables up: a search through a thousand of them would be quadratic.
  private let positionByName: [String: Int]
  private let positionByEntity: [EntityID: Int]

  public init(
    store: StoreID,
    origin: DesignOrigin,
    tables: [DynamoDBTable],
    span: SourceSpan? = nil
  ) {
    self.store = store
    self.origin = origin
    self.tables = tables
    self.span = span
    positionByName = Dictionary(
      tables.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { a, _ in a }
    )
    positionByEntity = Dictionary(
      tables.enumerated().flatMap { position, table in
        table.entities.map { ($0, position) }
      },
      uniquingKeysWith: { a, _ in a }
    )
  }

  public func table(named name: String) -> DynamoDBTable? {
    positionByName[name].map { tables[$0] }
  }

  public func table(of entity: EntityID) -> DynamoDBTable? {
    positionByEntity[entity].map { tables[$0] }
  }

  /// Every unique constraint that guard items keep.
  public var guards: [UniqueGuard] { tables.flatMap(\.guards) }
}
