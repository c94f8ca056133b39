import DBModelExplain
import Testing

/// What rests on a range without the signs of one, and what only looks like one.
@Suite(.serialized) struct StatedRangeTests {
  private static func access(_ name: String, _ sql: String) -> String {
    """
    access \(name)() {
      sql \"\"\"
        \(sql)
        \"\"\"
      returns 0..10 rows avg 5
      reads   Ticket
      rate    1/s peak 5/s
      latency 1 s p95
    }

    """
  }

  private static let head = """
    edition 2026
    model Desk

    store main: aurora-mysql default {
      class db.r6g.large
    }

    entity Ticket {
      id:    int(1..)
      owner: string(20)     avg 8 B
      score: int(1..5)
      file:  bytes(1000000) avg 400 KB

      key id
      count 100M
    }

    access closed(tickets: many Ticket 1..20 avg 3) {
      transaction {
        for one in $tickets { update Ticket where id == $one set owner = "x" }
      }
      rate    1/s peak 5/s
      skew    tickets uniform
      latency 1 s p95
    }

    access scored(score: int(1..5)) {
      read    Ticket { id }
      where   score == $score
      limit   10
      rate    100/s peak 500/s
      skew    score uniform
      latency 1 s p95
    }


    """

  @Test func allButOneAreARange() throws {
    let model =
      Self.head + Self.access("others", "SELECT owner FROM ticket WHERE score <> 5")
      + Self.access("outside", "SELECT owner FROM ticket WHERE score NOT IN (4, 5)")
      + Self.access("literal", "SELECT owner FROM ticket WHERE score = 3 AND owner <> 'a > b'")
    guard let found = ExplainedModel(model) else { return }
    // Never a figure of the few rows that equality is planned on.
    #expect(!found.text.contains("rows 199)") && !found.text.contains("rows 200)"), "\(found.text)")
    #expect(found.text.contains("on sample rows"), "\(found.text)")
    // The first turn of a loop is a statement like others.
    #expect(!found.text.contains("`closed` is not planned"), "\(found.text)")
  }

  @Test(arguments: [
    ("t.a = 1 and (t.b > 2 or t.b = 2 and t.c > 3)", ["a"]), ("t.a = 1 or t.b = 2", []),
    ("t.`a` in (1,2) and t.b = 'x or (y'", ["a", "b"]), ("(t.a <=> 1 and t.b <> 2)", ["a"]),
    ("t.a between 1 and 2 and t.b = 3", ["b"]), ("t.a not in (1,2)", []),
    ("t.a = 1 and t.b is not null and t.c not in (4,5) and t.d not like 'x%'", ["a"]),
    ("t.a = 1 and t.b not between 1 and 2 and t.c = 2", ["a", "c"]),
    ("t.a = 1 and not(t.b = 2)", []), ("t.a = 1 xor t.b = 2", []),
    ("t.a = 1 and (t.b = 2 and t.c > 3 or t.b > 2)", ["a"]), ("t.a = t.b and t.c = 1", ["c"]),
    ("t.a = c.b and t.`d.e``f` = 1", ["a", "d.e`f"]),
    ("t.a = <cache>(concat('a',curdate())) and t.b in (1,t.c)", ["a"]),
  ])
  func conditionsAreTakenApart(_ condition: String, _ fixed: [String]) {
    #expect(MariaDBCondition(condition).fixedColumns == fixed)
  }

  @Test(arguments: [
    ("t.a = 'x > y'", false), ("t.a in (1,2)", false), ("t.a is null", false),
    ("t.a <> 1", true), ("t.a not in (1,2)", true), ("t.a is not null", true),
    ("t.a = <cache>(curdate() - interval 7 day)", false), ("t.a > <cache>(curdate())", true),
    ("t.a between 1 and 2", true), ("t.b = 'it''s' and t.a like 'x%'", true),
  ])
  func stretchesAreTold(_ condition: String, _ isStretch: Bool) {
    #expect(MariaDBCondition(condition).namesStretch == isStretch)
  }
}
