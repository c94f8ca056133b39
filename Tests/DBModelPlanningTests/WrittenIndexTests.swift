import DBModelDiagnostics
import DBModelPlanning
import Testing

/// The indexes of a schema that a team has, against what its patterns ask for.
@Suite struct WrittenIndexTests {
  private func findings(_ indexes: String, more: String = "", count: String = "5M") -> [String] {
    let model = Model(
      """
      edition 2026
      model Written

      store main: aurora-postgresql default {
        class db.r6g.large
      }

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
}
