import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// The first rows of an order of which another table says whether they are wanted: found there and
/// sorted where they are few, met in their order where they are many.
struct WaysInOrderTests {
  /// A trip of 10 ms, a search of 1 ms, an entry of 0.1 ms, a row of a whole
  /// table of 0.02 ms.
  private static let engine = EngineTimes.exact { work in
    switch work {
    case .search: Interval(1)
    case .entry: Interval(0.1)
    case .scannedRow: Interval(0.02)
    default: .zero
    }
  }

  /// - Parameter homes: Of the city that is asked for, in a hundred.
  private func latency(
    homes: Double,
    limit: String = "page 50",
    store: String = "aurora-postgresql"
  )
    throws -> Interval
  {
    let written = try Written(
      """
      store main: \(store) default \(store == "sqlite" ? "" : "{ class db.r6g.large }")

      entity Home {
        id:   int(1..9M)  key
        city: string(40)  avg 9 B distinct 1K skew top(\(homes)%)
        road: string(40)  avg 9 B

        count 50K
      }

      entity Contract {
        id:     int(1..9M) key
        number: string(14) avg 9 B unique
        home:   Home       inverse contracts 2..2 avg 2

        count 100K
      }

      access contractsIn(city: Home.city) {
        read  Contract { id, number }
        where home.city == $city
        order number
        \(limit)
        rate  1/s peak 5/s
        skew  city top(99.9%) largest first
      }
      """
    )
    let estimates = Estimates(
      workload: written.workload,
      design: written.design,
      engine: Self.engine
    )
    return try #require(estimates.latencies.last).interval(at: 0.5)
  }

  /// 50,000 contracts of half of the homes: some hundred are met until 50 of them are found, each
  /// with a look at its home.
  @Test func manyAreMetInTheirOrder() throws {
    let found = try latency(homes: 50)
    #expect(found.low > 10 + 50 * 0.1 && found.high < 10 + 400 * 2, "\(found)")
  }

  /// 200 contracts of 100 homes: until 50 of them are met in order, 25,000 are.
  @Test func fewAreFoundThroughOthers() throws {
    let found = try latency(homes: 0.2)
    #expect(found.high < 10 + 300, "\(found)")
  }

  /// How other engines weigh the ways is not known so well: they are taken to meet many in their
  /// order too.
  @Test(arguments: ["aurora-mysql", "sqlite"]) func manyAreMetInTheirOrderElsewhere(
    store: String
  ) throws {
    let found = try latency(homes: 50, store: store)
    #expect(found.high < 10 + 400 * 2, "\(found)")
  }

  /// Without a page all of them are wanted.
  @Test func allAreFoundThroughOthers() throws {
    let found = try latency(homes: 50, limit: "")
    #expect(found.low > 10 + 1_000, "\(found)")
  }
}
