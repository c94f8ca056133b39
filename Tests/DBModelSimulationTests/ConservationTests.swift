import DBModelSimulation
import DBModelStatistics
import Testing

/// Nothing is lost and nothing made: units, calls, and the parts that fall on partitions.
@Suite struct ConservationTests {
  private static func isSame(_ a: Double, _ b: Double, _ scale: Double) -> Bool {
    abs(a - b) <= 1e-7 * max(1, scale)
  }

  @Test(arguments: 0..<240) func everythingIsAccountedFor(seed: Int) throws {
    var numbers = SplitMix64(seed: UInt64(seed))
    let most = [30.0, 900, 6_000][seed % 3]
    let table = Tables.random(&numbers, most: most)
    let options = SimulationOptions(
      seconds: 600,
      intervalSeconds: 1,
      seed: UInt64(seed),
      arrivals: seed.isMultiple(of: 2) ? .fluid : .random,
      splitting: SplitPolicy(sustainedSeconds: 60, durationSeconds: 30),
      retries: RetryPolicy(attempts: 1 + seed % 4, clients: seed % 5 < 2 ? 0 : seed % 5)
    )
    let result = try Simulator.run(table, options)
    for structure in result.structures {
      for row in structure.intervals {
        for isWrite in [false, true] {
          let totals = row.side(isWrite: isWrite).totals
          #expect(
            Self.isSame(totals.offered, totals.served + totals.throttled, totals.offered),
            "seed \(seed): \(structure.name) at \(row.second): \(totals)"
          )
          #expect(totals.served >= 0 && totals.throttled >= -1e-9)
        }
      }
      for flow in structure.flows {
        #expect(
          Self.isSame(flow.calls, flow.served + flow.failed + flow.waiting, flow.calls)
            || structure.isIndex,
          "seed \(seed): \(structure.name): \(flow)"
        )
        #expect(flow.served >= 0 && flow.failed >= 0 && flow.waiting >= 0)
      }
      for flow in structure.flows.indices {
        let sum = structure.partitions.reduce(0) { $0 + $1.flowShares[flow] }
        #expect(Self.isSame(sum, 1, 1), "seed \(seed): shares of \(structure.name) make \(sum)")
      }
      let width = structure.partitions.reduce(0) { $0 + $1.width }
      #expect(Self.isSame(width, 1, 1))
    }
  }

  /// What an index serves was written: as many entries as the table served of their calls.
  @Test(arguments: 0..<120) func anIndexHoldsWhatItsTableHolds(seed: Int) throws {
    var numbers = SplitMix64(seed: UInt64(1_000 + seed))
    let table = Tables.random(&numbers, most: 3_000)
    let options = SimulationOptions(
      seconds: 300,
      seed: UInt64(seed),
      arrivals: seed.isMultiple(of: 2) ? .fluid : .random
    )
    let result = try Simulator.run(table, options)
    let written = result.structures[0].flows[0].served
    for (structure, input) in zip(result.structures, table.structures).dropFirst() {
      for number in [0, 1] {
        var (served, perCall) = (0.0, 0.0)
        for (flow, totals) in zip(input.flows, structure.flows) {
          guard case .writes(_, let part, number) = flow.source else { continue }
          served += totals.served
          perCall += part
        }
        #expect(
          Self.isSame(served, written * perCall, written),
          "seed \(seed): \(served) entries of \(written) calls x \(perCall)"
        )
      }
    }
  }

  @Test func theSameSeedGivesTheSameResult() throws {
    var numbers = SplitMix64(seed: 5)
    let table = Tables.random(&numbers, most: 6_000)
    let runs = try (0..<2).map { _ in
      try Simulator.run(table, SimulationOptions(seconds: 900, seed: 3))
    }
    #expect(runs[0].structures.map(\.intervals) == runs[1].structures.map(\.intervals))
    #expect(runs[0].events == runs[1].events)
    let other = try Simulator.run(table, SimulationOptions(seconds: 900, seed: 4))
    #expect(other.structures.map(\.intervals) != runs[0].structures.map(\.intervals))
  }
}
