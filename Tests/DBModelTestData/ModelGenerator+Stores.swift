import DBModelTestKit

extension ModelGenerator {
  mutating func mainStore() {
    mainKind = pick(Self.kinds, "dynamodb")
    store("main", mainKind, isDefault: true)
  }

  mutating func copyStore() {
    guard copyKind == nil else { return }
    let kind = pick(Self.kinds, "sqlite")
    copyKind = kind
    store("copy", kind, isDefault: false)
  }

  private mutating func store(_ name: String, _ kind: String, isDefault: Bool) {
    let header = "store \(name): \(kind)" + (isDefault ? " default" : "")
    switch kind {
    case "dynamodb": declaration(header, owner: "a dynamodb store", dynamoDB(isDefault))
    case "sqlite": declaration(header, owner: "a sqlite store", sqlite())
    default: declaration(header, owner: "an aurora store", aurora(kind))
    }
  }

  private mutating func dynamoDB(_ holdsEntities: Bool) -> [String] {
    var rows: [String] = []
    let often = 0.25
    maybe(
      0.5,
      &rows,
      "capacity on-demand",
      "capacity on-demand at-most 40K/s reads 20K/s writes",
      "capacity provisioned 100..1_000/s reads 50/s writes at 70%",
      "capacity provisioned 100/s reads 50/s writes"
    )
    maybe(often, &rows, "warm 12_000/s reads 4_000/s writes")
    maybe(often, &rows, "table-class standard", "table-class infrequent-access")
    maybe(often, &rows, "indexes at-most 5", "indexes at-most 0")
    maybe(often, &rows, "prefer single-table")
    maybe(often, &rows, "recovery point-in-time 7 days")
    maybe(often, &rows, "snapshots daily keep 7 days", "snapshots weekly keep 35 days")
    maybe(often, &rows, "encryption customer-key rotate 365 days", "encryption service-key")
    maybe(often, &rows, "deletion-protection")
    maybe(
      often,
      &rows,
      "replicas eu-west-1, us-west-2",
      "replicas strong us-east-2 witness us-west-2",
      "replicas eventual us-west-2"
    )
    maybe(often, &rows, "insights throttled-keys", "insights accessed-keys")
    maybe(often, &rows, "endpoint gateway", "endpoint interface", "endpoint public")
    maybe(
      often,
      &rows,
      "audit management, reads, writes",
      holdsEntities ? "audit reads, writes on Customer" : "audit reads"
    )
    maybe(often, &rows, "drill restore 2026-10-03", "drill failover 2026-10-03")
    maybe(0.1, &rows, "drill point-in-time 2026-10-03")
    rows.shuffle(using: &random)
    return rows
  }

  private mutating func sqlite() -> [String] {
    var rows: [String] = []
    maybe(0.25, &rows, "indexes at-most 20 MB", "indexes at-most 1 KB")
    return rows
  }

  private mutating func aurora(_ kind: String) -> [String] {
    var rows: [String] = []
    let often = 0.2
    if random.chance(0.5) {
      rows.append("class db.r6g.large")
      maybe(
        0.5,
        &rows,
        "readers 1",
        "readers 1..4 at 60% cpu",
        "readers 1..4 at 500 connections"
      )
    } else {
      maybe(0.5, &rows, "serverless 0..16 ACU pause after 5 min", "serverless 0.5..16 ACU")
    }
    maybe(often, &rows, "zones 2")
    maybe(often, &rows, "storage io-optimized 100 GB growing 5%/month", "storage standard")
    maybe(often, &rows, "backup 7 days window daily 02:00..03:00 UTC", "backup 7 days")
    maybe(often, &rows, "snapshots weekly keep 35 days", "snapshots hourly keep 2 days")
    maybe(often, &rows, "encryption customer-key rotate 365 days", "encryption service-key")
    maybe(often, &rows, "deletion-protection")
    maybe(often, &rows, "version \"15.4\"")
    maybe(often, &rows, "proxy connections 90% borrow 5 s idle 10 min", "proxy")
    maybe(often, &rows, "runs weekdays 08:00..18:00 UTC")
    maybe(often, &rows, "maintenance sunday 03:00..04:00 UTC")
    maybe(often, &rows, "authentication iam", "authentication secret rotate 30 days")
    maybe(often, &rows, "tls required", "tls allowed")
    maybe(often, &rows, "port 5432")
    maybe(often, &rows, "audit connections, schema, roles", "audit reads, writes")
    maybe(often, &rows, "insights advanced keep 465 days", "insights standard")
    maybe(often, &rows, "timeout statement 5 s", "timeout lock 500 ms")
    maybe(often, &rows, "timeout idle-in-transaction 1 min")
    maybe(often, &rows, "parameter work_mem \"64MB\"")
    if kind == "aurora-postgresql" { maybe(often, &rows, "extensions pg_trgm, pgcrypto") }
    maybe(often, &rows, "drill restore 2026-10-03")
    maybe(often, &rows, "indexes at-most 50 MB", "indexes at-most 2 GB")
    rows.shuffle(using: &random)
    return Array(rows.prefix(12))
  }

  mutating func service() {
    guard !hasService else { return }
    hasService = true
    var rows: [String] = []
    maybe(0.4, &rows, "role web-app")
    maybe(0.4, &rows, "instances 12", "instances 4..20")
    maybe(0.4, &rows, "pool 8", "pool 2..8")
    maybe(0.4, &rows, "retry full-jitter 50 ms..5 s for 60 s attempts 5 budget 10%", "retry none")
    maybe(0.4, &rows, "timeout connect 500 ms", "timeout statement 2 s")
    maybe(0.4, &rows, "tls verify-full", "tls verify-ca", "tls required")
    maybe(0.4, &rows, "callers authenticated", "callers internal", "callers anonymous")
    rows.shuffle(using: &random)
    declaration("service web", owner: "a service", rows)
  }

  mutating func flow() {
    if copyKind == nil { copyStore() }
    guard !hasFlow else { return }
    hasFlow = true
    var rows = [hasOrder ? "entities Customer, Order" : "entities Customer"]
    maybe(
      0.5,
      &rows,
      "through stream size 100 window 5 s",
      "through outbox",
      "through stream",
      "through batch every 15 min"
    )
    maybe(0.5, &rows, "lag 60 s p50, 5 min p99")
    maybe(0.4, &rows, "delivery at-least-once")
    maybe(0.4, &rows, "retry exponential 1 s..1 min for 24 h")
    maybe(0.4, &rows, "dead-letter keep 14 days")
    declaration("flow main -> copy", owner: "a flow", rows)
  }
}
