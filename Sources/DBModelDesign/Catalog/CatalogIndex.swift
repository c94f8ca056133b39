/// An index as a catalog lists it.
public struct CatalogIndex: Sendable {
  /// One column of it, or what stands in a column's place.
  public enum Key: Sendable {
    case column(String, isDescending: Bool)
    /// An expression, or the first characters of a column, in the engine's words.
    case expression(String)
  }

  public let name: String
  public let keys: [Key]
  /// Columns in its leaves that are no part of its key.
  public let included: [String]
  public let isUnique: Bool
  /// It holds the rows that meet a condition.
  public let isPartial: Bool
  /// `btree`, or what else it is, in the engine's words and lower case.
  public let method: String

  public init(
    name: String,
    keys: [Key],
    included: [String] = [],
    isUnique: Bool,
    isPartial: Bool = false,
    method: String = "btree"
  ) {
    self.name = name
    self.keys = keys
    self.included = included
    self.isUnique = isUnique
    self.isPartial = isPartial
    self.method = method
  }

  /// Its columns with their directions, where it is a B-tree over columns of every row.
  public var plainColumns: [IndexColumn]? {
    guard !isPartial, method == "btree" else { return nil }
    var columns: [IndexColumn] = []
    for key in keys {
      guard case .column(let name, let isDescending) = key else { return nil }
      columns.append(IndexColumn(name, isDescending: isDescending))
    }
    return columns
  }
}
