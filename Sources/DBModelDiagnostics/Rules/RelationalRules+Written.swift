/// The indexes of a schema that somebody wrote down.
extension RelationalRules {
  static let writtenRules = [missingIndex, unneededIndex, redundantIndex]

  public static let missingIndex = RuleDescriptor(
    "DBM5003",
    "missing-index",
    .relational,
    .warning,
    summary: "A written table lacks an index that would pay for itself.",
    rationale: """
      The patterns' reads and the writes of the table are priced at their rates with the indexes that \
      the `design` states, and with one more. Where one breaks fewer latency budgets, or saves more \
      than a fiftieth of the table's work after its own upkeep, the finding says which patterns it is \
      for, what a call does without it and with it, and what the index takes. Deletes of rows that \
      others refer to count: the engine looks for those. Tables of up to 1,000 rows need none. Where no \
      budget is broken without it, the finding is a note, and there is none where a call would save \
      less than a millisecond of work.
      """,
    bad: .fragment(visits("")),
    good: .words(goodIndexes)
  )

  public static let unneededIndex = RuleDescriptor(
    "DBM5004",
    "unneeded-index",
    .relational,
    .warning,
    summary: "A written index costs more than it saves.",
    rationale: """
      Every write of the table pays for each of its indexes; in PostgreSQL one on a column that \
      changes has all of them written again. Where the declared patterns do as well or better without \
      an index, it is upkeep and bytes for nothing. What is not declared is not counted: declare the \
      report that somebody runs, or allow the finding with the reason.
      """,
    bad: .fragment(
      visits(
        "index visits_guest_id_at_id_idx { key guest_id, at, id }\n    index visits_note_idx { key note }"
      )
    ),
    good: .words(goodIndexes)
  )

  public static let redundantIndex = RuleDescriptor(
    "DBM5005",
    "redundant-index",
    .relational,
    .warning,
    summary: "A written index repeats what another one begins with.",
    rationale: """
      A B-tree finds rows by whatever its columns begin with, forwards and backwards. An index whose \
      columns another index, a unique constraint or the primary key begins with is written with every \
      row and finds nothing that the other does not.
      """,
    bad: .fragment(
      visits(
        "index visits_guest_id_at_id_idx { key guest_id, at, id }\n    index visits_guest_id_idx { key guest_id }"
      )
    ),
    good: .words(goodIndexes)
  )

  private static let goodIndexes =
    "The same table with `index visits_guest_id_at_idx { key guest_id, at }`, and no other index."

  private static func visits(_ indexes: String) -> String {
    """
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
      note:  string(200)   avg 40 B
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

    design current of main {
      table visits {
        row Visit {
          id:       id
          guest_id: guest
          at:       at
          note:     note
        }

        key id
        \(indexes)
      }
    }
    """
  }
}
