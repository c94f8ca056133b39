import DBModelDiagnostics
import DBModelReport
import DBModelTestKit
import Testing

@testable import DBModelDriver

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

  private func explained(_ text: String) throws -> (text: String, rules: [String])? {
    let outcome = ModelExplainRun.run(
      ModelExplainRequest(
        paths: ["-"],
        stdinPath: "desk.dbmodel",
        planner: .scratch(programs: nil),
        todayDay: 20_700
      ),
      readingStandardInput: { Array(text.utf8) },
      environment: { TestMode.variable($0) },
      progress: { _ in }
    )
    let findings = outcome.document.findings
    if findings.contains(where: { $0.notes.contains { $0.contains("no MariaDB server") } }) {
      LiveServers.leftOut("plans of a model", because: "no server of MariaDB is installed")
      return nil
    }
    let text = TextRenderer(theme: .plain).render(outcome.document, sources: outcome.sources)
    return (text, findings.map(\.rule.name))
  }

  @Test func allButOneAreARange() throws {
    let model =
      Self.head + Self.access("others", "SELECT owner FROM ticket WHERE score <> 5")
      + Self.access("outside", "SELECT owner FROM ticket WHERE score NOT IN (4, 5)")
      + Self.access("literal", "SELECT owner FROM ticket WHERE score = 3 AND owner <> 'a > b'")
    guard let found = try explained(model) else { return }
    // Never a figure of the few rows that equality is planned on.
    #expect(!found.text.contains("rows 199)") && !found.text.contains("rows 200)"), "\(found.text)")
    #expect(found.text.contains("on sample rows"), "\(found.text)")
    // The first turn of a loop is a statement like others.
    #expect(!found.text.contains("`closed` is not planned"), "\(found.text)")
  }

  @Test func conditionsAreTakenApart() {
    #expect(
      ConditionWords.conjuncts("t.a = 1 and (t.b > 2 or t.b = 2 and t.c > 3)") == "t.a = 1 and ()"
    )
    #expect(ConditionWords.conjuncts("t.a = 1 or t.b = 2").isEmpty)
    #expect(ConditionWords.conjuncts("t.a in (1,2) and t.b = 'x or (y'") == "t.a in () and t.b = ")
    #expect(ConditionWords.withoutTexts("a = 'x > y' and b < 'it''s'") == "a =  and b < ")
  }
}
