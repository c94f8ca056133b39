import DBModelSimulation
import DBModelStatistics
import Testing

/// Inputs out of bounds are refused with a place, a reason and a way out; all others end.
@Suite struct RefusalTests {
  private static let even = RankedShares.uniform(keyCount: 100)

  private static func refusal(
    _ table: SimulatedTable,
    _ options: SimulationOptions = SimulationOptions(seconds: 60)
  ) -> SimulationRefusal? {
    do throws(SimulationRefusal) {
      _ = try Simulator.run(table, options)
      return nil
    } catch {
      return error
    }
  }

  private static func options(_ change: (inout SimulationOptions) -> Void) -> SimulationOptions {
    var options = SimulationOptions(seconds: 60)
    change(&options)
    return options
  }

  @Test func optionsHaveBounds() {
    let table = Tables.table([Tables.flow(rate: 1, Self.even)])
    let wrong: [(inout SimulationOptions) -> Void] = [
      { $0.seconds = 0 }, { $0.seconds = 604_801 }, { $0.seconds = .max }, { $0.start = -1 },
      { $0.start = 604_800 }, { $0.intervalSeconds = 0 },
      { options in
        options.seconds = 604_800
        options.intervalSeconds = 1
      },
      { $0.splitting.threshold = 0 }, { $0.splitting.threshold = .nan },
      { $0.splitting.threshold = 1.01 }, { $0.splitting.sustainedSeconds = 0 },
      { $0.splitting.durationSeconds = -1 }, { $0.splitting.leastGain = 0 },
      { $0.splitting.mostPartitions = 0 }, { $0.splitting.mostPartitions = 4_097 },
      { $0.retries.attempts = 0 }, { $0.retries.attempts = 11 }, { $0.retries.baseSeconds = -1 },
      { $0.retries.mostSeconds = .infinity }, { $0.burstShare = 1.5 }, { $0.burstSeconds = -1 },
      { $0.mostEvents = -1 },
    ]
    for (place, change) in wrong.enumerated() {
      let refusal = Self.refusal(table, Self.options(change))
      #expect(refusal != nil, "wrong option \(place) is taken")
      #expect(refusal.map { !$0.place.isEmpty && !$0.reason.isEmpty && !$0.help.isEmpty } ?? true)
    }
    let right: [(inout SimulationOptions) -> Void] = [
      { $0.seconds = 1 }, { $0.start = 604_799 }, { $0.splitting.threshold = 1 },
      { $0.retries.attempts = 10 }, { $0.retries.mostSeconds = 60 }, { $0.mostEvents = 0 },
      { $0.splitting.durationSeconds = 0 },
    ]
    for change in right { #expect(Self.refusal(table, Self.options(change)) == nil) }
  }

  @Test func flowsHaveBounds() {
    func refused(_ flow: SimulatedFlow) -> Bool { Self.refusal(Tables.table([flow])) != nil }
    for rate in [-1, .nan, .infinity, 1.1e9] {
      #expect(refused(Tables.flow(rate: rate, Self.even)), "\(rate)")
      let episode = FlowRate.Episode(start: 0, seconds: 1, rate: rate)
      let source = SimulatedFlow.Source.calls(FlowRate(average: 1, episodes: [episode]))
      #expect(refused(Tables.flow(source: source, Self.even)), "\(rate)")
    }
    #expect(refused(Tables.flow(rate: 1, units: .exactly(.infinity), Self.even)))
    #expect(refused(Tables.flow(rate: 1, units: .exactly(-1), Self.even)))
    #expect(refused(Tables.flow(source: .calls(FlowRate(average: 1, batch: 0)), Self.even)))
    #expect(refused(Tables.flow(source: .writes(flow: 0, perCall: 1, entry: 0), Self.even)))
    let window = RateCycle.Window(start: 0, length: 90_000, share: 1)
    let cycle = RateCycle(period: 86_400, windows: [window])
    let source = SimulatedFlow.Source.calls(FlowRate(average: 1, cycles: [cycle]))
    #expect(refused(Tables.flow(source: source, Self.even)))
    let quick = SimulatedRanking(name: "day", renewSeconds: 59)
    #expect(refused(Tables.flow(rate: 1, Self.even, ranking: quick)))
    #expect(refused(Tables.flow(rate: 1, .uniform(keyCount: 1e19))))
    #expect(!refused(Tables.flow(rate: 1e9, Self.even)))
  }

  @Test func structuresHaveBounds() {
    let flow = Tables.flow(rate: 1, Self.even)
    let flows = Array(repeating: flow, count: 257)
    #expect(Self.refusal(Tables.table(flows)) != nil)
    #expect(Self.refusal(Tables.table(Array(flows.prefix(256)))) == nil)
    #expect(Self.refusal(Tables.table([])) == nil)
    #expect(Self.refusal(Tables.table([flow], partitions: 0)) != nil)
    #expect(Self.refusal(Tables.table([flow], partitions: 4_097)) != nil)
    let none = SimulatedTable(capacity: .onDemand(warm: nil, maximum: nil), structures: [])
    #expect(Self.refusal(none) != nil)
    let index = SimulatedStructure(name: "Order.byX", isIndex: true, flows: [])
    let alone = SimulatedTable(capacity: .onDemand(warm: nil, maximum: nil), structures: [index])
    #expect(Self.refusal(alone) != nil)
    let huge = UnitRates(reads: 0, writes: 4_097_000)
    let warm = Tables.table([flow], capacity: .onDemand(warm: huge, maximum: nil))
    #expect(Self.refusal(warm)?.reason.contains("4096") == true)
    let scaling = SimulatedTable.CapacityFollowing(least: .zero, most: huge, target: 0.95)
    let capacity = SimulatedTable.Capacity.provisioned(.zero, scaling: scaling)
    #expect(Self.refusal(Tables.table([flow], capacity: capacity)) != nil)
  }

  /// The largest that is taken ends, with figures that are numbers.
  @Test func theLargestInputEnds() throws {
    let flows = (0..<8).map { place in
      Tables.flow(
        "flow\(place)",
        isWrite: place.isMultiple(of: 2),
        source: .calls(FlowRate(average: 1e9, batch: 1_000_000)),
        units: .exactly(1e9),
        .zipf(exponent: 3, keyCount: 1e18),
        ranking: SimulatedRanking(name: "r\(place)"),
        layout: CollectionLayout.allCases[place % 3]
      )
    }
    for arrivals in SimulationOptions.Arrivals.allCases {
      let options = SimulationOptions(seconds: 600, arrivals: arrivals, admitsAll: true)
      let result = try Simulator.run(Tables.table(flows), options)
      for row in result.structures[0].intervals {
        for side in [row.reads, row.writes] {
          #expect(side.totals.offered.isFinite && side.totals.throttled.isFinite)
          #expect(side.hottestUtilisation.isFinite)
        }
      }
    }
  }

  /// Only so many events are kept; all are counted.
  @Test func eventsAreBounded() throws {
    let flow = Tables.flow(rate: 60_000, .uniform(keyCount: 1e6))
    var options = SimulationOptions(seconds: 3_600, arrivals: .fluid, admitsAll: true)
    options.mostEvents = 5
    let result = try Simulator.run(Tables.table([flow]), options)
    let splits = result.events.filter { if case .split = $0.kind { true } else { false } }
    #expect(splits.count == 5 && result.counts.splits > 40)
    #expect(result.counts.all > result.events.count)
  }
}
