public import DBModelDiagnostics

/// The key that encrypts a store at rest.
public struct EncryptionSetting: Hashable, Sendable {
  public let usesCustomerKey: Bool
  /// 90…2,560.
  public let rotationDays: Int?

  public init(usesCustomerKey: Bool, rotationDays: Int?) {
    self.usesCustomerKey = usesCustomerKey
    self.rotationDays = rotationDays
  }
}

/// Backups taken by the clock besides the continuous ones.
public struct SnapshotPlan: Hashable, Sendable {
  public enum Period: String, CaseIterable, Hashable, Sendable {
    case hourly, daily, weekly, monthly
  }

  public let period: Period
  public let keepDays: Located<Int>

  public init(period: Period, keepDays: Located<Int>) {
    self.period = period
    self.keepDays = keepDays
  }
}

/// What a team practises so that it works when it is needed.
public enum DrillKind: String, CaseIterable, Hashable, Sendable {
  /// A backup brought back into a new store.
  case restore
  /// A store brought back to a moment.
  case pointInTime = "point-in-time"
  /// The writer taken away.
  case failover
}

/// The last time something was practised.
public struct Drill: Sendable {
  public let kind: DrillKind
  /// Days since 1970-01-01.
  public let day: Int64
  public let span: SourceSpan

  public init(kind: DrillKind, day: Int64, span: SourceSpan) {
    self.kind = kind
    self.day = day
    self.span = span
  }
}

/// Which calls to tables CloudTrail logs, and of which entities. Each logged call is billed.
public struct CallAudit: Sendable {
  public enum Event: String, CaseIterable, Hashable, Sendable {
    /// Calls that change tables, not rows.
    case management
    case reads
    case writes
  }

  /// In declared order, each once.
  public let events: [Event]
  /// The entities whose tables are logged; `nil`: all that live in the store.
  public var entities: [Located<EntityID>]?

  public init(events: [Event], entities: [Located<EntityID>]?) {
    self.events = events
    self.entities = entities
  }
}

/// A day of the week.
public enum Weekday: String, CaseIterable, Hashable, Sendable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}

/// A span of hours on days of the week, in UTC.
public struct WeeklyHours: Hashable, Sendable {
  /// In the order of the week, each once.
  public let days: [Weekday]
  /// Minutes after midnight, 0…1,439.
  public let fromMinute: Int
  /// Minutes after the same midnight, above `fromMinute`; up to a day later.
  public let toMinute: Int

  public init(days: [Weekday], fromMinute: Int, toMinute: Int) {
    self.days = days
    self.fromMinute = fromMinute
    self.toMinute = toMinute
  }

  public var hoursPerWeek: Double { Double(days.count * (toMinute - fromMinute)) / 60 }
}
