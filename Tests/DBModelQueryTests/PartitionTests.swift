import DBModelEmit
import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

/// What makes and drops partitions, on servers: it is a script that no engine but its own reads.
@Suite(.serialized) struct PartitionTests {
  private static func model() throws -> TestModel {
    try #require(TestModel.all.first { $0.name == "metering" })
  }

  @Test(arguments: [SQLDialect.postgresql, .mysql]) func script(_ dialect: SQLDialect) throws {
    let model = try Self.model()
    let script = SQLFileWriter.partitions(model.design, workload: model.workload, dialect: dialect)
    try GoldenFile.check(
      try #require(script),
      at: "Tests/DBModelQueryTests/Cases/metering/\(dialect.rawValue).partitions.sql"
    )
  }

  @Test func sqliteHasNone() throws {
    let model = try Self.model()
    #expect(
      SQLFileWriter.partitions(model.design, workload: model.workload, dialect: .sqlite) == nil
    )
    let schema = SQLSchemaWriter(design: model.design, workload: model.workload, dialect: .sqlite)
    #expect(!schema.script.contains("PARTITION"))
  }

  /// Rows of `reading` by their age in days, by what holds them afterwards.
  private static let ages: [(days: Int, isDated: Bool)] = [
    (3_000, false), (95, false), (89, true), (31, true), (1, true), (0, true), (-1, true),
    (-2, true), (-4, false), (-2_900_000, false),
  ]

  @Test func postgreSQL() throws {
    guard let server = LiveServers.postgreSQL else {
      LiveServers.leftOut("partitions on PostgreSQL", because: "DBMODEL_PG_HOST is not set")
      return
    }
    let store = try LiveStore.postgreSQL(server, database: "dbmodel_partitions")
    let device = "'00000000-0000-0000-0000-000000000001'"
    let upkeep = try prepared(store)
    try store.run("INSERT INTO device VALUES (\(device), 'one');\n")
    // Nothing is lost before the script has run for the first time.
    for age in Self.ages {
      let time = "now() - interval '\(age.days) days'"
      try store.run("INSERT INTO reading VALUES (\(device), \(time), 1, 'd\(age.days)');\n")
    }
    let placed = """
      SELECT note || ' '
        || (tableoid::regclass::text = 'reading_p' || to_char(at AT TIME ZONE 'UTC', 'YYYYMMDD'))
      FROM reading ORDER BY at
      """
    let count = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'reading'::regclass"
    let wanted = Self.ages.map { "d\($0.days) \($0.isDated)" }
    for _ in 0..<2 {
      try store.run(upkeep)
      #expect(try lines(store, placed) == wanted)
      #expect(try lines(store, count) == ["\(Self.ages.count { $0.isDated } + 1)"])
    }
    // A partition that is too old goes with the rows at both of its ends.
    try store.run(
      """
      CREATE TABLE reading_p20200101 PARTITION OF reading
        FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-01-02 00:00:00+00');
      INSERT INTO reading VALUES (\(device), '2020-01-01 00:00:00+00', 1, 'old');
      INSERT INTO reading VALUES (\(device), '2020-01-01 23:59:59.999+00', 1, 'old');

      """
    )
    #expect(try lines(store, placed).count == wanted.count + 2)
    try store.run(upkeep)
    #expect(try lines(store, placed) == wanted)
    #expect(try lines(store, count) == ["\(Self.ages.count { $0.isDated } + 1)"])
  }

  @Test func mariaDB() throws {
    guard let server = LiveServers.mariaDB else {
      LiveServers.leftOut("partitions on MariaDB", because: "DBMODEL_MARIADB_SOCKET is not set")
      return
    }
    let store = try LiveStore.mariaDB(server, database: "dbmodel_partitions")
    let upkeep = try prepared(store)
    // In one piece, since it refers to another table.
    #expect(!upkeep.contains("`reading`"))
    for age in [3_000, 700, 400, 31, 0, -20, -2_900_000] {
      let time = "UTC_TIMESTAMP(6) - INTERVAL \(age) DAY"
      try store.run("INSERT INTO `signal` VALUES ('d\(age)', \(time), 1);\n")
    }
    let names = """
      SELECT PARTITION_NAME FROM information_schema.PARTITIONS
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'signal' ORDER BY PARTITION_ORDINAL_POSITION
      """
    let months = """
      WITH RECURSIVE months (first) AS (
        SELECT CAST(DATE_FORMAT(UTC_DATE() - INTERVAL 700 DAY, '%Y-%m-01') AS DATE)
        UNION ALL SELECT first + INTERVAL 1 MONTH FROM months
        WHERE first < CAST(DATE_FORMAT(UTC_DATE(), '%Y-%m-01') AS DATE) + INTERVAL 2 MONTH
      ) SELECT DATE_FORMAT(first, 'p%Y%m%d') FROM months
      """
    let wanted = try lines(store, months)
    for _ in 0..<2 {
      try store.run(upkeep)
      #expect(try lines(store, names) == wanted + ["rest"])
    }
    // What is older than the first falls into it.
    func rows(_ partition: String) throws -> [String] {
      try lines(store, "SELECT source FROM `signal` PARTITION (\(partition)) ORDER BY at")
    }
    #expect(try rows(wanted[0]) == ["d3000", "d700"])
    #expect(try rows(wanted[wanted.count - 3]).contains("d0"))
    #expect(try rows("rest") == ["d-2900000"])
    // A partition that is too old goes with its rows, and the next one takes what is older still.
    try store.run(
      """
      ALTER TABLE `signal` REORGANIZE PARTITION \(wanted[0]) INTO (
        PARTITION p20200101 VALUES LESS THAN ('2020-02-01'),
        PARTITION \(wanted[0]) VALUES LESS THAN ('\(Self.day(wanted[1]))')
      );

      """
    )
    #expect(try rows("p20200101") == ["d3000"])
    try store.run(upkeep)
    #expect(try lines(store, names) == wanted + ["rest"])
    #expect(try rows(wanted[0]) == ["d700"])
    // After a year in which nobody has run it, those are made that are missing.
    let early = wanted.prefix(wanted.count - 12)
    try store.run(
      "ALTER TABLE `signal` DROP PARTITION \(wanted.suffix(12).joined(separator: ", "));\n"
    )
    #expect(try lines(store, names) == early + ["rest"])
    try store.run(upkeep)
    #expect(try lines(store, names) == wanted + ["rest"])
  }

  /// `p20261130` as the day that it is.
  private static func day(_ partition: String) -> String {
    let digits = Array(partition.dropFirst())
    return String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8])
  }

  /// Makes the tables.
  ///
  /// - Returns: The script that keeps their partitions.
  private func prepared(_ store: LiveStore) throws -> String {
    let model = try Self.model()
    let schema = SQLSchemaWriter(
      design: model.design,
      workload: model.workload,
      dialect: store.dialect
    )
    try store.run(schema.script)
    return try #require(
      SQLFileWriter.partitions(model.design, workload: model.workload, dialect: store.dialect)
    )
  }

  /// The rows of a query of one column.
  private func lines(_ store: LiveStore, _ query: String) throws -> [String] {
    let text = String(decoding: try store.run(query + ";\n"), as: UTF8.self)
    return text.split { $0 == "\n" || $0 == "\u{1E}" }.map(String.init)
  }
}
