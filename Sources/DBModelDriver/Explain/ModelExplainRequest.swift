public import DBModelEngines

/// What `dbmodel explain` is asked of models.
public struct ModelExplainRequest: Sendable {
  /// Who plans.
  public enum Planner: Sendable {
    /// A cluster of its own at declared size, by the programs in a folder; `nil` finds them.
    case scratch(programs: String?)
    /// A server that is there, with the tables and statistics it has.
    case server(PostgreSQLAddress)
  }

  /// Files and directories as the user named them; `-` is standard input.
  public var paths: [String]
  /// The path that findings in standard input are shown under.
  public var stdinPath: String?
  public var planner: Planner
  /// Today in days since 1970-01-01 UTC: for allowances that end, and the age of the newest rows.
  public var todayDay: Int64?
  /// Rows of the largest table where MariaDB plans on sample rows; `nil` for the usual number. For
  /// comparing samples with whole tables.
  public var sampleRows: Double?

  public init(
    paths: [String],
    stdinPath: String? = nil,
    planner: Planner = .scratch(programs: nil),
    todayDay: Int64? = nil
  ) {
    self.paths = paths
    self.stdinPath = stdinPath
    self.planner = planner
    self.todayDay = todayDay
  }
}
