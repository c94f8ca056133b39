import DBModelStatistics
import Glibc

/// The defaults of `max_connections` for instance classes.
///
/// Aurora User Guide, Maximum connections to an Aurora PostgreSQL DB instance and Maximum
/// connections to an Aurora MySQL DB instance, the tables of classes (2023; checked 2026-11-30).
/// Classes of later generations are in neither table.
extension ConnectionLimit {
  private static let documentedPostgreSQL: [String: Double] = [
    "db.t3.medium": 420, "db.t3.large": 844, "db.t4g.medium": 405, "db.t4g.large": 844,
    "db.r4.large": 1_600, "db.r4.xlarge": 3_200, "db.r5.large": 1_600, "db.r5.xlarge": 3_300,
    "db.r6g.large": 1_722, "db.r6g.xlarge": 3_479, "db.x2g.large": 3_479,
  ]

  private static let documentedMySQL: [String: Double] = [
    "db.t2.small": 45, "db.t2.medium": 90, "db.t3.small": 45, "db.t3.medium": 90,
    "db.t3.large": 135, "db.t4g.medium": 90, "db.t4g.large": 135, "db.r5.large": 1_000,
    "db.r5.xlarge": 2_000, "db.r5.2xlarge": 3_000, "db.r5.4xlarge": 4_000, "db.r5.8xlarge": 5_000,
    "db.r5.12xlarge": 6_000, "db.r5.16xlarge": 6_000, "db.r5.24xlarge": 7_000,
    "db.r6g.large": 1_000, "db.r6g.xlarge": 2_000, "db.r6g.2xlarge": 3_000,
    "db.r6g.4xlarge": 4_000, "db.r6g.8xlarge": 5_000, "db.r6g.12xlarge": 6_000,
    "db.r6g.16xlarge": 6_000, "db.x2g.large": 2_000, "db.x2g.xlarge": 3_000,
  ]

  /// The most that PostgreSQL's formula gives.
  private static let mostPostgreSQL = 5_000.0
  /// The parts of a class's memory that `DBInstanceClassMemory` is in the table: 0.888 of 16 GiB in
  /// a db.r5.large to 0.965 of 32 GiB in a db.r6g.xlarge among those with 16 GiB or more. Other
  /// classes of that size are taken to lie between 0.88 and all of it.
  private static let leastMemoryPart = 0.88

  /// Of a class, by its documented value or else by the formula; `nil` where neither its value nor
  /// its memory is known.
  static func ofClass(_ name: String, isMySQL: Bool) -> Interval? {
    let table = isMySQL ? documentedMySQL : documentedPostgreSQL
    if let exact = table[name] { return Interval(exact) }
    guard let known = AuroraInstanceClass.named(name) else { return nil }
    return isMySQL ? mySQL(known) : postgreSQL(known)
  }

  /// `LEAST({DBInstanceClassMemory/9531392}, 5000)`. `DBInstanceClassMemory` is less than what a
  /// class is sold with; from 64 GiB on that decides nothing.
  private static func postgreSQL(_ known: AuroraInstanceClass) -> Interval {
    let nominal = known.memoryGiB * 1_073_741_824 / 9_531_392
    return Interval(
      min(mostPostgreSQL, (leastMemoryPart * nominal).rounded(.down)),
      min(mostPostgreSQL, nominal.rounded(.down))
    )
  }

  /// 45 for each doubling of memory above 1 GiB in classes T, 1,000 for each above 8 GiB in others:
  /// what the table comes to for every class of 2, 4, 8, 16 … GiB.
  private static func mySQL(_ known: AuroraInstanceClass) -> Interval {
    let doublings = log2(max(1, known.memoryGiB))
    func value(_ doublings: Double) -> Double {
      known.name.hasPrefix("db.t") ? 45 * max(1, doublings) : 1_000 * max(1, doublings - 3)
    }
    // Between two powers of two the table takes the upper one (12xlarge), which no formula says.
    return Interval(value(doublings.rounded(.down)), value(doublings.rounded(.up)))
  }
}
