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
  @Test func aStretchOfTimeHasNoMoreDaysThanItIsLong() throws {
    let asked = "period: range of timestamp(s) 1..6 days avg 3 days"
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
}
