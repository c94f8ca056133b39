import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// The statements of related rows, which are sent where there are rows above them.
struct RelatedStatementTests {
  /// A trip of 10 ms, and nothing else.
  private static let engine = EngineTimes.exact { _ in .zero }

  private func latency(
    _ read: String,
    _ parameters: String,
    skew: String = "reader"
  ) throws -> PatternLatency {
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Street {
        id: int(1..) key

        count 10
      }

      entity Reader {
        id:     int(1..) key
        street: Street?  inverse readers 0..4K avg 20 present 20%

        count 1K
      }

      entity Loan {
        id:       int(1..)      key
        reader:   Reader        inverse loans 0..100 avg 2
        returned: timestamp(s)? present 90%
        state:    enum { lost 25%, kept 75% }

        count 2K
      }

      access asked(\(parameters)) {
        \(read)
        rate 1/s peak 5/s
        skew \(skew) uniform
      }
      """
    )
    let estimates = Estimates(
      workload: written.workload,
      design: written.design,
      engine: Self.engine
    )
    return try #require(estimates.latencies.last)
  }

  /// A part of the calls where the time steps from so many trips to more.
  private func expect(
    _ latency: PatternLatency,
    _ trips: [(upTo: Double, trips: Double)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var from = 0.0
    for step in trips {
      for part in [from + 0.01, step.upTo - 0.01] {
        let found = latency.interval(at: part)
        let wanted = step.trips * 10
        #expect(
          abs(found.low - wanted) < 0.02 && abs(found.high - wanted) < 0.02,
          "\(part) of the calls: \(found) ms",
          sourceLocation: sourceLocation
        )
      }
      from = step.upTo
    }
  }

  /// Two loans on average, of which one of ten is out: none in exp(-0.2) of the calls.
  @Test func noRowOfItsOwnNoStatementOfRelatedOnes() throws {
    let found = try latency(
      "read Loan { id, reader { id } }\n  where reader == $reader and returned == null",
      "reader: Reader"
    )
    expect(found, [(0.81, 1), (1, 2)])
    #expect(found.steps.last == "a statement for `reader` in 18.1% of the calls")
    #expect(found.workMs.high < 1e-6)
  }

  /// What leads to rows is asked for; what lies behind none of them is not.
  @Test func relatedRowsThatThereAreNoneOfLeadNowhere() throws {
    let found = try latency(
      "read Reader { id, loans { id, reader { id } } }\n  where id == $reader",
      "reader: Reader"
    )
    // None in exp(-2) of the calls.
    expect(found, [(0.13, 2), (1, 3)])
  }

  @Test func anAbsentReferenceIsNotAskedFor() throws {
    expect(
      try latency("read Reader { id, street { id } }\n  where id == $reader", "reader: Reader"),
      [(0.8, 1), (1, 2)]
    )
    // Two readers of which one has a street are enough.
    let two = try latency(
      "read Reader { id, street { id } }\n  where id in $readers",
      "readers: many Reader 2..2 avg 2",
      skew: "readers"
    )
    #expect(two.steps.last == "a statement for `street` in 36% of the calls")
  }

  @Test func aStatementThatEveryCallSendsIsNoChance() throws {
    let found = try latency(
      "read Loan { id, reader { id } }\n  where id in $loans",
      "loans: many Loan 50..50 avg 50",
      skew: "loans"
    )
    #expect(found.steps.last == "a statement for `reader`")
    expect(found, [(1, 2)])
  }
}
