import DBModelDesign

/// Makes, fills and drops the partitions of a table in MySQL, and in MariaDB.
///
/// Statements that are put together and prepared, since a script without procedures needs no other
/// delimiter. `REORGANIZE PARTITION` moves the rows of the rest; what lies before the first
/// partition falls into it.
struct MySQLPartitionUpkeep {
  private let partitions: SQLPartitions
  private var partitioning: TablePartitioning { partitions.partitioning }

  init(_ partitions: SQLPartitions) { self.partitions = partitions }

  var script: String {
    let dialect = SQLDialect.mysql
    let codec = SQLValueCodec(dialect)
    let table = dialect.quoted(partitions.table.name)
    let rest = dialect.quoted("rest")
    let column = dialect.quoted(partitioning.column)
    let unit = partitioning.period.rawValue.uppercased()
    let ahead = TablePartitioning.madeAhead - 1
    func alter(_ change: String) -> String {
      codec.quoted("ALTER TABLE \(table) \(change)")
    }
    func first(_ time: String) -> String {
      partitioning.period == .day
        ? "DATE(\(time))" : "CAST(DATE_FORMAT(\(time), '%Y-%m-01') AS DATE)"
    }
    let start = "STR_TO_DATE(SUBSTRING(PARTITION_NAME, 2), '%Y%m%d')"
    let made = """
      FROM information_schema.PARTITIONS
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = \(codec.quoted(partitions.table.name))
          AND PARTITION_NAME REGEXP '^p[0-9]{8}$'
      """
    let expired =
      partitioning.deletedBy == nil
      ? "DELETE FROM \(table) PARTITION (\(rest)) WHERE \(column) < @oldest;\n" : ""
    return """
      SET SESSION group_concat_max_len = 1000000;
      SET @oldest = UTC_TIMESTAMP(6) - INTERVAL \(partitioning.keptSeconds) SECOND;
      SET @last = \(first("UTC_TIMESTAMP()")) + INTERVAL \(ahead) \(unit);
      -- What holds nothing but old rows goes.
      SET @old = (
        SELECT GROUP_CONCAT(PARTITION_NAME ORDER BY PARTITION_ORDINAL_POSITION SEPARATOR ', ')
        \(made)
          AND \(start) + INTERVAL 1 \(unit) <= @oldest
      );
      SET @change = IF(@old IS NULL, 'DO 0', CONCAT(\(alter("DROP PARTITION ")), @old));
      PREPARE change_partitions FROM @change;
      EXECUTE change_partitions;
      DEALLOCATE PREPARE change_partitions;
      \(expired)-- The \(partitioning.period.rawValue)s to come, and those of rows that came before their partition was made.
      SET @made = (
        SELECT MAX(\(start)) + INTERVAL 1 \(unit)
        \(made)
      );
      SET @early = (SELECT MIN(\(column)) FROM \(table) PARTITION (\(rest)) WHERE \(column) >= @oldest);
      SET @first = COALESCE(@made, \(first("LEAST(COALESCE(@early, UTC_TIMESTAMP()), UTC_TIMESTAMP())")));
      SET @first = GREATEST(@first, \(first("@oldest")));
      SET @new = (
        WITH RECURSIVE starts (start) AS (
          SELECT CAST(@first AS DATE)
          UNION ALL
          SELECT start + INTERVAL 1 \(unit) FROM starts WHERE start < @last
        )
        SELECT GROUP_CONCAT(
          'PARTITION p', DATE_FORMAT(start, '%Y%m%d'),
          ' VALUES LESS THAN (''', start + INTERVAL 1 \(unit), ''')'
          ORDER BY start SEPARATOR ', '
        )
        FROM starts WHERE start <= @last
      );
      SET @change = IF(
        @new IS NULL, 'DO 0',
        CONCAT(
          \(alter("REORGANIZE PARTITION \(rest) INTO (")), @new,
          \(codec.quoted(", PARTITION \(rest) VALUES LESS THAN (MAXVALUE))"))
        )
      );
      PREPARE change_partitions FROM @change;
      EXECUTE change_partitions;
      DEALLOCATE PREPARE change_partitions;

      """
  }
}
