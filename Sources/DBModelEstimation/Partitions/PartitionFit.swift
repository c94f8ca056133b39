public import DBModelDesign
public import DBModelWorkload

/// Whether a table whose rows get old may be in partitions by their time.
public struct PartitionFit {
  /// What has to be otherwise first.
  public enum Obstacle: Hashable {
    /// The primary key of a table in partitions holds the time.
    case keyWithoutTime
    /// Not every row has a time.
    case optional
    /// Nanoseconds are kept as a number.
    case nanoseconds
    /// Tables in partitions have no foreign keys in MySQL (manual, Restrictions and Limitations on
    /// Partitioning, checked 2026-11-30).
    case foreignKeys
    /// No trigger sees the rows of a partition that is dropped: what is kept from them stays as it
    /// was.
    case kept(AttributeReference)
    /// A flow carries deletes to another store, and sees no rows of a partition that is dropped.
    case flow(to: StoreID)
    /// How old the rows are that go is said by the call.
    case ageOfCall
    /// More than a few hundred days are kept, and rows go more often than once a month.
    case tooManyDays(Int)
  }

  private let workload: Workload
  private let store: StoreID
  private let aged: AgedRows
  /// Entities that others refer to: a foreign key would have to hold the time as well, and a
  /// partition with rows that others refer to cannot be dropped.
  private let referred: Set<EntityID>

  /// - Parameter aged: Of the patterns that run on the store.
  public init(workload: Workload, store: StoreID, aged: AgedRows) {
    self.workload = workload
    self.store = store
    self.aged = aged
    var referred: Set<EntityID> = []
    for entity in workload.entities {
      for attribute in entity.attributes {
        if case .reference(let reference) = attribute.kind { referred.insert(reference.target) }
      }
    }
    self.referred = referred
  }

  /// Whether partitions could be of use at all: a unique constraint holds over all of them only
  /// where it holds the time, and who does not say when searches every one, which at most half of
  /// the calls may.
  public func isOfUse(_ entity: EntityID, _ field: FieldID) -> Bool {
    guard !referred.contains(entity),
      workload[entity].uniqueCombinations.allSatisfy({ combination in
        combination.contains(field) || Set(combination) == Set(workload[entity].key)
      })
    else { return false }
    func calls(_ asking: [AccessPattern]) -> Double {
      asking.reduce(0) { $0 + ($1.rate?.average.value ?? 0) }
    }
    return calls(aged.asking(entity, for: field, isBound: false))
      <= calls(aged.asking(entity, for: field, isBound: true))
  }

  /// What each partition holds: a month where rows go once a month or more than so many days are
  /// kept, else a day, so that what a job deletes one by one is little.
  ///
  /// - Parameter keptMonths: How long rows are kept, by what they say themselves.
  public func period(
    _ age: AgedRows.Age,
    keptMonths: Double
  ) -> (period: TablePartitioning.Period, count: Int) {
    let seconds =
      age.deletedBy == nil ? keptMonths * AgedVolume.secondsPerMonth : age.keptSeconds ?? 0
    func count(_ period: TablePartitioning.Period) -> Int {
      Int(min(1e6, (seconds / period.seconds).rounded(.up))) + TablePartitioning.madeAhead
    }
    let isMonthly =
      age.deletedBy.map { ($0.schedule?.runsPerMonth ?? .infinity) <= 1.01 } ?? (keptMonths >= 2)
    return isMonthly ? (.month, count(.month)) : (.day, count(.day))
  }

  /// What has to be otherwise before the table can be in partitions; in a fixed order.
  ///
  /// - Parameter hasForeignKeys: Whether the table refers to others.
  public func obstacles(
    _ entity: Entity,
    _ age: AgedRows.Age,
    hasForeignKeys: Bool,
    keptMonths: Double
  ) -> [Obstacle] {
    var found: [Obstacle] = []
    if entity[age.field].isOptional {
      found.append(.optional)
    } else if !entity.key.contains(age.field) {
      found.append(.keyWithoutTime)
    }
    if case .timestamp(.nanoseconds) = entity[age.field].type { found.append(.nanoseconds) }
    if workload[store].kind == .auroraMySQL, hasForeignKeys {
      found.append(.foreignKeys)
    }
    for kept in workload.keptAggregates where kept.reference.entity == entity.id {
      if !found.contains(.kept(kept.reference)) { found.append(.kept(kept.reference)) }
    }
    for flow in workload.flows where flow.entities.contains(where: { $0.value == entity.id }) {
      found.append(.flow(to: flow.destination))
    }
    if age.keptSeconds == nil {
      found.append(.ageOfCall)
    } else {
      let count = period(age, keptMonths: keptMonths).count
      if count > TablePartitioning.mostPartitions + TablePartitioning.madeAhead {
        found.append(.tooManyDays(count - TablePartitioning.madeAhead))
      }
    }
    return found
  }
}
