/// The declared size of a table, as InnoDB's optimizer wants to be told it.
public struct MariaDBTableStatistics: Sendable {
  public let table: String
  /// Rows; 0 or more.
  public let rows: Double
  /// Average bytes of the values of each column, by its name.
  public let columnBytes: [String: Double]
  /// How many different values the columns of that name have together.
  public let distinct: @Sendable ([String]) -> Double

  public init(
    table: String,
    rows: Double,
    columnBytes: [String: Double],
    distinct: @escaping @Sendable ([String]) -> Double
  ) {
    self.table = table
    self.rows = rows
    self.columnBytes = columnBytes
    self.distinct = distinct
  }

  /// What a record has besides its values: 5 bytes before it, and in the clustered index the
  /// transaction and the pointer to what was there before (MySQL manual, 15.10, and
  /// "InnoDB Record Structure"; checked 2026-11-29).
  private static let recordBytes = 5.0
  private static let systemBytes = 13.0
  /// Of a page of 16 KB, what is filled when rows come in order: 15/16 (MySQL manual, 15.6.2.2).
  private static let pageBytes = 16_384.0 * 15 / 16

  /// Pages of an index over columns; of the clustered one all of them.
  func pages(of columns: [String], isClustered: Bool) -> Double {
    let names = isClustered ? Array(columnBytes.keys) : columns
    let values = names.map { columnBytes[$0] ?? 8 }.sorted().reduce(0, +)
    let bytes = values + Self.recordBytes + (isClustered ? Self.systemBytes : 0)
    return max(1, (rows * bytes / Self.pageBytes).rounded(.up))
  }
}
