import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Times of patterns on a relational store, by what they read and write.
struct SQLLatencyTests {
  /// Exact times that make every part of a sum visible: a round trip takes 10 ms, work whole
  /// numbers of microseconds.
  private static let engine = EngineTimes.exact { kind in
    switch kind {
    case .search: Interval(1)
    case .entry: Interval(0.1)
    case .scannedRow: Interval(0.01)
    case .referenceCheck: Interval(0.5)
    case .writtenRow: Interval(2)
    default: .zero
    }
  }

  /// - Parameter scale: Times as many rows.
  private static func shop(_ patterns: String, scale: Int = 1) -> String {
    """
    store main: aurora-postgresql default {
      class db.r6g.xlarge
    }

    entity Customer {
      id:   int(1..)   key
      name: string(40) avg 20 B

      count \(1_000 * scale)
    }

    entity Order {
      id:       int(1..)     key
      customer: Customer     inverse orders 0..100 avg 20
      placed:   timestamp(s) clock

      count \(20_000 * scale)
    }

    entity Line {
      order: Order      inverse lines 1..5 avg 3 delete cascade
      line:  int(1..5)
      text:  string(20) avg 10 B

      key order, line

      count \(60_000 * scale)
    }

    """ + patterns
  }

  private func interval(_ patterns: String, scale: Int = 1, at part: Double = 0.5) throws
    -> Interval
  {
    let written = try Written(Self.shop(patterns, scale: scale))
    let estimates = Estimates(
      workload: written.workload,
      design: written.design,
      engine: Self.engine
    )
    return try #require(estimates.latencies.last).interval(at: part)
  }

  private static func access(_ body: String, _ parameters: String, _ skews: [String] = []) -> String
  {
    """
    access asked(\(parameters)) {
      \(body)
      rate 1/s peak 5/s
      \(skews.map { "skew \($0) uniform" }.joined(separator: "\n  "))
    }
    """
  }

  @Test func aKeyIsOneTripAndOneSearch() throws {
    let found = try interval(
      Self.access(
        "read Customer { * }\n  where id == $customer",
        "customer: Customer",
        ["customer"]
      )
    )
    #expect(abs(found.low - 11) < 1e-6 && abs(found.high - 11) < 1e-6)
  }

  /// Ten customers have 200 orders, which are all read before the newest is known.
  @Test func aListWithAnOrderReadsAllRowsOfItsValues() throws {
    let found = try interval(
      Self.access(
        """
        read Order { id }
          where customer in $customers
          order placed descending
          limit 5
        """,
        "customers: many Customer 10..10 avg 10",
        ["customers"]
      )
    )
    // Ten searches, all but the first for half at best, and 190 further entries: rows at 0.1 ms, or
    // a sixteenth of it where the index holds all that is read.
    #expect(found.low > 10 + 5 + 15.0 / 16)
    #expect(found.high < 10 + 10 + 25)
  }

  /// Not the whole table of lines: 20 orders, and three lines of each.
  @Test func aFilterOverARelationshipIsASearchForEachRowThere() throws {
    let found = try interval(
      Self.access(
        "read Line { text }\n  where order.customer == $customer",
        "customer: Customer",
        ["customer"]
      )
    )
    // Twenty entries lead to twenty searches, and those to forty further lines.
    #expect(found.low > 10 + 1 + 19 / 2)
    #expect(found.high < 10 + 20 * 1.1 + 10)
  }

  @Test func aDeleteLooksForTheRowsThatReferToIt() throws {
    let leaf = try interval(
      Self.access(
        "delete Line where order == $order and line == $line",
        "order: Order, line: int(1..5)",
        ["order", "line"]
      )
    )
    let parent = try interval(
      Self.access("delete Order where id == $order", "order: Order", ["order"])
    )
    // One look at the lines, and three of them that go too.
    #expect(parent.low - leaf.low > 0.5 + 3 * 2)
  }

  /// A table that is read whole to change nine of its ten hundreds: each of them is written.
  @Test func rowsThatAScanFindsAreWritten() throws {
    let found = try interval(
      Self.access(
        """
        update Customer where name != $old
            set name = $name
          rows avg 900
        """,
        "old: string(40), name: string(40)",
        ["old"]
      )
    )
    let written = 900.0 * 2
    #expect(found.low > 10 + 10 + written - 1)
  }

  /// With an index of customers and times, which the first pattern wants.
  @Test func theGreatestOfAnIndexIsAtItsEnd() throws {
    let newest = """
      access newest(customer: Customer) {
        read  Order { id }
        where customer == $customer
        order placed descending
        limit 1
        rate  100/s peak 500/s
        skew  customer uniform
      }

      """
    let greatest = try interval(
      newest
        + Self.access(
          "read Order { last: max(placed) }\n  where customer == $customer",
          "customer: Customer",
          ["customer"]
        )
    )
    #expect(greatest.low < 11.01)
    #expect(greatest.high < 11.01)
  }

  @Test func severalStatementsAreTripsOfTheirOwn() throws {
    let one = try interval(
      Self.access(
        "update Customer where id == $customer\n    set name = $name",
        "customer: Customer, name: Customer.name",
        ["customer"]
      )
    )
    let two = try interval(
      Self.access(
        """
        transaction {
            update Customer where id == $customer
              set name = $name
            update Order where id == $order
              set customer = $customer
          }
        """,
        "customer: Customer, name: Customer.name, order: Order",
        ["customer", "order"]
      )
    )
    // The beginning, the second statement and the end.
    #expect(two.low - one.low > 30)
    #expect(two.high - one.high < 45)
  }

  // MARK: Properties

  private static let reads = [
    access("read Order { id }\n  where customer == $customer", "customer: Customer", ["customer"]),
    access("read Order { orders: count() }", ""),
    access(
      "read Order { id, lines { text } }\n  where customer == $customer",
      "customer: Customer",
      ["customer"]
    ),
    access("read Line { text }\n  where text == $text", "text: string(20)"),
    access(
      "read Order { id }\n  where customer in $customers\n  order placed\n  limit 3",
      "customers: many Customer 1..30 avg 8",
      ["customers"]
    ),
  ]

  @Test(arguments: reads) func moreRowsTakeNoLessTime(_ pattern: String) throws {
    var before = Interval.zero
    for scale in [1, 3, 10, 40] {
      let found = try interval(pattern, scale: scale)
      #expect(found.low >= before.low - 1e-6 && found.high >= before.high - 1e-6, "\(scale)")
      before = found
    }
  }

  @Test(arguments: reads) func percentilesRiseAndTheRangeHoldsItsMiddle(_ pattern: String) throws {
    var before = Interval.zero
    for part in [0.05, 0.5, 0.9, 0.95, 0.99, 0.999] {
      let found = try interval(pattern, at: part)
      #expect(found.low >= before.low - 1e-6 && found.high >= before.high - 1e-6)
      #expect(found.low > 0 && found.low <= found.middle && found.middle <= found.high)
      before = found
    }
  }

  @Test func slowerWorkIsNeverFaster() throws {
    for pattern in Self.reads {
      let written = try Written(Self.shop(pattern))
      for kind in EngineTimes.Work.allCases {
        let slower = EngineTimes(
          roundTrip: Self.engine.roundTrip,
          commit: Self.engine.commit
        ) { Self.engine[$0] * ($0 == kind ? 3 : 1) }
        func time(_ engine: EngineTimes) throws -> Interval {
          try #require(
            Estimates(workload: written.workload, design: written.design, engine: engine)
              .latencies.last
          ).interval(at: 0.95)
        }
        let (before, after) = (try time(Self.engine), try time(slower))
        #expect(after.low >= before.low - 1e-6 && after.high >= before.high - 1e-6, "\(kind)")
      }
    }
  }

  // MARK: Commits

  /// A disk that answers from its cache now and then, and else at the next tick of its clock: the
  /// call's percentiles are those of the disk, and not of a log-normal time around its middle.
  @Test func aMeasuredCommitKeepsItsForm() throws {
    let bursts = (0..<8).map { _ in
      QuantileCurve(
        zip([0.05, 0.25, 0.5, 0.75, 0.95, 0.99], [0.1, 0.3, 4, 4.1, 8, 12]).map {
          QuantileCurve.Point(part: $0, value: $1)
        }
      )
    }
    let engine = EngineTimes(
      roundTrip: Self.engine.roundTrip,
      commit: CommitTimes(bursts: bursts, spread: 1.01, source: "measured")
    ) { _ in .zero }
    let written = try Written(
      Self.shop(
        Self.access(
          "update Customer where id == $customer\n    set name = $name",
          "customer: Customer, name: Customer.name",
          ["customer"]
        )
      )
    )
    let latency = try #require(
      Estimates(workload: written.workload, design: written.design, engine: engine).latencies.last
    )
    for (part, ms) in [(0.05, 10.1), (0.5, 14), (0.95, 18), (0.99, 22)] {
      let found = latency.interval(at: part)
      #expect(found.low < ms + 0.2 && found.high > ms - 0.2, "\(part): \(found)")
      #expect(found.high - found.low < 0.6, "\(part): \(found)")
    }
    #expect(latency.steps.last == "a durable commit")
    #expect(latency.assumptions.contains { $0.text.contains("(measured)") })
  }
}
