/// What a `dbmodel.lock` says: of each model beside it the plans that were made for it, and the
/// indexes that are left out of its design or added to it.
public struct PlanLock: Hashable, Sendable {
  /// The name of the file, beside the model.
  public static let fileName = "dbmodel.lock"
  /// The version of the format.
  public static let version = 1

  /// Each with a root of its own.
  public var models: [LockedModel]

  public init(models: [LockedModel] = []) { self.models = models }

  /// What stands there of one model.
  ///
  /// - Parameter root: See `LockedModel.root`.
  public subscript(root: String) -> LockedModel? {
    get { models.first { $0.root == root } }
    set {
      models.removeAll { $0.root == root }
      if let newValue, !newValue.isEmpty { models.append(newValue) }
    }
  }
}

/// What is locked of one model.
public struct LockedModel: Hashable, Sendable {
  /// The name of the file that declares the model, in the directory of the lock.
  public var root: String
  public var leftOut: [LockedRemoval]
  public var added: [LockedAddition]
  public var sets: [LockedPlanSet]
  public var place: LockPlace

  public init(
    root: String,
    leftOut: [LockedRemoval] = [],
    added: [LockedAddition] = [],
    sets: [LockedPlanSet] = [],
    place: LockPlace = LockPlace()
  ) {
    self.root = root
    self.leftOut = leftOut
    self.added = added
    self.sets = sets
    self.place = place
  }

  /// Nothing is locked.
  public var isEmpty: Bool { leftOut.isEmpty && added.isEmpty && sets.isEmpty }

  /// The plans of one engine on one store.
  public func set(_ engine: String, _ store: String) -> LockedPlanSet? {
    sets.first { $0.engine == engine && $0.store == store }
  }
}

/// An index that is left out of the design.
public struct LockedRemoval: Hashable, Sendable {
  public var store: String
  public var table: String
  public var columns: [LockedColumn]
  /// One line; may be empty.
  public var reason: String
  public var place: LockPlace

  public init(
    store: String,
    table: String,
    columns: [LockedColumn],
    reason: String,
    place: LockPlace = LockPlace()
  ) {
    self.store = store
    self.table = table
    self.columns = columns
    self.reason = LockText.line(reason, limit: LockText.longestReason)
    self.place = place
  }

  /// Whether it is about the same index.
  public func isSame(as other: LockedRemoval) -> Bool {
    store == other.store && table == other.table && columns == other.columns
  }
}

/// The plans that one engine made on the tables of one store.
public struct LockedPlanSet: Hashable, Sendable {
  /// `sqlite`, `postgresql`.
  public var engine: String
  public var store: String
  /// As the engine calls itself: `3.40.1`.
  public var version: String
  /// How the statistics were made that the engine was told: `declared 1`.
  public var statistics: String
  public var tables: [LockedTable]
  public var plans: [LockedPlan]
  public var place: LockPlace

  public init(
    engine: String,
    store: String,
    version: String,
    statistics: String,
    tables: [LockedTable] = [],
    plans: [LockedPlan] = [],
    place: LockPlace = LockPlace()
  ) {
    self.engine = engine
    self.store = store
    self.version = version
    self.statistics = statistics
    self.tables = tables
    self.plans = plans
    self.place = place
  }
}
