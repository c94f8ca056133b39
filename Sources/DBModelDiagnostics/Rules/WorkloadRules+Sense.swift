/// A model held against itself.
extension WorkloadRules {
  static let senseRules = [
    peakBelowAverage, growthAgainstInserts, fanOutAgainstCount, skewAboveBound,
    lifecycleAgainstShares, impossibleSkew, valuesAboveRows, rowsAboveCount,
  ]

  public static let peakBelowAverage = RuleDescriptor(
    "DBM3601",
    "peak-below-average",
    .workload,
    .warning,
    summary: "The stated peak is below the stated average.",
    rationale: """
      The peak is the highest rate kept up for a minute; the average of a month cannot be \
      above it.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find() {
        read User
        limit 5
        rate 10/s peak 2/s
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find() {
        read User
        limit 5
        rate 2/s peak 10/s
      }
      """
    )
  )

  public static let growthAgainstInserts = RuleDescriptor(
    "DBM3602",
    "growth-against-inserts",
    .workload,
    .warning,
    summary: "The inserts of a month do not fit the stated growth.",
    rationale: """
      Rows inserted a month come from the rates of the patterns that insert; rows gained a \
      month are the count times its growth. A gap above a factor of three is reported, in \
      either direction. Entities whose rows expire, or are deleted or upserted by some \
      pattern, may be inserted faster than they grow; entities without any inserting pattern \
      are left alone, as rows may come from elsewhere.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity Event {
        id: uuid key

        count 1M growing 1%/month
      }

      access add(event: new Event) {
        insert $event
        rate 5/s peak 20/s
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity Event {
        id: uuid key

        count 100M growing 13%/month
      }

      access add(event: new Event) {
        insert $event
        rate 5/s peak 20/s
      }
      """
    )
  )

  public static let fanOutAgainstCount = RuleDescriptor(
    "DBM3603",
    "fan-out-against-count",
    .workload,
    .warning,
    summary: "A fan-out times the rows of its target does not give the rows there are.",
    rationale: """
      Every row refers to one target, so the average fan-out times the number of targets is \
      the number of referring rows. A gap above a factor of two is reported.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key

        count 1K
      }

      entity Post {
        id: uuid key
        author: User inverse posts 0..100K avg 10

        count 1M
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key

        count 1K
      }

      entity Post {
        id: uuid key
        author: User inverse posts 0..100K avg 1K

        count 1M
      }
      """
    )
  )

  public static let skewAboveBound = RuleDescriptor(
    "DBM3604",
    "skew-above-bound",
    .workload,
    .warning,
    summary: "The skew of a reference puts more rows on one target than its bound allows.",
    rationale: """
      The most popular target holds its share of all rows. Where that is more than the stated \
      greatest fan-out, one of the two is wrong; a tenth of tolerance is left.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key

        count 1K
      }

      entity Post {
        id: uuid key
        author: User inverse posts 0..2K avg 1K skew zipf(1.2)

        count 1M
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key

        count 1K
      }

      entity Post {
        id: uuid key
        author: User inverse posts 0..300K avg 1K skew zipf(1.2)

        count 1M
      }
      """
    )
  )

  public static let lifecycleAgainstShares = RuleDescriptor(
    "DBM3605",
    "lifecycle-against-shares",
    .workload,
    .warning,
    summary: "Rows hold a state that no step of the lifecycle leads to or from.",
    rationale: """
      A state with a share of the rows stands somewhere in the lifecycle, as a start, a way or \
      an end. Where no step names it, a step was forgotten or the share was mistyped. Write \
      heat follows the steps, so a forgotten one hides load.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        state: enum { open 90%, closed 5%, lost 5% }

        lifecycle state {
          open -> closed 100%
        }
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        state: enum { open 90%, closed 10% }

        lifecycle state {
          open -> closed 100%
        }
      }
      """
    )
  )

  public static let impossibleSkew = RuleDescriptor(
    "DBM3606",
    "share-of-nothing",
    .workload,
    .warning,
    summary: "A value that no row holds is asked for.",
    rationale: """
      Requests for a value with a share of 0 % of the rows answer nothing; most often the \
      shares or the skew were mistyped.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        tier: enum { basic 100%, pro 0% }
      }

      access find(tier: User.tier) {
        read User
        where tier == $tier
        rate 1/s peak 2/s
        skew tier top(.pro 80%, .basic 20%)
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        tier: enum { basic 90%, pro 10% }
      }

      access find(tier: User.tier) {
        read User
        where tier == $tier
        rate 1/s peak 2/s
        skew tier top(.pro 80%, .basic 20%)
      }
      """
    )
  )

  public static let valuesAboveRows = RuleDescriptor(
    "DBM3607",
    "values-above-rows",
    .workload,
    .warning,
    summary: "A field is said to have more different values than there are rows.",
    rationale: """
      A row has one value of a field at most, so there are no more different values than rows \
      that have one. One of the two numbers was mistyped; a tenth of tolerance is left, as \
      counts are stated to two digits.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity Hotel {
        id: uuid key
        city: string(40) distinct 2400

        count 80
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity Hotel {
        id: uuid key
        city: string(40) distinct 24

        count 80
      }
      """
    )
  )

  public static let rowsAboveCount = RuleDescriptor(
    "DBM3608",
    "rows-above-count",
    .workload,
    .warning,
    summary: "A pattern is said to meet more rows in a call than there are.",
    rationale: """
      `rows` says how many rows of one entity a condition leaves in a call, so it cannot be above \
      the entity's count. One of the two was mistyped; a tenth of tolerance is left, as counts \
      are stated to two digits.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity Account {
        id: uuid key
        balance: decimal(12, 2)

        count 2K
      }

      access overdrawn() {
        read Account
        where balance < 0
        order balance
        limit 50
        rows avg 50K
        rate 1/min peak 1/s
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity Account {
        id: uuid key
        balance: decimal(12, 2)

        count 2M
      }

      access overdrawn() {
        read Account
        where balance < 0
        order balance
        limit 50
        rows avg 50K
        rate 1/min peak 1/s
      }
      """
    )
  )
}
