import DBModelDesign
import DBModelWorkload

/// Makes, fills and drops the partitions of a table in MySQL, and in MariaDB.
///
/// Statements that are put together and prepared, since a script without procedures needs no other
/// delimiter. What a partition holds is read from its bound, whatever its name is. `REORGANIZE
/// PARTITION` moves the rows of the rest; what lies before the first partition falls into it. Two
/// runs stand in line; none waits longer than five seconds for a table that is in use, and then it
/// fails, and the next run comes.
struct MySQLPartitionUpkeep {
  private let partitions: SQLPartitions
  private var partitioning: TablePartitioning { partitions.partitioning }

  init(_ partitions: SQLPartitions) { self.partitions = partitions }

  var script: String {
    let name = SQLValueCodec(.mysql).quoted(partitions.table.name)
    let lock = "MD5(CONCAT(DATABASE(), '.', \(name)))"
    let made = """
      FROM information_schema.PARTITIONS
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = \(name)
      """
    let unit = partitioning.period.rawValue.uppercased()
    return """
      SET SESSION group_concat_max_len = 1000000, SESSION lock_wait_timeout = 5;
      SET @mine = GET_LOCK(\(lock), 60);
      SET @oldest = UTC_TIMESTAMP() - INTERVAL \(partitioning.keptSeconds) SECOND;
      SET @first = \(start("@oldest"));
      SET @last = \(start("UTC_TIMESTAMP()")) + INTERVAL \(partitioning.aheadCount) \(unit);
      -- Partitions with nothing but old rows go.
      SET @old = (
        SELECT GROUP_CONCAT('`', PARTITION_NAME, '`' ORDER BY PARTITION_ORDINAL_POSITION SEPARATOR ', ')
        \(made)
          AND \(Self.bound) <= @oldest
          AND @mine = 1
      );
      SET @change = IF(@old IS NULL, 'DO 0', CONCAT(\(alter("DROP PARTITION ")), @old));
      \(Self.run)
      -- Those of the time from the last one on are made, \(partitioning.period.rawValue) by \
      \(partitioning.period.rawValue).
      SET @made = (
        SELECT MAX(\(Self.bound))
        \(made)
      );
      SET @first = GREATEST(@first, COALESCE(@made, @first));
      SET @new = (
        WITH RECURSIVE stretches (start, ending) AS (
          SELECT CAST(@first AS DATETIME), \(start("@first")) + INTERVAL 1 \(unit)
          UNION ALL
          SELECT ending, ending + INTERVAL 1 \(unit) FROM stretches WHERE ending < @last
        )
        SELECT GROUP_CONCAT(
          'PARTITION p', DATE_FORMAT(start, '%Y%m%d'),
          ' VALUES LESS THAN (''', DATE_FORMAT(ending, '%Y-%m-%d %H:%i:%s'), ''')'
          ORDER BY start SEPARATOR ', '
        )
        FROM stretches WHERE start < @last AND @mine = 1
      );
      SET @change = IF(
        @new IS NULL, 'DO 0',
        CONCAT(
          \(alter("REORGANIZE PARTITION `rest` INTO (")), @new,
          ', PARTITION `rest` VALUES LESS THAN (MAXVALUE))'
        )
      );
      \(Self.run)
      DO RELEASE_LOCK(\(lock));

      """
  }

  /// The bound of a partition; null where it has none.
  private static let bound = """
    CAST(TRIM(BOTH '''' FROM NULLIF(PARTITION_DESCRIPTION, 'MAXVALUE')) AS DATETIME)
    """

  private static let run = """
    PREPARE change_partitions FROM @change;
    EXECUTE change_partitions;
    DEALLOCATE PREPARE change_partitions;
    """

  /// The beginning of the period that a time lies in.
  private func start(_ time: String) -> String {
    let day = partitioning.period == .day ? "%Y-%m-%d" : "%Y-%m-01"
    return "CAST(DATE_FORMAT(\(time), '\(day)') AS DATETIME)"
  }

  /// The literal of a statement that changes the table.
  private func alter(_ change: String) -> String {
    let table = SQLDialect.mysql.quoted(partitions.table.name)
    return SQLValueCodec(.mysql).quoted("ALTER TABLE \(table) \(change)")
  }
}
