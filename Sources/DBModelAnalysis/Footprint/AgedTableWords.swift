import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelWorkload

/// Why a table is in one piece, and what would change that.
struct AgedTableWords {
  let workload: Workload
  let entity: Entity
  /// The time by which rows get old.
  let field: String

  func reason(_ obstacle: PartitionFit.Obstacle) -> String {
    switch obstacle {
    case .keyWithoutTime: "the primary key of a table in partitions holds `\(field)` as well"
    case .optional:
      "`\(field)` is optional, and the primary key of a table in partitions holds it"
    case .nanoseconds: "nanoseconds are kept as a number, which says no day"
    case .foreignKeys: "tables in partitions have no foreign keys in MySQL"
    case .kept(let attribute):
      "what is kept from its rows through `\(workload[attribute].name)` would not follow when a"
        + " partition is dropped"
    case .flow(let store):
      "the flow to `\(workload[store].name)` sees no rows of a partition that is dropped"
    case .expiry: "rows expire at times that lie ahead, where no partition has been made yet"
    case .notDaily: "rows go when it is asked for, and a partition when its day is over"
    case .notAlone:
      "what is old goes under a condition, or together with something else, which no partition knows"
    case .ageOfCall: "how old the rows are that go is known when it is called, not before"
    case .keptShortly: "rows go within a week: a few partitions would be of little use"
    case .tooMany(let count, let period):
      "\(FigureFormatter.count(Double(count))) \(period.rawValue)s are kept, and as many partitions"
        + " are too many to plan with"
    case .lateInPeriod(let part):
      "when it runs, the oldest partition still holds rows that are not old: \(percent(part)) % of all"
        + " rows would be deleted one by one"
    }
  }

  /// `nil` where no other words of the model lead to partitions.
  func wayOut(_ obstacle: PartitionFit.Obstacle) -> String? {
    switch obstacle {
    case .keyWithoutTime:
      "let the key of `\(entity.name)` end with `\(field)`, if what it held alone need not be unique"
    case .optional: "give every row `\(field)`, as the last of its key"
    case .nanoseconds: "declare `\(field)` as timestamp(us)"
    case .expiry: "delete by the time of insertion, a `clock`, in a job of its own"
    case .notDaily: "delete by a job, with `schedule daily 00:15 UTC`"
    case .notAlone: "delete what is old in a job of its own, under no other condition"
    case .ageOfCall: "delete by a stated age, as `\(field) < now() - 90 days`"
    case .tooMany(_, .day): "delete by the month, with `schedule monthly 00:15 UTC`"
    case .lateInPeriod:
      "let the job run soon after midnight UTC, and the age be whole days, or whole years for a"
        + " monthly one"
    case .foreignKeys, .kept, .flow, .keptShortly, .tooMany(_, .month): nil
    }
  }

  private func percent(_ part: Double) -> Int { Int((part * 100).rounded(.up)) }
}
