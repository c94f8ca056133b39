import DBModelDiagnostics
import Testing

/// The end of a B-tree whose key only grows.
@Suite struct RightEdgeTests {
  private func events(_ key: String, peak: String, store: String = "aurora-mysql") -> String {
    """
    store main: \(store)

    entity Device {
      id: uuid key

      count 100K
    }

    entity Event {
      \(key)
      device: Device        inverse events 0..5M avg 1K skew uniform
      at:     timestamp(ms) clock
      text:   string(200)   avg 60 B
    }

    access record(event: new Event) {
      insert  $event
      rate    10K/s peak \(peak)
      skew    event.device uniform
      latency 100 ms p95
    }
    """
  }

  private func severities(_ text: String) throws -> [Severity] {
    try Judged(text).all.filter { $0.rule.name == "right-edge" }.map(\.severity)
  }

  @Test func moreInsertsAreNeverHealthier() throws {
    var last: Severity?
    for (peak, expected) in [
      ("40K/s", nil), ("50K/s", .note), ("600K/s", .note), ("700K/s", .warning),
      ("950K/s", .danger),
    ] as [(String, Severity?)] {
      let found = try severities(events("id: ulid key", peak: peak))
      #expect(found == [expected].compactMap { $0 }, "\(peak)")
      #expect((found.first?.rawValue ?? -1) >= (last?.rawValue ?? -1))
      last = found.first
    }
  }

  /// A random key has no end, one that begins with a device has as many as there are devices, and
  /// one writer is never in its own way.
  @Test func othersHaveNoEnd() throws {
    #expect(try severities(events("id: uuid key", peak: "950K/s")).isEmpty)
    let byDevice = events("id: ulid", peak: "950K/s")
      .replacing("avg 60 B", with: "avg 60 B\n\n  key device, id")
    #expect(try severities(byDevice).isEmpty)
    #expect(try severities(events("id: ulid key", peak: "950K/s", store: "sqlite")).isEmpty)
  }

  /// Half of all events come from one device.
  @Test func theBusiestEndCounts() throws {
    let text = events("id: ulid", peak: "2M/s")
      .replacing("avg 60 B", with: "avg 60 B\n\n  key device, id")
      .replacing("skew    event.device uniform", with: "skew event.device hotset(1 key, 50%)")
    #expect(try severities(text) == [.danger])
  }
}
