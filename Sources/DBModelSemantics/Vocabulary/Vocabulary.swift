/// One clause a declaration may hold.
struct ClauseForm: Sendable {
  enum Occurrence: Sendable {
    case optional
    case required
    case many
  }

  let name: String
  let occurrence: Occurrence
  /// How it is written, for documentation and completion.
  let form: String

  init(_ name: String, _ occurrence: Occurrence = .optional, _ form: String) {
    self.name = name
    self.occurrence = occurrence
    self.form = form
  }
}

/// The clauses of one kind of declaration: recovery, suggestions and completion come from it.
struct Vocabulary: Sendable {
  /// `an entity`.
  let title: String
  let clauses: [ClauseForm]

  func form(of name: String) -> ClauseForm? { clauses.first { $0.name == name } }
}

extension Vocabulary {
  static let file = Vocabulary(
    title: "a model",
    clauses: [
      ClauseForm("edition", .required, "edition 2026"),
      ClauseForm("model", .optional, "model NAME"),
      ClauseForm("import", .many, "import \"relative.dbmodel\""),
      ClauseForm("store", .many, "store NAME: KIND [default] { … }"),
      ClauseForm("service", .many, "service NAME { … }"),
      ClauseForm("struct", .many, "struct NAME { member: type … }"),
      ClauseForm("entity", .many, "entity NAME [in STORE] { … }"),
      ClauseForm("access", .many, "access NAME(parameters) [on STORE] { … }"),
      ClauseForm("flow", .many, "flow STORE -> STORE { … }"),
      ClauseForm("design", .many, "design NAME of STORE { … }"),
      ClauseForm("policy", .optional, "policy { … }"),
      ClauseForm("goals", .optional, "goals { … }"),
      ClauseForm("failures", .optional, "failures { … }"),
      ClauseForm("allow", .many, "allow RULE on NAME until DATE because \"…\""),
    ]
  )

  static let dynamoDBStore = Vocabulary(
    title: "a dynamodb store",
    clauses: [
      ClauseForm(
        "capacity",
        "capacity on-demand [at-most 40K/s reads 20K/s writes] | provisioned 100..1_000/s reads "
          + "50/s writes [at 70%]"
      ),
      ClauseForm("warm", "warm 12_000/s reads 4_000/s writes"),
      ClauseForm("table-class", "table-class standard | infrequent-access"),
      ClauseForm("recovery", "recovery point-in-time 7 days"),
      ClauseForm("snapshots", "snapshots hourly | daily | weekly | monthly keep 7 days"),
      ClauseForm("encryption", "encryption customer-key [rotate 365 days] | service-key"),
      ClauseForm("deletion-protection", "deletion-protection"),
      ClauseForm("replicas", "replicas [eventual | strong] REGION, … [witness REGION]"),
      ClauseForm("insights", "insights throttled-keys | accessed-keys"),
      ClauseForm("endpoint", "endpoint gateway | interface | public"),
      ClauseForm("indexes", "indexes at-most 5"),
      ClauseForm("prefer", "prefer single-table"),
      ClauseForm("audit", "audit management, reads, writes [on ENTITY, …]"),
      ClauseForm("drill", .many, "drill restore | point-in-time | failover 2026-10-03"),
    ]
  )

  static let auroraStore = Vocabulary(
    title: "an aurora store",
    clauses: [
      ClauseForm("class", "class db.r6g.large"),
      ClauseForm("readers", "readers 1 | 1..4 at 60% cpu | 1..4 at 500 connections"),
      ClauseForm("zones", "zones 2"),
      ClauseForm("serverless", "serverless 0..16 ACU [pause after 5 min]"),
      ClauseForm("storage", "storage [standard | io-optimized] 100 GB [growing 5%/month]"),
      ClauseForm("indexes", "indexes at-most 50 MB"),
      ClauseForm("backup", "backup 7 days [window daily 02:00..03:00 UTC]"),
      ClauseForm("snapshots", "snapshots hourly | daily | weekly | monthly keep 7 days"),
      ClauseForm("encryption", "encryption customer-key [rotate 365 days] | service-key"),
      ClauseForm("deletion-protection", "deletion-protection"),
      ClauseForm("version", "version \"15.4\""),
      ClauseForm("proxy", "proxy [connections 90%] [borrow 5 s] [idle 10 min]"),
      ClauseForm("runs", .many, "runs weekdays 08:00..18:00 UTC"),
      ClauseForm("maintenance", "maintenance sunday 03:00..04:00 UTC"),
      ClauseForm("authentication", "authentication iam | secret [rotate 30 days]"),
      ClauseForm("tls", "tls required | allowed"),
      ClauseForm("port", "port 5432"),
      ClauseForm("audit", "audit connections, schema, roles, reads, writes"),
      ClauseForm("insights", "insights standard | advanced [keep 465 days]"),
      ClauseForm("timeout", .many, "timeout statement | idle-in-transaction | lock 5 s"),
      ClauseForm("parameter", .many, "parameter work_mem \"64MB\""),
      ClauseForm("extensions", "extensions pg_trgm, pgcrypto"),
      ClauseForm("drill", .many, "drill restore | point-in-time | failover 2026-10-03"),
    ]
  )

  static let sqliteStore = Vocabulary(
    title: "a sqlite store",
    clauses: [ClauseForm("indexes", "indexes at-most 50 MB")]
  )

  static let service = Vocabulary(
    title: "a service",
    clauses: [
      ClauseForm("role", "role NAME"),
      ClauseForm("instances", "instances 12 | 4..20"),
      ClauseForm("pool", "pool 8 | 2..8 | none"),
      ClauseForm(
        "retry",
        "retry full-jitter | exponential | none [50 ms..5 s] [for 60 s] [attempts 5] [budget 10%]"
      ),
      ClauseForm("timeout", .many, "timeout connect | statement 2 s"),
      ClauseForm("tls", "tls verify-full | verify-ca | required"),
      ClauseForm("callers", "callers internal | authenticated | anonymous"),
    ]
  )

  static let entity = Vocabulary(
    title: "an entity",
    clauses: [
      ClauseForm("key", "key a, b"),
      ClauseForm("unique", .many, "unique a, b"),
      ClauseForm("count", "count 2M [growing 5%/month]"),
      ClauseForm("lifecycle", .many, "lifecycle ATTRIBUTE { a -> b 99%, c 1% }"),
      ClauseForm("variant", .many, "variant NAME { case 85% { member: type } }"),
    ]
  )

  static let access = Vocabulary(
    title: "an access pattern",
    clauses: [
      ClauseForm("read", "read ENTITY { fields }"),
      ClauseForm("where", "where CONDITION"),
      ClauseForm("order", "order a descending, b"),
      ClauseForm("limit", "limit 10"),
      ClauseForm("page", "page 20 [depth avg 1.3 median 1 max 40]"),
      ClauseForm("group", "group a, b"),
      ClauseForm("insert", .many, "insert $row"),
      ClauseForm("update", .many, "update ENTITY where … set a = …, b += … [if …]"),
      ClauseForm("upsert", .many, "upsert ENTITY where KEY == … set a = …"),
      ClauseForm("delete", .many, "delete ENTITY where … [if …]"),
      ClauseForm("for", .many, "for x in $many { … }"),
      ClauseForm("transaction", "transaction [serializable] { … }"),
      ClauseForm("sql", "sql \"\"\" … \"\"\""),
      ClauseForm("returns", "returns 0..400 rows avg 60 [median 12]"),
      ClauseForm("reads", "reads ENTITY, …"),
      ClauseForm("writes", "writes ENTITY, …"),
      ClauseForm("rows", "rows avg 1K [median 200] max 20K"),
      ClauseForm(
        "rate",
        "rate 40/s peak 200/s [for 10 min] [burst 800/s for 5 s] [in batches of 100]"
      ),
      ClauseForm("daily", "daily 80% from 09:00 to 17:00 UTC, …"),
      ClauseForm("weekly", "weekly 90% from mon to fri, …"),
      ClauseForm("schedule", "schedule daily 02:00 UTC within 2 h"),
      ClauseForm(
        "skew",
        .many,
        "skew PARAMETER DISTRIBUTION [largest first] | A, B together DISTRIBUTION | A within B DISTRIBUTION"
      ),
      ClauseForm("consistency", "consistency strong | eventual | read-your-writes [within 5 min]"),
      ClauseForm("latency", "latency 10 ms p95"),
      ClauseForm("by", "by SERVICE, …"),
      ClauseForm("idempotent", "idempotent by $parameter for 10 min"),
      ClauseForm("fails", "fails 2%"),
    ]
  )

  static let statements = Vocabulary(
    title: "a transaction",
    clauses: access.clauses.filter {
      ["insert", "update", "upsert", "delete", "for"].contains($0.name)
    }
  )

  static let flow = Vocabulary(
    title: "a flow",
    clauses: [
      ClauseForm("entities", .required, "entities A, B"),
      ClauseForm("through", "through stream | batch every 15 min | outbox [size 100] [window 5 s]"),
      ClauseForm("lag", "lag 60 s p50, 5 min p99"),
      ClauseForm("delivery", "delivery at-least-once | exactly-once"),
      ClauseForm(
        "retry",
        "retry full-jitter | exponential | none [50 ms..5 s] [for 60 s] [attempts 5] [budget 10%]"
      ),
      ClauseForm("dead-letter", "dead-letter keep 14 days"),
    ]
  )

  static let design = Vocabulary(
    title: "a design",
    clauses: [ClauseForm("table", .many, "table NAME { … }")]
  )

  static let table = Vocabulary(
    title: "a table",
    clauses: [
      ClauseForm("key", .required, "key pk: string, sk: string"),
      ClauseForm("item", .many, "item ENTITY { pk: \"A#{id}\", sk: \"…\" }"),
      ClauseForm("index", .many, "index NAME { … }"),
      ClauseForm("local", .many, "local index NAME { … }"),
    ]
  )

  static let index = Vocabulary(
    title: "an index",
    clauses: [
      ClauseForm("key", "key a, b"),
      ClauseForm("partition", "partition a, b over 10 shards"),
      ClauseForm("sort", "sort c, d"),
      ClauseForm("project", "project all | keys | a, b"),
    ]
  )

  static let localIndex = Vocabulary(
    title: "a local index",
    clauses: [
      ClauseForm("sort", .required, "sort c"),
      ClauseForm("project", "project all | keys | a, b"),
    ]
  )

  static let sqlTable = Vocabulary(
    title: "a sql table",
    clauses: [
      ClauseForm("row", .required, "row ENTITY { column: field, city: home.city }"),
      ClauseForm("key", .required, "key order_id"),
      ClauseForm("unique", .many, "unique customer_id, placed_at"),
      ClauseForm("index", .many, "index NAME { … }"),
    ]
  )

  static let sqlIndex = Vocabulary(
    title: "a sql index",
    clauses: [ClauseForm("key", .required, "key state, placed_at descending")]
  )

  static let policy = Vocabulary(
    title: "a policy",
    clauses: [
      ClauseForm("region", "region us-east-1"),
      ClauseForm("class", "class at-most db.t3.medium"),
      ClauseForm("backups", "backups at-most 7 days"),
      ClauseForm("storage", "storage at-most 100 GB"),
      ClauseForm("capacity", "capacity on-demand | provisioned"),
      ClauseForm("cross-region", "cross-region allowed | forbidden"),
      ClauseForm("prices", "prices public"),
      ClauseForm("cost", "cost 200..260 USD/month alert 280 USD/month ceiling 300 USD/month"),
      ClauseForm("costs", "costs { NAME 30 USD/month … }"),
      ClauseForm("encryption", "encryption customer-key [rotate at-most 365 days]"),
      ClauseForm("environment", "environment production | staging | test | development"),
      ClauseForm("compliance", "compliance baseline | hipaa | pci-dss | soc2, …"),
      ClauseForm("logs", "logs 90 days"),
      ClauseForm("notify", "notify \"team@example.com\", …"),
    ]
  )

  static let goals = Vocabulary(
    title: "goals",
    clauses: [
      ClauseForm("latency", .many, "latency 100 ms p95 [indexed] [on KIND, …]"),
      ClauseForm("connect", "connect 500 ms p95"),
      ClauseForm("failover", "failover 60 s [rpo 0 s]"),
      ClauseForm("rpo", "rpo 5 min"),
      ClauseForm("rto", "rto 4 h"),
      ClauseForm("replica-lag", "replica-lag 100 ms p95"),
      ClauseForm("availability", "availability 99.99%"),
      ClauseForm("pool", "pool at-least 80% [wait 5 ms p95]"),
      ClauseForm("connections", "connections 1_000"),
      ClauseForm("headroom", "headroom 10x throughput, 10x data"),
      ClauseForm("cost", .many, "cost [PART] below 80 USD/month"),
      ClauseForm("drill", .many, "drill restore | point-in-time | failover every 90 days"),
    ]
  )

  static let failures = Vocabulary(
    title: "failures",
    clauses: [
      ClauseForm("instance", .many, "instance 2/month [lasting 60 s] [on STORE, …]"),
      ClauseForm("zone", .many, "zone 1/year [lasting 4 h] [on STORE, …]"),
      ClauseForm("region", .many, "region 1/year [lasting 4 h] [on STORE, …]"),
      ClauseForm("connections", .many, "connections 1/month [lasting 5 min] [on STORE, …]"),
      ClauseForm("timeout", .many, "timeout 10/day [on STORE, …]"),
      ClauseForm("storage", .many, "storage unknown [lasting 1 h] [on STORE, …]"),
      ClauseForm("replica-lag", .many, "replica-lag 2/month [lasting 5 min] [on STORE, …]"),
      ClauseForm("backup", .many, "backup 1/year [on STORE, …]"),
    ]
  )
}

extension ClauseForm {
  init(_ name: String, _ form: String) { self.init(name, .optional, form) }
}
