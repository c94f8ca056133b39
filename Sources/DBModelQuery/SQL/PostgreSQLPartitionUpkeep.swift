import DBModelDesign

/// Makes, fills and drops the partitions of a table in PostgreSQL.
///
/// The lock that the script takes keeps a second one out, and neither reads nor writes; a partition
/// that is made, moved or dropped locks the table for a moment. Whoever waits for that lock is
/// waited for in turn, hence the timeout: the next run comes.
struct PostgreSQLPartitionUpkeep {
  private let partitions: SQLPartitions
  private var partitioning: TablePartitioning { partitions.partitioning }

  init(_ partitions: SQLPartitions) { self.partitions = partitions }

  var script: String {
    let dialect = SQLDialect.postgresql
    let codec = SQLValueCodec(dialect)
    let table = dialect.quoted(partitions.table.name)
    let name = codec.quoted(partitions.table.name)
    let rest = dialect.quoted(partitioning.rest)
    let column = dialect.quoted(partitioning.column)
    let period = partitioning.period.rawValue
    let prefix = codec.quoted(partitioning.prefix)
    let length = partitioning.prefix.unicodeScalars.count
    let ahead = TablePartitioning.madeAhead
    let expired =
      partitioning.deletedBy == nil
      ? "\n  DELETE FROM \(rest) WHERE \(column) < oldest AT TIME ZONE 'UTC';" : ""
    return """
      DO $partitions$
      DECLARE
        oldest timestamp := now() AT TIME ZONE 'UTC' - interval '\(partitioning.keptSeconds) seconds';
        present timestamp := date_trunc('\(period)', now() AT TIME ZONE 'UTC');
        starts timestamp[];
        start timestamp;
        partition text;
        bounds text;
      BEGIN
        SET LOCAL lock_timeout = '5s';
        LOCK TABLE \(table) IN SHARE UPDATE EXCLUSIVE MODE;
        -- What holds nothing but old rows goes.
        FOR partition IN
          SELECT child.oid::regclass
          FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
          WHERE inhparent = \(codec.quoted(table))::regclass
            AND left(child.relname, \(length)) = \(prefix)
            AND substr(child.relname, \(length + 1)) ~ '^[0-9]{8}$'
            AND to_date(substr(child.relname, \(length + 1)), 'YYYYMMDD') + interval '1 \(period)' <= oldest
          ORDER BY child.relname
        LOOP
          EXECUTE 'DROP TABLE ' || partition;
        END LOOP;\(expired)
        -- The \(period)s to come, and those of rows that came before their partition was made.
        starts := ARRAY(
          SELECT generate_series(present, present + interval '\(ahead - 1) \(period)s', interval '1 \(period)')
          UNION
          SELECT date_trunc('\(period)', \(column) AT TIME ZONE 'UTC')
          FROM \(rest)
          WHERE \(column) >= oldest AT TIME ZONE 'UTC'
            AND \(column) < (present + interval '\(ahead) \(period)s') AT TIME ZONE 'UTC'
          ORDER BY 1
        );
        FOREACH start IN ARRAY starts LOOP
          partition := \(prefix) || to_char(start, 'YYYYMMDD');
          CONTINUE WHEN EXISTS (
            SELECT FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
            WHERE inhparent = \(codec.quoted(table))::regclass AND child.relname = partition
          );
          bounds := format('FOR VALUES FROM (%L) TO (%L)', start || '+00', start + interval '1 \(period)' || '+00');
          IF EXISTS (
            SELECT FROM \(rest)
            WHERE \(column) >= start AT TIME ZONE 'UTC'
              AND \(column) < (start + interval '1 \(period)') AT TIME ZONE 'UTC'
          ) THEN
            ALTER TABLE \(table) DETACH PARTITION \(rest);
            EXECUTE format('CREATE TABLE %I PARTITION OF %I %s', partition, \(name), bounds);
            WITH moved AS (
              DELETE FROM \(rest)
              WHERE \(column) >= start AT TIME ZONE 'UTC'
                AND \(column) < (start + interval '1 \(period)') AT TIME ZONE 'UTC'
              RETURNING *
            )
            INSERT INTO \(table) SELECT * FROM moved;
            ALTER TABLE \(table) ATTACH PARTITION \(rest) DEFAULT;
          ELSE
            EXECUTE format('CREATE TABLE %I PARTITION OF %I %s', partition, \(name), bounds);
          END IF;
        END LOOP;
      END
      $partitions$;

      """
  }
}
