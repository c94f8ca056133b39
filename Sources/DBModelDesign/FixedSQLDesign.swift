public import DBModelDiagnostics
public import DBModelWorkload

/// A table of a relational store as a model writes it down.
public struct FixedSQLTable: Sendable {
  /// Columns, keys and indexes; no foreign keys and no checks, which are not written down.
  public let schema: RelationalTable
  public let nameSpan: SourceSpan
  public let span: SourceSpan
  /// Where its indexes are written, in their order.
  public let indexSpans: [SourceSpan]

  public init(
    schema: RelationalTable,
    nameSpan: SourceSpan,
    span: SourceSpan,
    indexSpans: [SourceSpan]
  ) {
    precondition(indexSpans.count == schema.indexes.count, "each index is written somewhere")
    self.schema = schema
    self.indexSpans = indexSpans
    self.nameSpan = nameSpan
    self.span = span
  }
}

/// The SQL tables a team already has, as a model writes them down:
/// `design current of reporting { … }`.
public struct FixedSQLDesign: Sendable {
  public let name: String
  public let store: StoreID
  /// In the order of the file.
  public let tables: [FixedSQLTable]
  public let nameSpan: SourceSpan
  public let span: SourceSpan

  public init(
    name: String,
    store: StoreID,
    tables: [FixedSQLTable],
    nameSpan: SourceSpan,
    span: SourceSpan
  ) {
    self.name = name
    self.store = store
    self.tables = tables
    self.nameSpan = nameSpan
    self.span = span
  }

  /// The tables as a schema like the derived one.
  public var schema: RelationalDesign {
    RelationalDesign(store: store, origin: .fixed(name: name), tables: tables.map(\.schema))
  }
}
