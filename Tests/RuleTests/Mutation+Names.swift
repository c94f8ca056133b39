extension Mutation {
  /// Names, types and units.
  static let names = [
    Mutation(
      "DBM2001",
      .notes,
      "edition 2026",
      ""
    ),
    Mutation(
      "DBM2002",
      .notes,
      "edition 2026",
      "edition 2062"
    ),
    Mutation(
      "DBM2003",
      .notes,
      "  count 200K growing 2%/month",
      "  cuont 200K growing 2%/month"
    ),
    Mutation(
      "DBM2004",
      .notes,
      "  count 200K growing 2%/month",
      "  count 200K growing 2%/month\n  count 200K growing 2%/month"
    ),
    Mutation(
      "DBM2005",
      .lending,
      "  failover 60 s",
      "  failover"
    ),
    Mutation(
      "DBM2006",
      .notes,
      "  rate    20/s peak 7_000/s",
      "  rate    20/s"
    ),
    Mutation(
      "DBM2007",
      .lending,
      "  year:   int(1450..2100)",
      "  author: int(1450..2100)"
    ),
    Mutation(
      "DBM2008",
      .notes,
      "  read    Author { * }",
      "  read    Autor { * }"
    ),
    Mutation(
      "DBM2009",
      .notes,
      "  count 200K growing 2%/month",
      "  count 200K growing 2%/month often"
    ),
    Mutation(
      "DBM2010",
      .notes,
      "  name:   string(80)    avg 14 B",
      "  name:   varchar(80)    avg 14 B"
    ),
    Mutation(
      "DBM2011",
      .notes,
      "  name:   string(80)    avg 14 B",
      "  name:   string(80)    avg 14 ms"
    ),
    Mutation(
      "DBM2012",
      .notes,
      "  page    20 depth avg 1.2 max 100",
      "  page    0 depth avg 1.2 max 100"
    ),
    Mutation(
      "DBM2013",
      .notes,
      "  name:   string(80)    avg 14 B",
      "  name:   string(80)    avg 1400 B"
    ),
    Mutation(
      "DBM2014",
      .lending,
      "  state: enum { here 80%, lent 18%, lost 2% }",
      "  state: enum { here 90%, lent 18%, lost 2% }"
    ),
    Mutation(
      "DBM2015",
      .fleet,
      "  id:   string(20) key avg 8 B",
      "  id:   string(20) avg 8 B"
    ),
    Mutation(
      "DBM2016",
      .notes,
      "  id:     uuid          key",
      "  id:     Author        key"
    ),
    Mutation(
      "DBM2017",
      .fleet,
      "  latitude:  decimal(9, 6)",
      "  latitude:  Place"
    ),
    Mutation(
      "DBM2018",
      .lending,
      "  id:     uuid         key",
      "  id:     uuid?        key"
    ),
    Mutation(
      "DBM2019",
      .fleet,
      "entity Depot in live {",
      "entity Depot {"
    ),
    Mutation(
      "DBM2020",
      .notes,
      "  where   author == $author",
      "  where   author == 5"
    ),
    Mutation(
      "DBM2021",
      .notes,
      "  name:   string(80)    avg 14 B",
      "  name:   string(80)    avg 14 B clock"
    ),
    Mutation(
      "DBM2022",
      .notes,
      "access write(note: new Note) {",
      "access write(note: Note) {"
    ),
    Mutation(
      "DBM2023",
      .fleet,
      "  upsert Van where id == $van",
      "  upsert Van where plate == $plate"
    ),
    Mutation(
      "DBM2025",
      .notes,
      "  page    20 depth avg 1.2 max 100",
      "  page    20 depth avg 1.2 max 100\n  limit 20"
    ),
    Mutation(
      "DBM2026",
      .notes,
      "edition 2026",
      "model Notes\nedition 2026"
    ),
    Mutation(
      "DBM2028",
      .fleet,
      "  group       state",
      ""
    ),
    Mutation(
      "DBM2029",
      .fleet,
      "    set depot = $depot, plate = $plate, at.latitude = $latitude, at.longitude = $longitude,",
      "    set id = $depot, plate = $plate, at.latitude = $latitude, at.longitude = $longitude,"
    ),
    Mutation(
      "DBM2030",
      .fleet,
      "  note:  string(400)  avg 30 B",
      "  note:  list of { " + (0...1_000).map { "m\($0): int" }.joined(separator: ", ")
        + " } 0..2 avg 1"
    ),
    Mutation(
      "DBM2031",
      .fleet,
      #"    item Van { id: "{id}" }"#,
      #"    item Van { id: "{id" }"#
    ),
    Mutation(
      "DBM2032",
      .fleet,
      "  entities Van, Parcel",
      "  entities Van"
    ),
    Mutation(
      "DBM2033",
      .fleet,
      "    set at.latitude = $latitude, at.longitude = $longitude, seen = now()",
      "    set at.latitude = $latitude, at.longitude = $longitude, seen = now()"
        + "\n    if  follows(fuel, .low)"
    ),
    Mutation(
      "DBM2035",
      .fleet,
      "        seen = now(), fuel = .full, loaded = 0",
      "        seen = now(), fuel = .full"
    ),
  ]
}
