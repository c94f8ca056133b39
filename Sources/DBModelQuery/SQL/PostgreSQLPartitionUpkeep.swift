import DBModelDesign
import DBModelWorkload

/// Makes, fills and drops the partitions of a table in PostgreSQL.
///
/// Each partition is made or dropped in a transaction of its own, under all locks that it takes, so
/// that nobody waits for more than one. They are asked for at once and not waited for as long as
/// it takes to look for deadlocks (`deadlock_timeout`, 1 s): those who call are never the victims.
/// What a partition holds is read from its bounds, whatever its name is and whoever made it. Names
/// are told from those of columns by their qualifiers.
struct PostgreSQLPartitionUpkeep {
  private let partitions: SQLPartitions
  private var partitioning: TablePartitioning { partitions.partitioning }

  init(_ partitions: SQLPartitions) { self.partitions = partitions }

  var script: String {
    let dialect = SQLDialect.postgresql
    let codec = SQLValueCodec(dialect)
    let table = dialect.quoted(partitions.table.name)
    let rest = dialect.quoted(partitioning.rest)
    let column = "rest." + dialect.quoted(partitioning.column)
    let period = partitioning.period.rawValue
    return """
      DO $partitions$
      <<upkeep>>
      DECLARE
        oldest timestamptz := now() - interval '\(partitioning.keptSeconds) seconds';
        first timestamp := date_trunc('\(period)', upkeep.oldest AT TIME ZONE 'UTC');
        last timestamp := date_trunc('\(period)', now() AT TIME ZONE 'UTC')
          + interval '\(partitioning.aheadCount - 1) \(period)s';
        home text := (
          SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
          WHERE pg_class.oid = \(codec.quoted(table))::regclass
        );
        old text[];
        lowers timestamptz[];
        uppers timestamptz[];
        lower timestamptz;
        upper timestamptz;
        name text;
        tries integer;
      BEGIN
        COMMIT;
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        -- Partitions with nothing but old rows.
        old := ARRAY(
          SELECT child.oid::regclass
          FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
          WHERE inhparent = \(codec.quoted(table))::regclass
            AND \(Self.bound("TO", "child"))
              <= upkeep.oldest
          ORDER BY child.relname
        );
        -- Stretches of time that no partition holds, \(period) by \(period).
        WITH made AS (
          SELECT \(Self.bound("FROM", "child")) AS lower,
            \(Self.bound("TO", "child")) AS upper
          FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
          WHERE inhparent = \(codec.quoted(table))::regclass
        ), wanted AS (
          SELECT start AT TIME ZONE 'UTC' AS lower, (start + interval '1 \(period)') AT TIME ZONE 'UTC' AS upper
          FROM generate_series(upkeep.first, upkeep.last, interval '1 \(period)') AS start
        ), open AS (
          SELECT greatest(wanted.lower, (
              SELECT max(made.upper) FROM made
              WHERE made.lower < wanted.upper AND made.upper > wanted.lower
            )) AS lower,
            wanted.upper
          FROM wanted
        )
        SELECT array_agg(open.lower ORDER BY open.lower), array_agg(open.upper ORDER BY open.lower)
        INTO upkeep.lowers, upkeep.uppers
        FROM open WHERE open.lower < open.upper;
        FOR step IN 1 .. cardinality(upkeep.old) + coalesce(cardinality(upkeep.lowers), 0) LOOP
          tries := 0;
          LOOP
            BEGIN
              PERFORM set_config('lock_timeout', '500ms', true);
      \(locks("        "))
              EXIT;
            EXCEPTION WHEN lock_not_available THEN
              tries := upkeep.tries + 1;
              IF upkeep.tries = 120 THEN
                RAISE EXCEPTION 'table % is in use: its partitions are kept by the next run', \(codec.quoted(partitions.table.name));
              END IF;
              PERFORM pg_sleep(0.5);
            END;
          END LOOP;
          IF step <= cardinality(upkeep.old) THEN
            EXECUTE 'DROP TABLE IF EXISTS ' || upkeep.old[step];
          ELSE
            lower := upkeep.lowers[step - cardinality(upkeep.old)];
            upper := upkeep.uppers[step - cardinality(upkeep.old)];
            name := format('%I.%I', upkeep.home, \(codec.quoted(partitioning.prefix))
              || to_char(upkeep.lower AT TIME ZONE 'UTC', 'YYYYMMDD'));
            IF to_regclass(upkeep.name) IS NULL THEN
              EXECUTE format('CREATE TABLE %s (LIKE \(table) INCLUDING ALL)', upkeep.name);
              -- Rows that came before their partition was made.
              IF EXISTS (
                SELECT FROM \(rest) AS rest WHERE \(column) >= upkeep.lower AND \(column) < upkeep.upper
              ) THEN
                EXECUTE format('INSERT INTO %s SELECT * FROM \(rest) AS rest'
                  ' WHERE \(column) >= %L AND \(column) < %L', upkeep.name, upkeep.lower, upkeep.upper);
                DELETE FROM \(rest) AS rest WHERE \(column) >= upkeep.lower AND \(column) < upkeep.upper;
              END IF;
              EXECUTE format('ALTER TABLE \(table) ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
                upkeep.name, upkeep.lower, upkeep.upper);
            END IF;
          END IF;
          COMMIT;
          SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        END LOOP;
      END
      $partitions$;

      """
  }

  /// An end of a partition's stretch of time, as the engine writes it; null where it is open.
  private static func bound(_ end: String, _ child: String) -> String {
    "substring(pg_get_expr(\(child).relpartbound, \(child).oid)"
      + " FROM '\(end) \\(''([^'']+)''\\)')::timestamptz"
  }

  /// Tables that it refers to come first, as they do where rows are written.
  private func locks(_ indentation: String) -> String {
    let dialect = SQLDialect.postgresql
    var referenced: [String] = []
    for key in partitions.table.foreignKeys where !referenced.contains(key.referencedTable) {
      referenced.append(key.referencedTable)
    }
    let own = "LOCK TABLE \(dialect.quoted(partitions.table.name)) IN ACCESS EXCLUSIVE MODE;"
    let locks =
      referenced.map { "LOCK TABLE \(dialect.quoted($0)) IN SHARE ROW EXCLUSIVE MODE;" } + [own]
    return locks.map { indentation + $0 }.joined(separator: "\n")
  }
}
