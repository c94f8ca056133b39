import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Whether those with the most rows are the ones that are asked for most.
struct PopularParentsTests {
  private static func written(_ fanOut: String, _ skew: String) throws -> Written {
    try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Customer {
        id: int(1..9M) key

        count 10K
      }

      entity Order {
        id:       int(1..90M) key
        customer: Customer    inverse orders 0..90K avg 100 \(fanOut)
        state:    enum { open 1%, held 1%, done 98% }

        count 1M
      }

      access ordersOf(customer: Customer) {
        read  Order { id, state }
        where customer == $customer
        rate  1/s peak 5/s
        skew  customer \(skew)
      }

      access page(customer: Customer) {
        read  Customer { id, orders { id, state } }
        where id == $customer
        rate  1/s peak 5/s
        skew  customer \(skew)
      }

      access openOf(customer: Customer) {
        read  Order { id }
        where customer == $customer and state in (.open, .held)
        rate  1/s peak 5/s
        skew  customer \(skew)
      }

      access heldOf(customer: Customer) {
        read  Order { id }
        where customer == $customer and state == .held
        rate  1/s peak 5/s
        skew  customer \(skew)
      }
      """
    )
  }

  private static func latency(_ written: Written, _ name: String) throws -> Interval {
    let id = try written.pattern(name).id
    let estimate = try #require(written.estimates.latency(of: id)?.milliseconds(at: 0.95))
    return Interval(estimate.low, estimate.high)
  }

  /// Nothing says which customers are the popular ones: both ends are in the range.
  @Test(arguments: ["ordersOf", "page"]) func whatIsNotSaidIsInTheRange(pattern: String) throws {
    let even = try Self.latency(Self.written("skew zipf(0.8)", "uniform"), pattern)
    let unsaid = try Self.latency(Self.written("skew zipf(0.8)", "zipf(0.8)"), pattern)
    let said = try Self.latency(
      Self.written("skew zipf(0.8)", "zipf(0.8) largest first"),
      pattern
    )
    #expect(unsaid.low < said.low && even.high < unsaid.high)
    #expect(said.low > 2 * even.low)
    #expect(unsaid.high / unsaid.low > 1.5 * said.high / said.low)
  }

  /// What would narrow the range is named, of lists and of rows that an answer nests.
  @Test(arguments: ["ordersOf", "page"]) func theWordIsNamed(pattern: String) throws {
    func untold(_ skew: String) throws -> [ParameterID] {
      let written = try Self.written("skew zipf(0.8)", skew)
      return RowEstimator(workload: written.workload)
        .untold(of: try written.pattern(pattern)).popular
    }
    #expect(try untold("zipf(0.8)").count == 1)
    #expect(try untold("zipf(0.8) largest first").isEmpty)
    #expect(try untold("uniform").isEmpty)
  }

  /// Where all customers have as many, or are asked for alike, none is popular for its rows.
  @Test(arguments: [("", "zipf(0.8)"), ("skew zipf(0.8)", "uniform")])
  func oneEvenSideSaysIt(fanOut: String, skew: String) throws {
    let range = try Self.latency(Self.written(fanOut, skew), "ordersOf")
    #expect(range.high / range.low < 3)
  }

  /// Cases in a list are searched one by one, and nothing besides them is read.
  @Test func casesInAListAreSearched() throws {
    let written = try Self.written("", "uniform")
    let all = try Self.latency(written, "ordersOf")
    let listed = try Self.latency(written, "openOf")
    let one = try Self.latency(written, "heldOf")
    #expect(listed.high < all.high)
    #expect(listed.low >= one.low * 0.999)
  }

  /// The least number is every parent's: only what is above it goes to the popular ones. Held
  /// against rows that are dealt out.
  @Test(arguments: [0.0, 50, 90]) func theLeastNumberIsEveryones(least: Double) throws {
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Customer {
        id: int(1..9M) key

        count 1K
      }

      entity Order {
        id:       int(1..90M) key
        customer: Customer    inverse orders \(Int(least))..90K avg 100 skew zipf(0.5)

        count 100K
      }

      access ordersOf(customer: Customer) {
        read  Order { id }
        where customer == $customer
        rate  1/s peak 5/s
        skew  customer zipf(1) largest first
      }
      """
    )
    let found = AnsweredRows(workload: written.workload).answered(try written.pattern("ordersOf"))
    let ranks = (1...1_000).map(Double.init)
    let (shares, asks) = (ranks.map { 1 / $0.squareRoot() }, ranks.map { 1 / $0 })
    let sum = shares.reduce(0, +)
    let dealt =
      zip(shares, asks).reduce(0) { total, one in
        total + one.1 * (least + (100 - least) * 1_000 * one.0 / sum)
      } / asks.reduce(0, +)
    let mean = try #require(found).middle
    #expect(abs(mean / dealt - 1) < 0.08, "\(mean) for \(dealt)")
  }

  /// Where the first rows in order are wanted, cases are checked on the way, and not searched for.
  @Test func aListGivesNoOrder() throws {
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Task {
        id:    int(1..90M)   key
        at:    timestamp(s)  clock
        state: enum { open 5%, held 5%, done 90% }

        count 1M
      }

      access newest() {
        read  Task { id, at }
        where state in (.open, .held)
        order at descending
        limit 20
        rate  1/s peak 5/s
      }
      """
    )
    #expect(try Self.latency(written, "newest").high < 5)
  }

  /// What is missing in rows is missing in the newest: from the oldest on all others come before.
  @Test func openRowsStandAtTheEndOfTime() throws {
    func high(_ order: String) throws -> Double {
      let written = try Written(
        """
        store main: aurora-postgresql default {
          class db.r6g.xlarge
        }

        entity Loan {
          id:       int(1..90M)   key
          due:      date          distinct 3_000
          returned: timestamp(s)? present 98%

          count 1M
        }

        access overdue() {
          read  Loan { id, due }
          where returned == null
          order due \(order)
          limit 20
          rate  1/s peak 5/s
        }
        """
      )
      return try Self.latency(written, "overdue").high
    }
    #expect(try high("") > 10 * high("descending"))
  }
}
