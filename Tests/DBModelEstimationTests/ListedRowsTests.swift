import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Rows that have one of several values: a search for each, or a read of a small table as a whole,
/// as PostgreSQL decides it; and what is asked of rows that are read.
struct ListedRowsTests {
  /// A trip of 10 ms, a search of 1 ms, a row of a whole table of 0.01 ms.
  private static let engine = EngineTimes.exact { work in
    switch work {
    case .search: Interval(1)
    case .scannedRow: Interval(0.01)
    default: .zero
    }
  }

  private func median(_ access: String, _ count: Int, store: String = "aurora-postgresql") throws
    -> Interval
  {
    let written = try Written(
      """
      store main: \(store) default {
        class db.r6g.large
      }

      entity Place {
        id:        int(1..9M)    key
        name:      string(80)    avg 20 B
        latitude:  decimal(9, 5)
        longitude: decimal(9, 5)
        kind:      string(20)    avg 6 B distinct 3

        count \(count)
      }

      \(access)
      """
    )
    let estimates = Estimates(
      workload: written.workload,
      design: written.design,
      engine: Self.engine
    )
    return try #require(estimates.latencies.last).interval(at: 0.5)
  }

  private static func several(_ count: Int) -> String {
    """
    access several(places: many Place \(count)) {
      read  Place { id, name }
      where id in $places
      rate  1/s peak 5/s
      skew  places uniform
    }
    """
  }

  /// PostgreSQL 15 on loopback: 5 of 518 rows took as long beyond a round trip as 50 of 38,000,
  /// because all 518 were compared with each of the five; 24 of 1,900 were searched for.
  @Test func aSmallTableIsReadAsAWhole() throws {
    // Of 500 rows 0.2 to 0.4 for each value and row, and one for the row.
    let whole = try median(Self.several(8), 500)
    #expect(whole.low >= 10 + 500 * 0.01 && whole.high <= 10 + 500 * 0.01 * (1 + 8 * 0.4) + 1)
    // A first search and seven of half to all of it.
    let searched = try median(Self.several(8), 100_000)
    #expect(searched.low >= 10 + 4 && searched.high <= 10 + 8 + 1e-6, "\(searched)")
  }

  /// From nine on they are hashed where it pays to plan each call: no longer the more there are.
  @Test func manyAreHashed() throws {
    let (some, more) = (try median(Self.several(20), 500), try median(Self.several(80), 500))
    #expect(
      some.low <= 10 + 500 * 0.01 * 2.2 && abs(more.low / some.low - 1) < 0.05,
      "\(some) \(more)"
    )
  }

  /// Only PostgreSQL's planner is known so well.
  @Test func elsewhereEachIsSearchedFor() throws {
    let found = try median(Self.several(8), 500, store: "aurora-mysql")
    #expect(found.high <= 10 + 8 + 1e-6, "\(found)")
  }

  /// Decimals are compared digit by digit: three bounds of each row take longer than one text.
  @Test func whatIsAskedOfRowsThatAreReadTakesTime() throws {
    let bounds = try median(
      """
      access inside(least: Place.latitude, most: Place.latitude) {
        read  Place { id }
        where latitude >= $least and longitude >= $least and latitude <= $most
        rate  1/s peak 5/s
      }
      """,
      900
    )
    let text = try median(
      """
      access named(kind: Place.kind) {
        read  Place { id }
        where kind == $kind
        rate  1/s peak 5/s
        skew  kind uniform
      }
      """,
      900
    )
    #expect(text.low > 10 + 9 && text.high < 10 + 9 * 1.3, "\(text)")
    #expect(bounds.low > 10 + 9 * 1.3 && bounds.high < 10 + 9 * 3.2, "\(bounds)")
  }

  /// Of two indexes that each fix one column, that of one value is searched and not that of several
  /// cases.
  @Test func oneValueComesBeforeSeveralCases() throws {
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.large
      }

      entity Agent {
        id: int(1..9M) key

        count 2K
      }

      entity Home {
        id:     int(1..9M) key
        agent:  Agent      inverse homes 16..16 avg 16
        state:  enum { online 40%, reserved 10%, closed 50% }
        city:   string(40) avg 9 B distinct 2K skew uniform
        listed: timestamp(s) clock

        count 32K
      }

      access inCity(city: Home.city) {
        read  Home { id, listed }
        where state == .online and city == $city
        rate  50/s peak 90/s
        skew  city uniform
      }

      access ofAgent(agent: Agent) {
        read  Home { id, listed }
        where agent == $agent and state in (.online, .reserved)
        rate  1/s peak 5/s
        skew  agent uniform
      }
      """
    )
    let own = try #require(
      Estimates(workload: written.workload, design: written.design, engine: Self.engine)
        .latencies.last
    )
    // Sixteen rows of an agent, and not half of all.
    #expect(own.interval(at: 0.95).high < 10 + 20, "\(own.interval(at: 0.95))")
  }
}
