import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Whether a range is planned for the values at hand, as PostgreSQL decides it.
struct PlannedAnewTests {
  /// A trip of 10 ms, a plan of 5 ms, and nothing else.
  private static let engine = EngineTimes(
    roundTrip: LatencyPriors.Prior(
      "a trip",
      medianMs: Interval(10),
      p95Ms: Interval(10),
      source: ""
    ),
    commit: CommitTimes(LatencyPriors.commit)
  ) { $0 == .planning ? Interval(5) : .zero }

  private func median(_ conditions: String, _ parameters: String, store: String) throws -> Interval
  {
    let skew = parameters.contains("customer") ? "skew  customer uniform" : ""
    let written = try Written(
      """
      store main: \(store) default {
        class db.r6g.xlarge
      }

      entity Customer {
        id: int(1..) key

        count 100K
      }

      entity Order {
        id:       int(1..)     key
        customer: Customer     inverse orders 0..100 avg 8
        placed:   timestamp(s) clock
        total:    int(0..1M)

        count 800K growing 2%/month
      }

      access asked(\(parameters)) {
        read  Order { id, total }
        where \(conditions)
        rate  5/s peak 20/s
        \(skew)
      }
      """
    )
    let estimates = Estimates(
      workload: written.workload,
      design: written.design,
      engine: Self.engine
    )
    return try #require(estimates.latencies.last).interval(at: 0.5)
  }

  private static let period = "period: range of timestamp(s) 1..3 h avg 2 h"

  /// Of 800,000 rows a plan for all values takes 4,000 to lie between its bounds: one for the some
  /// forty at hand is worth its planning, every time.
  @Test func aRangeOfAWholeTableIs() throws {
    let found = try median("placed in $period", Self.period, store: "aurora-postgresql")
    #expect(abs(found.low - 15) < 1e-6 && abs(found.high - 15) < 1e-6, "\(found)")
  }

  /// Behind a customer's eight orders no plan saves what it costs.
  @Test func aRangeBehindAKeyIsNot() throws {
    let found = try median(
      "customer == $customer and placed in $period",
      "customer: Customer, \(Self.period)",
      store: "aurora-postgresql"
    )
    #expect(abs(found.low - 10) < 1e-6 && abs(found.high - 10) < 1e-6, "\(found)")
  }

  /// Nobody has looked at what MySQL does.
  @Test func elsewhereItIsNotKnown() throws {
    let found = try median("placed in $period", Self.period, store: "aurora-mysql")
    #expect(abs(found.low - 10) < 1e-6 && abs(found.high - 15) < 1e-6, "\(found)")
  }
}
