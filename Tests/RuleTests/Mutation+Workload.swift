extension Mutation {
  /// Heat, limits, plans and latency.
  static let workload = [
    Mutation(
      "DBM3101",
      .notes,
      "  skew    tip uniform",
      "  skew    tip hotset(1 keys, 95%)"
    ),
    Mutation(
      "DBM3201",
      .notes,
      "  text:    string(4000)  avg 600 B",
      "  text:    string(500_000)  avg 600 B"
    ),
    Mutation(
      "DBM3202",
      .fleet,
      "  note:  string(400)  avg 30 B",
      "  note:  string(80_000) avg 30 B"
    ),
    Mutation(
      "DBM3302",
      .notes,
      "  rate    20/s peak 7_000/s",
      "  rate    20/s peak 100_000/s"
    ),
    Mutation(
      "DBM3303",
      .fleet,
      "  capacity provisioned 1_500/s reads 1_200/s writes",
      "  capacity provisioned 1_500/s reads 12/s writes"
    ),
    Mutation(
      "DBM3305",
      .fleet,
      "  capacity provisioned 1_500/s reads 1_200/s writes",
      "  capacity provisioned 1_500/s reads 30_000/s writes"
    ),
    Mutation(
      "DBM3401",
      .lending,
      "  rate    0.4/s peak 4/s",
      "  rate    0.4/s peak 60_000/s"
    ),
    Mutation("DBM3402", .lending, "  pool      5", "  pool      500"),
    Mutation(
      "DBM4001",
      .fleet,
      "  read    Van { * }\n  where   id == $van",
      "  read    Van { * }\n  where   id != $van"
    ),
    Mutation(
      "DBM4002",
      .fleet,
      "access vansPerDepot() on history {",
      "access vansPerDepot() on live {"
    ),
    Mutation(
      "DBM4003",
      .fleet,
      "  where   van == $van",
      "  where   van == $van\n  consistency strong"
    ),
    Mutation(
      "DBM4007",
      .fleet,
      "access load(parcels: many new Parcel 1..60 avg 8) {",
      "access load(parcels: many new Parcel 1..140 avg 8) {"
    ),
    Mutation(
      "DBM4009",
      .fleet,
      "  id:   string(20) key avg 8 B",
      "  id:   string(2_000) key avg 8 B"
    ),
    Mutation(
      "DBM6101",
      .notes,
      "  latency 25 ms p95",
      "  latency 1 ms p95"
    ),
  ]
}
