import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// What a local index costs and heats, worked out by hand.
@Suite struct LocalIndexTests {
  /// An `Event` has 36 + 6 B of `device`, 26 + 2 of `id`, 8 + 2 of `at` and a `text` of a fixed
  /// length (2 characters of up to 4 bytes, 8 B on average, 4 of the name): 92 B. Its entry in an
  /// index of keys lacks the text: 80 B.
  private func text(_ index: String, consistency: String = "eventual") -> String {
    """
    store main: dynamodb

    entity Device {
      id: uuid key

      count 1K
    }

    entity Event {
      device: Device        inverse events 0..5K avg 1K skew uniform
      id:     ulid
      at:     timestamp(ms)
      text:   string(2)     avg 8 B

      key   device, id
      count 1M
    }

    access record(event: new Event) {
      insert  $event
      rate    10/s peak 100/s
      skew    event.device hotset(1 keys, 50%)
      latency 90 ms p95
    }

    access recent(device: Device, since: timestamp(ms)) {
      read        Event { id, at, text }
      where       device == $device and at >= $since
      consistency \(consistency)
      rate        1/s peak 2/s
      skew        device hotset(1 keys, 50%)
      latency     90 ms p95
    }

    design current of main {
      table events {
        key  device: string, id: string
        item Event { device: device, id: id }
        \(index)
      }
    }
    """
  }

  @Test func aStrongReadGoesThroughALocalIndexAlone() throws {
    func index(_ text: String) throws -> (name: String?, isStrong: Bool) {
      let written = try Written(text)
      let access = written.design.accesses.first { written.workload[$0.pattern].name == "recent" }
      guard case .dynamoDB(let path)? = access?.path else { return ("no path", false) }
      return (path.requests[0].index, path.requests[0].isStrong)
    }
    let local = try index(text("local index byAt { sort at }", consistency: "strong"))
    #expect(local == ("byAt", true))
    let global = try index(text("index byAt { key device, at }", consistency: "strong"))
    #expect(global == (nil, true))
    #expect(try index(text("index byAt { key device, at }")) == ("byAt", false))
  }

  @Test func whatItLacksIsFetchedItemByItem() throws {
    func read(_ projection: String) throws -> RequestUnits {
      let units = try Written(text("local index byAt {\n sort at\n project \(projection)\n}"))
        .units("recent")
      #expect(units.requests.count == 1, "the service fetches by itself")
      return units.requests[0]
    }
    let stored = try read("text")
    let fetched = try read("keys")
    // Each whole item is one block of 4 KB, half a unit read eventually consistent.
    let extra = fetched.items * 0.5
    // The entries read beside them are smaller than those that hold the text.
    let entries = fetched.readUnits.high - extra.high
    #expect(entries > 0 && entries <= stored.readUnits.high)
    #expect(fetched.readUnits.high > 10 * stored.readUnits.high)
    #expect(fetched.formula.contains("items fetched"))
    #expect(!stored.formula.contains("fetched"))
  }

  @Test func itIsWrittenWithItsTable() throws {
    let written = try Written(text("local index byAt { sort at }"))
    let writes = try written.units("record").requests[0].writeUnits
    #expect(writes.map(\.structure) == ["events", "events.byAt"])
    #expect(writes.map(\.units) == [.one, .one])
  }

  /// Its writes and reads take from the partition of the table's key: 50 entries and 50 items.
  @Test func itHeatsTheKeyOfItsTable() throws {
    let written = try Written(text("local index byAt { sort at }"))
    #expect(written.estimates.heat.map(\.structure) == ["events"])
    let heat = try written.heat("events")
    #expect(heat.hottestKey(isWrite: true).unitsPerSecond.high == 100)
    #expect(heat.contributions.map(\.localIndex) == [nil, "byAt", "byAt"])
    guard case .cannot(let reason) = heat.splitting else {
      Issue.record("a table with a local index does not split a collection")
      return
    }
    #expect(reason.contains("`byAt`"))
    let plain = try Written(text("index byAt { key device, at }"))
    #expect(plain.estimates.heat.map(\.structure) == ["events", "events.byAt"])
  }
}
