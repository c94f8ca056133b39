/// The tables of a database as its engine's catalog lists them, in the order they were made: what
/// engines report, and what an import writes down as a model. Nothing in it depends on a model.
public struct SQLCatalog: Sendable {
  public var tables: [CatalogTable]
  /// What the catalog holds besides and is not described here, one phrase each: `view totals`.
  public var others: [String]

  public init(tables: [CatalogTable] = [], others: [String] = []) {
    self.tables = tables
    self.others = others
  }
}
