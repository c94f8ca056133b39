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
    // Of 2G rows that are kept 90 days 676M go in a month, whoever brings them.
    #expect(try isFound(events(rate: "unknown")))
    #expect(try isFound(events(rate: "unknown", count: "20M")) == false)
  }

  /// Nobody says how many of them make a row: as many as go.
  @Test func rowsThatUpsertsMake() throws {
    let upsert = """

      access seen(event: Event, text: string(200)) {
        upsert Event where id == $event.id and at == $event.at set text = $text
        rate   5/s peak 40/s
        skew   event uniform
      }
      """
    func text(_ rate: String, _ more: String) -> String {
      held().replacing("daily 02:00 UTC within 4 h", with: "hourly")
        .replacing("200/s", with: rate) + more
    }
    #expect(try isFound(text("0.5/s", "")) == false)
    #expect(try isFound(text("0.5/s", upsert)))
    // More are inserted than the rows there are would say.
    let finding = try Judged(text("350/s", upsert)).finding("aged-table")
    #expect(finding.notes.contains { $0.contains("920M rows") }, "\(finding.plain)")
  }

  @Test(arguments: ["aurora-postgresql", "aurora-mysql"]) func bothEngines(kind: String) throws {
    #expect(try isFound(events(kind: kind)))
  }

  /// An expiry lies ahead, where no partition is.
  @Test func expiryIsAnAge() throws {
    let text = events(field: "at:   timestamp(s) ttl", expire: "")
    #expect(try isFound(text))
    #expect(try isFound(events(expire: "")) == false)
    let held = text.replacing("id:   ulid          key", with: "id:   ulid").replacing(
      "count 2G",
      with: "key   id, at\n  count 2G"
    )
    let finding = try Judged(held).finding("aged-table")
    #expect(finding.notes.contains { $0.contains("times that lie ahead") }, "\(finding.plain)")
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

  private func held(_ kind: String = "aurora-postgresql") -> String {
    events(kind: kind, key: "id: ulid").replacing("count 2G", with: "key   id, at\n  count 2G")
  }

  /// With the time in its key the table is written in partitions, and nothing is left to say.
  @Test(arguments: ["aurora-postgresql", "aurora-mysql"]) func theWayOutIsOne(kind: String) throws {
    #expect(try isFound(held(kind)) == false)
    for (age, others) in [
      ("399 days", "6 days"), ("7 days", "400 days"), ("30 days - 24 h", "30 days - 12 h"),
    ] {
      #expect(try isFound(held(kind).replacing("90 days", with: age)) == false, "\(age)")
      #expect(try isFound(held(kind).replacing("90 days", with: others)), "\(others)")
    }
  }

  /// What is to be otherwise, and that it is enough.
  @Test(arguments: [
    ("90 days", "1460 days", "by the month", "daily 02:00", "monthly 00:15"),
    ("daily 02:00", "daily 23:00", "soon after midnight", "daily 23:00", "daily 00:15"),
    ("daily 02:00 UTC", "hourly", "by a job", "hourly", "daily 00:15 UTC"),
    ("now() - 90 days", "now() - 90 days if text == \"x\"", "of its own", " if text == \"x\"", ""),
  ])
  func otherwise(_ from: String, _ to: String, _ advice: String, _ old: String, _ new: String)
    throws
  {
    let text = held().replacing(from, with: to)
    let finding = try Judged(text).finding("aged-table")
    #expect(finding.help.contains { $0.contains(advice) }, "\(finding.plain)")
    #expect(try isFound(text.replacing(old, with: new)) == false)
  }

  @Test func whoseAgeTheCallSays() throws {
    let asked = held().replacing("access expire()", with: "access expire(before: timestamp(ms))")
      .replacing("now() - 90 days", with: "$before")
    let finding = try Judged(asked).finding("aged-table")
    #expect(finding.help.contains { $0.contains("by a stated age") }, "\(finding.plain)")
  }

  /// Of two jobs the one that keeps rows for the shorter time, whichever stands first.
  @Test func theShortestAge() throws {
    let other = """
      access never() {
        delete   Event where at < now() - 3650 days
        schedule daily 03:00 UTC
      }
      """
    #expect(try isFound(held() + "\n" + other) == false)
    #expect(
      try isFound(held().replacing("access expire()", with: other + "\naccess expire()")) == false
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
    #expect(finding.help.contains { $0.contains("some thousand rows") }, "\(finding.plain)")
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
    #expect(try isFound(text("0/s peak 0/s")))
    #expect(try isFound(text("unknown peak unknown")) == false)
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
