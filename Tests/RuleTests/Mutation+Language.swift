extension Mutation {
  /// Reading: files, allowances and syntax.
  static let language = [
    Mutation(
      "DBM0010",
      .notes,
      "model Notes",
      #"model Notes\#nimport "authors.dbmodel""#
    ),
    Mutation(
      "DBM0011",
      .notes,
      "model Notes",
      #"model Notes\#nimport "/srv/models/authors.dbmodel""#
    ),
    Mutation(
      "DBM0012",
      .fleet,
      "  skew    depot uniform",
      #"  skew    depot trace("depots.csv")"#
    ),
    Mutation(
      "DBM0013",
      .fleet,
      "  skew    depot uniform",
      #"  skew    depot trace("/var/log/depots.csv")"#
    ),
    Mutation(
      "DBM0032",
      .notes,
      "model Notes",
      #"model Notes\#nallow hotkey on author because "it moves in spring""#
    ),
    Mutation(
      "DBM0033",
      .notes,
      "model Notes",
      #"model Notes\#nallow unknown-name on author because "it moves in spring""#
    ),
    Mutation(
      "DBM0034",
      .notes,
      "model Notes",
      "model Notes\nallow hot-key on author"
    ),
    Mutation(
      "DBM0035",
      .notes,
      "model Notes",
      #"model Notes\#nallow hot-key on autor because "it moves in spring""#
    ),
    Mutation(
      "DBM1001",
      .notes,
      "model Notes",
      "model N\0tes"
    ),
    Mutation(
      "DBM1002",
      .notes,
      "model Notes",
      #"model Notes\#nallow hot-key on author because "it moves in spring"#
    ),
    Mutation(
      "DBM1003",
      .fleet,
      #"    SELECT depot_id, count(*) FROM van GROUP BY 1\#n    """"#,
      "    SELECT depot_id, count(*) FROM van GROUP BY 1"
    ),
    Mutation(
      "DBM1004",
      .notes,
      "model Notes",
      #"model Notes\#nallow cold-table on author because "it \q moves""#
    ),
    Mutation(
      "DBM1005",
      .notes,
      "  count 200K growing 2%/month",
      "  count 200k growing 2%/month"
    ),
    Mutation(
      "DBM1006",
      .notes,
      "  count 200K growing 2%/month",
      "  count 2000000000000000000000 growing 2%/month"
    ),
    Mutation(
      "DBM1007",
      .notes,
      "model Notes",
      #"model Notes\#nallow cold-table on author until 2027-02-30 because "x""#
    ),
    Mutation(
      "DBM1008",
      .notes,
      "  capacity on-demand",
      "  capacity on-demand;"
    ),
    Mutation(
      "DBM1009",
      .notes,
      "  title:   string(200)   avg 40 B",
      "  title:   string(200   avg 40 B"
    ),
    Mutation(
      "DBM1010",
      .notes,
      "  count 200K growing 2%/month\n}",
      "  count 200K growing 2%/month"
    ),
    Mutation(
      "DBM1011",
      .notes,
      "  changed: timestamp(ms)",
      "  changed: timestamp(ms))"
    ),
    Mutation(
      "DBM1012",
      .notes,
      "model Notes",
      "model Notes\n: 5"
    ),
    Mutation(
      "DBM1013",
      .notes,
      "  where   author == $author",
      "  where   author == ($author and)"
    ),
    Mutation(
      "DBM1014",
      .lending,
      "  joined: timestamp(ms) clock",
      "  set:    timestamp(ms) clock"
    ),
    Mutation(
      "DBM1015",
      .notes,
      "  where   author == $author",
      "  where   author = $author"
    ),
    Mutation(
      "DBM1016",
      .notes,
      "  where   author == $author",
      "  where   author == $author == $author"
    ),
    Mutation(
      "DBM1017",
      .notes,
      "  where   author == $author",
      "  where   " + String(repeating: "(", count: 130) + "author == $author"
        + String(repeating: ")", count: 130)
    ),
    Mutation(
      "DBM1018",
      .notes,
      "  title:   string(200)   avg 40 B",
      "  title:   string(200,,)   avg 40 B"
    ),
    Mutation(
      "DBM1019",
      .notes,
      "entity Author {",
      "entity Author\n{"
    ),
  ]
}
