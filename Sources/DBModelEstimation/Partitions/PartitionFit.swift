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
    /// Rows expire by themselves, at a time that lies ahead when they are inserted.
    case expiry
    /// Rows go when somebody asks for it, or more often than once a day: a partition goes when its
    /// last row is old.
    case notDaily
    /// The pattern that deletes does so under a condition, or together with something else.
    case notAlone
    /// How old the rows are that go is said by the call.
    case ageOfCall
    /// Rows go within a week: partitions would be too few to be of use.
    case keptShortly
    /// So many periods are kept.
    case tooMany(Int, TablePartitioning.Period)
    /// When the job runs, so large a part of the rows lies in a partition with others that are not
    /// old yet.
    case lateInPeriod(Double)
  }

  /// What is worth it: so many days are kept, and of the rows so large a part at most is left to be
  /// deleted one by one. Judgement.
  private static let leastDays = 7.0
  private static let mostRemainder = 0.25

  /// A table that is large enough, with what stands in its way.
  public struct Candidate {
    /// The age by which it can be in partitions, the shortest of those there are; else the one with
    /// the least that stands in its way.
    public let age: RowAge
    public let month: AgedMonth
    /// In a fixed order; none where the table may be in partitions.
    public let obstacles: [Obstacle]
    /// Patterns on request that do not say from when on the rows are, and search all partitions.
    public let searchingAll: [AccessPattern]
  }

  private let workload: Workload
  private let store: Store
  private let aged: AgedRows
  private let volume: AgedVolume
  /// Entities that others refer to: a foreign key would have to hold the time as well, and a
  /// partition with rows that others refer to cannot be dropped.
  private let referred: Set<EntityID>

  /// - Parameter patterns: Those that run on the store.
  public init(workload: Workload, store: StoreID, patterns: [AccessPattern]) {
    self.workload = workload
    self.store = workload[store]
    aged = AgedRows(workload: workload, patterns: patterns)
    volume = AgedVolume(workload: workload)
    var referred: Set<EntityID> = []
    for entity in workload.entities {
      for attribute in entity.attributes {
        if case .reference(let reference) = attribute.kind { referred.insert(reference.target) }
      }
    }
    self.referred = referred
  }

  /// - Parameter hasForeignKeys: Whether the table refers to others.
  /// - Returns: `nil` where the engine has no partitions, few rows get old, or partitions are of no
  ///   use.
  public func candidate(_ entity: Entity, hasForeignKeys: Bool) -> Candidate? {
    guard store.kind == .auroraPostgreSQL || store.kind == .auroraMySQL else { return nil }
    var best: Candidate?
    for age in aged.ages(of: entity.id) where isOfUse(entity, age.field) {
      guard
        let month = volume.month(
          of: entity,
          by: age.field,
          keptSeconds: age.keptSeconds
        )
      else { continue }
      let found = obstacles(entity, age, hasForeignKeys: hasForeignKeys)
      guard best.map({ found.count < $0.obstacles.count }) ?? true else { continue }
      best = Candidate(
        age: age,
        month: month,
        obstacles: found,
        searchingAll: aged.asking(entity.id, for: age.field, isBound: false)
      )
    }
    return best
  }

  /// Whether partitions could be of use at all: a unique constraint holds over all of them only
  /// where it holds the time, and who does not say when searches every one, which at most half of
  /// the calls may.
  private func isOfUse(_ entity: Entity, _ field: FieldID) -> Bool {
    guard !referred.contains(entity.id),
      entity.uniqueCombinations.allSatisfy({ combination in
        combination.contains(field) || Set(combination) == Set(entity.key)
      })
    else { return false }
    func calls(_ isBound: Bool, unknown: Double) -> Double {
      aged.asking(entity.id, for: field, isBound: isBound)
        .reduce(0) { $0 + ($1.rate?.average.value ?? unknown) }
    }
    // A rate that nobody knows may be high.
    return calls(false, unknown: .infinity) <= calls(true, unknown: 0)
  }

  /// The partitions of a table without an obstacle; by month where a job runs monthly and too many
  /// days are kept, else by day.
  ///
  /// - Returns: How many hold rows, how many are made ahead, and the part of the rows that is left.
  public func periods(
    _ age: RowAge
  ) -> (period: TablePartitioning.Period, filled: Int, ahead: Int, remainder: Double)? {
    guard let kept = age.keptSeconds, let schedule = age.deletedBy?.schedule,
      let times = JobTimes(schedule)
    else { return nil }
    func filled(_ period: TablePartitioning.Period) -> Int {
      Int((kept / period.seconds).rounded(.up))
        + Int(times.everyDays / (period.seconds / DayLength.seconds))
    }
    let isMonthly = times.everyDays >= 28 && filled(.day) > TablePartitioning.mostFilled
    let period = isMonthly ? TablePartitioning.Period.month : .day
    return (
      period, filled(period), times.ahead(period),
      times.remainder(keptSeconds: kept, period)
    )
  }

  /// What has to be otherwise before the table can be in partitions; in a fixed order.
  private func obstacles(
    _ entity: Entity,
    _ age: RowAge,
    hasForeignKeys: Bool
  ) -> [Obstacle] {
    var found: [Obstacle] = []
    if entity[age.field].isOptional {
      found.append(.optional)
    } else if !entity.key.contains(age.field) {
      found.append(.keyWithoutTime)
    }
    if case .timestamp(.nanoseconds) = entity[age.field].type { found.append(.nanoseconds) }
    if store.kind == .auroraMySQL, hasForeignKeys { found.append(.foreignKeys) }
    for kept in workload.keptAggregates where kept.reference.entity == entity.id {
      if !found.contains(.kept(kept.reference)) { found.append(.kept(kept.reference)) }
    }
    for flow in workload.flows where flow.entities.contains(where: { $0.value == entity.id }) {
      found.append(.flow(to: flow.destination))
    }
    return found + obstacles(age)
  }

  /// What stands in the way of how rows get old.
  private func obstacles(_ age: RowAge) -> [Obstacle] {
    guard let pattern = age.deletedBy else { return [.expiry] }
    var found: [Obstacle] = age.isAlone ? [] : [.notAlone]
    if pattern.schedule.flatMap(JobTimes.init) == nil { found.append(.notDaily) }
    guard let kept = age.keptSeconds else { return found + [.ageOfCall] }
    if kept < Self.leastDays * DayLength.seconds { found.append(.keptShortly) }
    guard let periods = periods(age) else { return found }
    if periods.filled > TablePartitioning.mostFilled {
      found.append(.tooMany(periods.filled, periods.period))
    }
    if periods.remainder > Self.mostRemainder { found.append(.lateInPeriod(periods.remainder)) }
    return found
  }
}
