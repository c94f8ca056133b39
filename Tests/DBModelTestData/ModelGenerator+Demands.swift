import DBModelTestKit

extension ModelGenerator {
  mutating func policy() {
    var rows: [String] = []
    let often = 0.3
    maybe(often, &rows, "region us-east-1")
    maybe(often, &rows, "class at-most db.t3.medium")
    maybe(often, &rows, "backups at-most 7 days")
    maybe(often, &rows, "storage at-most 100 GB")
    maybe(often, &rows, "capacity on-demand", "capacity provisioned")
    maybe(often, &rows, "cross-region allowed", "cross-region forbidden")
    maybe(often, &rows, "prices public")
    maybe(
      often,
      &rows,
      "cost 200..260 USD/month alert 280 USD/month ceiling 300 USD/month",
      "cost ceiling 300 USD/month"
    )
    maybe(
      often,
      &rows,
      "costs { dynamodb 30 USD/month }",
      "costs {\n  dynamodb 30 USD/month\n\n  aurora-storage 20 USD/month\n}"
    )
    maybe(often, &rows, "encryption customer-key rotate at-most 365 days")
    maybe(often, &rows, "environment production", "environment test")
    maybe(often, &rows, "compliance hipaa, pci-dss", "compliance baseline")
    maybe(often, &rows, "logs 90 days")
    maybe(
      often,
      &rows,
      "notify \"team@example.com\"",
      "notify \"zoë@example.com\", \"b@example.com\""
    )
    rows.shuffle(using: &random)
    declaration("policy", owner: "a policy", rows.isEmpty ? ["logs 30 days"] : rows)
  }

  mutating func goals() {
    var rows: [String] = []
    let often = 0.35
    maybe(often, &rows, "latency 100 ms p95")
    maybe(often, &rows, "latency 10 ms p95 indexed on dynamodb, sqlite", "latency 9 ms p99 indexed")
    maybe(often, &rows, "connect 500 ms p95")
    maybe(often, &rows, "failover 60 s rpo 0 s", "failover 60 s")
    maybe(often, &rows, "rpo 5 min")
    maybe(often, &rows, "rto 4 h")
    maybe(often, &rows, "replica-lag 100 ms p95")
    maybe(often, &rows, "availability 99.99%")
    maybe(often, &rows, "pool at-least 80% wait 5 ms p95", "pool at-least 80%")
    maybe(often, &rows, "connections 1_000")
    maybe(often, &rows, "headroom 10x throughput, 10x data", "headroom 2x data")
    maybe(often, &rows, "cost below 80 USD/month", "cost storage below 20 USD/month")
    maybe(often, &rows, "drill restore every 90 days", "drill failover every 30 days")
    rows.shuffle(using: &random)
    declaration("goals", owner: "goals", rows.isEmpty ? ["rto 1 h"] : rows)
  }

  mutating func failures() {
    var rows: [String] = []
    let often = 0.4
    let on = " on main"
    maybe(often, &rows, "instance 2/month lasting 60 s", "instance unknown")
    maybe(often, &rows, "zone 1/year lasting 4 h", "zone 1/year\(on)")
    maybe(often, &rows, "region 1/year", "region unknown lasting 4 h")
    maybe(often, &rows, "connections 1/month lasting 5 min")
    maybe(often, &rows, "timeout 10/day\(on)", "timeout 10/day")
    maybe(often, &rows, "storage unknown lasting 1 h")
    maybe(often, &rows, "replica-lag 2/month lasting 5 min")
    maybe(often, &rows, "backup 1/year")
    rows.shuffle(using: &random)
    declaration("failures", owner: "failures", rows.isEmpty ? ["zone unknown"] : rows)
  }

  mutating func design() {
    guard mainKind == "dynamodb" else { return sqlDesign() }
    var rows = [
      "key pk: string, sk: string",
      one(
        "item Customer { pk: \"CUST#{id}\", sk: \"größe\" }",
        "item Customer {\n  pk: \"CUST#{id}\"\n  sk: \"C\"\n}",
        "item Customer { pk: \"C#{id}\",\n  sk: \"C\" }"
      ),
    ]
    if hasOrder { rows.append("item Order { pk: \"O#{id}\", sk: \"O\" }") }
    if random.chance(0.6) {
      var index = [one("key email, name", "partition email\nsort name")]
      maybe(0.6, &index, "project all", "project keys", "project name")
      for clause in index.joined(separator: "\n").split(separator: "\n") {
        note("an index", String(clause))
      }
      let body = index.joined(separator: "\n").replacing("\n", with: "\n  ")
      rows.append("index byEmail {\n  \(body)\n}")
    }
    if random.chance(0.4) {
      var index = ["sort name"]
      maybe(0.6, &index, "project all", "project keys", "project email")
      for clause in index { note("a local index", clause) }
      rows.append("local index byName {\n  \(index.joined(separator: "\n  "))\n}")
    }
    for clause in rows { note("a table", clause) }
    let table = "table people {\n  \(rows.joined(separator: "\n").replacing("\n", with: "\n  "))\n}"
    declaration("design current of main", owner: "a design", [table])
  }

  private mutating func sqlDesign() {
    var rows = [
      one(
        "row Customer { id: id, mail: email, name: name }",
        "row Customer {\n  id: id\n  mail: email\n  name: name\n}"
      ),
      "key id",
    ]
    maybe(0.5, &rows, "unique mail", "unique mail, id")
    if random.chance(0.6) {
      let index = one("key mail", "key name descending, id", "key mail, id ascending")
      note("a sql index", index)
      rows.append("index by_mail {\n  \(index)\n}")
    }
    for clause in rows { note("a sql table", clause) }
    let table = "table people {\n  \(rows.joined(separator: "\n").replacing("\n", with: "\n  "))\n}"
    declaration("design current of main", owner: "a design", [table])
  }

  mutating func allow() {
    blank()
    row(
      "a model",
      "allow large-item-collection on Customer until 2027-06-30 because \"\(pick(Self.texts, "a")) x\""
    )
  }
}
