import DBModelDesign
public import DBModelStatistics
public import DBModelWorkload

/// Which instance of a cluster with readers serves a pattern, and why.
public struct CopyRoute: Sendable {
  public enum Reason: Hashable, Sendable {
    /// It changes rows.
    case writes
    /// `consistency strong`.
    case strong
    /// `consistency read-your-writes`: a reader may not have the write yet.
    case ownWrites
    /// An answer may be older than it is on a reader for no more than so many seconds, and a reader
    /// may lag by more.
    case boundBelowLag(seconds: Double)
    /// An answer may be so many seconds old, which a reader's are not.
    case boundAboveLag(seconds: Double)
    /// Eventual without a bound, stated or not.
    case eventual(isStated: Bool)
    /// SQL taken as written, which may change rows.
    case unknown
  }

  public let pattern: PatternID
  public let reason: Reason
  /// Calls in the busiest seconds; `nil` where nothing is known of them.
  public let peak: Interval?
  /// Processors that its rows and searches keep busy in the busiest seconds, round trips and
  /// commits left out; `nil` where it has no estimate.
  public let processors: Interval?
  /// Changes of the rows it reads that the same services make, where nothing is said of how fresh
  /// it must be and a reader serves it: right after them it may not see what they did.
  public let maySeeLate: [PatternID]

  /// Whether readers serve it.
  public var isOnReaders: Bool { reason.isOnReaders }
}

extension CopyRoute.Reason {
  /// Where a pattern goes of a cluster that has readers, and why: the one place that decides it.
  public init(_ pattern: AccessPattern) {
    switch pattern.operation {
    case .read: break
    case .sql(let sql) where sql.writes.isEmpty && !sql.reads.isEmpty: break
    case .sql(let sql):
      self = sql.writes.isEmpty ? .unknown : .writes
      return
    case .write:
      self = .writes
      return
    }
    self =
      switch pattern.consistency?.value {
      case .strong?: .strong
      case .readYourWrites?: .ownWrites
      case .eventual(let bound?)?:
        bound < AuroraLimits.replicaLagSeconds.value
          ? .boundBelowLag(seconds: bound) : .boundAboveLag(seconds: bound)
      case .eventual(nil)?: .eventual(isStated: true)
      case nil: .eventual(isStated: false)
      }
  }

  /// Whether readers serve what goes where it goes for this reason.
  public var isOnReaders: Bool {
    switch self {
    case .boundAboveLag, .eventual: true
    case .writes, .strong, .ownWrites, .boundBelowLag, .unknown: false
    }
  }
}
