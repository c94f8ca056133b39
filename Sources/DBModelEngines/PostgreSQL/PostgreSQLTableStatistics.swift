/// The size of a table and of its indexes, and what its columns hold, as PostgreSQL's planner is
/// told them.
public struct PostgreSQLTableStatistics: Hashable, Sendable {
  /// An index of which more is known than follows from the columns.
  public struct Index: Hashable, Sendable {
    public let name: String
    /// Pages of 8 KB, the first one included.
    public let pages: Double
    /// Levels above the leaves; `nil`: as many as that many pages have.
    public let height: Int?

    public init(name: String, pages: Double, height: Int?) {
      self.name = name
      self.pages = pages
      self.height = height
    }
  }

  /// As in the catalog: not quoted.
  public let table: String
  /// Rows, 0 and more.
  public let rows: Double
  /// Pages of 8 KB; `nil`: as many as rows of those columns fill.
  public var pages: Double?
  /// The part of the pages of which every row is visible to everybody, 0…1: what an index-only scan
  /// need not look up.
  public var allVisibleShare: Double
  public var columns: [PostgreSQLColumnStatistics]
  public var indexes: [Index]

  public init(
    table: String,
    rows: Double,
    pages: Double? = nil,
    allVisibleShare: Double = 1,
    columns: [PostgreSQLColumnStatistics],
    indexes: [Index] = []
  ) {
    self.table = table
    self.rows = rows
    self.pages = pages
    self.allVisibleShare = allVisibleShare
    self.columns = columns
    self.indexes = indexes
  }
}
