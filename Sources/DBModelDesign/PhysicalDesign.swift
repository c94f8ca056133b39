public import DBModelWorkload

/// Where a design comes from. Both kinds go through the same judgements.
public enum DesignOrigin: Sendable {
  case derived
  /// Written down by the team under this name.
  case fixed(name: String)
}

/// The physical design of every store, and the way of every pattern through it.
public struct PhysicalDesign: Sendable {
  /// One for each store of the workload that holds anything, in declared order.
  public let stores: [StoreDesign]
  /// One for each pattern that runs somewhere, in declared order.
  public let accesses: [PatternAccess]
  /// Why each structure is as it is, in the order the choices were made.
  public let choices: [Choice]
  /// How far the search went, for each store whose design was searched for.
  public let proofs: [DesignProof]

  public init(
    stores: [StoreDesign],
    accesses: [PatternAccess],
    choices: [Choice],
    proofs: [DesignProof] = []
  ) {
    self.stores = stores
    self.accesses = accesses
    self.choices = choices
    self.proofs = proofs
  }
}

/// The structures of one store.
public enum StoreDesign: Sendable {
  case dynamoDB(DynamoDBDesign)
  case relational(RelationalDesign)

  public var store: StoreID {
    switch self {
    case .dynamoDB(let design): design.store
    case .relational(let design): design.store
    }
  }
}

/// How a pattern is served.
public struct PatternAccess: Sendable {
  public enum Path: Sendable {
    case dynamoDB(DynamoDBPath)
    /// The store's dialect decides the text; see `DBModelQuery`.
    case sql(SQLPath)
    /// No legal, complete and fresh enough way exists; the reasons, gravest first.
    case none(reasons: [String])
  }

  public let pattern: PatternID
  public let store: StoreID
  public let path: Path
  /// Names of the structures it uses: `Order`, `Order.byCustomer`.
  public let structures: [String]

  public init(pattern: PatternID, store: StoreID, path: Path, structures: [String]) {
    self.pattern = pattern
    self.store = store
    self.path = path
    self.structures = structures
  }
}

/// A decision of the planner with its reason, printed by `dbmodel why`.
public struct Choice: Sendable {
  /// The structure: `Order`, `Order.byCustomer`, `orders.customer_id`.
  public let subject: String
  public let store: StoreID
  /// What was chosen, one line.
  public let decision: String
  /// Which rule led to it, with its inputs.
  public let because: [String]
  /// What lost, each with why and by how much where that is a number.
  public let alternatives: [String]
  /// The patterns that want it.
  public let wantedBy: [PatternID]
  /// What the structure is worth, where that was searched for.
  public let worth: StructureWorth?

  public init(
    subject: String,
    store: StoreID,
    decision: String,
    because: [String],
    alternatives: [String],
    wantedBy: [PatternID],
    worth: StructureWorth? = nil
  ) {
    self.worth = worth
    self.subject = subject
    self.store = store
    self.decision = decision
    self.because = because
    self.alternatives = alternatives
    self.wantedBy = wantedBy
  }
}
