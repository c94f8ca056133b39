import DBModelSimulation
import DBModelStatistics
import DBModelTestKit
import Testing

/// Large tables for a whole day.
@Suite struct ScaleTests {
  private static func table(_ load: Double) -> SimulatedTable {
    let shape = RateCycle(
      period: 86_400,
      windows: [RateCycle.Window(start: 8 * 3_600, length: 8 * 3_600, share: 0.6)]
    )
    func rate(_ average: Double) -> SimulatedFlow.Source {
      .calls(FlowRate(average: average, cycles: [shape]))
    }
    let shares = RankedShares.zipf(exponent: 0.7, keyCount: 1e9)
    return Tables.table(
      [
        Tables.flow("put", source: rate(100_000 * load), shares),
        Tables.flow("get", isWrite: false, source: rate(200_000 * load), shares),
        Tables.flow(
          "list",
          isWrite: false,
          source: rate(20_000 * load),
          units: .exactly(4),
          shares
        ),
      ],
      partitions: 256
    )
  }

  /// At the last load every partition is asked for more than it serves, again and again.
  @Test(arguments: SimulationOptions.Arrivals.allCases, [0.5, 1.2, 4])
  func aDayOfAThousandMillionKeys(arrivals: SimulationOptions.Arrivals, load: Double) throws {
    let options = SimulationOptions(
      seconds: load > 2 ? 7_200 : 86_400,
      arrivals: arrivals,
      splitting: SplitPolicy(mostPartitions: load > 2 ? 256 : 512),
      admitsAll: true
    )
    let clock = ContinuousClock()
    var result: SimulationResult?
    let time = try clock.measure { result = try Simulator.run(Self.table(load), options) }
    let most: Duration = .seconds(60)
    #expect(time < most, "\(time)")
    #expect(result?.structures[0].intervals.count == options.seconds / 60)
  }
}
