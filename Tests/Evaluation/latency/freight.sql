-- Rows of freight.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.5);

-- rows
INSERT INTO depot SELECT i, left(words(20), 50), anyof(12) FROM generate_series(1, 400) AS i;
INSERT INTO driver SELECT i, 'D' || lpad(i::text, 8, '0'), left(words(17), 60), anyof(400)
  FROM generate_series(1, 8000) AS i;
INSERT INTO tour (id, driver_id, starts, state, km)
  SELECT i, anyof(8000), date_trunc('second', grown((i - 0.5) / 240000, 0.02)),
  CASE WHEN r < 0.04 THEN 'planned' WHEN r < 0.05 THEN 'running' ELSE 'done' END, anyof(2000)
  FROM (SELECT i, random() AS r FROM generate_series(1, 240000) AS i ORDER BY i) AS x;
INSERT INTO parcel (id, tour_id, label, weight, note)
  SELECT i, anyof(240000), 'PX' || lpad(i::text, 12, '0'), round((random() * 900)::numeric, 2),
  left(words(60), 400) FROM generate_series(1, 720000) AS i;
INSERT INTO scan (parcel_id, at, depot_id, kind)
  SELECT scattered(1 + width_bucket(random(), (SELECT ranks(720000, 0.3))), 720000),
  date_trunc('second', grown((i - 0.5) / 1440000, 0.02)), anyof(400),
  CASE WHEN r < 0.5 THEN 'arrived' WHEN r < 0.9 THEN 'left' WHEN r < 0.99 THEN 'delivered'
    ELSE 'lost' END
  FROM (SELECT i, random() AS r FROM generate_series(1, 1440000) AS i ORDER BY i) AS x;
INSERT INTO claim (id, driver_id, opened, state, amount, text)
  SELECT i, anyof(8000), date_trunc('second', grown((i - 0.5) / 60000, 0.01)),
  CASE WHEN random() < 0.03 THEN 'open' ELSE 'settled' END, round((random() * 9000)::numeric, 2),
  left(words(300), 1500) FROM generate_series(1, 60000) AS i;

-- arguments driverByBadge
SELECT 'D' || lpad(anyof(8000)::text, 8, '0') FROM generate_series(1, 200);
-- arguments parcelByKey
SELECT anyof(720000) FROM generate_series(1, 200);
-- arguments parcelByLabel
SELECT 'PX' || lpad(anyof(720000)::text, 12, '0') FROM generate_series(1, 200);
-- arguments toursOf
SELECT anyof(8000) FROM generate_series(1, 200);
-- arguments allToursOf
SELECT anyof(8000) FROM generate_series(1, 200);
-- arguments scansOf
SELECT anyof(720000) FROM generate_series(1, 200);
-- arguments parcelsOfTour
SELECT anyof(240000) FROM generate_series(1, 200);
-- arguments lastScan
SELECT anyof(720000) FROM generate_series(1, 200);
-- arguments scansOfMany
SELECT (SELECT string_agg(DISTINCT anyof(720000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 3 + floor(random() * 13)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments driversOf
SELECT anyof(400) FROM generate_series(1, 200);
-- arguments kilometres
SELECT anyof(8000) FROM generate_series(1, 200);
-- arguments toursBetween
SELECT e - interval '1 h' * (4 + 16 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments scansByKind
SELECT e - interval '1 day' * (1 + 2 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments claimsInState
SELECT CASE WHEN random() < 0.9 THEN 'open' ELSE 'settled' END FROM generate_series(1, 200) AS x;
-- arguments newestClaims
SELECT (SELECT string_agg(DISTINCT anyof(8000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 2 + floor(random() * 11)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments depots
SELECT FROM generate_series(1, 200);
-- arguments scansAt
SELECT anyof(400), e - interval '1 day' * (2 + 8 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments carriedBy
SELECT anyof(8000) FROM generate_series(1, 200);
-- arguments regions
SELECT FROM generate_series(1, 200);
-- arguments accept
SELECT 1000000 + i, anyof(240000), 'PN' || lpad(i::text, 12, '0'),
  round((random() * 900)::numeric, 2), left(words(60), 400) FROM generate_series(1, 400) AS i;
-- arguments note
SELECT anyof(720000), '2026-11-29 00:00:00+00'::timestamptz + interval '1 s' * i, anyof(400),
  'arrived' FROM generate_series(1, 400) AS i;
-- arguments claim
SELECT 1000000 + i, anyof(8000), '2026-11-29 00:00:00+00'::timestamptz, 'open',
  round((random() * 9000)::numeric, 2), left(words(300), 1500)
FROM generate_series(1, 400) AS i;
-- arguments setState
SELECT anyof(240000), CASE WHEN random() < 0.5 THEN 'running' ELSE 'done' END
FROM generate_series(1, 400);
-- arguments annotate
SELECT anyof(720000), left(words(60), 400) FROM generate_series(1, 400);
-- arguments settle
SELECT id FROM claim WHERE state = 'open' AND id <= 60000 ORDER BY random() LIMIT 400;
-- arguments dropClaim
SELECT id FROM (SELECT DISTINCT anyof(60000) AS id FROM generate_series(1, 440)) AS x
ORDER BY random() LIMIT 400;
-- arguments handOver
SELECT anyof(240000), anyof(8000), 1500000 + i, anyof(8000),
  '2026-11-29 00:00:00+00'::timestamptz, 'open', round((random() * 9000)::numeric, 2),
  left(words(300), 1500) FROM generate_series(1, 400) AS i;
