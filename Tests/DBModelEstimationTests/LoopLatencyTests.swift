import DBModelDesign
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload
import Testing

/// Loops, lists and nested rows of relational stores: how many there are differs from call to call,
/// and with it what a call takes.
struct LoopLatencyTests {
  /// A trip of 10 ms, a commit of 3 ms and work of whole numbers.
  private static let engine = EngineTimes.exact { kind in
    switch kind {
    case .search: Interval(1)
    case .entry: Interval(0.1)
    case .referenceCheck: Interval(0.5)
    case .writtenRow: Interval(2)
    case .returnedRow: Interval(0.25)
    default: .zero
    }
  }

  private static func shop(_ patterns: String, kind: String = "aurora-postgresql", _ skew: String)
    -> String
  {
    """
    store main: \(kind) default\(kind == "sqlite" ? "" : " {\n  class db.r6g.xlarge\n}")

    entity Customer {
      id:    int(1..)   key
      name:  string(40) avg 20 B
      calls: int(0..)

      count 1_000
    }

    entity Order {
      id:       int(1..)     key
      customer: Customer     inverse orders 0..5K avg 20 \(skew)
      state:    enum { open 50%, sent 50% }

      count 20_000
    }

    entity Line {
      order: Order      inverse lines 1..5 avg 3 delete cascade
      line:  int(1..5)
      text:  string(20) avg 10 B

      key order, line

      count 60_000
    }

    entity Remark {
      id:    int(1..) key
      order: Order?   inverse remarks 0..9 avg 2 present 90% delete set-null

      count 40_000
    }

    """ + patterns
  }

  private static let touch = "update Customer where id == $x\n      set calls += 1"

  private static func loop(_ count: String, isTransaction: Bool = false) -> String {
    let loop = "for x in $all {\n    \(touch)\n  }"
    return """
      access asked(all: many Customer \(count)) {
        \(isTransaction ? "transaction {\n    \(loop)\n  }" : loop)
        rate 1/s peak 5/s
        skew all uniform
      }
      """
  }

  private func latency(
    _ patterns: String,
    kind: String = "aurora-postgresql",
    skew: String = "",
    engine: EngineTimes = Self.engine
  ) throws -> PatternLatency {
    let written = try Written(Self.shop(patterns, kind: kind, skew))
    return try #require(
      Estimates(workload: written.workload, design: written.design, engine: engine).latencies.last
    )
  }

  // MARK: Who commits

  @Test func turnsOutsideOfATransactionCommitByThemselves() throws {
    // A trip, a search, a written row and a commit.
    let one = try latency(Self.loop("1..1 avg 1")).interval(at: 0.5)
    #expect(abs(one.low - (10 + 1 + 2 + 3)) < 1e-6)
    let ten = try latency(Self.loop("10..10 avg 10")).interval(at: 0.5)
    #expect(abs(ten.low - 160) < 1e-6)
    // The beginning, the end and one commit.
    let together = try latency(Self.loop("10..10 avg 10", isTransaction: true)).interval(at: 0.5)
    #expect(abs(together.low - (10 + 130 + 10 + 3)) < 1e-6)
  }

  @Test func whoCommitsIsSaid() throws {
    let apart = try latency(Self.loop("1..30 avg 4")).steps
    #expect(
      apart.contains {
        $0 == "4 turns on average, up to 30, for `update Customer`, each with a commit of its own"
      },
      "\(apart)"
    )
    #expect(!apart.contains("a commit"))
    let together = try latency(Self.loop("4..4 avg 4", isTransaction: true)).steps
    #expect(together.contains("4 turns for `update Customer`"), "\(together)")
    #expect(together.contains("a commit"))
  }

  // MARK: How long lists are

  @Test func theMeanIsThatOfTheMeanLength() throws {
    for isTransaction in [false, true] {
      let always = try latency(Self.loop("6..6 avg 6", isTransaction: isTransaction)).meanMs
      for count in ["0..12 avg 6", "1..100 avg 6", "0..1M avg 6", "avg 6", "5..7 avg 6"] {
        let found = try latency(Self.loop(count, isTransaction: isTransaction)).meanMs
        #expect(abs(found.low - always.low) < 1e-4 * always.low, "\(count): \(found)")
        #expect(abs(found.high - always.high) < 1e-4 * always.high, "\(count): \(found)")
      }
    }
  }

  @Test(arguments: [false, true]) func theWiderTheSlowerTheSlowOnesAre(isTransaction: Bool) throws {
    var before = Interval.zero
    for count in ["6..6", "5..7", "4..8", "3..9", "0..12", "0..16", "0..40", "0..900", "0..1M"] {
      let latency = try latency(Self.loop(count + " avg 6", isTransaction: isTransaction))
      let found = latency.interval(at: 0.95)
      #expect(found.low >= before.low * 0.995 && found.high >= before.high * 0.995, "\(count)")
      #expect(found.low <= found.middle && found.middle <= found.high)
      #expect(latency.usual.low <= latency.middle.low)
      #expect(latency.usual.high >= latency.middle.high)
      before = found
    }
    // Of lists with six elements in the mean one of twenty has eighteen.
    #expect(before.low > 16 * 13)
  }

  /// Against 100,000 calls, whose lists and whose trips are drawn.
  @Test(arguments: [false, true]) func percentilesAreThoseOfCompoundSums(isTransaction: Bool) throws
  {
    let trip = LogNormal(median: 4, p95: 11)
    let commit = LogNormal(median: 2, p95: 5)
    let engine = EngineTimes(
      roundTrip: LatencyPriors.Prior("", medianMs: Interval(4), p95Ms: Interval(11), source: ""),
      commit: CommitTimes(
        LatencyPriors.Prior("", medianMs: Interval(2), p95Ms: Interval(5), source: "")
      )
    ) { _ in .zero }
    let found = try latency(Self.loop("0..200 avg 9", isTransaction: isTransaction), engine: engine)
    let spread = Spread(minimum: 0, average: 9, maximum: 200)
    var random = SplitMix64(seed: 9)
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    func draw(_ time: LogNormal) -> Double { time.quantile(unit()) }
    let times = (0..<100_000).map { _ -> Double in
      let turns = Int(spread.quantile(unit()).rounded())
      var sum = isTransaction ? draw(trip) + draw(trip) + draw(commit) : 0
      for _ in 0..<turns { sum += draw(trip) + (isTransaction ? 0 : draw(commit)) }
      return sum
    }.sorted()
    for part in [0.5, 0.9, 0.95, 0.99] {
      let drawn = times[Int(part * Double(times.count))]
      let estimated = found.interval(at: part).low
      #expect(abs(estimated - drawn) < 0.06 * drawn, "\(part): \(estimated) and \(drawn)")
    }
  }

  /// Two statements of one loop have the same number of turns: twice as long, not two chances to
  /// be long.
  @Test func statementsOfOneLoopShareItsLength() throws {
    func loops(_ body: String) -> String {
      """
      access asked(all: many Customer 1..60 avg 8) {
        transaction {
          for x in $all {
            \(body)
          }
        }
        rate 1/s peak 5/s
        skew all uniform
      }
      """
    }
    let one = Self.touch
    let other = "update Customer where id == $x\n      set name = \"x\""
    let single = try latency(loops(one)).interval(at: 0.95).low - 23
    let both = try latency(loops(one + "\n" + other)).interval(at: 0.95).low - 23
    #expect(abs(both - 2 * single) < 0.01 * both, "\(single) and \(both)")
  }

  /// Lists of two loops do not depend on each other, and neither do those of twelve: what they
  /// take together differs less, and its mean is that of the sum.
  @Test func listsOfSeveralLoopsAreIndependent() throws {
    func loops(_ count: Int) -> String {
      let numbers = 0..<count
      return """
        access asked(\(numbers.map { "a\($0): many Customer 0..400 avg 20" }
          .joined(separator: ", "))) {
          transaction {
            \(numbers.map {
              "for x\($0) in $a\($0) {\n update Customer where id == $x\($0)\n set calls += 1\n }"
            }.joined(separator: "\n"))
          }
          rate 1/s peak 5/s
          \(numbers.map { "skew a\($0) uniform" }.joined(separator: "\n"))
        }
        """
    }
    let one = try latency(loops(1))
    let turns = one.meanMs.low - 23
    for count in [2, 3, 12] {
      let several = try latency(loops(count))
      #expect(abs(several.meanMs.low - 23 - Double(count) * turns) < 0.01 * turns * Double(count))
      // The 95th percentile of a sum of exponential times: a gamma distribution of that order,
      // 4.74 for two, 6.30 for three and 18.2 for twelve (each of mean 1).
      let wanted = try #require([2: 4.74, 3: 6.30, 12: 18.2][count]) * turns
      let found = several.interval(at: 0.95).low - 23
      #expect(abs(found - wanted) < 0.08 * wanted, "\(count): \(found) and \(wanted)")
    }
  }

  @Test func absurdLoopsHaveFiniteTimes() throws {
    for count in ["0..0 avg 0", "0..1G avg 0", "0..1G avg 1G", "1G", "9000T", "0..9000T avg 1"] {
      for isTransaction in [false, true] {
        let latency = try latency(Self.loop(count, isTransaction: isTransaction))
        for part in [1e-9, 0.05, 0.5, 0.95, 0.999_999] {
          let found = latency.interval(at: part)
          #expect(found.low.isFinite && found.high.isFinite && found.low >= 0, "\(count)")
        }
        #expect(latency.meanMs.high.isFinite && latency.workMs.high.isFinite)
      }
    }
    let none = try latency(Self.loop("0..0 avg 0")).interval(at: 0.95)
    #expect(none.high < 1e-6)
  }

  // MARK: Nested rows

  private static let orders = """
    access asked(customer: Customer) {
      read  Customer { name, orders { id, lines { text } } }
      where id == $customer
      rate  1/s peak 5/s
      skew  customer uniform
    }
    """

  @Test func nestedRowsDifferFromCallToCall() throws {
    let even = try latency(Self.orders)
    let uneven = try latency(Self.orders, skew: "skew zipf(0.9)")
    // As many in the mean; of those of the largest PostgreSQL reads the whole table of lines.
    #expect(uneven.meanMs.low <= even.meanMs.low * 1.02)
    #expect(uneven.meanMs.low > even.meanMs.low * 0.9)
    // Three trips, 20 orders and their 60 lines in the mean; a Poisson number of 20 exceeds 27 once
    // in twenty.
    let (middle, slow) = (even.interval(at: 0.5).low, even.interval(at: 0.95).low)
    #expect(slow > middle + 7 * 0.25 + 7 * 3 * 0.25, "\(middle) and \(slow)")
    #expect(uneven.interval(at: 0.95).low > slow * 1.3)
    #expect(uneven.interval(at: 0.05).low < middle)
    for latency in [even, uneven] {
      for part in [0.05, 0.5, 0.95, 0.999] {
        let found = latency.interval(at: part)
        #expect(found.low <= found.high && found.low > 30, "\(part): \(found)")
      }
    }
  }

  // MARK: What the engine does besides

  @Test func whatGoesWithADeletedRowIsSaid() throws {
    let steps = try latency(
      """
      access asked(order: Order) {
        delete Order where id == $order
        rate 1/s peak 5/s
        skew order uniform
      }
      """
    ).steps
    #expect(steps.contains("3 rows of `Line` deleted with them (`delete cascade`)"), "\(steps)")
    #expect(steps.contains("2 rows of `Remark` changed with them (`delete set-null`)"), "\(steps)")
  }

  /// Of every row alone, beside a plan; a table that no index finds rows in is read for each.
  @Test func consequencesAreToldBesideAPlan() throws {
    let text = Self.shop(
      """
      access gone(customer: Customer) {
        delete Order where customer == $customer
        rate 1/s peak 5/s
        skew customer uniform
      }

      access leaf(remark: Remark) {
        delete Remark where id == $remark
        rate 1/s peak 5/s
        skew remark uniform
      }
      """,
      ""
    )
    let written = try Written(text)
    var designs: [RelationalDesign] = []
    for case .relational(let design) in written.design.stores { designs.append(design) }
    let found = DeleteConsequences(workload: written.workload, design: try #require(designs.first))
    let lines = found.lines(of: try written.pattern("gone"))
    #expect(lines.contains("3 rows of `Line` deleted with them (`delete cascade`)"), "\(lines)")
    #expect(found.lines(of: try written.pattern("leaf")).isEmpty)
  }

  /// What the estimate counts is what the statement writer writes.
  @Test(arguments: ["aurora-postgresql", "aurora-mysql", "sqlite"])
  func tripsAreTheStatementsThatAreWritten(kind: String) throws {
    func access(_ name: String, _ parameters: String, _ body: String, _ skew: String) -> String {
      """
      access \(name)(\(parameters)) {
        \(body)
        rate 1/s peak 5/s
        \(skew)
      }

      """
    }
    let skew = "skew customer uniform"
    let text =
      access(
        "one",
        "customer: Customer",
        "update Customer where id == $customer\n    set calls += 1\n    if calls < 9",
        skew
      )
      + access(
        "many",
        "customer: Customer",
        "update Order where customer == $customer\n    set state = .sent\n    if state == .open",
        skew
      )
      + access(
        "gone",
        "customer: Customer",
        "delete Order where customer == $customer\n    if state == .open",
        skew
      )
      + access(
        "whole",
        "customer: Customer, name: Customer.name",
        "upsert Customer where id == $customer\n    set name = $name, calls = 1",
        skew
      )
      + access(
        "demanding",
        "customer: Customer, name: Customer.name",
        "upsert Customer where id == $customer\n    set name = $name, calls = 1\n    if calls < 9",
        skew
      )
    let written = try Written(Self.shop(text, kind: kind, ""))
    let dialect = try #require(SQLDialect(written.workload.stores[0].kind))
    var designs: [RelationalDesign] = []
    for case .relational(let design) in written.design.stores { designs.append(design) }
    let writer = SQLStatementWriter(
      workload: written.workload,
      design: try #require(designs.first),
      dialect: dialect
    )
    for pattern in written.workload.patterns {
      guard case .write(let shapes, _) = PatternShape(pattern, workload: written.workload) else {
        continue
      }
      let trips = SQLTrips(shapes[0], workload: written.workload, dialect: dialect)
      let sent = try writer.statements(for: pattern, options: SQLStatementOptions())
      #expect(sent.count == trips.most, "\(pattern.name)")
      let fallbacks = sent.count {
        if case .write(let role) = $0.role { role.isFallback } else { false }
      }
      #expect(fallbacks == trips.most - trips.fewest, "\(pattern.name)")
    }
    // Two statements, the beginning and the end, and one commit.
    let estimates = Estimates(
      workload: written.workload,
      design: written.design,
      engine: kind == "sqlite" ? nil : Self.engine
    )
    let many = try #require(estimates.latency(of: try written.pattern("many").id))
    #expect(many.steps.contains("a statement for what `update Order` demands"), "\(many.steps)")
    #expect(kind == "sqlite" || many.interval(at: 0.5).low > 43)
    let one = try #require(estimates.latency(of: try written.pattern("one").id))
    #expect(kind == "sqlite" || one.interval(at: 0.5).low < 20)
  }
}
