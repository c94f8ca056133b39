import DBModelDiagnostics
import DBModelReport
import Testing

/// Sources and the places in them that a test talks about.
struct Fixture {
  var sources = SourceMap()

  @discardableResult
  mutating func add(_ path: String, _ text: String) -> FileID {
    sources.add(path: path, bytes: Array(text.utf8)).id
  }

  /// The `occurrence`th place (from 1) where `text` stands in a file.
  func span(_ text: String, _ file: FileID = FileID(0), occurrence: Int = 1) throws -> SourceSpan {
    let bytes = sources[file].bytes
    let wanted = Array(text.utf8)
    var left = occurrence
    for start in bytes.indices where bytes[start...].starts(with: wanted) {
      left -= 1
      if left == 0 { return SourceSpan(file: file, lower: start, upper: start + wanted.count) }
    }
    throw Missing(text: text)
  }

  func label(_ text: String, _ said: String = "", _ file: FileID = FileID(0)) throws -> Label {
    Label(try span(text, file), said)
  }

  struct Missing: Error { let text: String }
}

/// A rule of its own for each severity, so that goldens do not change with the registry.
enum TestRules {
  static let hotKey = rule("DBM3991", "test-hot-key", .workload, .danger)
  static let slow = rule("DBM6991", "test-slow", .plans, .warning)
  static let hint = rule("DBM3992", "test-hint", .workload, .note)
  static let broken = rule("DBM2991", "test-broken", .names, .error)
  static let all = [broken, hotKey, hint, slow]

  private static func rule(
    _ code: String,
    _ name: String,
    _ family: RuleFamily,
    _ severity: Severity
  ) -> RuleDescriptor {
    RuleDescriptor(
      code,
      name,
      family,
      severity,
      summary: "A rule for tests.",
      rationale: "Tests need rules of their own.\n\nA second paragraph.",
      bad: .fragment("entity A {\n\n  id: uuid\n}\n"),
      good: .words("Nothing.")
    )
  }
}

/// The example of the design page, with everything a document can hold.
func ordersDocument() throws -> (document: ReportDocument, sources: SourceMap) {
  var fixture = Fixture()
  let orders = fixture.add(
    "models/orders.dbmodel",
    """
    edition 2026
    model Orders

    entity Order in main {
      id:     ulid key
      status: enum { placed 2%, paid 3%, shipped 95% }
      lifecycle status { placed -> paid 100%, paid -> shipped 100% }
    }

    access setStatus(order: Order, to: Order.status) {
      update Order where id == $order
        set status = $to
      rate 250/s peak 4_200/s
      skew to top(.paid 50%, .shipped 50%)
    }

    """
  )
  fixture.add("models/stores.dbmodel", "store main: dynamodb default {\n\tcapacity on-demand\n}\n")
  let hot = Diagnostic(
    TestRules.hotKey,
    "`setStatus` sends 4,200 write units/s to one key of index `Order.byStatus`",
    at: try fixture.label("peak 4_200/s", "peak stated here"),
    secondary: [
      try fixture.label(
        "lifecycle status {",
        "every order moves through `paid`, in and out",
        orders
      ),
      try fixture.label("top(.paid 50%, .shipped 50%)", "half enter `paid`, half leave it"),
      try fixture.label("250/s", "rate stated here"),
      try fixture.label("capacity on-demand", "on demand serves the same per key", FileID(1)),
    ],
    notes: ["key `paid`: 2,100 puts + 2,100 deletes = 4,200 units/s; one key serves 1,000 units/s"],
    help: ["`shard 6` turns its reads into 6 queries (+12.40 USD/month)"],
    path: "access setStatus"
  )
  let slow = Diagnostic(
    TestRules.slow,
    "`setStatus` may take 18–31 ms of its 25 ms",
    at: Label(
      try fixture.span("access setStatus").union(try fixture.span("set status = $to\n")),
      "the whole pattern"
    ),
    path: "access setStatus"
  )
  let hint = Diagnostic(TestRules.hint, "nothing reads `main`", at: nil, path: "store main")
  var document = ReportDocument(
    command: "check",
    toolVersion: "1.2.3",
    modelName: "Orders",
    inputs: fixture.sources.files.map { ReportInput(path: $0.path, bytes: $0.bytes) }
  )
  document.findings = [slow, hint, hot, hot]
  document.allowed = [
    AllowedFinding(hot, reason: "retried at night | by @ops", until: "2027-06-30")
  ]
  document.subjects = [ReportCount(14, "access pattern")]
  document.assumptions = ReportAssumptions(
    priceBook: PriceBookName(name: "aws-us-east-1", date: "2026-11-23"),
    monthSeconds: 2_628_000,
    engines: [EngineVersion(name: "SQLite", version: "3.40.1")],
    remarks: ["this planner is built without `STAT4`: it does not see skew"]
  )
  document.sections = try sections()
  document.plan = ["tables": [["name": "orders", "keys": ["pk", "sk"]]]]
  document.estimates = [
    "setStatus": ReportValue(
      ReportFigure(low: 3.1, high: 4.2, unit: "ms", provenance: ["line 13", "default"])
    )
  ]
  return (document, fixture.sources)
}

private func sections() throws -> [ReportBlock] {
  let latency = ReportFigure(low: 18, high: 31, unit: "ms")
  return [
    .heading(level: 1, "Orders"),
    .paragraph("One table, one index; `Order.byStatus` is hot."),
    .table(
      ReportTable(
        columns: [
          ReportColumn("pattern"), ReportColumn("p95", .trailing),
          ReportColumn("cost", .trailing, unit: "USD/month"),
        ],
        rows: [
          ["`setStatus`", ReportCell(latency, .atRisk), "12.40"],
          ["`注文一覧`", ReportCell("3.1–4.2 ms", .inside), "1,204.00"],
          ["`a|b`", ReportCell("900 ms", .outside)],
        ]
      )
    ),
    .heading(level: 2, "Tables"),
    .outline([
      ReportOutlineLine(0, "table `orders`"), ReportOutlineLine(1, "index `byStatus`"),
    ]),
    .keyValues([ReportKeyValue("price book", "aws-us-east-1"), ReportKeyValue("month", "30 days")]),
    .details(
      title: "SQL of `orders`",
      [.code(language: "sql", "CREATE TABLE orders (\n  id text -- ```\n);\n")]
    ),
  ]
}
