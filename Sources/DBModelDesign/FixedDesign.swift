public import DBModelDiagnostics
public import DBModelWorkload

/// The tables a team already has, as a model writes them down: `design current of main { … }`.
public struct FixedDesign: Sendable {
  public let name: String
  public let store: StoreID
  public let tables: DynamoDBDesign
  public let span: SourceSpan

  public init(name: String, store: StoreID, tables: DynamoDBDesign, span: SourceSpan) {
    self.name = name
    self.store = store
    self.tables = tables
    self.span = span
  }
}
