import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Times of reads that count, sum and group, by what they compute of how many rows.
struct AggregateLatencyTests {
  /// Ten thousand payments on a growing table, read from end to end or for a stretch of time. A
  /// round trip takes 10 ms; an aggregate of a row 1 ms, and a group that is handed over 1,000.
  private func interval(
    _ read: String,
    _ parameters: String = "",
    growing: Bool = false,
    returned: Double = 0,
    at part: Double = 0.5
  ) throws -> Interval {
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Payment {
        id:     int(1..)      key
        paid:   timestamp(s)  clock
        kind:   enum { card 50%, cash 50% }
        pieces: int(0..9)
        amount: decimal(10, 2)

        count 10K\(growing ? " growing 5%/month" : "")
      }

      access asked(\(parameters)) {
        read Payment \(read)
        rate 1/s peak 5/s
      }

      access pay(payment: new Payment) {
        insert $payment
        rate 1/min peak 1/s
      }
      """
    )
    let engine = EngineTimes.exact { kind in
      switch kind {
      case .aggregatedRow: Interval(1)
      case .returnedRow: Interval(returned)
      default: .zero
      }
    }
    let estimates = Estimates(
      workload: written.workload,
      design: written.design,
      engine: engine
    )
    return try #require(estimates.latencies.first).interval(at: part)
  }

  /// A row is put to its group once, however much is computed of it.
  @Test func aFurtherAggregateCostsLittleBesideTheGroup() throws {
    let one = try interval("{ kind, payments: count() }\n  group kind")
    let two = try interval("{ kind, payments: count(), pieces: sum(pieces) }\n  group kind")
    #expect(one.low > 10 + 10_000 && one.high < 10 + 25_000)
    #expect(two.low > one.low && two.high < one.high * 1.2)
  }

  @Test func decimalsAndDaysAreComputed() throws {
    let integers = try interval("{ sum: sum(pieces) }")
    for read in ["{ sum: sum(amount) }", "{ mean: avg(pieces) }"] {
      let decimals = try interval(read)
      #expect(decimals.low > integers.low + 4_000 && decimals.high > integers.high + 10_000)
    }
    let greatest = try interval("{ most: max(amount), least: min(amount) }")
    #expect(greatest.high < integers.high * 1.5)
    let grouped = try interval("{ kind, payments: count() }\n  group kind")
    let daily = try interval("{ day: day(paid, UTC), payments: count() }\n  group day")
    #expect(daily.low > grouped.low + 4_000 && daily.high > grouped.high + 10_000)
  }

  /// Six days and the parts of one at both ends are seven groups, and not a year's.
  @Test(arguments: ["timestamp(s)", "date"])
  func aStretchOfTimeHasNoMoreDaysThanItIsLong(type: String) throws {
    let asked = "period: range of \(type) 1..6 days avg 3 days"
    let read = "{ day: day(paid, UTC), payments: count() }\n  where paid in $period\n  group day"
    let without = try interval(read, asked)
    let with = try interval(read, asked, returned: 1_000)
    #expect(with.high - without.high < 7 * 1_000 * 5)
    #expect(with.high - without.high > 7 * 1_000)
  }

  /// At the least, calls ask for times that lie as the rows do: in some of them little had been
  /// inserted, in others as much as now. The rare ones take as long as where all ask for now.
  @Test func theStretchesOfAGrowingTableHoldMoreAndLess() throws {
    let asked = "period: range of timestamp(s) 3..3 days avg 3 days"
    let read = "{ payments: count() }\n  where paid in $period"
    let rows = 3.0 * 24 * 60
    for part in [0.05, 0.5, 0.95] {
      let found = try interval(read, asked, at: part)
      #expect(found.high > 10 + rows && found.high < 10 + rows * 1.5)
    }
    let growing = try [0.05, 0.5, 0.95].map {
      try interval(read, asked, growing: true, at: $0).low - 10
    }
    #expect(growing[0] < growing[2] / 4)
    #expect(growing[1] > growing[2] / 2.2 && growing[1] < growing[2] / 1.5)
  }

  /// Whatever the output is called, it has the field's values.
  @Test func groupsAreThoseOfTheValues() throws {
    let field = try interval("{ pieces, payments: count() }\n  group pieces", returned: 1_000)
    let named = try interval("{ p: pieces, payments: count() }\n  group p", returned: 1_000)
    #expect(field == named)
    let none = try interval("{ pieces, payments: count() }\n  group pieces")
    #expect(field.high - none.high > 10 * 1_000 && field.high - none.high < 10 * 1_000 * 5)
    // Without a stretch, all days that there are rows of: ten thousand minutes.
    let day = "{ day: day(paid, UTC), payments: count() }\n  group day"
    let days = try interval(day, returned: 1_000).high - interval(day).high
    #expect(days > 8 * 1_000 && days < 9 * 1_000 * 5)
  }

  /// A stretch that is longer than the table is old holds all of it, and no more.
  @Test func noStretchHoldsMoreThanTheTable() throws {
    let read = "{ payments: count() }\n  where paid in $period"
    let all = try interval("{ payments: count() }")
    for asked in ["30..30 days avg 30 days", "8..90 days avg 30 days"] {
      let found = try interval(read, "period: range of timestamp(s) \(asked)", at: 0.95)
      // Rows of a stretch are scattered around their mean.
      #expect(found.high < all.high * 1.05 && found.high > all.high * 0.95, "\(asked)")
    }
  }
}
