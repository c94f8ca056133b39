import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Glibc
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

  /// Who is asked for by a street has one, and so has who is found through it.
  @Test func whatRowsAreFoundByIsThere() throws {
    let found = try latency(
      "read Reader { id, street { id } }\n  where street == $street",
      "street: Street",
      skew: "street"
    )
    #expect(found.steps.last == "a statement for `street`", "\(found.steps)")
    let back = try latency(
      "read Street { id, readers { id, street { id } } }\n  where id == $street",
      "street: Street",
      skew: "street"
    )
    #expect(back.steps.last == "a statement for `readers.street`", "\(back.steps)")
    let asked = try latency(
      "read Reader { id, street { id } }\n  where id in $readers and street != null",
      "readers: many Reader 1..1 avg 1",
      skew: "readers"
    )
    #expect(asked.steps.last == "a statement for `street` in 20% of the calls", "\(asked.steps)")
  }

  /// Conditions of a call that gives them, and none in the others: the same for all of its rows.
  @Test func whatSomeCallsAskForEmptiesThoseAlone() throws {
    let found = try latency(
      "read Loan { id, reader { id } }\n  where id in $loans and (absent($state) or state == $state)",
      "loans: many Loan 20..20 avg 20, state: Loan.state? given 50%",
      skew: "state top(.lost 100%)\n  skew loans"
    )
    #expect(found.steps.last == "a statement for `reader` in 99.8% of the calls", "\(found.steps)")
  }

  /// Whoever has the key may know what the row is like; or not.
  @Test func aRowThatIsFoundByItsKeyMayBeLeftOut() throws {
    let found = try latency(
      "read Loan { id, reader { id } }\n  where id == $loan and returned == null",
      "loan: Loan",
      skew: "loan"
    )
    #expect(found.steps.last == "a statement for `reader` in 10–100% of the calls")
    let owned = try latency(
      "read Loan { id, reader { id } }\n  where id == $loan and reader == $reader",
      "loan: Loan, reader: Reader",
      skew: "loan uniform\n  skew reader"
    )
    #expect(owned.steps.last == "a statement for `reader`")
  }

  /// Each level once, however deep.
  @Test func deepAnswersAreEstimatedAtOnce() throws {
    func nested(_ depth: Int) -> String {
      depth == 0 ? "id" : "id, kids { \(nested(depth - 1)) }"
    }
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Node {
        id:     int(1..) key
        parent: Node?    inverse kids 0..1K avg 0.9 skew zipf(0.3) present 90%

        count 100K
      }

      access asked(node: Node) {
        read  Node { \(nested(40)) }
        where id == $node
        rate  1/s peak 5/s
        skew  node uniform
      }
      """
    )
    let found = try #require(
      Estimates(workload: written.workload, design: written.design, engine: Self.engine)
        .latencies.last
    )
    #expect(found.steps.count == 42)
    // Each level has fewer rows than the one above it.
    let (half, most) = (found.interval(at: 0.5).high, found.interval(at: 0.95).high)
    #expect(half < 200 && most < 410, "\(half), \(most)")
  }

  /// The time of related rows behind several is told by the moments of their number: as many draws
  /// have it.
  @Test func aSumThatIsNotZeroHasTheMomentsOfItsDraws() throws {
    let engine = EngineTimes.exact { $0 == .returnedRow ? Interval(1) : .zero }
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Parent {
        id: int(1..) key

        count 100K
      }

      entity Child {
        id:     int(1..) key
        parent: Parent   inverse kids 0..40 avg 0.5 skew hotset(10%, 80%)

        count 50K
      }

      access asked(parents: many Parent 2..2 avg 2) {
        read  Parent { id, kids { id } }
        where id in $parents
        rate  1/s peak 5/s
        skew  parents uniform
      }
      """
    )
    let found = try #require(
      Estimates(workload: written.workload, design: written.design, engine: engine).latencies.last
    )
    // A tenth of the parents have four, as a Poisson number, and the others a ninth of one.
    var generator = SplitMix64(seed: 11)
    func poisson(_ mean: Double) -> Double {
      var (count, product) = (0.0, Double.random(in: 0..<1, using: &generator))
      let least = exp(-mean)
      while product > least {
        count += 1
        product *= Double.random(in: 0..<1, using: &generator)
      }
      return count
    }
    let draws = (0..<50_000).map { _ in
      (0..<2).reduce(0.0) { sum, _ in
        sum + poisson(Double.random(in: 0..<1, using: &generator) < 0.1 ? 4 : 1.0 / 9)
      }
    }.sorted()
    for part in [0.5, 0.9, 0.95] {
      let drawn = draws[Int(part * 50_000)]
      // Two trips, and the two parents themselves.
      let told = found.interval(at: part).high - 22
      #expect(abs(told - drawn) < 1.2, "\(part): \(told) of \(drawn) rows")
    }
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
