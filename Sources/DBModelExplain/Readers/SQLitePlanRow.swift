/// One row of SQLite's EXPLAIN QUERY PLAN.
public struct SQLitePlanRow: Hashable, Sendable {
  public let id: Int
  /// The id of the row this one stands under; 0 for the statement.
  public let parent: Int
  /// 0 up to 3.52; from 3.53 the cost of a scan as LogEst: cost = 2^(x/10).
  public let notUsed: Int
  public let detail: String

  public init(id: Int, parent: Int, notUsed: Int = 0, detail: String) {
    self.id = id
    self.parent = parent
    self.notUsed = notUsed
    self.detail = detail
  }
}
