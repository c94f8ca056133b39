import DBModelDiagnostics
import DBModelDriver
import DBModelReport
import Testing

/// What `allow` does to findings, and what is wrong with an `allow`.
struct AllowanceTests {
  /// One finding: a table that a sudden peak would throttle (DBM3301 cold-table).
  private static func model(_ allow: String) -> String {
    """
    edition 2026
    model Cold

    store main: dynamodb default {
      capacity on-demand
    }

    service app {
      role app
    }

    entity Player {
      id:    uuid key
      score: int(0..)

      count 3M growing 1%/month
    }

    access earn(player: Player, n: int(1..100)) {
      update  Player where id == $player
        set   score += $n
      by      app
      rate    40/s peak 9_000/s
      skew    player uniform
      latency 20 ms p95
    }

    \(allow)

    """
  }

  private func codes(_ allow: String, today: Int64? = 20_780) -> (
    found: [String], allowed: [String]
  ) {
    let request = DriverRequest(.check, paths: ["-"], todayDay: today)
    let outcome = Driver.run(request) { Array(Self.model(allow).utf8) }
    return (
      outcome.document.findings.map(\.rule.code), outcome.document.allowed.map(\.finding.rule.code)
    )
  }

  @Test(arguments: [
    ("", ["DBM3301"], []),
    (#"allow cold-table because "warmed by hand before each event""#, [], ["DBM3301"]),
    (#"allow DBM3301 on main because "warmed by hand""#, [], ["DBM3301"]),
    (#"allow cold-table until 2026-11-23 because "until today""#, [], ["DBM3301"]),
    (#"allow cold-table until 2026-11-22 because "ended""#, ["DBM3301", "DBM0031"], []),
    (#"allow cold-table"#, ["DBM3301", "DBM0034"], []),
    (#"allow cold-table because "  ""#, ["DBM3301", "DBM0034"], []),
    (#"allow hot-key because "x""#, ["DBM3301", "DBM0030"], []),
    (#"allow cold-tabel because "x""#, ["DBM3301", "DBM0032"], []),
    (#"allow cold-table on Plyer because "x""#, ["DBM3301", "DBM0035"], []),
    (#"allow cold-table on Player.scroe because "x""#, ["DBM3301", "DBM0035"], []),
    (#"allow cold-table on Player.score because "x""#, ["DBM3301", "DBM0030"], []),
    (#"allow cold-table on Player.score.low because "x""#, ["DBM3301", "DBM0035"], []),
    (#"allow cold-table on earn.n because "x""#, ["DBM3301", "DBM0030"], []),
    (#"allow cold-table on earn.m because "x""#, ["DBM3301", "DBM0035"], []),
    (#"allow cold-table on app.n because "x""#, ["DBM3301", "DBM0035"], []),
    (#"allow cold-table on main.Player because "x""#, [], ["DBM3301"]),
    (#"allow cold-table on main.Plyer because "x""#, ["DBM3301", "DBM0035"], []),
    (#"allow cold-table on main.Player.score because "x""#, ["DBM3301", "DBM0030"], []),
    (#"allow cold-table on main.capacity because "x""#, ["DBM3301", "DBM0030"], []),
    (#"allow missing-key because "x""#, ["DBM3301", "DBM0033"], []),
  ])
  func outcome(_ allow: String, found: [String], allowed: [String]) {
    let actual = codes(allow)
    #expect(actual.found == found)
    #expect(actual.allowed == allowed)
  }

  /// A name alone is corrected, wherever it stands in the subject.
  @Test(arguments: [("Plyer.score", "Plyer", "Player"), ("main.Player.scroe", "scroe", "score")])
  func theNearestNameIsOffered(subject: String, wrong: String, near: String) throws {
    let text = Self.model("allow cold-table on \(subject) because \"x\"")
    let outcome = Driver.run(DriverRequest(.check, paths: ["-"])) { Array(text.utf8) }
    let finding = try #require(outcome.document.findings.first { $0.rule.code == "DBM0035" })
    let place = try #require(finding.primary)
    #expect(outcome.sources.files[0].text(place.span) == wrong)
    #expect(finding.fixes.first?.edits.first?.replacement == near)
    #expect(finding.fixes.first?.applicability == .suggest)
  }

  @Test func withoutADayNothingHasEnded() {
    #expect(codes(#"allow cold-table until 2020-01-01 because "x""#, today: nil).found.isEmpty)
  }
}
