/// A table with its columns, constraints and indexes, by the names of the catalog.
public struct CatalogTable: Sendable {
  /// The schema or database it stands in; `nil` where the engine has one, or where it is the one
  /// that names are looked up in.
  public var schema: String?
  public var name: String
  public var comment: String?
  /// In declared order.
  public var columns: [CatalogColumn]
  /// Empty where there is none.
  public var primaryKey: [String] = []
  /// Columns of constraints and of whole unique indexes: what no two rows share.
  public var uniques: [[String]] = []
  public var foreignKeys: [CatalogForeignKey] = []
  /// Without those of keys and unique constraints.
  public var indexes: [CatalogIndex] = []
  /// Names of conditions on rows, and of constraints that exclude each other's rows.
  public var conditions: [String] = []
  /// Rows, where the engine knows.
  public var rowCount: Int?

  public init(
    schema: String? = nil,
    name: String,
    comment: String? = nil,
    columns: [CatalogColumn] = []
  ) {
    self.schema = schema
    self.name = name
    self.comment = comment
    self.columns = columns
  }

  public func column(_ name: String) -> CatalogColumn? { columns.first { $0.name == name } }
}
