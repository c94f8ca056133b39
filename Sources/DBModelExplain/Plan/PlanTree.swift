/// The plan of one statement.
public struct PlanTree: Sendable {
  public var engine: PlanEngine
  /// As the engine calls itself, where it is known: a saved PostgreSQL plan does not say.
  public var engineVersion: String?
  /// The form that it was printed in, where it was read from text.
  public var format: PlanFormat?
  public var root: PlanNode
  /// The statement was run, and steps carry measurements.
  public var isAnalyzed = false
  public var planningTimeMs: Double?
  public var executionTimeMs: Double?
  /// Of the statement: settings, triggers, JIT, planning buffers.
  public var properties: [PlanProperty] = []

  public init(engine: PlanEngine, engineVersion: String? = nil, root: PlanNode) {
    self.engine = engine
    self.engineVersion = engineVersion
    self.root = root
  }
}

/// Whose plan it is.
public enum PlanEngine: String, Hashable, Sendable {
  case sqlite
  case postgresql
  case mysql
  case mariadb

  public var title: String {
    switch self {
    case .sqlite: "SQLite"
    case .postgresql: "PostgreSQL"
    case .mysql: "MySQL"
    case .mariadb: "MariaDB"
    }
  }
}
