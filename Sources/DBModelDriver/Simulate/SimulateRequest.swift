public import DBModelSimulation

/// What a simulation is asked to do.
public struct SimulateRequest: Sendable {
  /// Files and directories as the user named them; `-` is standard input.
  public var paths: [String]
  /// The path that findings in standard input are shown under.
  public var stdinPath: String?
  public var options: SimulationOptions
  /// A design that the model writes down; `nil` for the derived one.
  public var designName: String?
  /// The only table that is simulated; `nil` for all.
  public var tableName: String?
  /// Seconds from the start at which every pattern's peak and burst begin; `nil` leaves them out.
  public var peakSecond: Int?
  /// Every rate is multiplied by it; above 0.
  public var rateFactor: Double
  /// Whether pictures stand beside the tables of the report.
  public var drawsPictures = false

  public init(
    paths: [String],
    stdinPath: String? = nil,
    options: SimulationOptions,
    designName: String? = nil,
    tableName: String? = nil,
    peakSecond: Int? = 600,
    rateFactor: Double = 1
  ) {
    self.paths = paths
    self.stdinPath = stdinPath
    self.options = options
    self.designName = designName
    self.tableName = tableName
    self.peakSecond = peakSecond
    self.rateFactor = rateFactor
  }
}
