import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// `distinct 240 skew zipf(0.9)`: how many values a field has, and how its rows are spread over
/// them.
struct DistinctValuesTests {
  private static let rows = 1e6

  private static func written(
    _ attribute: String,
    condition: String = "city == $city",
    parameter: String = "city: string(80)",
    skew: String = ""
  ) throws -> Written {
    try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Hotel {
        id:   int(1..9M) key
        \(attribute)

        count 1M
      }

      access asked(\(parameter)) {
        read  Hotel { id }
        where \(condition)
        rate  1/s peak 5/s
        \(skew)
      }
      """
    )
  }

  private static func shares(_ written: Written) throws -> [(probability: Double, share: Interval)]
  {
    let pattern = try written.pattern("asked")
    guard case .read(let read) = pattern.operation, let filter = read.filter?.value else {
      return []
    }
    return RowEstimator(workload: written.workload)
      .shares(of: filter, entity: read.entity, pattern: pattern)
  }

  private static func city(_ place: Int = 1) -> FieldReference {
    FieldReference(EntityID(0), FieldID(place))
  }

  private static func values(_ written: Written, _ place: Int = 1) -> Interval {
    Cardinality(workload: written.workload).distinctValues(city(place))
  }

  @Test func aFieldHasAsManyValuesAsDeclared() throws {
    let told = try Self.written("city: string(80) avg 9 B distinct 240")
    #expect(Self.values(told) == Interval(240))
    #expect(!Cardinality(workload: told.workload).isUntold(Self.city()))
    let shares = try Self.shares(told)
    #expect(shares.count == 1 && abs(shares[0].share.middle * 240 - 1) < 1e-9)
    let untold = try Self.written("city: string(80) avg 9 B")
    #expect(Self.values(untold) == Interval(Self.rows))
    #expect(Cardinality(workload: untold.workload).isUntold(Self.city()))
  }

  /// Of a million rows of which one in a thousand has a value, no more than a thousand differ.
  @Test func noMoreValuesThanRowsThatHaveOne() throws {
    let written = try Self.written("city: string(80)? avg 9 B present 0.1% distinct 240K")
    #expect(Self.values(written) == Interval(1_000))
  }

  @Test func aMemberOfAStructureHasItsOwn() throws {
    let written = try Self.written(
      "home: { street: string(80) avg 20 B, city: string(80) avg 9 B distinct 240 }",
      condition: "home.city == $city"
    )
    #expect(Self.values(written, 2) == Interval(240))
    #expect(Self.values(written, 1) == Interval(Self.rows))
  }

  /// The shares of all outcomes are those of the declared skew, and each row is in one of them.
  @Test(arguments: ["zipf(0.9)", "top(30%, 20%)", "hotset(10 keys, 80%)", "uniform"])
  func popularValuesAreToldApart(skew: String) throws {
    let written = try Self.written("city: string(80) avg 9 B distinct 240 skew \(skew)")
    let shares = try Self.shares(written)
    let sum = shares.reduce(0) { $0 + $1.probability }
    #expect(abs(sum - 1) < 1e-9)
    let popularity = try #require(
      try written.entity("Hotel").fields[1].distinct?.skew?.shares(keyCount: 240)
    )
    let most = shares.map(\.share.high).max() ?? 0
    #expect(abs(most / popularity.top - 1) < 1e-9)
    // Half of the calls ask for any value, half for that of any row.
    let mean = shares.reduce(0) { $0 + $1.probability * $1.share.middle }
    // Classes of ranks are told apart, not each rank: a little of the squares is lost.
    let wanted = (1.0 / 240 + popularity.squares) / 2
    #expect(mean <= wanted + 1e-9 && mean >= wanted * 0.93)
  }

  /// Who asks for every value alike meets the mean; who asks as the rows are spread meets more.
  @Test func whatIsAskedForDecides() throws {
    func mean(_ skew: String) throws -> Double {
      let written = try Self.written(
        "city: string(80) avg 9 B distinct 240 skew zipf(1)",
        skew: skew
      )
      return try Self.shares(written).reduce(0) { $0 + $1.probability * $1.share.middle }
    }
    let (even, usual, popular) = (
      try mean("skew city uniform"), try mean(""), try mean("skew city zipf(1) largest first")
    )
    #expect(abs(even * 240 - 1) < 1e-6)
    #expect(even < usual && usual < popular)
  }

  /// 240 dates follow each other: a week holds 7 of them, more or less.
  @Test func aStretchOfDatesHoldsItsPart() throws {
    let parameter = "period: range of date 7..7 days avg 7 days"
    func share(_ attribute: String) throws -> Interval {
      let written = try Self.written(
        attribute,
        condition: "day in $period",
        parameter: parameter
      )
      return try #require(try Self.shares(written).first).share
    }
    let told = try share("day: date distinct 240")
    #expect(told.low < 7.0 / 240 && 7.0 / 240 < told.high && told.high <= 4 * told.low)
    let untold = try share("day: date")
    #expect(untold.high / untold.low > 100)
  }

  /// An index on what few values share is known to find many rows.
  @Test func latenciesFollow() throws {
    func high(_ words: String) throws -> Double {
      let written = try Self.written("city: string(80) avg 9 B \(words)")
      let id = try written.pattern("asked").id
      return try #require(written.estimates.latency(of: id)?.milliseconds(at: 0.95).high)
    }
    #expect(try high("distinct 900K") < high("distinct 9K"))
    #expect(try high("distinct 9K") < high("distinct 90"))
    #expect(try high("distinct 9K") < high("distinct 9K skew zipf(1.1)"))
  }
}
