import DBModelDiagnostics
import DBModelEngines
import DBModelExplain
import DBModelTestKit
import Testing

/// Plans that rest on ranges, on rows that are really there.
@Suite(.serialized) struct SamplePlanTests {
  private static let schema = [
    """
    CREATE TABLE event (id INT PRIMARY KEY, at DATETIME NOT NULL, size INT NOT NULL,
      note VARCHAR(100) NOT NULL, KEY by_time (at))
    """
  ]

  /// 4,000 rows, one a minute.
  private static let rows = (0..<8).map { batch in
    "INSERT INTO event VALUES "
      + (0..<500).map { row in
        let number = batch * 500 + row
        return
          "(\(number), '2026-01-01' + INTERVAL \(number) MINUTE, \(number % 97), REPEAT('x', 60))"
      }.joined(separator: ", ")
  }

  private static func planner() throws -> MariaDBScratchPlanner? {
    do throws(SchemaRefusal) {
      return try MariaDBScratchPlanner(
        schema: schema,
        rows: [],
        statistics: [
          MariaDBTableStatistics(table: "event", rows: 4e6, columnBytes: ["id": 4]) { _ in 4e6 }
        ],
        program: try MariaDBProgram.find(variable: { TestMode.variable($0) }),
        clock: 1_767_398_400,
        variable: { TestMode.variable($0) }
      )
    } catch {
      guard error.message.contains("is installed") else { throw error }
      LiveServers.leftOut("plans of MariaDB on rows", because: "no server of it is installed")
      return nil
    }
  }

  @Test func aRangeIsJudgedByItsRows() throws {
    guard let planner = try Self.planner() else { return }
    try planner.load(schema: Self.schema, rows: Self.rows, tables: ["event"], seconds: 60)
    let narrow = try planner.explainOnSample(
      "SELECT note FROM event WHERE at >= '2026-01-01 10:00' AND at < '2026-01-01 11:00'"
    )
    #expect(narrow.outline.contains { $0.contains("`by_time`") && $0.contains("rows 60)") })
    let wide = try planner.explainOnSample("SELECT note FROM event WHERE at >= '2026-01-01 10:00'")
    #expect(wide.outline.contains { $0.contains("table scan") }, "\(wide.outline)")
    // Equal values are looked up beside it, and the declared size stays where it was.
    let size = try planner.explain("SELECT count(*) FROM event WHERE note = 'x'")
    #expect(size.outline.contains { $0.contains("rows 4,000,000") }, "\(size.outline)")
  }

  /// 2026-01-03, some two days behind the first row.
  @Test func theServersClockIsTheModels() throws {
    guard let planner = try Self.planner() else { return }
    try planner.load(schema: Self.schema, rows: Self.rows, tables: ["event"], seconds: 60)
    let plan = try planner.explainOnSample(
      "SELECT note FROM event WHERE at BETWEEN NOW() - INTERVAL 30 MINUTE AND NOW()"
    )
    #expect(plan.outline.contains { $0.contains("rows 31)") }, "\(plan.outline)")
  }

  @Test func loadingThatTakesTooLongIsGivenUp() throws {
    guard let planner = try Self.planner() else { return }
    let refusal = try #require(throws: SchemaRefusal.self) {
      try planner.load(schema: Self.schema, rows: Self.rows, tables: ["event"], seconds: 0)
    }
    #expect(refusal.message.contains("0 seconds"))
    // Nothing else is lost by it.
    _ = try planner.explain("SELECT note FROM event WHERE id = 1")
  }

  // MARK: Models

  @Test func everyKindOfRangeIsPlanned() throws {
    guard let explained = ExplainedModel(SampleModel.shop) else { return }
    let shown = explained.text
    #expect(explained.findings.isEmpty, "\(explained.titles)")
    for pattern in ["lately", "dearest", "pages", "written"] {
      #expect(!shown.contains("`\(pattern)` is not planned"), "\(shown)")
    }
    // A tenth of 20 million in 20 days, of the middle of which the calls ask.
    #expect(shown.contains("next page, with usual values on sample rows"))
    #expect(shown.contains("planned on sample rows: 20,000 of 20,000,000 rows of `order`"))
    #expect(ExplainedModel(SampleModel.shop)?.text == shown, "the same model, the same bytes")
  }

  /// A table of 2·10⁹ rows that is read in whole is as large as that, though 20,000 rows are there.
  @Test func findingsCountDeclaredRows() throws {
    let wanting = SampleModel.shop
      .replacing("count 20M", with: "count 2_000M")
      .replacing(
        "SELECT o.total FROM `order` o WHERE o.placed >= :since AND o.placed < NOW()",
        with:
          "SELECT n.text FROM `order` o JOIN note n ON n.text > o.status AND n.text < 'b' WHERE o.placed >= :since AND o.total = 7"
      )
    guard let explained = ExplainedModel(wanting) else { return }
    let found = explained.findings.filter { $0.path == "access written" }
    let notes = found.flatMap(\.notes)
    #expect(notes.contains { $0.contains("planned on sample rows") }, "\(explained.text)")
    #expect(notes.contains { $0.contains("5,000,000") }, "\(explained.text)")
  }

  /// A table whose key has fewer values than it is said to have rows, and one that nothing refers
  /// to, beside each other in SQL as written with some names in quotes.
  @Test func tablesThatNothingJoinsAreFilledToo() throws {
    let wanting = SampleModel.shop.replacing(
      "SELECT o.total FROM `order` o WHERE o.placed >= :since AND o.placed < NOW()",
      with: "SELECT n.text FROM `order` o JOIN note n ON n.id = o.total WHERE o.placed >= :since"
    )
    guard let explained = ExplainedModel(wanting) else { return }
    let shown = explained.text
    #expect(shown.contains("rows of `note`"), "\(shown)")
  }

  /// An entity that must refer to one of which no row can be made has none itself.
  @Test func whatCannotBeMadeIsLeftOutWithAReason() throws {
    let wanting = SampleModel.shop.replacing(
      "customer: Customer      inverse orders 0..1000 avg 20",
      with:
        "customer: Customer      inverse orders 0..1000 avg 20\n    before: Order inverse next 0..1 avg 1"
    )
    guard let explained = ExplainedModel(wanting) else { return }
    let shown = explained.text
    #expect(
      shown.contains("`lately` is not planned: no sample rows could be made"),
      "\(shown)"
    )
  }
}
