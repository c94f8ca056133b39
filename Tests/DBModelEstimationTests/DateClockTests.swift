import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Rows of a day that is the day of their insertion.
struct DateClockTests {
  private static func written(_ day: String, _ condition: String, more: String = "") throws
    -> Written
  {
    let period = "period: range of date 10..10 days avg 10 days"
    let parameter = condition.contains("period") ? period : "day: date" + more
    return try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Entry {
        id:  int(1..) key
        day: date     \(day)

        count 1M growing 5%/month
      }

      access asked(\(parameter)) {
        read  Entry { id }
        where \(condition)
        rate  1/s peak 5/s
      }
      """
    )
  }

  private static func share(_ day: String, _ condition: String, more: String = "") throws
    -> Interval
  {
    let written = try written(day, condition, more: more)
    let pattern = try #require(written.workload.patterns.last)
    guard case .read(let read) = pattern.operation, let filter = read.filter?.value else {
      Issue.record("no filter")
      return .zero
    }
    return RowEstimator(workload: written.workload)
      .share(of: filter, entity: read.entity, pattern: pattern)
  }

  /// Of a million rows that grow by a twentieth a month, 1,600 are of the newest day.
  private static let newest = 0.001_6

  /// Any of the days on which rows were made is asked for, or the newest ones alone.
  @Test func aDayHoldsWhatWasInsertedOnIt() throws {
    let any = try Self.share("clock", "day == $day")
    #expect(abs(any.high / Self.newest - 1) < 0.01)
    #expect(abs(any.low / any.high - 0.5) < 0.01)
    let recent = try Self.share("clock", "day == $day", more: " recent 30 days")
    #expect(abs(recent.high / Self.newest - 1) < 0.01)
    #expect(recent.low / recent.high > 0.9)
  }

  /// Ten days are ten times one.
  @Test func aStretchHoldsItsDays() throws {
    let stretch = try Self.share("clock", "day in $period")
    #expect(abs(stretch.high / Self.newest / 10 - 1) < 0.02)
  }

  /// What is no clock is taken to be of any year of a century.
  @Test func anotherDateIsOfAnyYear() throws {
    let share = try Self.share("", "day == $day")
    #expect(share.low == share.high && abs(share.low * Cardinality.mostDates - 1) < 0.01)
  }

  /// Days on which at least one row was made: some fifteen years, and not a century.
  @Test func daysAreCounted() throws {
    let written = try Self.written("clock", "day == $day")
    let entity = written.workload.entities[0]
    let days = Cardinality(workload: written.workload)
      .distinctValues(FieldReference(entity.id, entity.fields[1].id))
    // ln(10⁶ · 0.001603) / 0.001603 and 1 / 0.001603 more.
    #expect(days.low == days.high && abs(days.high / 5_226 - 1) < 0.01, "\(days)")
  }
}
