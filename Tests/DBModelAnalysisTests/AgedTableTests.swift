import DBModelDiagnostics
import Testing

/// Rows that are deleted when they are old, where a part of the table could go at once.
@Suite struct AgedTableTests {
  private func events(
    kind: String = "aurora-postgresql",
    key: String = "id:   ulid          key",
    field: String = "at:   timestamp(ms) clock",
    rate: String = "200/s",
    count: String = "2G",
    expire: String = "access expire() {\n  delete   Event where at < now() - 90 days\n"
      + "  schedule daily 02:00 UTC within 4 h\n}",
    more: String = ""
  ) -> String {
    """
    store main: \(kind) default {
      class db.r6g.2xlarge
    }

    entity Event {
      \(key)
      \(field)
      text: string(200)   avg 60 B

      count \(count)
    }

    access record(event: new Event) {
      insert  $event
      rate    \(rate) peak 400/s
      latency 100 ms p95
    }
    \(expire)
    \(more)
    """
  }

  private func isFound(_ text: String) throws -> Bool {
    try Judged(text).names.contains("aged-table")
  }

  /// 10^8 rows of a month are 38.05 a second; their bytes are less than 10 GB before.
  @Test func aMonthHasToBeLarge() throws {
    #expect(try isFound(events()))
    #expect(try isFound(events(rate: "0.5/s")) == false)
    #expect(try isFound(events(rate: "unknown")) == false)
  }

  @Test(arguments: ["aurora-postgresql", "aurora-mysql"]) func bothEngines(kind: String) throws {
    #expect(try isFound(events(kind: kind)))
  }

  @Test func expiryIsAnAge() throws {
    let text = events(field: "at:   timestamp(s) ttl", expire: "")
    #expect(try isFound(text))
    #expect(try isFound(events(expire: "")) == false)
  }

  /// By the day, so that what a daily job finds is little; by the month where it comes monthly.
  @Test func aPartitionIsWhatGoesAtOnce() throws {
    func help(_ text: String) throws -> String {
      try Judged(text).finding("aged-table").help.joined()
    }
    let week = events(count: "121M").replacing("90 days", with: "7 days")
    #expect(try help(week).contains("in partitions by day of `at`"))
    #expect(
      try Judged(week).finding("aged-table").notes.contains { $0.contains("7 days are kept") }
    )
    let monthly = events().replacing("daily 02:00", with: "monthly 02:00")
    #expect(try help(monthly).contains("in partitions by month of `at`"))
  }

  /// Rows without a time stay: 526 million a month are inserted, and no more than 10^8 go.
  @Test func rowsThatHaveATime() throws {
    func text(_ present: String) -> String {
      events(field: "at:   timestamp(s)? ttl present \(present)", expire: "")
    }
    #expect(try isFound(text("1%")) == false)
    let finding = try Judged(text("50%")).finding("aged-table")
    #expect(finding.notes.contains { $0.contains("263M rows") }, "\(finding.plain)")
    #expect(finding.notes.contains { $0.contains("`at` is optional") }, "\(finding.plain)")
    #expect(finding.help.contains { $0.contains("give every row `at`") }, "\(finding.plain)")
  }

  /// With the time in its key the table is written in partitions, and nothing is left to say.
  @Test(arguments: ["aurora-postgresql", "aurora-mysql"]) func theWayOutIsOne(kind: String) throws {
    let key = "id: ulid"
    let text = events(kind: kind, key: key, more: "").replacing(
      "count 2G",
      with: "key   id, at\n  count 2G"
    )
    #expect(try isFound(text) == false)
    // A day on the other side of the limit.
    #expect(try isFound(text.replacing("90 days", with: "400 days")) == false)
    let long = text.replacing("90 days", with: "401 days")
    let finding = try Judged(long).finding("aged-table")
    #expect(finding.notes.contains { $0.contains("401 days are kept") }, "\(finding.plain)")
    #expect(finding.help.contains { $0.contains("schedule monthly") }, "\(finding.plain)")
    #expect(try isFound(long.replacing("daily 02:00", with: "monthly 02:00")) == false)
    // Whose age the call says.
    let asked = text.replacing("access expire()", with: "access expire(before: timestamp(ms))")
      .replacing("now() - 90 days", with: "$before")
    #expect(
      try Judged(asked).finding("aged-table").help.contains { $0.contains("by a stated age") }
    )
  }

  /// What no word of a model changes is left to people.
  @Test func foreignKeysInMySQL() throws {
    func text(_ kind: String) -> String {
      events(
        kind: kind,
        key: "sensor: Sensor inverse events 0..1M avg 20K skew uniform",
        more: "entity Sensor {\n  id: uuid key\n  count 100K\n}"
      ).replacing("count 2G", with: "key   sensor, at\n  count 2G")
    }
    #expect(try isFound(text("aurora-postgresql")) == false)
    let finding = try Judged(text("aurora-mysql")).finding("aged-table")
    #expect(finding.notes.contains { $0.contains("no foreign keys in MySQL") }, "\(finding.plain)")
    #expect(finding.help.contains { $0.hasSuffix("by hand") }, "\(finding.plain)")
  }

  /// What speaks against partitions.
  @Test(arguments: [
    "entity Note {\n  id: uuid key\n  event: Event inverse notes 0..5 avg 0.1 skew uniform\n}",
    """
    access one(one: Event) {
      read    Event { * }
      where   id == $one
      rate    50/s peak 100/s
      skew    one uniform
      latency 50 ms p95
    }
    """,
  ]) func reasonsAgainst(more: String) throws {
    #expect(try isFound(events(more: more)) == false)
  }

  /// Rows that others lead to are looked for without a time.
  @Test func readsOverRelationships() throws {
    func text(_ rate: String) -> String {
      events(
        key: "sensor: Sensor inverse events 0..1M avg 20K skew uniform\n  no: int(0..)",
        more: """
          entity Sensor {
            id: uuid key
            count 100K
          }

          access all(sensor: Sensor) {
            read    Sensor { id, events { text } }
            where   id == $sensor
            rate    \(rate)
            skew    sensor uniform
            latency 500 ms p95
          }
          """
      ).replacing("count 2G", with: "key   sensor, no\n  count 2G")
    }
    #expect(try isFound(text("50/s peak 100/s")) == false)
    #expect(try isFound(text("unknown peak unknown")))
  }

  @Test func whatElseIsUnique() throws {
    #expect(try isFound(events(key: "id: ulid key\n  code: string(20) avg 10 B unique")) == false)
  }

  /// Rows of one kind alone are no partition of the table.
  @Test func someOfTheOldOnes() throws {
    let expire = """
      access expire() {
        delete   Event where at < now() - 90 days and text == "x"
        schedule daily 02:00 UTC within 4 h
      }
      """
    #expect(try isFound(events(expire: expire)) == false)
  }

  /// Reads that say when search the partitions of that time.
  @Test func readsThatSayWhen() throws {
    let reads = """
      access latest(since: timestamp(ms) recent 1 days) {
        read    Event { id, at }
        where   at >= $since
        order   at descending
        limit   20
        rate    50/s peak 100/s
        latency 100 ms p95
      }

      access one(one: Event) {
        read    Event { * }
        where   id == $one
        rate    10/s peak 20/s
        skew    one uniform
        latency 50 ms p95
      }
      """
    let finding = try Judged(events(more: reads)).finding("aged-table")
    #expect(finding.severity == .note)
    #expect(finding.notes.contains { $0.contains("`one`") }, "\(finding.plain)")
    #expect(!finding.notes.contains { $0.contains("`latest`") }, "\(finding.plain)")
  }
}
