public import DBModelDiagnostics

/// What reading a plan file gave: the plans, and what could not be read.
public struct PlanReading: Sendable {
  public var plans: [PlanTree]
  public var diagnostics: [Diagnostic]

  public init(plans: [PlanTree] = [], diagnostics: [Diagnostic] = []) {
    self.plans = plans
    self.diagnostics = diagnostics
  }
}

/// What a plan file may hold at most. A plan beyond these is refused, not cut.
public struct PlanLimits: Sendable {
  /// 16 MB: four orders of magnitude above a usual plan.
  public var sizeBytes = 16 * 1024 * 1024
  /// Steps within steps. An XML plan uses two elements per step and libxml2 stops at 256
  /// elements (`xmlParserMaxDepth`, libxml2 2.9), so that its plans end earlier.
  public var depth = 200
  /// Steps of one file.
  public var nodes = 50_000
  /// Plans of one file.
  public var documents = 1_000
  /// Lines of one file.
  public var lines = 500_000
  /// Values of one JSON or YAML plan, or lines of one text: some 200 bytes of memory each.
  public var values = 250_000
  /// Brackets within brackets of such a plan, which uses two per step.
  public var valueDepth = 450

  public init() {}
}
