/// A foreign key as a catalog lists it.
public struct CatalogForeignKey: Sendable {
  /// What happens to a row when the one it refers to goes.
  public enum Action: Hashable, Sendable {
    /// Refused, as where nothing is said.
    case none
    case restrict
    case cascade
    case setNull
    case setDefault
  }

  /// Empty where it has none.
  public let name: String
  public let columns: [String]
  /// As in `CatalogTable.schema`.
  public let referencedSchema: String?
  public let referencedTable: String
  public let referencedColumns: [String]
  public let deleteAction: Action

  public init(
    name: String,
    columns: [String],
    referencedSchema: String? = nil,
    referencedTable: String,
    referencedColumns: [String],
    deleteAction: Action
  ) {
    self.name = name
    self.columns = columns
    self.referencedSchema = referencedSchema
    self.referencedTable = referencedTable
    self.referencedColumns = referencedColumns
    self.deleteAction = deleteAction
  }
}
