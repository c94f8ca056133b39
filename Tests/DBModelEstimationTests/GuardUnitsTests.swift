import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Units, bytes and time of the guards of unique values, worked out by hand.
@Suite struct GuardUnitsTests {
  /// A guard of `email` is 2 B of `pk`, 15 of `Customer.email#` and 24 of the value: 41 B. One of
  /// `nick` is 2 + 14 + 10 = 26 B. Either is one block.
  private func model(_ pattern: String) -> String {
    """
    store main: dynamodb

    entity Customer {
      id:    uuid        key
      email: string(200) avg 24 B unique
      nick:  string(30)? avg 10 B present 40% unique
      note:  string(200) avg 30 B

      count 10K
    }

    access add(customer: new Customer) {
      insert $customer
      rate 1/s peak 2/s
      latency 90 ms p95
    }

    \(pattern)
    """
  }

  private let clauses = "rate 1/s peak 2/s\n  latency 90 ms p95"

  private func units(_ parameters: String, _ body: String) throws -> PatternUnits {
    try Written(
      model("access change(\(parameters)) {\n  \(body)\n  \(clauses)\n}")
    ).units("change")
  }

  private func writes(_ units: PatternUnits) -> [Interval] {
    units.requests.flatMap { $0.writeUnits.map(\.units) }
  }

  @Test func anInsertIsATransaction() throws {
    // The row is one block and twice that; so is the guard of `email`; four tenths have a `nick`.
    let units = try units("new: new Customer", "insert $new")
    #expect(writes(units) == [Interval(2), Interval(2), Interval(0.8)])
    #expect(units.readUnits == .zero)
    // In a transaction of the pattern's own it is the same.
    let declared = try self.units("new: new Customer", "transaction {\n    insert $new\n  }")
    #expect(writes(declared) == [Interval(2), Interval(2), Interval(0.8)])
  }

  @Test func aChangeReadsBeforeAndMovesTheGuard() throws {
    let units = try units(
      "customer: Customer, email: string(200)",
      "update Customer where id == $customer\n    set email = $email\n  skew customer uniform"
    )
    // One strong read of a block; the row, the old guard and the new one, each twice.
    #expect(units.readUnits == .one)
    #expect(writes(units) == [Interval(2), Interval(2), Interval(2)])
  }

  @Test func whatIsNotUniqueIsNotRead() throws {
    let units = try units(
      "customer: Customer, note: string(200)",
      "update Customer where id == $customer\n    set note = $note\n  skew customer uniform"
    )
    #expect(units.readUnits == .zero && writes(units) == [.one])
  }

  @Test func aValueTakenAwayPutsNoGuard() throws {
    let units = try units(
      "customer: Customer",
      "update Customer where id == $customer\n    set nick = null\n  skew customer uniform"
    )
    // Of the rows that have no nick, the change is a request of its own: 1 + 0.4 of a block.
    #expect(writes(units) == [Interval(1.4), Interval(0.8)])
  }

  @Test func aDeleteTakesEveryGuard() throws {
    let units = try units(
      "customer: Customer",
      "delete Customer where id == $customer\n  skew customer uniform"
    )
    #expect(units.readUnits == .one)
    #expect(writes(units) == [Interval(2), Interval(2), Interval(0.8)])
  }

  @Test func anUpsertMayFindARowOrNot() throws {
    let units = try units(
      "id: Customer.id, email: string(200), note: string(200)",
      "upsert Customer where id == $id\n    set email = $email, note = $note\n  skew id uniform"
    )
    // A row that is there gives up an address; a new one has no nick to give up.
    #expect(
      writes(units) == [Interval(2), Interval(0, 2), Interval(2), Interval(0, 0.8)]
    )
  }

  @Test func guardsAreStored() throws {
    let written = try Written(
      model("access join(new: new Customer) {\n  insert $new\n  \(clauses)\n}")
    )
    let tables = try #require(written.tables)
    let usage = UsageEstimator.lines(
      of: tables,
      units: written.estimates.units,
      workload: written.workload,
      book: .publicUSEast1
    )
    let line = try #require(usage.first { $0.structure == "Unique" })
    // 10,000 x (41 + 100) B, and four tenths of them x (26 + 100) B.
    #expect(abs(line.storedBytes.middle - (1_410_000 + 504_000)) < 1)
    // A value is an item: the hottest takes one in ten thousand at the most.
    let heat = try written.heat("Unique")
    #expect(abs(heat.total(isWrite: true).high - 11.2) < 1e-9)
    #expect(heat.hottestKey(isWrite: true).unitsPerSecond.high <= 11.2 / 10_000 + 1e-12)
  }

  @Test func aChangeTakesTwoRoundTrips() throws {
    func steps(_ body: String) throws -> [String] {
      let written = try Written(
        model(
          """
          access change(customer: Customer, to: string(30)) {
            update Customer where id == $customer
              set \(body) = $to
            skew customer uniform
            \(clauses)
          }
          """
        )
      )
      let steps = try #require(
        written.estimates.latency(of: try written.pattern("change").id)
      ).steps
      return steps.filter { !$0.contains("times") }
    }
    #expect(try steps("note") == ["UpdateItem"])
    #expect(try steps("email") == ["GetItem", "TransactWriteItems"])
  }
}
