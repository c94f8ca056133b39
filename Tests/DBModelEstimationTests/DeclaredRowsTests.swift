import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// `rows avg 40 max 500` of a question: how many rows its condition leaves in a call.
struct DeclaredRowsTests {
  private static func written(
    _ condition: String,
    _ rows: String,
    more: String = ""
  ) throws -> Written {
    try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Customer {
        id: int(1..9M) key

        count 10K
      }

      entity Account {
        id:       int(1..9M)     key
        customer: Customer       inverse accounts 100..100 avg 100
        name:     string(80)     avg 20 B
        balance:  decimal(12, 2)
        state:    enum { open 50%, closed 50% }

        count 1M
      }

      access asked() {
        read  Account { id, name }
        where \(condition)
        \(more)
        \(rows)
        rate  1/s peak 5/s
      }
      """
    )
  }

  private static func latency(_ written: Written) throws -> Interval {
    let id = try written.pattern("asked").id
    let estimate = try #require(written.estimates.latency(of: id)?.milliseconds(at: 0.95))
    return Interval(estimate.low, estimate.high)
  }

  private static func share(_ written: Written) throws -> Interval {
    let pattern = try written.pattern("asked")
    guard case .read(let read) = pattern.operation, let filter = read.filter?.value else {
      return .zero
    }
    return RowEstimator(workload: written.workload)
      .share(of: filter, entity: read.entity, pattern: pattern)
  }

  /// Half of the rows are open: of those, one in a hundred is overdrawn.
  @Test func whatOneConditionLeavesFollows() throws {
    let told = try Self.written("balance < 0 and state == .open", "rows avg 5K")
    #expect(abs(try Self.share(told).middle - 0.005) < 1e-9)
    let untold = try Self.written("balance < 0 and state == .open", "")
    #expect(try Self.share(untold).high / Self.share(untold).low > 100)
  }

  @Test func aWideRangeBecomesANarrowOne() throws {
    let untold = try Self.latency(Self.written("balance < 0", ""))
    let told = try Self.latency(Self.written("balance < 0", "rows avg 5K max 9K"))
    #expect(untold.high / untold.low > 50)
    #expect(told.high / told.low < 5)
    #expect(told.high <= untold.high)
  }

  /// More rows never take less time.
  @Test(arguments: ["balance < 0", "balance < 0 and state == .open", "match(name, \"miller\")"])
  func moreRowsTakeMoreTime(condition: String) throws {
    var before = Interval.zero
    for rows in ["10", "1K", "100K", "900K"] {
      let own = try Self.latency(Self.written(condition, "rows avg \(rows)"))
      #expect(own.low >= before.low * 0.999 && own.high >= before.high * 0.999, "\(rows)")
      before = own
    }
  }

  /// A median alone tells how the rows of calls differ, in questions and in changes.
  @Test func aMedianNeedsNoGreatest() throws {
    let mean = try Self.latency(Self.written("balance < 0", "rows avg 4K"))
    let told = try Self.latency(Self.written("balance < 0", "rows avg 4K median 900"))
    #expect(told.high > mean.high * 2)
    func changed(_ rows: String) throws -> Double {
      let written = try Written(
        """
        store main: aurora-postgresql default {
          class db.r6g.xlarge
        }

        entity Customer {
          id: int(1..9M) key

          count 100
        }

        entity Account {
          id:       int(1..9M) key
          customer: Customer   inverse accounts 10K..10K avg 10K
          note:     string(80) avg 20 B

          count 1M
        }

        access changed(customer: Customer) {
          update Account where customer == $customer and note == "old" set note = "new"
          \(rows)
          rate   1/s peak 5/s
          skew   customer uniform
        }
        """
      )
      let id = try written.pattern("changed").id
      return try #require(written.estimates.latency(of: id)?.milliseconds(at: 0.95)).high
    }
    #expect(try changed("rows avg 4K median 900") > changed("rows avg 4K") * 1.1)
  }

  /// Rows that others lead to: fewer of them take less, whatever way the planner takes.
  @Test(arguments: ["", "order number\n page 20"]) func fewerThroughOthersTakeLess(
    order: String
  ) throws {
    var before = 0.0
    for rows in ["5", "50", "200", "500", "3K"] {
      let written = try Written(
        """
        store main: aurora-postgresql default {
          class db.r6g.xlarge
        }

        entity City {
          id:   int(1..9M) key
          name: string(40) avg 9 B unique

          count 500
        }

        entity Customer {
          id:   int(1..9M) key
          city: City       inverse customers 200..200 avg 200

          count 100K
        }

        entity Order {
          id:       int(1..9M) key
          number:   string(14) avg 9 B unique
          customer: Customer   inverse orders 20..20 avg 20
          note:     string(40) avg 9 B

          count 2M
        }

        access asked(city: City.name) {
          read  Order { id, number }
          where customer.city.name == $city and note == "late"
          \(order)
          rows  avg \(rows)
          rate  1/s peak 5/s
          skew  city uniform
        }
        """
      )
      let found = try Self.latency(written).high
      #expect(found >= before * 0.8, "\(rows): \(found) after \(before)")
      before = found
    }
  }

  /// Of a page of rows that words leave, more matches end the search sooner.
  @Test func aLimitEndsSoonerWhereMoreIsFound() throws {
    func high(_ rows: String) throws -> Double {
      try Self.latency(
        Self.written("match(name, \"miller\")", "rows avg \(rows)", more: "order id\n limit 10")
      ).high
    }
    #expect(try high("500K") < high("100"))
  }

  @Test func theAnswerHasSoMany() throws {
    let written = try Self.written("balance < 0", "rows avg 5K")
    let counts = AnsweredRows(workload: written.workload)
    #expect(counts.answered(try written.pattern("asked")) == Interval(5_000))
    #expect(counts.matched(try written.pattern("asked")) == Interval(5_000))
    let limited = try Self.written("balance < 0", "rows avg 5K", more: "order id\n limit 10")
    #expect(counts.matched(try limited.pattern("asked")) == Interval(5_000))
    #expect(
      AnsweredRows(workload: limited.workload).answered(try limited.pattern("asked"))
        == Interval(10)
    )
  }

  /// More than there are is taken as it is said, and said to be wrong.
  @Test func moreThanThereAreIsAFinding() throws {
    let written = try Self.written("balance < 0", "rows avg 5M")
    #expect(written.findings.contains { $0.rule.code == "DBM3608" })
    #expect(try Self.latency(written).high.isFinite)
  }

  /// What nobody says is named, and what is said is not.
  @Test func whatIsLeftOpenIsNamed() throws {
    func untold(_ condition: String, _ rows: String) throws -> UntoldConditions {
      let written = try Self.written(condition, rows)
      return RowEstimator(workload: written.workload).untold(of: try written.pattern("asked"))
    }
    #expect(try untold("balance < 0", "").isOpen)
    #expect(try !untold("balance < 0", "rows avg 10").isOpen)
    #expect(try untold("name == \"a\"", "").values.count == 1)
    #expect(try untold("state == .open", "").values.isEmpty)
    #expect(try !untold("state == .open", "").isOpen)
  }

  /// Of two ranges nobody knows which one leaves so few, wherever they are.
  @Test(arguments: ["", " present 70%"]) func twoOpenRangesAreNotTold(presence: String) throws {
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Guest {
        id:   int(1..9M) key
        born: date\(presence.isEmpty ? "" : "?")\(presence)

        count 10K
      }

      entity Stay {
        id:     int(1..9M) key
        guest:  Guest      inverse stays 0..900 avg 100
        nights: int

        count 1M
      }

      access asked(after: date, least: int) {
        read  Stay { id }
        where guest.born > $after and nights > $least
        rows  avg 40
        rate  1/s peak 5/s
      }
      """
    )
    let pattern = try written.pattern("asked")
    guard case .read(let read) = pattern.operation, let filter = read.filter?.value else { return }
    let share = RowEstimator(workload: written.workload)
      .share(of: filter.conjuncts[1], entity: read.entity, pattern: pattern)
    #expect(share.high > 0.5)
  }

  /// A share of a `bool` counts for the literal that is asked for.
  @Test func aShareOfABoolIsThatOfItsLiteral() throws {
    let written = try Written(
      """
      store main: aurora-postgresql default {
        class db.r6g.xlarge
      }

      entity Account {
        id:   int(1..9M) key
        paid: bool 1%

        count 100K
      }

      access paid() {
        read  Account { id }
        where paid
        rate  1/s peak 5/s
      }

      access unpaid() {
        read  Account { id }
        where paid == false
        rate  1/s peak 5/s
      }
      """
    )
    let counts = AnsweredRows(workload: written.workload)
    #expect(try #require(counts.answered(try written.pattern("paid"))).middle.rounded() == 1_000)
    #expect(try #require(counts.answered(try written.pattern("unpaid"))).middle.rounded() == 99_000)
  }
}
