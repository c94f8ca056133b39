import DBModelSimulation
import DBModelTestKit
import Testing

/// Known incidents, told second by second as a user would read them.
@Suite struct IncidentTests {
  struct Incident: Sendable, CustomTestStringConvertible {
    let name: String
    /// What is simulated, for the reader of what is expected.
    let story: String
    let table: SimulatedTable
    var start = 0
    var seconds = 3_600
    var testDescription: String { name }
  }

  static let incidents = [constantIndexKey, dateKey, viralCounter, monotonicKey, coldLaunch]

  /// Every order is put under `status = open` of an index.
  private static let constantIndexKey = Incident(
    name: "constant-index-key",
    story: "1,400 orders a second, each with an entry under `open` in the index `byStatus`;"
      + " 300 other writes a second",
    table: Tables.table(
      [
        Tables.flow("placeOrder", rate: 1_400, .uniform(keyCount: 1e7), layout: .oneItem),
        Tables.flow("rename", rate: 300, .uniform(keyCount: 1e7), layout: .oneItem),
      ],
      indexes: [
        SimulatedStructure(
          name: "Order.byStatus",
          isIndex: true,
          flows: [
            Tables.flow(
              "placeOrder",
              source: .writes(flow: 0, perCall: 1, entry: 0),
              .uniform(keyCount: 1),
              ranking: SimulatedRanking(name: "status", labels: ["open"]),
              layout: .movingEnd
            )
          ]
        )
      ]
    )
  )

  /// Events are kept under the day they happen on.
  private static let dateKey = Incident(
    name: "date-key",
    story: "1,200 events a second, all under today's date, over midnight",
    table: Tables.table([
      Tables.flow(
        "log",
        rate: 1_200,
        .uniform(keyCount: 1),
        ranking: SimulatedRanking(name: "day", renewSeconds: 86_400),
        layout: .movingEnd
      )
    ]),
    start: 23 * 3_600 + 1_800
  )

  /// One post is liked by everybody for twenty minutes.
  private static let viralCounter = Incident(
    name: "viral-counter",
    story: "400 likes a second over a million posts; from 00:10 on 2,500 for 20 minutes, six of ten"
      + " for one post; its readers come as well",
    table: Tables.table([
      Tables.flow(
        "like",
        source: .calls(
          FlowRate(
            average: 400,
            episodes: [FlowRate.Episode(start: 600, seconds: 1_200, rate: 2_500)]
          )
        ),
        .top([0.6], keyCount: 1e6),
        ranking: SimulatedRanking(name: "post"),
        layout: .oneItem
      ),
      Tables.flow(
        "show",
        isWrite: false,
        source: .calls(
          FlowRate(
            average: 2_000,
            episodes: [FlowRate.Episode(start: 600, seconds: 1_200, rate: 6_000)]
          )
        ),
        units: .exactly(0.5),
        .top([0.6], keyCount: 1e6),
        ranking: SimulatedRanking(name: "post"),
        layout: .oneItem
      ),
    ])
  )

  /// Measurements of a few devices are appended; their history is read all over.
  private static let monotonicKey = Incident(
    name: "monotonic-sort-key",
    story:
      "20 devices append 3,000 measurements a second in order of time, half of them one device;"
      + " its history is read with 7,000 units a second",
    table: Tables.table([
      Tables.flow(
        "append",
        rate: 3_000,
        .top([0.5], keyCount: 20),
        ranking: SimulatedRanking(name: "device", labels: ["gateway-1"]),
        layout: .movingEnd
      ),
      Tables.flow(
        "history",
        isWrite: false,
        rate: 700,
        units: .exactly(10),
        .top([1], keyCount: 20),
        ranking: SimulatedRanking(name: "device", labels: ["gateway-1"]),
        layout: .spread
      ),
    ])
  )

  /// A new table on the day of its launch.
  private static let coldLaunch = Incident(
    name: "cold-launch",
    story: "9,000 evenly spread writes a second on a new on-demand table, for three hours",
    table: Tables.table([
      Tables.flow("put", rate: 9_000, .uniform(keyCount: 1e8), layout: .oneItem)
    ]),
    seconds: 3 * 3_600
  )

  @Test(arguments: incidents) func anIncidentIsExplained(incident: Incident) throws {
    let options = SimulationOptions(
      seconds: incident.seconds,
      start: incident.start,
      seed: 7,
      arrivals: .fluid,
      retries: .none
    )
    let result = try Simulator.run(incident.table, options)
    try GoldenFile.check(
      Self.text(incident, result),
      at: "Tests/DBModelSimulationTests/Expected/\(incident.name).txt"
    )
  }

  private static func text(_ incident: Incident, _ result: SimulationResult) -> String {
    var lines = [incident.story, ""]
    for structure in result.structures {
      for isWrite in [false, true] {
        let totals = structure.totals(isWrite: isWrite)
        guard totals.offered > 0 else { continue }
        let percent = (totals.throttledShare * 10_000).rounded() / 100
        let count = structure.intervals.last?.partitions ?? 0
        lines.append(
          "\(structure.name): \(Int(totals.offered.rounded())) \(isWrite ? "write" : "read") units,"
            + " \(percent) % throttled, \(structure.partitionsAtStart) partitions become \(count)"
        )
      }
    }
    lines.append("")
    for event in result.events {
      let time = ClockText.text(event.second, start: incident.start)
      lines.append("\(time) \(event.structure): \(event.text(start: incident.start))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
