import DBModelDiagnostics
import DBModelReport
import DBModelTestKit
import Testing

@testable import DBModelDriver
@testable import DBModelEngines

/// What a model says becomes what PostgreSQL's planner knows.
@Suite(.serialized) struct ModelStatisticsTests {
  private static func model(count: String, skew: String) -> String {
    """
    edition 2026
    model Ledger

    store main: aurora-postgresql default

    entity Account {
      id:   uuid       key
      name: string(40) avg 20 B

      count 10K
    }

    entity Entry {
      id:      ulid                              key
      account: Account                           inverse entries 0..10M avg 1K \(skew)
      made:    timestamp(ms)                     clock
      state:   enum { open 2%, done 97%, lost 1% }
      note:    string(200)?                      avg 30 B present 10%
      mood:    enum { good 25%, bad 75% }?       present 40%

      count \(count) growing 2%/month
    }

    access ofAccount(account: Account) {
      read  Entry { id, made, note }
      where account == $account and state == .done
      rate  1/s peak 2/s
      skew  account uniform
    }

    access lately(since: timestamp(ms) recent 1 days) {
      read  Entry { id }
      where made >= $since
      limit 100
      rate  1/s peak 2/s
    }
    """
  }

  private func statistics(_ text: String) throws -> [PostgreSQLTableStatistics] {
    let loaded = ModelRun.load(
      DriverRequest(.plan, paths: ["-"]),
      readingStandardInput: { [UInt8](text.utf8) }
    )
    let titles = loaded.outcome.document.findings.map(\.title)
    let model = try #require(loaded.model, "\(titles)")
    let pipeline = Pipeline(model, explainsPlans: false, weighsChoices: false)
    return PostgreSQLStatistics(
      workload: pipeline.workload,
      design: pipeline.relational,
      today: 20_000
    ).tables
  }

  @Test func declaredValuesAreTold() throws {
    let tables = try statistics(Self.model(count: "10M", skew: "skew zipf(1)"))
    let entry = try #require(tables.first { $0.table == "entry" })
    #expect(entry.rows == 10_000_000)
    func column(_ name: String) throws -> PostgreSQLColumnStatistics {
      try #require(entry.columns.first { $0.name == name })
    }
    let id = try column("id")
    #expect(id.distinct == -1 && id.correlation == 1 && id.isFixedWidth)
    let account = try column("account_id")
    #expect(account.distinct == 10_000 && account.widthBytes == 16 && account.correlation == 0)
    let shares = try #require(account.common?.shares)
    #expect(shares.count == 100)
    // The first of 10,000 by 1/rank takes 1 of their harmonic sum, 9.79, and the second half of it.
    #expect(abs(shares[0] - 1 / 9.7876) < 0.001)
    #expect(abs(shares[1] - shares[0] / 2) < 0.001)
    let state = try column("state")
    #expect(state.common?.values.text == #"{"done","open","lost"}"#)
    #expect(state.common?.shares == [0.97, 0.02, 0.01])
    #expect(abs((state.correlation ?? 0) - (0.97 * 0.97 + 0.0004 + 0.0001)) < 1e-9)
    let note = try column("note")
    #expect(abs(note.nullShare - 0.9) < 1e-9 && note.distinct == 0 && note.histogram == nil)
    // Frequencies and nulls are parts of all rows.
    let mood = try column("mood")
    #expect(mood.common?.shares.map { ($0 * 1_000).rounded() } == [300, 100])
    #expect(abs(mood.nullShare - 0.6) < 1e-9)
    let made = try column("made")
    #expect(made.histogram?.text.hasSuffix("\"2024-10-05 00:00:00.000+00\"}") == true)
    // Rows that grow by 2 % a month: half are younger than 35.0 months.
    #expect(made.histogram?.text.contains("\"2021-11-0") == true, "\(made.histogram?.text ?? "")")
  }

  /// How many values there are is told as it is declared, and which are frequent where their values
  /// are known.
  @Test func declaredNumbersOfValuesAreTold() throws {
    let tables = try statistics(
      """
      edition 2026
      model Hotels

      store main: aurora-postgresql default

      entity Hotel {
        id:     int(1..9M)     key
        city:   string(80)     avg 9 B distinct 240 skew zipf(1)
        stars:  int(1..1000)   distinct 200 skew zipf(1)
        opened: date           distinct 4_000
        open:   bool 90%
        rate:   decimal(9, 2)? present 50% distinct 300K

        count 1M
      }
      """
    )
    let hotel = try #require(tables.first)
    func column(_ name: String) throws -> PostgreSQLColumnStatistics {
      try #require(hotel.columns.first { $0.name == name })
    }
    #expect(try column("city").distinct == 240 && column("city").common == nil)
    #expect(try column("opened").distinct == 4_000)
    #expect(try column("rate").distinct == -0.3)
    #expect(try column("open").common?.values.text == #"{"t","f"}"#)
    #expect(try column("open").common?.shares.map { ($0 * 100).rounded() } == [90, 10])
    let stars = try column("stars")
    #expect(stars.distinct == 200)
    let shares = try #require(stars.common?.shares)
    // The harmonic sum of 200 is 5.878; the 27th still has a quarter more than an even share.
    #expect(shares.count == 27 && abs(shares[0] - 1 / 5.878) < 0.001)
  }

  @Test func anEvenFanOutHasNoFrequentValues() throws {
    let tables = try statistics(Self.model(count: "10M", skew: ""))
    let entry = try #require(tables.first { $0.table == "entry" })
    let account = try #require(entry.columns.first { $0.name == "account_id" })
    #expect(account.common == nil && account.histogram != nil)
  }

  /// The one account that has most of the entries is read otherwise than the others.
  @Test func frequentValuesGetTheirOwnPlan() throws {
    guard let programs = Servers.all.first else { return }
    func plans(_ skew: String) -> [String] {
      let text = Self.model(count: "10M", skew: skew)
      let outcome = run(text, .scratch(programs: programs.folder))
      #expect(!outcome.toolFailure, "\(outcome.document.findings.map(\.notes))")
      return outcome.document.sections.flatMap { block -> [String] in
        if case .outline(let lines) = block { lines.map(\.text) } else { [] }
      }
    }
    #expect(plans("skew top(60%)").contains("with the most frequent values"))
    #expect(!plans("").contains("with the most frequent values"))
  }

  private func run(_ text: String, _ planner: ModelExplainRequest.Planner) -> DriverOutcome {
    ModelExplainRun.run(
      ModelExplainRequest(paths: ["-"], planner: planner),
      readingStandardInput: { [UInt8](text.utf8) },
      environment: Servers.variable,
      progress: { _ in }
    )
  }

  /// What is wrong with a plan of many rows, and is not with one of few.
  @Test func aPlanIsJudgedAtItsSize() throws {
    guard let programs = Servers.all.first else { return }
    func findings(_ count: String) -> [String] {
      let outcome = run(Self.model(count: count, skew: ""), .scratch(programs: programs.folder))
      #expect(!outcome.toolFailure)
      return outcome.document.findings.map { "\($0.rule.code) \($0.path)" }
        .filter { $0.hasPrefix("DBM60") }
    }
    #expect(findings("10M") == ["DBM6011 access lately"])
    #expect(findings("100") == [])
  }

  /// libpq indents its messages with tabs.
  @Test func messagesAreLinesOfWords() {
    let message = "connection failed: refused\n\tIs the server\trunning?\n"
    #expect(
      PostgreSQLConnection.plain(message) == "connection failed: refused\nIs the server running?"
    )
    #expect(PostgreSQLConnection.plain(" \n") == "")
  }

  /// On a server without the tables nothing is planned, and every pattern says so.
  @Test func aServerWithoutTheTablesIsAFailure() throws {
    guard let programs = Servers.all.first else { return }
    let server = try ScratchServer(programs, variable: Servers.variable)
    _ = try server.connect(to: "postgres")
    let text = "postgresql://dbmodel@/postgres?host=\(server.socketDirectory)&port=5432"
    let address = try #require(PostgreSQLAddress(text))
    let outcome = run(Self.model(count: "10M", skew: ""), .server(address))
    #expect(
      outcome.document.findings.map(\.title) == [
        "PostgreSQL does not plan `ofAccount`: relation \"entry\" does not exist",
        "PostgreSQL does not plan `lately`: relation \"entry\" does not exist",
      ]
    )
    #expect(outcome.document.findings.allSatisfy { $0.severity == .error })
  }
}
