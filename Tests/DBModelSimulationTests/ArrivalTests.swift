import DBModelSimulation
import DBModelStatistics
import Testing

/// Calls that come by chance, against one partition's ceiling of 1,000 write units a second.
@Suite struct ArrivalTests {
  private static func throttled(load: Double, units: Double = 1, seconds: Int = 7_200) throws
    -> Double
  {
    let flow = Tables.flow(
      rate: 1_000 * load / units,
      units: .exactly(units),
      .uniform(keyCount: 1),
      layout: .oneItem
    )
    let options = SimulationOptions(
      seconds: seconds,
      seed: 11,
      arrivals: .random,
      retries: .none,
      admitsAll: true
    )
    return try Simulator.run(Tables.table([flow]), options).structures[0].writes.throttledShare
  }

  @Test func belowSeventyPercentHardlyAnythingIsThrottled() throws {
    for load in [0.3, 0.5, 0.65, 0.7] { #expect(try Self.throttled(load: load) < 0.000_1) }
  }

  @Test func aboveTheCeilingMoreThanAHundredthIs() throws {
    for load in [1.05, 1.2, 2] { #expect(try Self.throttled(load: load) > 0.01) }
  }

  /// The excess of a Poisson count over the ceiling, in the mean: 0.07, 0.5, 1.3 and 4.8 %.
  @Test(arguments: [(0.95, 0.000_7), (0.98, 0.005), (1.0, 0.013), (1.05, 0.048)])
  func nearTheCeilingItIsThePartThatChanceBrings(load: Double, part: Double) throws {
    let found = try Self.throttled(load: load, seconds: 20_000)
    #expect(abs(found - part) < 0.1 * part + 0.000_1, "\(found) of \(part)")
  }

  /// The static model computes the same part.
  @Test(arguments: [(0.9, 10.0), (0.95, 4.0), (1, 1.0), (0.8, 40.0)])
  func thePartIsThatOfTheStaticModel(load: Double, units: Double) throws {
    let found = try Self.throttled(load: load, units: units, seconds: 20_000)
    let (mean, capacity) = (1_000 * load / units, 1_000 / units)
    let known = RandomArrivals.overflow(mean: mean, capacity: capacity)
    // A request that does not fit is served by the part that does, so that nothing is rounded.
    #expect(abs(found - known) < 0.15 * known + 0.000_2, "\(found), static \(known)")
  }

  /// Large requests come by fewer, so that chance weighs more.
  @Test func largeRequestsNeedMoreRoom() throws {
    let small = try Self.throttled(load: 0.9, units: 1)
    let large = try Self.throttled(load: 0.9, units: 40)
    #expect(large > 0.01 && large > 10 * small, "\(small), \(large)")
  }

  @Test func whatComesAtOnceIsThrottledEarlier() throws {
    func throttled(batch: Int) throws -> Double {
      let flow = Tables.flow(
        source: .calls(FlowRate(average: 800, batch: batch)),
        .uniform(keyCount: 1),
        layout: .oneItem
      )
      let options = SimulationOptions(seconds: 3_600, retries: .none, admitsAll: true)
      return try Simulator.run(Tables.table([flow]), options).structures[0].writes.throttledShare
    }
    let parts = try [1, 20, 100, 400].map { try throttled(batch: $0) }
    #expect(parts == parts.sorted() && parts[0] < 0.000_1 && parts[3] > 0.05, "\(parts)")
  }

  /// Every call that is expected comes, in the mean.
  @Test(arguments: [0.2, 7, 60, 900, 25_000]) func theMeanIsTheRate(rate: Double) throws {
    let flow = Tables.flow(rate: rate, .zipf(exponent: 1, keyCount: 1e6))
    let options = SimulationOptions(seconds: 3_600, retries: .none, admitsAll: true)
    let result = try Simulator.run(Tables.table([flow]), options)
    let mean = rate * 3_600
    let calls = result.structures[0].flows[0].calls
    #expect(abs(calls - mean) < 5 * mean.squareRoot(), "\(calls) of \(mean)")
  }
}
