public import DBModelDiagnostics
public import DBModelStatistics
public import DBModelWorkload

/// What one statement locks of an entity's rows in a relational store.
public struct RowLock: Sendable {
  public let pattern: PatternID
  /// Calls a second at the pattern's peak.
  public let callsPerSecond: Interval
  /// How often the statement runs in one call.
  public let timesPerCall: Double
  /// Whether all of a call commits at once: a row is then locked once, whatever changes it again.
  public let isTransaction: Bool
  /// Whether the rows of a call are all different.
  public let isDistinct: Bool
  /// Statements of the transaction behind this one and its repetitions.
  public let statementsBehind: Double
  /// What one statement, and a commit, take on average.
  public let statementSeconds: Interval
  public let commitSeconds: Interval
  public let share: KeyShare
  public let ranking: KeyRanking?
  /// What the share rests on, for people, with its place where it has one.
  public let basis: String
  public let basisSpan: SourceSpan?

  /// Locks that a call takes of a row with a share of what it changes.
  public func locksPerCall(_ share: Double) -> Double {
    isTransaction || isDistinct ? min(1, timesPerCall * share) : timesPerCall * share
  }

  /// Statements that follow until the transaction ends, for a row with a share: of repetitions half
  /// on average, and nearly all where many of them change the row, since the first one locks it.
  public func following(_ share: Double) -> Double {
    guard isTransaction else { return 0 }
    let behindFirst = max(0.5, 1 - 1 / (timesPerCall * share + 1))
    return statementsBehind + max(0, timesPerCall - 1) * behindFirst
  }

  /// Seconds for which a row with a share is locked.
  public func heldSeconds(_ share: Interval) -> Interval {
    Interval(
      statementSeconds.low * following(share.low) + commitSeconds.low,
      statementSeconds.high * following(share.high) + commitSeconds.high
    )
  }

  /// The part of the time for which it holds one row: the named one, or the most popular one.
  public func busy(onRow value: String?) -> Interval {
    let part = share.share(of: value)
    let held = heldSeconds(part)
    return Interval(
      callsPerSecond.low * locksPerCall(part.low) * held.low,
      callsPerSecond.high * locksPerCall(part.high) * held.high
    )
  }

  /// Whether another statement of the same transaction is certain to change the same rows.
  func isOnSameRows(_ other: KeyFinding) -> Bool {
    if let ranking, ranking == other.ranking { return true }
    guard case .named(let own, _) = share, case .named(let others, _) = other.share else {
      return false
    }
    return own.map(\.value) == others.map(\.value) && own.count == 1
  }
}

/// How long the rows of an entity are locked in a relational store: who changes a row waits for
/// whoever changed it before, until that one commits.
public struct RowHeat: Sendable {
  public let entity: EntityID
  public let store: StoreID
  public let locks: [RowLock]

  /// The row that is locked the most: its value where it has a name, and the part of the time for
  /// which it is locked. Above 1 those who wait become ever more.
  ///
  /// Locks add up as loads of keys do: those of one name or one ranking are on the same row, of
  /// others the low end takes the most of one and the high end all of them.
  public var hottest: (value: String?, busy: Interval) {
    var named: [(value: String, busy: Interval)] = []
    for lock in locks {
      guard case .named(let values, _) = lock.share else { continue }
      for value in values where !named.contains(where: { $0.value == value.value }) {
        let busy = locks.reduce(Interval.zero) { sum, other in
          guard case .named = other.share else { return sum }
          return sum + other.busy(onRow: value.value)
        }
        named.append((value.value, busy))
      }
    }
    var rankings: [(ranking: KeyRanking?, busy: Interval)] = []
    for lock in locks {
      guard case .top = lock.share else { continue }
      let busy = lock.busy(onRow: nil)
      if let known = rankings.firstIndex(where: { $0.ranking != nil && $0.ranking == lock.ranking })
      {
        rankings[known].busy += busy
      } else {
        rankings.append((lock.ranking, busy))
      }
    }
    let all = rankings.reduce(0) { $0 + $1.busy.high }
    let low = rankings.map(\.busy.low).max() ?? 0
    let top = named.max { ($0.busy.low, $1.value) < ($1.busy.low, $0.value) }
    guard let top, top.busy.high > 0 else { return (nil, Interval(low, max(low, all))) }
    return (top.value, Interval(max(low, top.busy.low), top.busy.high + all))
  }
}
