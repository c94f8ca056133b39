import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Units of whole patterns through the derived design, worked out by hand.
@Suite struct PatternUnitsTests {
  /// An `Event` has 36 + 2 B of `id`, 36 + 6 of `device`, 8 + 2 of `at` and a `text` of a fixed
  /// length (2 characters of up to 4 bytes, 8 B on average, 4 of the name): 102 B.
  private func model(_ pattern: String) -> String {
    """
    store main: dynamodb

    entity Device {
      id: uuid key

      count 1K
    }

    entity Event {
      id:     uuid          key
      device: Device        inverse events 0..5K avg 1K skew uniform
      at:     timestamp(ms) clock
      text:   string(2)     avg 8 B

      count 1M
    }

    access eventsOfDevice(device: Device) {
      read    Event { id, at, text }
      where   device == $device
      order   at descending
      page    40
      rate    1/s peak 2/s
      skew    device uniform
      latency 30 ms p95
    }

    \(pattern)
    """
  }

  private let clauses = "rate 1/s peak 2/s\n  latency 90 ms p95"

  @Test func readsByKey() throws {
    func read(_ consistency: String) throws -> Interval {
      let text = model(
        """
        access event(event: Event) {
          read  Event
          where id == $event
          skew  event uniform
          \(consistency)
          \(clauses)
        }
        """
      )
      return try Written(text).units("event").readUnits
    }
    #expect(try read("") == Interval(0.5))
    #expect(try read("consistency strong") == Interval(1))
  }

  @Test func aPageIsRoundedOnce() throws {
    // 40 entries of 102 B are 4,080 B: one block. One more is 4,182 B: two.
    let units = try Written(model("")).units("eventsOfDevice")
    #expect(units.readUnits == Interval(0.5))
    #expect(units.requests.map(\.items) == [Interval(40)])
    let more = model("").replacing("page    40", with: "page    41")
    #expect(try Written(more).units("eventsOfDevice").readUnits == Interval(1))
  }

  @Test func aBatchIsRoundedItemByItem() throws {
    let text = model(
      """
      access events(ids: many Event 1..10 avg 4) {
        read  Event
        where id in $ids
        skew  ids uniform
        \(clauses)
      }
      """
    )
    #expect(try Written(text).units("events").readUnits == Interval(2))
  }

  @Test func aWriteAndItsIndex() throws {
    func units(_ body: String, _ more: String = "") throws -> [Interval] {
      let text = model(
        """
        access change(event: \(body.contains("insert") ? "new Event" : "Event"), to: string(2)) {
          \(body)
          \(more)
          skew event uniform
          skew to uniform
          \(clauses)
        }
        """
      )
      return try Written(text).units("change").byStructure.map(\.write)
    }
    // An insert is one write of the item and one of the entry; a transaction doubles the item's,
    // and one put by itself is none.
    #expect(try units("insert $event") == [.one, .one])
    #expect(try units("transaction {\n    insert $event\n  }") == [.one, .one])
    #expect(
      try units("transaction {\n    update Event where id == $event\n      set text = $to\n  }")
        == [Interval(2), .one]
    )
    // A projected attribute changes.
    #expect(
      try units("update Event where id == $event\n    set text = $to") == [.one, .one]
    )
    // A tenth of the conditions fails: the item is charged, the index is not written.
    let failing = "update Event where id == $event\n    set text = $to\n    if text != $to"
    #expect(try units(failing, "fails 10%") == [.one, Interval(0.9)])
    #expect(try units("delete Event where id == $event") == [.one, .one])
    // The sort key of the index changes: a delete and a put.
    #expect(
      try units("update Event where id == $event\n    set at = now()") == [.one, Interval(2)]
    )
  }

  /// What is stored and asked costs more the more there is of it.
  @Test func moreNeverCostsLess() throws {
    var last = 0.0
    for rate in ["1/s", "2/s", "10/s", "500/s"] {
      let text = model("").replacing("rate    1/s peak 2/s", with: "rate    \(rate) peak 900/s")
      let written = try Written(text)
      let tables = try #require(written.tables)
      let usage = UsageEstimator.lines(
        of: tables,
        units: written.estimates.units,
        workload: written.workload,
        book: .publicUSEast1
      )
      let cost = MonthlyCost(workload: written.workload, usage: usage, book: .publicUSEast1)
      #expect(cost.total.low > last)
      last = cost.total.low
    }
  }
}
