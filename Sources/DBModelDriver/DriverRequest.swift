/// What a run is asked to do.
public struct DriverRequest: Sendable {
  /// The subcommand with what only it needs.
  public enum Command: Sendable {
    case check
    case plan
    /// Emits schemas and deployable files; the caller writes them below the directory.
    case compile(outputDirectory: String)
    /// Reads saved EXPLAIN output; the paths are plans, not models.
    case explain
    /// The choices behind a table, key, index or access pattern.
    case why(name: String)
    /// Runs every pattern; see `VerifyRun`.
    case verify
    /// Follows the partitions of the tables; see `SimulateRun`.
    case simulate
    /// Findings and design on one page for people.
    case report
    /// Writes down how engines plan; see `LockRun`.
    case lock

    /// As typed on the command line.
    public var name: String {
      switch self {
      case .check: "check"
      case .plan: "plan"
      case .compile: "compile"
      case .explain: "explain"
      case .why: "why"
      case .verify: "verify"
      case .simulate: "simulate"
      case .report: "report"
      case .lock: "lock"
      }
    }
  }

  public var command: Command
  /// Files and directories as the user named them; `-` is standard input.
  public var paths: [String]
  /// The path that findings in standard input are shown under; `nil` shows `-`.
  public var stdinPath: String?
  /// Whether embedded SQLite is asked for its plans.
  public var runsSQLitePlans: Bool
  /// Whether a plan sets written designs beside the derived one, instead of showing each.
  public var comparesDesigns = false
  /// Whether pictures stand beside the tables of a plan; a report always has them.
  public var drawsPictures = false
  /// What a report simulates besides, its paths aside; `nil` for nothing.
  public var simulation: SimulateRequest?
  /// Today in days since 1970-01-01 UTC, for allowances that end; `nil`: none has ended.
  public var todayDay: Int64?
  /// A baseline, whose findings are known and no failures; `nil` for none.
  public var baselinePath: String?
  /// Whether a lock that is not what `dbmodel lock` would write is an error.
  public var isLockFrozen = false
  /// A profile of `dbmodel calibrate`, whose times stand for those of relational stores; `nil` for
  /// what is assumed.
  public var calibrationPath: String?
  /// Texts that take the place of what the files of these paths hold; keys as `FilePath.normalized`
  /// gives them.
  var replacements: [String: [UInt8]] = [:]

  public init(
    _ command: Command,
    paths: [String],
    stdinPath: String? = nil,
    runsSQLitePlans: Bool = true,
    todayDay: Int64? = nil
  ) {
    self.command = command
    self.paths = paths
    self.stdinPath = stdinPath
    self.runsSQLitePlans = runsSQLitePlans
    self.todayDay = todayDay
  }
}
