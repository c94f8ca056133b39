-- reading, in partitions by day of at.
-- Run this before `expire`, and at least every day; twice does no harm.
DO $partitions$
DECLARE
  oldest timestamp := now() AT TIME ZONE 'UTC' - interval '7776000 seconds';
  present timestamp := date_trunc('day', now() AT TIME ZONE 'UTC');
  starts timestamp[];
  start timestamp;
  partition text;
  bounds text;
BEGIN
  SET LOCAL lock_timeout = '5s';
  LOCK TABLE "reading" IN SHARE UPDATE EXCLUSIVE MODE;
  -- What holds nothing but old rows goes.
  FOR partition IN
    SELECT child.oid::regclass
    FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
    WHERE inhparent = '"reading"'::regclass
      AND left(child.relname, 9) = 'reading_p'
      AND substr(child.relname, 10) ~ '^[0-9]{8}$'
      AND to_date(substr(child.relname, 10), 'YYYYMMDD') + interval '1 day' <= oldest
    ORDER BY child.relname
  LOOP
    EXECUTE 'DROP TABLE ' || partition;
  END LOOP;
  -- The days to come, and those of rows that came before their partition was made.
  starts := ARRAY(
    SELECT generate_series(present, present + interval '2 days', interval '1 day')
    UNION
    SELECT date_trunc('day', "at" AT TIME ZONE 'UTC')
    FROM "reading_rest"
    WHERE "at" >= oldest AT TIME ZONE 'UTC'
      AND "at" < (present + interval '3 days') AT TIME ZONE 'UTC'
    ORDER BY 1
  );
  FOREACH start IN ARRAY starts LOOP
    partition := 'reading_p' || to_char(start, 'YYYYMMDD');
    CONTINUE WHEN EXISTS (
      SELECT FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
      WHERE inhparent = '"reading"'::regclass AND child.relname = partition
    );
    bounds := format('FOR VALUES FROM (%L) TO (%L)', start || '+00', start + interval '1 day' || '+00');
    IF EXISTS (
      SELECT FROM "reading_rest"
      WHERE "at" >= start AT TIME ZONE 'UTC'
        AND "at" < (start + interval '1 day') AT TIME ZONE 'UTC'
    ) THEN
      ALTER TABLE "reading" DETACH PARTITION "reading_rest";
      EXECUTE format('CREATE TABLE %I PARTITION OF %I %s', partition, 'reading', bounds);
      WITH moved AS (
        DELETE FROM "reading_rest"
        WHERE "at" >= start AT TIME ZONE 'UTC'
          AND "at" < (start + interval '1 day') AT TIME ZONE 'UTC'
        RETURNING *
      )
      INSERT INTO "reading" SELECT * FROM moved;
      ALTER TABLE "reading" ATTACH PARTITION "reading_rest" DEFAULT;
    ELSE
      EXECUTE format('CREATE TABLE %I PARTITION OF %I %s', partition, 'reading', bounds);
    END IF;
  END LOOP;
END
$partitions$;

-- signal, in partitions by month of at.
-- Run this before `forget`, and at least every month; twice does no harm.
DO $partitions$
DECLARE
  oldest timestamp := now() AT TIME ZONE 'UTC' - interval '63072000 seconds';
  present timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
  starts timestamp[];
  start timestamp;
  partition text;
  bounds text;
BEGIN
  SET LOCAL lock_timeout = '5s';
  LOCK TABLE "signal" IN SHARE UPDATE EXCLUSIVE MODE;
  -- What holds nothing but old rows goes.
  FOR partition IN
    SELECT child.oid::regclass
    FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
    WHERE inhparent = '"signal"'::regclass
      AND left(child.relname, 8) = 'signal_p'
      AND substr(child.relname, 9) ~ '^[0-9]{8}$'
      AND to_date(substr(child.relname, 9), 'YYYYMMDD') + interval '1 month' <= oldest
    ORDER BY child.relname
  LOOP
    EXECUTE 'DROP TABLE ' || partition;
  END LOOP;
  -- The months to come, and those of rows that came before their partition was made.
  starts := ARRAY(
    SELECT generate_series(present, present + interval '2 months', interval '1 month')
    UNION
    SELECT date_trunc('month', "at" AT TIME ZONE 'UTC')
    FROM "signal_rest"
    WHERE "at" >= oldest AT TIME ZONE 'UTC'
      AND "at" < (present + interval '3 months') AT TIME ZONE 'UTC'
    ORDER BY 1
  );
  FOREACH start IN ARRAY starts LOOP
    partition := 'signal_p' || to_char(start, 'YYYYMMDD');
    CONTINUE WHEN EXISTS (
      SELECT FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
      WHERE inhparent = '"signal"'::regclass AND child.relname = partition
    );
    bounds := format('FOR VALUES FROM (%L) TO (%L)', start || '+00', start + interval '1 month' || '+00');
    IF EXISTS (
      SELECT FROM "signal_rest"
      WHERE "at" >= start AT TIME ZONE 'UTC'
        AND "at" < (start + interval '1 month') AT TIME ZONE 'UTC'
    ) THEN
      ALTER TABLE "signal" DETACH PARTITION "signal_rest";
      EXECUTE format('CREATE TABLE %I PARTITION OF %I %s', partition, 'signal', bounds);
      WITH moved AS (
        DELETE FROM "signal_rest"
        WHERE "at" >= start AT TIME ZONE 'UTC'
          AND "at" < (start + interval '1 month') AT TIME ZONE 'UTC'
        RETURNING *
      )
      INSERT INTO "signal" SELECT * FROM moved;
      ALTER TABLE "signal" ATTACH PARTITION "signal_rest" DEFAULT;
    ELSE
      EXECUTE format('CREATE TABLE %I PARTITION OF %I %s', partition, 'signal', bounds);
    END IF;
  END LOOP;
END
$partitions$;
