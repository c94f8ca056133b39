import DBModelDiagnostics
import Testing

/// Rows asked for one by one, locked by the thousand, or handed over without an end.
@Suite struct FootprintTests {
  private static let rules = ["asked-one-by-one", "wide-lock", "long-answer"]

  private func found(_ text: String) throws -> [String] {
    try Judged(text).names.filter(Self.rules.contains)
  }

  // MARK: One by one

  /// A list of twenty, ten times a second, and a read by key.
  private func shop(
    store: String = "aurora-postgresql {\n  class db.r6g.large\n}",
    shown: String = "id, placed, customer",
    end: String = "limit   20",
    list: String = "10/s peak 40/s",
    child: String = "200/s peak 800/s",
    childBy: String = "shop",
    read: String = "Customer",
    filter: String = "seller",
    more: String = ""
  ) -> String {
    """
    store main: \(store)

    service shop {
      role shop
    }

    service office {
      role office
    }

    entity Customer {
      id:   uuid       key
      name: string(80) avg 20 B

      count 100K
    }

    entity Seller {
      id: uuid key

      count 100K
    }

    entity Order {
      id:       uuid          key
      customer: Customer      inverse orders 0..1K avg 20 skew uniform
      seller:   Seller        inverse orders 0..1K avg 20 skew uniform
      placed:   timestamp(ms) clock
      note:     string(80)    avg 20 B
    }

    access orders(of: \(filter == "seller" ? "Seller" : "Customer")) {
      read    Order { \(shown) }
      where   \(filter) == $of
      order   placed descending
      \(end)
      by      shop
      rate    \(list)
      skew    of uniform
      latency 200 ms p95
    }

    access one(one: \(read)) {
      read    \(read) { * }
      where   id == $one
      by      \(childBy)
      rate    \(child)
      skew    one uniform
      latency 50 ms p95
    }
    \(more)
    """
  }

  /// 200 of a second, and 20 % of it on either side.
  @Test(arguments: [
    ("159/s", 0), ("160/s", 1), ("200/s", 1), ("240/s", 1), ("241/s", 0), ("10/s", 0),
  ]) func ratesHaveToAgree(rate: String, count: Int) throws {
    #expect(try found(shop(child: "\(rate) peak 900/s")).count == count, "at \(rate)")
  }

  @Test func pagesCountWithTheirDepth() throws {
    let end = "page    5 depth avg 2 max 9"
    #expect(try found(shop(end: end, child: "100/s peak 400/s")) == ["asked-one-by-one"])
    #expect(try found(shop(end: end, child: "50/s peak 400/s")).isEmpty)
  }

  /// Without an end the fan-out says how many rows there are.
  @Test func fanOutsCount() throws {
    #expect(try found(shop(end: "")) == ["asked-one-by-one"])
    #expect(try found(shop(end: "limit 10")).isEmpty)
  }

  /// The rows themselves, rather than what they refer to.
  @Test func aListOfTheSameRows() throws {
    #expect(try found(shop(shown: "id, placed", read: "Order")) == ["asked-one-by-one"])
    #expect(try found(shop(shown: "placed", read: "Order")).isEmpty)
  }

  /// All orders of a customer are of that one, whom the caller has named.
  @Test func aListOfOneKeyHandsOverNoOther() throws {
    #expect(try found(shop(filter: "customer")).isEmpty)
    #expect(try found(shop(filter: "seller")) == ["asked-one-by-one"])
  }

  @Test(arguments: ["id, placed", "id, placed, customer { name }"])
  func whatIsNotHandedOverOrReadAlready(shown: String) throws {
    #expect(try found(shop(shown: shown)).isEmpty)
  }

  @Test func othersAndUnknownRates() throws {
    #expect(try found(shop(childBy: "office")).isEmpty)
    #expect(try found(shop(childBy: "shop, office")).isEmpty)
    #expect(try found(shop(child: "unknown peak 800/s")).isEmpty)
    #expect(try found(shop(list: "unknown peak 40/s")).isEmpty)
  }

  /// Of two lists nobody knows which one it is.
  @Test func severalParents() throws {
    let second = """
      access recent(since: timestamp(ms) recent 1 days) {
        read    Order { id, customer }
        where   placed >= $since
        order   placed descending
        limit   3
        by      shop
        rate    1/s peak 4/s
        latency 200 ms p95
      }
      """
    #expect(try found(shop(more: second)).isEmpty)
  }

  @Test func dynamoDBTakesABatch() throws {
    let text = shop(store: "dynamodb")
    let finding = try Judged(text).finding("asked-one-by-one")
    #expect(finding.severity == .note)
    #expect(finding.help.contains { $0.contains("BatchGetItem") }, "\(finding.plain)")
  }

  // MARK: Locks

  private func parcels(
    kind: String = "aurora-postgresql",
    statement: String = "update Parcel where depot == $depot\n    set state = .sent",
    rows: String = "",
    budget: String = "latency 20 ms p95",
    rate: String = "rate    0.01/s peak 0.1/s",
    parameters: String = "depot: Depot",
    goals: String = ""
  ) -> String {
    """
    store main: \(kind) {
      class db.r6g.large
    }

    entity Depot {
      id: uuid key

      count 20
    }

    entity Parcel {
      id:    uuid           key
      depot: Depot          inverse parcels 0..200K avg 50K skew uniform
      state: enum { waiting 50%, sent 50% }
      note:  string(80)     avg 20 B
    }

    access release(\(parameters)) {
      \(statement)
      \(rows)
      \(rate)
      skew    depot uniform
      latency 600 s p95
    }

    access annotate(parcel: Parcel, note: Parcel.note) {
      update Parcel where id == $parcel
        set note = $note
      rate    5/s peak 20/s
      skew    parcel uniform
      \(budget)
    }
    \(goals)
    """
  }

  @Test func rowsAreLockedForLongerThanOthersMayTake() throws {
    #expect(try found(parcels()) == ["wide-lock"])
    // Who may wait for as long is not in the way.
    #expect(try found(parcels(budget: "latency 100 s p95")).isEmpty)
  }

  @Test(arguments: [("rows    avg 50K max 200K", 1), ("rows    avg 900 max 1K", 0)])
  func declaredRowsCount(rows: String, count: Int) throws {
    #expect(try found(parcels(rows: rows)).count == count)
  }

  /// Nobody changes rows that go.
  @Test func deletesAreLeftOut() throws {
    #expect(try found(parcels(statement: "delete Parcel where depot == $depot")).isEmpty)
  }

  /// InnoDB locks what it reads; PostgreSQL locks what it changes.
  @Test(arguments: [("aurora-mysql", ["wide-lock"]), ("aurora-postgresql", [])])
  func whatNoIndexServes(kind: String, expected: [String]) throws {
    let text = parcels(
      kind: kind,
      statement: "update Parcel where note != $note and depot != $depot\n    set state = .sent",
      rows: "rows    avg 3 max 20",
      budget: "latency 9 ms p95",
      parameters: "depot: Depot, note: Parcel.note"
    )
    #expect(try found(text) == expected)
  }

  /// Locks that are held for less than a hundredth of the time are above every p95.
  @Test(arguments: [
    ("rate    0.01/s peak 0.1/s", 1), ("rate    0.1/h peak 0.2/h", 0),
    ("rows    avg 200K max 200K\n  schedule every 1 min", 1),
    ("schedule every 1 min", 0), ("schedule daily 02:00 UTC within 1 h", 0),
  ]) func howOftenTheyAreHeld(rate: String, count: Int) throws {
    #expect(try found(parcels(rate: rate)).count == count)
  }

  /// Who has no budget has that of the goals.
  @Test(arguments: [("20 ms", 1), ("100 s", 0)]) func goalsCount(goal: String, count: Int) throws {
    let text = parcels(budget: "", goals: "goals {\n  latency \(goal) p95\n}")
    #expect(try found(text).count == count)
    #expect(try found(parcels(budget: "")).isEmpty)
  }

  /// 2,000 turns of a row each, in one transaction or each by itself.
  @Test(arguments: [
    ("transaction {", "}", 2_000, 1), ("transaction {", "}", 900, 0), ("", "", 2_000, 0),
  ])
  func loopsCount(begin: String, end: String, turns: Int, count: Int) throws {
    let text = parcels(
      statement: """
        \(begin)
            for one in $all {
              update Parcel where id == $one
                set state = .sent
            }
          \(end)
        """,
      parameters: "all: many Parcel 1..5K avg \(turns)"
    ).replacing("skew    depot uniform\n", with: "skew    all uniform\n")
    #expect(try found(text).count == count)
  }

  // MARK: Long answers

  private func list(count: String, end: String = "", rate: String = "rate 0.1/s peak 1/s")
    -> String
  {
    """
    store main: aurora-postgresql {
      class db.r6g.large
    }

    entity Depot {
      id: uuid key

      count 20
    }

    entity Parcel {
      id:    uuid       key
      depot: Depot      inverse parcels 0..900K avg \(count) skew uniform
      note:  string(80) avg 20 B
    }

    access parcels(depot: Depot) {
      read    Parcel { id, note }
      where   depot == $depot
      \(end)
      \(rate)
      skew    depot uniform
      latency 60 s p95
    }
    """
  }

  @Test(arguments: [("9_999", 0), ("10_000", 1)]) func whatNothingEnds(count: String, found: Int)
    throws
  {
    #expect(try self.found(list(count: count)).count == found)
    #expect(try self.found(list(count: count, end: "page 50")).isEmpty)
    #expect(try self.found(list(count: count, end: "limit 20_000")).isEmpty)
  }

  // MARK: Nested answers and lists

  private func nested(
    filter: String = "where  id == $depot",
    parameter: String = "depot: Depot",
    skew: String = "skew   depot uniform",
    parcels: String = "0..1M avg 4K",
    scans: String = "1..9 avg 3",
    shown: String = "id, parcels { id, scans { at } }",
    read: String = "Depot"
  ) -> String {
    """
    store main: aurora-postgresql {
      class db.r6g.large
    }

    entity Depot {
      id:   uuid   key
      town: int(0..)

      count 2K
    }

    entity Parcel {
      id:    uuid       key
      depot: Depot      inverse parcels \(parcels) skew uniform
      note:  string(80) avg 20 B
    }

    entity Scan {
      parcel: Parcel        inverse scans \(scans)
      at:     timestamp(ms) clock

      key parcel, at
    }

    access asked(\(parameter)) {
      read   \(read) { \(shown) }
      \(filter)
      rate   0.1/s peak 1/s
      \(skew)
      latency 10 s p95
    }
    """
  }

  /// 4,000 parcels and 12,000 scans behind one depot; 3,333 and 10,000 are the bound.
  @Test func nestedRowsCount() throws {
    #expect(try found(nested()) == ["long-answer"])
    #expect(try found(nested(parcels: "0..1M avg 2499")).isEmpty)
    #expect(try found(nested(parcels: "0..1M avg 2500")) == ["long-answer"])
    #expect(try found(nested(shown: "id, parcels { id }")).isEmpty)
  }

  /// A page ends the depots, and not the parcels of each.
  @Test func aPageEndsOnlyItsOwnRows() throws {
    let page = "where  town >= 0\n  page   50"
    #expect(
      try found(nested(filter: page, parameter: "", skew: "", parcels: "0..1M avg 40"))
        .isEmpty
    )
    #expect(
      try found(nested(filter: page, parameter: "", skew: "", parcels: "0..1M avg 60"))
        == ["long-answer"]
    )
  }

  /// Of each of so many depots all parcels.
  @Test(arguments: [("1..4 avg 2", 0), ("1..4 avg 3", 1), ("2..200 avg 100", 1)])
  func listsMultiply(count: String, findings: Int) throws {
    let text = nested(
      filter: "where  depot in $depots",
      parameter: "depots: many Depot \(count)",
      skew: "skew   depots uniform",
      shown: "id, note",
      read: "Parcel"
    )
    #expect(try found(text).count == findings)
    let judged = try Judged(text)
    let notes = judged.all.filter { $0.rule.name == "long-answer" }.flatMap(\.notes)
    #expect(notes.contains { $0.hasPrefix("`depots` has") } == (findings > 0), "\(notes)")
  }

  /// Keys are one row each, and a list of all of them no more than there are.
  @Test func listsOfKeysAndAbsurdOnes() throws {
    func keys(_ count: String) -> String {
      nested(
        filter: "where  id in $all",
        parameter: "all: many Depot \(count)",
        skew: "skew   all uniform",
        shown: "id, town"
      )
    }
    #expect(try found(keys("1..100 avg 50")).isEmpty)
    // There are 2,000 depots.
    #expect(try found(keys("0..1G avg 1G")).isEmpty)
    #expect(try found(keys("0..0 avg 0")).isEmpty)
  }
}
