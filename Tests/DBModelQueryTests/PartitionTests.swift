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
  /// 90 days back, a piece of one among them, two days ahead, and the rest.
  private static let count = ["94"]

  private static let device = "'00000000-0000-0000-0000-000000000001'"
  private static let placed = """
    SELECT note || ' '
      || (tableoid::regclass::text = 'reading_p' || to_char(at AT TIME ZONE 'UTC', 'YYYYMMDD'))
    FROM reading ORDER BY at
    """
  private static let counted = """
    SELECT count(*) FROM pg_inherits WHERE inhparent = 'reading'::regclass
    """

  @Test func postgreSQL() throws {
    guard let server = LiveServers.postgreSQL else {
      LiveServers.leftOut("partitions on PostgreSQL", because: "DBMODEL_PG_HOST is not set")
      return
    }
    let store = try LiveStore.postgreSQL(server, database: "dbmodel_partitions")
    let upkeep = try prepared(store)
    let device = Self.device
    try store.run("INSERT INTO device VALUES (\(device), 'one');\n")
    // Nothing is lost before the script has run for the first time.
    for age in Self.ages {
      let time = "now() - interval '\(age.days) days'"
      try store.run("INSERT INTO reading VALUES (\(device), \(time), 1, 'd\(age.days)');\n")
    }
    let wanted = Self.ages.map { "d\($0.days) \($0.isDated)" }
    for zone in ["UTC", "America/New_York", "Pacific/Kiritimati"] {
      try store.run(
        "SET TIME ZONE '\(zone)'; SET datestyle = 'German';"
          + " SET default_transaction_isolation = 'repeatable read';\n" + upkeep
      )
      #expect(try lines(store, Self.placed) == wanted)
      #expect(try lines(store, Self.counted) == Self.count)
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
    #expect(try lines(store, Self.placed).count == wanted.count + 2)
    try store.run(upkeep)
    #expect(try lines(store, Self.placed) == wanted)
    #expect(try lines(store, Self.counted) == Self.count)
    // What refers and what is unique holds in all of them.
    for row in ["(gen_random_uuid(), now(), 1, 'x')", "(\(device), '2026-01-01', 1, 'x')"] {
      let twice = "INSERT INTO reading VALUES \(row); INSERT INTO reading VALUES \(row);\n"
      #expect(throws: LiveStore.Failure.self) { try store.run(twice) }
    }
  }

  /// A month that was a partition before the period was a day holds rows that are young.
  @Test func whatIsThereIsReadFromItsBounds() throws {
    guard let server = LiveServers.postgreSQL else {
      LiveServers.leftOut("partitions on PostgreSQL", because: "DBMODEL_PG_HOST is not set")
      return
    }
    let store = try LiveStore.postgreSQL(server, database: "dbmodel_partition_bounds")
    let upkeep = try prepared(store)
    try store.run(
      """
      INSERT INTO device VALUES (\(Self.device), 'one');
      DO $$
      DECLARE
        lower date := (now() AT TIME ZONE 'UTC')::date - 120;
        upper date := (now() AT TIME ZONE 'UTC')::date - 60;
      BEGIN
        EXECUTE format('CREATE TABLE reading_p20269999 PARTITION OF reading
          FOR VALUES FROM (%L) TO (%L)', lower || ' 00:00+00', upper || ' 00:00+00');
      END $$;
      INSERT INTO reading SELECT \(Self.device), now() - day * interval '1 day', 1, 'd' || day
        FROM generate_series(0, 119) AS day;

      """
    )
    try store.run(upkeep)
    #expect(try lines(store, "SELECT count(*) FROM reading") == ["120"])
    #expect(try lines(store, "SELECT count(*) FROM reading_p20269999") == ["59"])
    #expect(try lines(store, "SELECT count(*) FROM reading_rest") == ["0"])
    // 60 days back, two ahead, the long one and the rest.
    #expect(try lines(store, Self.counted) == ["65"])
  }

  /// Two runs and those who write at the same time, the device first or the reading first.
  @Test func manyAtOnce() async throws {
    guard let server = LiveServers.postgreSQL else {
      LiveServers.leftOut("partitions on PostgreSQL", because: "DBMODEL_PG_HOST is not set")
      return
    }
    let store = try LiveStore.postgreSQL(server, database: "dbmodel_partition_crowd")
    let upkeep = try prepared(store)
    try store.run("INSERT INTO device VALUES (\(Self.device), 'one');\n")
    let drop = """
      SELECT format('DROP TABLE %s', inhrelid::regclass) FROM pg_inherits
      WHERE inhparent = 'reading'::regclass AND inhrelid::regclass::text <> 'reading_rest'
      ORDER BY 1 DESC LIMIT 3
      """
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<2 {
        group.addTask {
          for round in 0..<25 {
            let time = "now() - interval '\(100 + round * 2 + worker) days'"
            let change = "UPDATE device SET name = 'r\(round)' WHERE id = \(Self.device);\n"
            let insert = "INSERT INTO reading VALUES (\(Self.device), \(time), 1, 'x');\n"
            let both = worker == 0 ? change + insert : insert + change
            try store.run("BEGIN;\n\(both)COMMIT;\n")
          }
        }
        group.addTask {
          for _ in 0..<4 { try store.run(upkeep) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try lines(store, "SELECT count(*) FROM reading") == ["50"])
    #expect(try lines(store, drop).count == 3)
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
    for age in [3_000, 650, 400, 31, 0, -20, -2_900_000] {
      let time = "UTC_TIMESTAMP(6) - INTERVAL \(age) DAY"
      try store.run("INSERT INTO `signal` VALUES ('d\(age)', \(time), 1);\n")
    }
    let names = """
      SELECT PARTITION_NAME FROM information_schema.PARTITIONS
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'signal' ORDER BY PARTITION_ORDINAL_POSITION
      """
    let months = """
      WITH RECURSIVE months (first) AS (
        SELECT CAST(DATE_FORMAT(UTC_DATE() - INTERVAL 730 DAY, '%Y-%m-01') AS DATE)
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
    #expect(try rows(wanted[0]) == ["d3000"])
    #expect(try rows(wanted[wanted.count - 3]).contains("d0"))
    #expect(try wanted.reduce(0) { try $0 + rows($1).count } == 6)
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
    #expect(try rows(wanted[0]).isEmpty)
    // Days that were partitions before the period was a month, and hold young rows.
    let last = wanted[wanted.count - 1]
    try store.run(
      """
      ALTER TABLE `signal` DROP PARTITION \(last);
      ALTER TABLE `signal` REORGANIZE PARTITION rest INTO (
        PARTITION odd VALUES LESS THAN ('\(Self.day(last)) 12:00:00'),
        PARTITION odder VALUES LESS THAN ('\(Self.day(last, plus: 1))'),
        PARTITION rest VALUES LESS THAN (MAXVALUE));

      """
    )
    try store.run(upkeep)
    #expect(try lines(store, names).suffix(4).prefix(2) == ["odd", "odder"])
    try store.run(
      "ALTER TABLE `signal` DROP PARTITION odd, odder, \(Self.dayAfter(last));\n"
    )
    try store.run(upkeep)
    #expect(try lines(store, names) == wanted + ["rest"])
    // After a year in which nobody has run it, those are made that are missing.
    let early = wanted.prefix(wanted.count - 12)
    try store.run(
      "ALTER TABLE `signal` DROP PARTITION \(wanted.suffix(12).joined(separator: ", "));\n"
    )
    #expect(try lines(store, names) == early + ["rest"])
    try store.run(upkeep)
    #expect(try lines(store, names) == wanted + ["rest"])
  }

  /// `p20261130` as the day that it is, or another one of its month.
  private static func day(_ partition: String, plus days: Int = 0) -> String {
    let digits = Array(partition.dropFirst())
    let day = String((Int(String(digits[6..<8])) ?? 0) + days + 100).dropFirst()
    return String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + day
  }

  /// The partition that begins a day after another one.
  private static func dayAfter(_ partition: String) -> String {
    "p" + day(partition, plus: 1).split(separator: "-").joined()
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
