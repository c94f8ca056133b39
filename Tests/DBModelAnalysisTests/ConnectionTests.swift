import DBModelDiagnostics
import Testing

/// Connections that are asked for against those that there are.
@Suite struct ConnectionTests {
  private static let rules = [
    "pool-too-small", "connections-above-class", "connect-each-call", "pool-idle",
  ]

  private func model(
    store: String = "class db.t4g.large",
    kind: String = "aurora-postgresql",
    service: String,
    peak: String = "peak 6_000/s",
    by: String = "checkout",
    other: String = "instances 1\n  pool 1",
    more: String = ""
  ) -> String {
    """
    store main: \(kind) {
      \(store)
    }

    service checkout {
      \(service)
    }

    service other {
      \(other)
    }

    entity Customer {
      id:   uuid key
      name: string(80) avg 20 B

      count 100K
    }

    access rename(customer: Customer, name: string(80)) {
      update Customer where id == $customer
        set name = $name
      by      \(by)
      rate    1/s \(peak)
      skew    customer uniform
      latency 100 ms p95
    }
    \(more)
    """
  }

  private func found(_ text: String) throws -> [String] {
    try Judged(text).all.filter { Self.rules.contains($0.rule.name) }.map {
      "\($0.severity) \($0.rule.name)"
    }
  }

  /// 6,000 calls a second hold 1.86 ms each at the least: 11.1 connections.
  @Test(arguments: [
    ("instances 11\n  pool 1", ["danger pool-too-small"]),
    ("instances 1\n  pool 11", ["danger pool-too-small"]),
    // All but free in time, so that one of twenty waits longer than it asks.
    ("instances 12\n  pool 1", ["warning pool-too-small"]),
    ("instances 1\n  pool 15", []),
    ("instances 1\n  pool 2..15", []),
    ("instances 1..12\n  pool 2", []),
  ]) func busyConnectionsAreCounted(service: String, expected: [String]) throws {
    #expect(try found(model(service: service)) == expected)
  }

  @Test func thePoolThatIsProposedIsEnough() throws {
    let finding = try Judged(model(service: "instances 4\n  pool 2")).finding("pool-too-small")
    let size = try #require(finding.fixes.first?.edits.first?.replacement)
    #expect(try found(model(service: "instances 4\n  pool \(size)")).isEmpty, "\(finding.plain)")
  }

  /// A pattern of two services may come from either one alone, but from one of them it comes.
  @Test func whoCallsIsNotKnown() throws {
    let text = model(service: "instances 1\n  pool 11", by: "checkout, other")
    #expect(try found(text).isEmpty)
    let small = model(service: "instances 1\n  pool 10", by: "checkout, other")
    let finding = try Judged(small).finding("pool-too-small")
    #expect(finding.severity == .danger)
    #expect(finding.title.hasPrefix("`checkout`, `other` together"), "\(finding.plain)")
    // What has no pool may have any number.
    let open = model(service: "instances 1\n  pool 8", by: "checkout, other", other: "role other")
    #expect(try found(open).isEmpty)
  }

  @Test func helpIsSaidOnce() throws {
    let finding = try Judged(model(service: "instances 4\n  pool 2")).finding("pool-too-small")
    #expect(finding.waysOut.count == 1, "\(finding.waysOut)")
  }

  /// 25.7 connections at the most of a pool that always has some.
  @Test(arguments: [("51", [String]()), ("52", ["warning pool-idle"]), ("20..52", [])])
  func aGoalSaysHowBusyPoolsAre(pool: String, expected: [String]) throws {
    let goal = "goals {\n  pool at-least 50%\n}"
    #expect(try found(model(service: "instances 1\n  pool \(pool)", more: goal)) == expected)
  }

  /// Of SQL as written no more is known than that it takes a round trip: 2.8 connections.
  @Test func sqlAsWrittenTakesARoundTrip() throws {
    let raw = """
      access count() {
        sql \"\"\"
          SELECT count(*) FROM customer
          \"\"\"
        returns 1 rows
        reads   Customer
        by      other
        rate    1/s peak 6_000/s
        latency 1 s p95
      }
      """
    let text = model(
      store: "class db.t4g.large",
      service: "instances 1\n  pool 40",
      more: raw
    ).replacing("store main: aurora-postgresql {", with: "store main: aurora-postgresql default {")
    let finding = try Judged(text).finding("pool-too-small")
    #expect(finding.severity == .danger && finding.title.contains("`other`"), "\(finding.plain)")
    #expect(finding.notes.contains { $0.contains("≥ 0.467 ms") }, "\(finding.plain)")
  }

  @Test func aBurstIsOverBeforeALineForms() throws {
    let text = model(service: "instances 1\n  pool 9", peak: "peak 100/s burst 6_000/s for 5 s")
    #expect(try found(text).isEmpty)
  }

  @Test(arguments: [("5 ms", ["danger pool-too-small"]), ("500 ms", [String]())])
  func aGoalSaysWhatMayBeWaited(wait: String, expected: [String]) throws {
    let goal = "goals {\n  pool at-least 10% wait \(wait) p95\n}"
    #expect(try found(model(service: "instances 12\n  pool 1", more: goal)) == expected)
  }

  // MARK: What instances take

  /// 844 of a db.t4g.large, three kept back.
  @Test(arguments: [
    ("instances 1\n  pool 841", [String]()),
    ("instances 1\n  pool 842", ["danger connections-above-class"]),
    ("instances 29\n  pool 29", []),
    ("instances 421\n  pool 2", ["danger connections-above-class"]),
    ("instances 4..421\n  pool 1..2", ["warning connections-above-class"]),
  ]) func poolsAreAddedUp(service: String, expected: [String]) throws {
    #expect(try found(model(service: service, peak: "peak 10/s")) == expected)
  }

  @Test(arguments: [
    ("class db.r6g.large", "aurora-mysql", 1_000), ("class db.t4g.medium", "aurora-mysql", 90),
    ("class db.r6g.xlarge", "aurora-postgresql", 3_476),
    ("class db.r8g.8xlarge", "aurora-postgresql", 4_997),
    ("class db.r5.xlarge", "aurora-postgresql", 3_297),
    ("class db.r7g.2xlarge", "aurora-postgresql", 4_997),
    // Not in the table, and at most 16 GiB / 9,531,392.
    ("class db.r7g.large", "aurora-postgresql", 1_799),
    ("class db.r5.12xlarge", "aurora-mysql", 6_000), ("class db.r8g.large", "aurora-mysql", 1_000),
    ("serverless 1..8 ACU", "aurora-postgresql", 1_666),
    ("serverless 0.5..32 ACU", "aurora-postgresql", 1_997),
    ("serverless 1..6 ACU", "aurora-mysql", 1_000),
    ("class db.t4g.medium\n  parameter max_connections \"200\"", "aurora-postgresql", 197),
  ]) func whatAnInstanceTakes(store: String, kind: String, most: Int) throws {
    for (pool, expected) in [(most, 0), (most + 1, 1)] {
      let text = model(
        store: store,
        kind: kind,
        service: "instances 1\n  pool \(pool)",
        peak: "peak 1/s"
      )
      #expect(try found(text).count == expected, "\(store) \(pool)")
    }
  }

  /// What is not known is not judged.
  @Test(arguments: [
    "zones 2", "class db.x9.huge",
    "class db.t4g.medium\n  parameter max_connections \"LEAST({DBInstanceClassMemory/9},50)\"",
    "class db.t4g.medium\n  proxy",
  ]) func silence(store: String) throws {
    let text = model(store: store, service: "instances 100\n  pool 1_000", peak: "peak 1/s")
    #expect(try found(text).isEmpty)
  }

  /// Writes go to the writer, however many readers there are.
  @Test func readersDoNotTakeWrites() throws {
    let service = "instances 1\n  pool 842"
    #expect(
      try found(model(store: "class db.t4g.large\n  readers 3", service: service, peak: "peak 1/s"))
        == ["danger connections-above-class"]
    )
    let reading = model(
      store: "class db.t4g.large\n  readers 1",
      service: service,
      peak: "peak 1/s",
      by: "other",
      more: """
        access customer(customer: Customer) {
          read    Customer { * }
          where   id == $customer
          by      checkout
          rate    1/s peak 2/s
          skew    customer uniform
          latency 100 ms p95
        }
        """
    )
    #expect(try found(reading).isEmpty)
  }

  private func asking(_ clauses: String, operation: String = "") -> String {
    let read = "read    Customer { * }\n  where   id == $customer"
    return """
      access asked(customer: Customer) {
        \(operation.isEmpty ? read : operation)
        by      checkout
        \(clauses)
        latency 100 ms p95
      }
      """
  }

  /// A reader serves what may be as old as its answers, and nothing of which that is not known.
  @Test(arguments: [
    ("consistency eventual within 100 ms", 0), ("consistency eventual within 99 ms", 1),
    ("consistency strong", 1), ("", 0),
  ]) func whatReadersServe(consistency: String, count: Int) throws {
    let text = model(
      store: "class db.t4g.large\n  readers 1",
      service: "instances 1\n  pool 842",
      peak: "peak 1/s",
      by: "other",
      more: asking("rate 1/s peak 2/s\n  skew customer uniform\n  \(consistency)")
    )
    #expect(try found(text).count == count)
  }

  /// Of SQL as written that says of nothing what it does, nobody knows that it only reads.
  @Test(arguments: [("reads   Customer", 0), ("", 1)])
  func whatReadersServeOfSQLAsWritten(reads: String, count: Int) throws {
    let raw = """
      access asked() {
        sql \"""
          SELECT now()
          \"""
        returns 1 rows
        \(reads)
        by      checkout
        rate    1/s peak 2/s
        latency 1 s p95
      }
      """
    let text = model(
      store: "class db.t4g.large\n  readers 1",
      service: "instances 1\n  pool 842",
      peak: "peak 1/s",
      by: "other",
      more: raw
    ).replacing("store main: aurora-postgresql {", with: "store main: aurora-postgresql default {")
    #expect(try found(text).count == count)
  }

  /// What is opened does not depend on how often it is used; `other` opens one more.
  @Test(arguments: ["rate unknown peak unknown", "schedule daily 02:00 UTC within 1 h"])
  func poolsOfAnUnknownLoad(rate: String) throws {
    func text(_ pool: Int) -> String {
      model(
        service: "instances 1\n  pool \(pool)",
        peak: "peak 1/s",
        by: "other",
        more: """
          access asked() {
            read    Customer { id }
            limit   10
            by      checkout
            \(rate)
            latency 100 ms p95
          }
          goals {
            pool at-least 50%
          }
          """
      )
    }
    #expect(try found(text(840)).isEmpty)
    #expect(try found(text(841)) == ["danger connections-above-class"])
  }

  /// Calls alone, whoever they come from: 841 connections for 1.86 ms at the least.
  @Test(arguments: [
    ("peak 445_000/s", [String]()), ("peak 460_000/s", ["danger connections-above-class"]),
  ]) func callsAlone(peak: String, expected: [String]) throws {
    let text = model(service: "role checkout", peak: peak)
    #expect(try found(text) == expected)
  }

  @Test func aGoalWantsMore() throws {
    for (goal, expected) in [(841, []), (842, ["warning connections-above-class"])] {
      let text = model(
        service: "instances 1\n  pool 8",
        peak: "peak 1/s",
        more: "goals {\n  connections \(goal)\n}"
      )
      #expect(try found(text) == expected)
    }
  }

  // MARK: Without a pool

  @Test(arguments: [
    ("class db.r6g.large", "peak 199/s", ["warning connect-each-call"]),
    ("class db.r6g.large", "peak 200/s", ["danger connect-each-call"]),
    ("class db.r6g.large\n  authentication secret", "peak 200/s", ["warning connect-each-call"]),
    ("class db.r6g.large\n  proxy", "peak 200/s", []),
  ]) func eachCallConnects(store: String, peak: String, expected: [String]) throws {
    #expect(try found(model(store: store, service: "pool none", peak: peak)) == expected)
  }

  /// 200 a second are what the store opens, whoever they come from and however shortly.
  @Test func whoConnectsIsNotAsked() throws {
    let none = "pool none"
    for (peak, severity) in [("peak 199/s", "warning"), ("peak 200/s", "danger")] {
      let text = model(service: none, peak: peak, by: "checkout, other", other: none)
      #expect(try found(text) == ["\(severity) connect-each-call"])
    }
    // One of them may have kept it.
    let kept = model(service: none, peak: "peak 300/s", by: "checkout, other")
    #expect(try found(kept).isEmpty)
    for (burst, severity) in [(199, "warning"), (200, "danger")] {
      let text = model(service: none, peak: "peak 10/s burst \(burst)/s for 5 s")
      #expect(try found(text) == ["\(severity) connect-each-call"])
    }
  }

  @Test func servicesThatConnectAreAddedUp() throws {
    func text(_ peak: String) -> String {
      model(
        service: "pool none",
        peak: "peak 100/s",
        other: "pool none",
        more: asking("rate 1/s peak \(peak)\n  skew customer uniform")
          .replacing("by      checkout", with: "by      other")
      )
    }
    #expect(try found(text("99/s")).map { $0.prefix(4) } == ["warn", "warn"])
    #expect(try found(text("100/s")) == ["danger connect-each-call"])
  }

  @Test func whatIsCalledSeldomMayConnect() throws {
    let text = model(service: "pool none", peak: "peak 1/s")
      .replacing("rate    1/s peak 1/s", with: "rate    0.1/s peak 0.5/s")
    #expect(try found(text).isEmpty)
  }
}
