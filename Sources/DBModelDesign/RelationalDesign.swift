public import DBModelWorkload

/// A column of a table; its type in a dialect follows from the field's type (`DBModelQuery`).
public struct Column: Sendable {
  /// Snake case, at most 63 bytes, unique in its table.
  public let name: String
  public let field: FieldID
  public let isNullable: Bool

  public init(name: String, field: FieldID, isNullable: Bool) {
    self.name = name
    self.field = field
    self.isNullable = isNullable
  }
}

/// A foreign key.
public struct ForeignKey: Sendable {
  public let name: String
  /// Names of columns.
  public let columns: [String]
  public let referencedTable: String
  public let referencedColumns: [String]
  public let deleteAction: DeleteAction

  public init(
    name: String,
    columns: [String],
    referencedTable: String,
    referencedColumns: [String],
    deleteAction: DeleteAction
  ) {
    self.name = name
    self.columns = columns
    self.referencedTable = referencedTable
    self.referencedColumns = referencedColumns
    self.deleteAction = deleteAction
  }
}

/// One column of an index.
public struct IndexColumn: Hashable, Sendable {
  public let column: String
  public let isDescending: Bool

  public init(_ column: String, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }
}

/// A B-tree index.
public struct TableIndex: Sendable {
  public let name: String
  public let columns: [IndexColumn]
  /// Columns that stand in its leaves besides, in declared order, so that reads of them need not
  /// go to the table (PostgreSQL's `INCLUDE`; empty elsewhere).
  public let included: [String]
  public let isUnique: Bool
  /// Patterns that want it; for the index of a foreign key also the deletes of the parent.
  public let wantedBy: [PatternID]

  public init(
    name: String,
    columns: [IndexColumn],
    included: [String] = [],
    isUnique: Bool,
    wantedBy: [PatternID]
  ) {
    self.name = name
    self.columns = columns
    self.included = included
    self.isUnique = isUnique
    self.wantedBy = wantedBy
  }
}

/// A condition every row satisfies.
public enum CheckConstraint: Hashable, Sendable {
  /// The column holds one of these texts.
  case oneOf(name: String, column: String, values: [String])
  /// Inclusive bounds.
  case range(name: String, column: String, minimum: Int64?, maximum: Int64?)
  /// At most so many characters, for engines whose text type does not say it.
  case length(name: String, column: String, maximumCharacters: Int)
}

/// A table with its constraints and indexes.
public struct RelationalTable: Sendable {
  public let name: String
  public let entity: EntityID
  public let columns: [Column]
  /// Column names.
  public let primaryKey: [String]
  public let uniques: [(name: String, columns: [String])]
  public let foreignKeys: [ForeignKey]
  public let checks: [CheckConstraint]
  public let indexes: [TableIndex]
  public let comment: String?
  /// Its rows are those of another store, which a flow brings here as they are.
  public let isCopy: Bool
  /// `nil`: in one piece.
  public var partitioning: TablePartitioning?

  public init(
    name: String,
    entity: EntityID,
    columns: [Column],
    primaryKey: [String],
    uniques: [(name: String, columns: [String])],
    foreignKeys: [ForeignKey],
    checks: [CheckConstraint],
    indexes: [TableIndex],
    comment: String?,
    isCopy: Bool = false
  ) {
    self.name = name
    self.entity = entity
    self.columns = columns
    self.primaryKey = primaryKey
    self.uniques = uniques
    self.foreignKeys = foreignKeys
    self.checks = checks
    self.indexes = indexes
    self.comment = comment
    self.isCopy = isCopy
  }

  public func column(of field: FieldID) -> Column? { columns.first { $0.field == field } }
}

/// The tables of one relational store, in an order in which they can be created.
public struct RelationalDesign: Sendable {
  public let store: StoreID
  public let origin: DesignOrigin
  public let tables: [RelationalTable]
  // Every pattern looks its tables up: a search through a thousand of them would be quadratic.
  private let positionByEntity: [EntityID: Int]

  public init(store: StoreID, origin: DesignOrigin, tables: [RelationalTable]) {
    self.store = store
    self.origin = origin
    self.tables = tables
    positionByEntity = Dictionary(
      tables.enumerated().map { ($0.element.entity, $0.offset) },
      uniquingKeysWith: { a, _ in a }
    )
  }

  public func table(of entity: EntityID) -> RelationalTable? {
    positionByEntity[entity].map { tables[$0] }
  }
}

/// How a pattern is answered in SQL: its statements follow from the pattern and the schema, so only
/// the indexes it is planned to use are recorded; engines confirm them.
public struct SQLPath: Sendable {
  /// `table.index` or `table.primary key`, in the order the pattern needs them.
  public let plannedIndexes: [String]
  /// Entities that the pattern reads without an index, because they stay small.
  public let plannedScans: [String]
  public let reasons: [String]

  public init(plannedIndexes: [String], plannedScans: [String], reasons: [String]) {
    self.plannedIndexes = plannedIndexes
    self.plannedScans = plannedScans
    self.reasons = reasons
  }
}
