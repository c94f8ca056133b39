import DBModelDesign
import DBModelQuery
import DBModelWorkload

/// When a job runs that deletes old rows, against the partitions that they lie in.
struct JobTimes {
  /// Days from one run to the next, one at least.
  let everyDays: Double
  /// Seconds behind midnight UTC; 0 where nobody says it.
  let timeOfDaySeconds: Double

  /// `nil` for a job that runs more often than once a day.
  init?(_ schedule: Schedule) {
    guard schedule.runsPerMonth > 0, schedule.runsPerMonth < 31 else { return nil }
    everyDays = max(1, (MonthLength.days / schedule.runsPerMonth).rounded())
    timeOfDaySeconds = schedule.timeOfDaySeconds ?? 0
  }

  /// Partitions that have to be there before the next run but one.
  func ahead(_ period: TablePartitioning.Period) -> Int {
    let days = period == .day ? 1 : 30.0
    return max(3, Int(min(1e3, (2 * everyDays / days).rounded(.up))) + 1)
  }

  /// The part of the rows that a run deletes one by one, since the partition that they lie in holds
  /// others that are not old yet: from its beginning to the age that is asked for. Monthly jobs are
  /// taken to run on the first.
  func remainder(keptSeconds: Double, _ period: TablePartitioning.Period) -> Double {
    switch period {
    case .day:
      let behind = (timeOfDaySeconds - keptSeconds).truncatingRemainder(
        dividingBy: DayLength.seconds
      )
      let offset = behind < 0 ? behind + DayLength.seconds : behind
      return offset / (DayLength.seconds * everyDays)
    case .month:
      // Four years, a leap year among them.
      let parts = (2025...2028).flatMap { year in
        (101...112).compactMap { month in
          TimeText.days(ofDate: "\(year)-\(String(month).dropFirst())-01")
        }
      }.compactMap { first -> Double? in
        let days = Double(first) + (timeOfDaySeconds - keptSeconds) / DayLength.seconds
        let day = days.rounded(.down)
        guard let date = TimeText.date(days: Int64(day))?.suffix(2), let number = Double(date)
        else { return nil }
        return (number - 1 + days - day) / MonthLength.days
      }
      return parts.isEmpty ? 1 : min(1, parts.reduce(0, +) / Double(parts.count))
    }
  }
}
