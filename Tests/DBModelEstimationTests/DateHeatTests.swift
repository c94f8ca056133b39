import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// A date as a partition key: there are few of them, and today's takes what is written today.
@Suite struct DateHeatTests {
  static func model(_ skew: String) -> String {
    """
    store main: dynamodb

    entity Ticket {
      id:  ulid key
      day: date
      due: timestamp(s)
      count 5M
    }

    access ofDay(day: date) {
      read  Ticket { id, due }
      where day == $day
      order due
      limit 10
      rate  10/s peak 70/s
      skew  day recent(7 days)
    }

    access open(ticket: new Ticket) {
      insert $ticket
      rate   1/s peak 1_500/s
      \(skew)
    }
    """
  }

  @Test("the last seven days are seven keys, not as many as there are rows of a week")
  func reads() throws {
    let heat = try Written(Self.model("")).heat("Ticket.byDayDue")
    let reads = try #require(heat.contributions(isWrite: false, onKey: nil).first)
    #expect(reads.share.hottest == Interval(1.0 / 7))
  }

  @Test("new rows may all have today's date, unless the pattern says how they are spread")
  func writes() throws {
    let unstated = try Written(Self.model("")).heat("Ticket.byDayDue")
    let most = unstated.hottestKey(isWrite: true).unitsPerSecond
    #expect(most.high == 1_500)
    #expect(most.low < 1)
    let stated = try Written(Self.model("skew ticket.day uniform")).heat("Ticket.byDayDue")
    #expect(stated.hottestKey(isWrite: true).unitsPerSecond.high < 1)
  }
}
