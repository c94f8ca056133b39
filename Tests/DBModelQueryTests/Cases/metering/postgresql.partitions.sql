-- reading, in partitions by day of at.
-- Run this once before rows are loaded, and each time directly before `expire`, with psql and in no transaction.
-- It may be run again, and by two at once.
DO $partitions$
<<upkeep>>
DECLARE
  oldest timestamptz := now() - interval '7776000 seconds';
  first timestamp := date_trunc('day', upkeep.oldest AT TIME ZONE 'UTC');
  last timestamp := date_trunc('day', now() AT TIME ZONE 'UTC')
    + interval '2 days';
  home text := (
    SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE pg_class.oid = '"reading"'::regclass
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
    WHERE inhparent = '"reading"'::regclass
      AND substring(pg_get_expr(child.relpartbound, child.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz
        <= upkeep.oldest
    ORDER BY child.relname
  );
  -- Stretches of time that no partition holds, day by day.
  WITH made AS (
    SELECT substring(pg_get_expr(child.relpartbound, child.oid) FROM 'FROM \(''([^'']+)''\)')::timestamptz AS lower,
      substring(pg_get_expr(child.relpartbound, child.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz AS upper
    FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
    WHERE inhparent = '"reading"'::regclass
  ), wanted AS (
    SELECT start AT TIME ZONE 'UTC' AS lower, (start + interval '1 day') AT TIME ZONE 'UTC' AS upper
    FROM generate_series(upkeep.first, upkeep.last, interval '1 day') AS start
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
        LOCK TABLE "device" IN SHARE ROW EXCLUSIVE MODE;
        LOCK TABLE "reading" IN ACCESS EXCLUSIVE MODE;
        EXIT;
      EXCEPTION WHEN lock_not_available THEN
        tries := upkeep.tries + 1;
        IF upkeep.tries = 120 THEN
          RAISE EXCEPTION 'table % is in use: its partitions are kept by the next run', 'reading';
        END IF;
        PERFORM pg_sleep(0.5);
      END;
    END LOOP;
    IF step <= cardinality(upkeep.old) THEN
      EXECUTE 'DROP TABLE IF EXISTS ' || upkeep.old[step];
    ELSE
      lower := upkeep.lowers[step - cardinality(upkeep.old)];
      upper := upkeep.uppers[step - cardinality(upkeep.old)];
      name := format('%I.%I', upkeep.home, 'reading_p'
        || to_char(upkeep.lower AT TIME ZONE 'UTC', 'YYYYMMDD'));
      IF to_regclass(upkeep.name) IS NULL THEN
        EXECUTE format('CREATE TABLE %s (LIKE "reading" INCLUDING ALL)', upkeep.name);
        -- Rows that came before their partition was made.
        IF EXISTS (
          SELECT FROM "reading_rest" AS rest WHERE rest."at" >= upkeep.lower AND rest."at" < upkeep.upper
        ) THEN
          EXECUTE format('INSERT INTO %s SELECT * FROM "reading_rest" AS rest'
            ' WHERE rest."at" >= %L AND rest."at" < %L', upkeep.name, upkeep.lower, upkeep.upper);
          DELETE FROM "reading_rest" AS rest WHERE rest."at" >= upkeep.lower AND rest."at" < upkeep.upper;
        END IF;
        EXECUTE format('ALTER TABLE "reading" ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
          upkeep.name, upkeep.lower, upkeep.upper);
      END IF;
    END IF;
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  END LOOP;
END
$partitions$;

-- signal, in partitions by month of at.
-- Run this once before rows are loaded, and each time directly before `forget`, with psql and in no transaction.
-- It may be run again, and by two at once.
DO $partitions$
<<upkeep>>
DECLARE
  oldest timestamptz := now() - interval '63072000 seconds';
  first timestamp := date_trunc('month', upkeep.oldest AT TIME ZONE 'UTC');
  last timestamp := date_trunc('month', now() AT TIME ZONE 'UTC')
    + interval '2 months';
  home text := (
    SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE pg_class.oid = '"signal"'::regclass
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
    WHERE inhparent = '"signal"'::regclass
      AND substring(pg_get_expr(child.relpartbound, child.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz
        <= upkeep.oldest
    ORDER BY child.relname
  );
  -- Stretches of time that no partition holds, month by month.
  WITH made AS (
    SELECT substring(pg_get_expr(child.relpartbound, child.oid) FROM 'FROM \(''([^'']+)''\)')::timestamptz AS lower,
      substring(pg_get_expr(child.relpartbound, child.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz AS upper
    FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
    WHERE inhparent = '"signal"'::regclass
  ), wanted AS (
    SELECT start AT TIME ZONE 'UTC' AS lower, (start + interval '1 month') AT TIME ZONE 'UTC' AS upper
    FROM generate_series(upkeep.first, upkeep.last, interval '1 month') AS start
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
        LOCK TABLE "signal" IN ACCESS EXCLUSIVE MODE;
        EXIT;
      EXCEPTION WHEN lock_not_available THEN
        tries := upkeep.tries + 1;
        IF upkeep.tries = 120 THEN
          RAISE EXCEPTION 'table % is in use: its partitions are kept by the next run', 'signal';
        END IF;
        PERFORM pg_sleep(0.5);
      END;
    END LOOP;
    IF step <= cardinality(upkeep.old) THEN
      EXECUTE 'DROP TABLE IF EXISTS ' || upkeep.old[step];
    ELSE
      lower := upkeep.lowers[step - cardinality(upkeep.old)];
      upper := upkeep.uppers[step - cardinality(upkeep.old)];
      name := format('%I.%I', upkeep.home, 'signal_p'
        || to_char(upkeep.lower AT TIME ZONE 'UTC', 'YYYYMMDD'));
      IF to_regclass(upkeep.name) IS NULL THEN
        EXECUTE format('CREATE TABLE %s (LIKE "signal" INCLUDING ALL)', upkeep.name);
        -- Rows that came before their partition was made.
        IF EXISTS (
          SELECT FROM "signal_rest" AS rest WHERE rest."at" >= upkeep.lower AND rest."at" < upkeep.upper
        ) THEN
          EXECUTE format('INSERT INTO %s SELECT * FROM "signal_rest" AS rest'
            ' WHERE rest."at" >= %L AND rest."at" < %L', upkeep.name, upkeep.lower, upkeep.upper);
          DELETE FROM "signal_rest" AS rest WHERE rest."at" >= upkeep.lower AND rest."at" < upkeep.upper;
        END IF;
        EXECUTE format('ALTER TABLE "signal" ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
          upkeep.name, upkeep.lower, upkeep.upper);
      END IF;
    END IF;
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  END LOOP;
END
$partitions$;
