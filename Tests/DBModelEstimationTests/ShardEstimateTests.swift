import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Figures of a key that is spread over shards, worked out by hand.
@Suite struct ShardEstimateTests {
  /// A `Job` has 2 + 36 B of `id`, 5 + 4 of `state`, 2 + 8 of `at` and, made for the index, 6 + 2
  /// of `shard3`: 65 B. All of it stands in the entries as well, for their keys are all there is.
  private func model(page: Int, peak: Int = 1_500) -> String {
    """
    store main: dynamodb

    entity Job {
      id:    uuid key
      state: enum { open 50%, done 50% }
      at:    timestamp(ms)

      count 1M

      lifecycle state { open -> done 100% }
    }

    access add(job: new Job) {
      insert $job
      rate    10/s peak \(peak)/s
      latency 50 ms p95
    }

    access next(state: Job.state) {
      read    Job { id, at }
      where   state == $state
      order   at
      page    \(page)
      rate    1/s peak 2/s
      skew    state top(.open 100%)
      latency 90 ms p95
    }
    """
  }

  @Test(
    "a page is as many rows of each shard, each rounded by itself",
    arguments: [
      // 63 entries of 65 B are 4,095 B: one block; 64 are 4,160 B: two.
      (20, 1.5), (63, 1.5), (64, 3.0), (126, 3.0), (127, 4.5),
    ]
  )
  func pages(rows: Int, units: Double) throws {
    let written = try Written(model(page: rows))
    let cost = try written.units("next")
    #expect(cost.readUnits == Interval(units))
    #expect(cost.requests.map(\.repetitions) == [Interval(3)])
    #expect(cost.requests.map(\.requests) == [Interval(3)])
    #expect(cost.requests.map(\.items) == [Interval(3 * Double(rows))])
    // The caller keeps one page.
    #expect(cost.requests.map(\.rows) == [Interval(Double(rows))])
  }

  @Test("one key takes its load, a shard its third")
  func heat() throws {
    let heat = try Written(model(page: 20)).heat("Job.byStateAt")
    #expect(heat.partitionKey == "state, shard3")
    let writes = heat.hottestKey(isWrite: true)
    #expect(writes.value == "open")
    #expect(abs(writes.unitsPerSecond.low - 500) < 1e-9)
    #expect(abs(writes.unitsPerSecond.high - 500) < 1e-9)
    // 2 calls a second of 1.5 units, half a unit on each shard.
    let reads = heat.hottestKey(isWrite: false).unitsPerSecond
    #expect(abs(reads.high - 1) < 1e-9)
    #expect(try !Written(model(page: 20)).findings.contains { $0.rule.name == "hot-key" })
  }

  @Test("the shard is a part of every item and entry")
  func bytes() throws {
    func lines(_ peak: Int) throws -> [UsageLine] {
      let written = try Written(model(page: 20, peak: peak))
      return UsageEstimator.lines(
        of: try #require(written.tables),
        units: written.estimates.units,
        workload: written.workload,
        book: .publicUSEast1
      )
    }
    // 100 B of overhead each; without shards an item is 57 B. Of the 8 B of `at`, one in ten
    // milliseconds ends in a zero, which is not stored: 7.8989 B.
    for (peak, bytes) in [(700, 156.8989e6), (1_500, 164.8989e6)] {
      let lines = try lines(peak).map(\.storedBytes.middle)
      #expect(lines.count == 2 && lines.allSatisfy { abs($0 - bytes) < 100 }, "\(lines)")
    }
    #expect(try Written(model(page: 20)).units("add").byStructure.map(\.write) == [.one, .one])
  }

  @Test("parallel requests take as long as the slowest of them")
  func latency() throws {
    func high(_ peak: Int) throws -> Double {
      let written = try Written(model(page: 20, peak: peak))
      let latency = try #require(
        written.estimates.latency(of: written.pattern("next").id)
      )
      return latency.interval(at: 0.95).high
    }
    let (one, three) = (try high(700), try high(1_500))
    #expect(three > one)
    #expect(three < 2 * one, "they do not come one after the other")
  }
}
