import DBModelDesign
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// The part of the rows that conditions leave which are no plain comparisons.
struct ConditionShareTests {
  private static func share(_ condition: String) throws -> Interval {
    let written = try Written(
      """
      store main: sqlite

      entity Town {
        id:   int(1..) key
        kind: enum { city 25%, village 75% }

        count 50
      }

      struct Address {
        street: string(40)
        zip:    string(10)? present 40%
      }

      entity Loan {
        id:       int(1..)      key
        returned: timestamp(s)? present 96%
        renewed:  timestamp(s)?
        state:    enum { lost 10%, kept 70%, sold 20% }
        colour:   enum { red 50%, blue 50% }? present 40%
        isPaper:  bool
        note:     string(80)
        home:     Address
        due:      date?         present 10%
        lent:     timestamp(s)  clock
        from:     Town         inverse sent 0..100 avg 40
        town:     Town?        inverse loans 0..100 avg 40 present 50%

        count 2K
      }

      access asked(state: Loan.state? given 30%, towns: many Town 1..9 avg 5, states: many Loan.state 2..2) {
        read  Loan { id }
        where \(condition)
        rate  1/s peak 5/s
        skew  towns uniform
        skew  states uniform
      }
      """
    )
    let pattern = try #require(written.workload.patterns.last)
    guard case .read(let read) = pattern.operation, let filter = read.filter?.value else {
      Issue.record("no filter")
      return .zero
    }
    return RowEstimator(workload: written.workload)
      .share(of: filter, entity: read.entity, pattern: pattern)
  }

  @Test(arguments: [
    ("returned == null", 0.04, 0.04),
    ("returned != null", 0.96, 0.96),
    ("not (returned == null)", 0.96, 0.96),
    ("returned == null and state == .kept", 0.028, 0.028),
    // How many were renewed nobody says.
    ("renewed == null", 0.005, 1),
    ("renewed != null", 0.005, 1),
    ("state != .lost", 0.9, 0.9),
    // A value that is missing is not another one.
    ("colour != .red", 0.2, 0.2),
    ("colour == .red", 0.2, 0.2),
    ("not (colour == .red)", 0.8, 0.8),
    ("state == .lost or state == .sold", 0.3, 0.3),
    // At least those of one, at most those of both.
    ("state == .lost or returned == null", 0.1, 0.14),
    ("not (state == .lost or state == .sold)", 0.7, 0.7),
    ("absent($state) or state == $state", 0.73, 0.91),
    // A comparison with a parameter that is not given is false, and its `not` is true.
    ("state != $state", 0.09, 0.27),
    ("not (state == $state)", 0.79, 0.97),
    // Over a reference, which half of the loans have.
    ("from.kind != .city", 0.75, 0.75),
    ("not (from.kind == .city)", 0.75, 0.75),
    ("town.kind != .city", 0.375, 0.375),
    ("not (town.kind == .city)", 0.875, 0.875),
    ("from.kind == .city or state == .lost", 0.25, 0.35),
    ("home.zip == null", 0.6, 0.6),
    ("home.zip != null", 0.4, 0.4),
    ("state == .lost or state == .lost", 0.1, 0.1),
    // At most those that have a date.
    ("due < 2026-01-01", 0.0005, 0.1),
    ("not (due < 2026-01-01)", 0.9, 0.9995),
    // That there is one is said twice.
    ("colour == .red and colour != null", 0.2, 0.2),
    ("absent($state) or returned == null", 0.712, 0.712),
    // Half of the loans have a town.
    ("town in $towns", 0.05, 0.05),
    ("state in $states", 0.2, 1),
    ("match(note, \"paper\")", 0.005, 1),
    ("from == town", 0.005, 1),
    ("not match(note, \"paper\")", 0, 0.995),
  ]) func aConditionLeaves(_ condition: String, _ low: Double, _ high: Double) throws {
    let found = try Self.share(condition)
    #expect(abs(found.low - low) < 1e-9 && abs(found.high - high) < 1e-9, "\(found)")
  }
}
