import DBModelDiagnostics
import DBModelTestKit
import Testing

/// What is said of heat as loads grow, come in rushes, in batches or in large requests; and that
/// what a fix writes is enough.
@Suite struct HeatVerdictTests {
  private static let heat: Set<String> = [
    "hot-key", "cold-table", "table-quota", "uneven-partitions", "hot-row",
  ]

  private func counter(_ rate: String, _ popularity: String, settings: String = "") -> String {
    """
    store main: dynamodb\(settings)

    entity Counter {
      id:    uuid key
      value: int(0..)

      count 1M
    }

    access increment(id: Counter) {
      update Counter where id == $id
        set value += 1
      rate    \(rate)
      skew    id \(popularity)
      latency 20 ms p95
    }
    """
  }

  /// How grave the worst is that is said of heat.
  private func gravity(_ text: String) throws -> Int {
    try Judged(text).all.filter { Self.heat.contains($0.rule.name) }
      .map { $0.severity == .danger ? 2 : 1 }.max() ?? 0
  }

  @Test func moreCallsAreNeverHealthier() throws {
    var random = SplitMix64(seed: 20)
    for _ in 0..<12 {
      let popularity = [
        "uniform", "zipf(\(Double(random.integer(3...15)) / 10))",
        "hotset(\(random.integer(1...60)) keys, \(random.integer(20...100))%)",
      ][random.integer(0...2)]
      var rate = Double(random.integer(50...300))
      var last = 0
      while rate < 100_000 {
        let text = counter("1/s peak \(Int(rate))/s", popularity)
        let now = try gravity(text)
        #expect(now >= last, "\(popularity) at \(Int(rate))/s")
        last = now
        rate *= 1.6
      }
      #expect(last == 2)
    }
  }

  @Test(arguments: [900, 2_500, 3_900, 9_000]) func steeperIsNeverHealthier(_ peak: Int) throws {
    var last = 0
    for tenths in 0...24 {
      let popularity = tenths == 0 ? "uniform" : "zipf(\(Double(tenths) / 10))"
      let now = try gravity(counter("1/s peak \(peak)/s", popularity))
      #expect(now >= last, "\(popularity) at \(peak)/s")
      last = now
    }
  }

  // MARK: Arrivals

  @Test func aBurstIsHeat() throws {
    let rate = "10/s peak 100/s burst 1_200/s for 5 s"
    let finding = try Judged(counter(rate, "hotset(1 keys, 100%)")).finding("hot-key")
    #expect(finding.severity == .danger)
    #expect(finding.primary?.text == "burst stated here")
  }

  /// A hundred at once fill a tenth of a second's capacity: ten of them are all it has.
  @Test func batchesFillAKeySooner() throws {
    let alone = counter("10/s peak 600/s", "hotset(1 keys, 100%)")
    let together = counter("10/s peak 600/s in batches of 100", "hotset(1 keys, 100%)")
    #expect(try gravity(alone) == 0)
    #expect(try gravity(together) == 1)
    // Spread over all keys, each of them is met by one call of a batch at the most.
    #expect(try gravity(counter("10/s peak 600/s in batches of 100", "uniform")) == 0)
  }

  /// Requests of 40 units: 25 of them fill a second, and 70 % of the limit is too much.
  @Test(arguments: [(15, 0), (17, 1)]) func largeRequestsFillAKeySooner(
    _ peak: Int,
    _ expected: Int
  ) throws {
    let text = counter("1/s peak \(peak)/s", "hotset(1 keys, 100%)")
      .replacing("value: int(0..)", with: "value: int(0..)\n  text: string(40000) avg 40000 B")
    #expect(try gravity(text) == expected)
  }

  /// Both writes of a call fall on the key that the call is about, two units each: 175 calls take
  /// what is planned with.
  @Test(arguments: [(174, false), (176, true)]) func writesOfOneCallMeetOnItsKey(
    _ peak: Int,
    _ isHot: Bool
  ) throws {
    let text = """
      store main: dynamodb

      entity Account {
        id:   uuid       key
        name: string(20) avg 8 B

        count 1M
      }

      entity Entry {
        account: Account    inverse entries 0..10 avg 2 skew uniform
        number:  int(1..10)
        text:    string(40) avg 20 B

        key account, number
      }

      access book(account: Account, n: int(1..10), name: string(20), text: string(40)) {
        transaction {
          update Account where id == $account
            set name = $name
          upsert Entry where account == $account and number == $n
            set text = $text
        }
        rate    1/s peak \(peak)/s
        skew    account hotset(1 keys, 100%)
        skew    n uniform
        latency 50 ms p95
      }

      design one of main {
        table all {
          key  pk: string, sk: string
          item Account { pk: "A#{id}", sk: "A" }
          item Entry   { pk: "A#{account}", sk: "E#{number}" }
        }
      }
      """
    let found = try Judged(text).all.filter { $0.rule.name == "hot-key" }.map(\.path)
    #expect(found.contains { $0.contains("design one") } == isHot, "\(found)")
  }

  /// A call hands over different keys: it asks the popular one once, however many there are.
  @Test(arguments: [(690, 0), (710, 1), (1_010, 2)]) func aCallAsksAKeyOfManyOnce(
    _ peak: Int,
    _ expected: Int
  ) throws {
    let text = counter("1/s peak \(peak)/s", "hotset(1 keys, 90%)")
      .replacing("increment(id: Counter)", with: "increment(ids: many Counter 1..50 avg 20)")
      .replacing(
        "update Counter where id == $id\n    set value += 1",
        with: """
          for id in $ids {
              update Counter where id == $id
                set value += 1
            }
          """
      )
      .replacing("skew    id", with: "skew    ids")
      .replacing("dynamodb", with: "dynamodb { warm 120_000/s reads 40_000/s writes }")
      .replacing("store main: dynamodb {", with: "store main: dynamodb {")
    let found = try Judged(text).all.filter { $0.rule.name == "hot-key" }
    #expect((found.map { $0.severity == .danger ? 2 : 1 }.max() ?? 0) == expected)
  }

  /// A sort key does not help what is one item.
  @Test func oneItemBehindASortKeyIsNotSplit() throws {
    let text = """
      store main: dynamodb

      entity Item {
        tenant: uuid
        id:     int(1..1_000_000)
        value:  int(0..)

        key   tenant, id
        count 1M
      }

      access bump(tenant: uuid, id: int(1..1_000_000)) {
        update Item where tenant == $tenant and id == $id
          set value += 1
        rate    1/s peak 1_100/s
        skew    tenant hotset(1 keys, 100%)
        skew    id SKEW
        latency 50 ms p95
      }

      design current of main {
        table items {
          key tenant: string, id: number

          item Item { tenant: tenant, id: id }
        }
      }
      """
    func severity(_ skew: String) throws -> Severity {
      try Judged(text.replacing("SKEW", with: skew)).finding("hot-key").severity
    }
    #expect(try severity("hotset(1 keys, 100%)") == .danger)
    #expect(try severity("uniform") == .warning)
  }

  // MARK: Fixes

  @Test(arguments: [
    ("", "hotset(40 keys, 90%)", 3_900), (" {\n  capacity on-demand\n}", "uniform", 9_000),
    (" {\n  warm 12_000/s reads 5_000/s writes\n}", "zipf(1.1)", 4_900),
    (" {\n}", "uniform", 5_000), (" { prefer single-table }", "uniform", 5_000),
    (" { capacity on-demand at-most 40K/s reads 20K/s writes }", "uniform", 6_000),
  ]) func aWarmClauseIsEnough(_ settings: String, _ popularity: String, _ peak: Int) throws {
    let text = counter("1/s peak \(peak)/s", popularity, settings: settings)
    let before = try Judged(text)
    let finding = try #require(before.all.first { Self.heat.contains($0.rule.name) })
    let fix = try #require(finding.fixes.first)
    #expect(fix.applicability == .machine)
    let source = Array(("edition 2026\nmodel Test\n\n" + text).utf8)
    let fixed = try #require(TextEdit.apply(fix.edits, to: source))
    let after = String(decoding: fixed, as: UTF8.self)
      .replacing("edition 2026\nmodel Test\n\n", with: "")
    #expect(try Judged(after).names == [], "\(after)")
  }

  // MARK: Rows

  private func stock(_ peak: Int, _ rest: String = "", isTransaction: Bool = false) -> String {
    let update = """
      update Product where id == $product
            set stock -= 1
            if  stock >= 1
      """
    return """
      store main: aurora-postgresql {
        class db.r6g.xlarge
      }

      entity Product {
        id:    uuid key
        stock: int(0..)

        count 100K
      }

      entity Sale {
        id:      uuid    key
        product: Product inverse sales 0..1M avg 10 skew uniform

        count 1M
      }

      access take(product: Product, a: new Sale, b: new Sale) {
        \(isTransaction ? "transaction {\n\(update)\n\(rest)\n}" : update)
        rate    1/s peak \(peak)/s
        skew    product hotset(1 keys, 100%)
        \(isTransaction ? "skew a.product uniform\nskew b.product uniform" : "")
        latency 500 ms p95
      }
      """
  }

  /// A commit holds the lock for 1.09 ms at the least: 70 % and all of the time.
  @Test(arguments: [(640, 0), (641, 1), (915, 1), (916, 2)])
  func aRowIsLockedUntilTheCommit(_ peak: Int, _ expected: Int) throws {
    let text = stock(peak).replacing(", a: new Sale, b: new Sale", with: "")
    #expect(try gravity(text) == expected)
  }

  /// A row that a transaction has locked is not waited for again: half of what two would be.
  @Test(arguments: [(340, 0), (350, 1)]) func aTransactionLocksARowOnce(
    _ peak: Int,
    _ expected: Int
  ) throws {
    let again = """
          update Product where id == $product
            set stock -= 2
          update Product where id == $product
            set stock += 1
      """
    let text = stock(peak, again, isTransaction: true)
      .replacing(", a: new Sale, b: new Sale", with: "")
      .replacing("skew a.product uniform\nskew b.product uniform", with: "")
    #expect(try gravity(text) == expected)
  }

  /// The two inserts that follow hold it for 0.47 ms each: 2.03 ms in all.
  @Test(arguments: [(340, 0), (350, 1), (480, 1), (500, 2)])
  func whatFollowsInATransactionHoldsTheLock(_ peak: Int, _ expected: Int) throws {
    let text = stock(peak, "    insert $a\n    insert $b", isTransaction: true)
    #expect(try gravity(text) == expected)
  }
}
