public import DBModelDiagnostics

/// One step of a plan, whatever engine printed it.
public struct PlanNode: Sendable {
  public var operation: PlanOperation
  /// The step in the engine's own words: `Seq Scan`, `SCAN orders`.
  public var label: String
  /// The table, view, CTE or function that is read. SQLite prints the alias where there is one,
  /// so that `relation` may be an alias there; see `PlanContext.aliases`.
  public var relation: String?
  public var alias: String?
  public var index: String?
  /// The index holds every column that is needed.
  public var isCovering = false
  /// The conditions the index was entered with, as far as they could be read.
  public var indexTerms: [PlanTerm] = []
  /// The same as text.
  public var indexCondition: String?
  /// What is checked on rows after they were read.
  public var filter: String?
  /// The condition of a join, in whatever form the join has one.
  public var joinCondition: String?
  /// The part of it that is checked on pairs which the hash or the merge has found already; all of
  /// it in a nested loop.
  public var joinFilter: String?
  /// `Inner`, `Left`, `Semi`, `Anti` …
  public var joinType: String?
  /// `Outer`, `Inner`, `SubPlan`, `InitPlan`, `Member`, `Subquery`.
  public var parentRelationship: String?
  public var subplanName: String?
  public var strategy: String?
  public var isParallelAware = false
  public var workersPlanned: Int?
  public var sort: PlanSort?
  public var estimate: PlanEstimate?
  public var actual: PlanActual?
  public var children: [PlanNode] = []
  /// Everything else, in the order it was printed.
  public var properties: [PlanProperty] = []
  /// Where the step stands in the file it was read from.
  public var span: SourceSpan?

  public init(_ operation: PlanOperation, label: String) {
    self.operation = operation
    self.label = label
  }
}

/// What the planner expected of a step.
public struct PlanEstimate: Hashable, Sendable {
  /// In the engine's units, which are not time.
  public var startupCost: Double?
  public var totalCost: Double?
  /// Rows given out by one execution of the step.
  public var rows: Double?
  /// Average width of such a row.
  public var widthBytes: Double?

  public init() {}
}

/// What was measured. Rows and times are averages per loop, as PostgreSQL prints them.
public struct PlanActual: Hashable, Sendable {
  public var rows: Double = 0
  /// How often the step ran; 0 when it never did.
  public var loops: Double = 1
  public var startupTimeMs: Double?
  public var totalTimeMs: Double?
  public var rowsRemovedByFilter: Double?
  public var rowsRemovedByJoinFilter: Double?
  public var rowsRemovedByIndexRecheck: Double?

  public init() {}
}

/// What a sort did.
public struct PlanSort: Hashable, Sendable {
  public var keys: [String] = []
  /// Keys the input is sorted by already (incremental sort).
  public var presortedKeys: [String] = []
  public var method: String?
  public var spaceKB: Double?
  /// `Memory` or `Disk`.
  public var spaceType: String?

  public init() {}
}
