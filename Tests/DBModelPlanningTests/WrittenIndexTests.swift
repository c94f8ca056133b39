import DBModelDiagnostics
import DBModelPlanning
import Testing

/// The indexes of a schema that a team has, against what its patterns ask for.
@Suite struct WrittenIndexTests {
  private func findings(
    _ indexes: String,
    more: String = "",
    count: String = "5M",
    store: String = "aurora-postgresql default {\n        class db.r6g.large\n      }"
  ) -> [String] {
    let model = Model(
      """
      edition 2026
      model Written

      store main: \(store)

      entity Guest {
        id: uuid key

        count 100K
      }

      entity Visit {
        id:    uuid          key
        guest: Guest         inverse visits 0..10K avg 50
        at:    timestamp(ms) clock
        stars: int(1..5)
        note:  string(200)   avg 40 B

        count \(count)
      }

      access visitsOf(guest: Guest) {
        read    Visit { id, at }
        where   guest == $guest
        order   at descending
        limit   20
        rate    20/s peak 60/s
        skew    guest zipf(0.8)
        latency 100 ms p95
      }

      access visit(visit: new Visit) {
        insert  $visit
        rate    20/s peak 60/s
        skew    visit.guest zipf(0.8)
        latency 100 ms p95
      }
      \(more)
      design current of main {
        table visits {
          row Visit { id: id, guest_id: guest, at: at, stars: stars, note: note }

          key id
          \(indexes)
        }
      }
      """
    )
    let wrong = model.diagnostics.filter { $0.severity == .error }
    #expect(wrong.isEmpty, "\(wrong.map(\.title))")
    return model.fixedSQLDesigns.flatMap {
      Planner.judgedIndexes(workload: model.workload, fixed: $0)
    }.map { "\($0.rule.name) \($0.severity) \($0.path)" }
  }

  @Test func whatPaysIsMissing() {
    #expect(
      findings("") == ["missing-index warning design current/visits.guest_id_at_id"]
    )
    // Nobody makes another index to end ties.
    #expect(findings("index a { key guest_id, at descending }").isEmpty)
    #expect(findings("index a { key guest_id }").isEmpty)
  }

  /// A table of a page or two is read as a whole.
  @Test func smallTablesNeedNone() {
    #expect(findings("", count: "1K").isEmpty)
  }

  @Test func whatAnotherBeginsWithIsSaidOnce() {
    let wide = "index wide { key guest_id, at }"
    for narrow in ["key guest_id", "key guest_id descending", "key guest_id, at"] {
      let found = findings("\(wide)\n    index narrow { \(narrow) }")
      #expect(found.count == 1 && found[0].hasPrefix("redundant-index"), "\(narrow): \(found)")
    }
    // Another direction of one column of two is another order.
    let other = findings("\(wide)\n    index other { key guest_id, at descending }")
    #expect(!other.contains { $0.hasPrefix("redundant-index") }, "\(other)")
    let beginsKey = findings("\(wide)\n    index byId { key id }")
    #expect(beginsKey == ["redundant-index warning design current/visits.byId"])
  }

  /// What nobody is declared to read is upkeep; a pattern that reads it makes it needed.
  @Test func whatNobodyReadsIsNotNeeded() {
    let both = "index a { key guest_id, at }\n    index byNote { key note }"
    #expect(findings(both) == ["unneeded-index warning design current/visits.byNote"])
    let reader = """
      access noted(note: Visit.note) {
        read    Visit { id }
        where   note == $note
        rate    1/s peak 2/s
        latency 50 ms p95
      }

      """
    #expect(findings(both, more: reader).isEmpty)
  }

  /// No engine needs the key at the end of an index for the sake of ties.
  @Test(arguments: [
    "aurora-postgresql default {\n        class db.r6g.large\n      }",
    "aurora-mysql default {\n        class db.r6g.large\n      }", "sqlite default",
  ])
  func tiesNeedNoIndex(_ store: String) {
    let newest = """
      access newest() {
        read    Visit { id, at, stars }
        order   at descending
        limit   20
        rate    50/s peak 80/s
        latency 50 ms p95
      }

      """
    let indexes = "index a { key guest_id, at }\n    index b { key at }"
    #expect(findings(indexes, more: newest, store: store).isEmpty)
  }

  /// InnoDB keeps an index for each foreign key, and refuses to drop the last.
  @Test func theIndexOfAForeignKeyStays() {
    let byNote = """
      access touch(visit: Visit, note: Visit.note) {
        update Visit where id == $visit
          set note = $note
        rate    1/s peak 2/s
        skew    visit uniform
        latency 50 ms p95
      }

      """
    let store = "aurora-mysql default {\n        class db.r6g.large\n      }"
    let found = findings("index a { key guest_id }", more: byNote, store: store)
    #expect(!found.contains { $0.hasPrefix("unneeded-index") }, "\(found)")
  }

  /// SQL that is not looked into may need any index of the tables that it reads.
  @Test func whatSQLReadsIsNotJudged() {
    let odd = #"""
      access odd(note: string(200)) {
        sql """
          SELECT id FROM visits WHERE note = :note
          """
        returns 0..400 rows avg 60
        reads   Visit
        rate    1/s peak 2/s
        latency 50 ms p95
      }

      """#
    #expect(findings("index a { key guest_id, at }\n    index b { key note }", more: odd).isEmpty)
  }
}
