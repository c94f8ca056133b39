-- Rows of library.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.4375);

-- rows
INSERT INTO branch SELECT i, left(words(22), 60), left(words(11), 40)
  FROM generate_series(1, 120) AS i;
INSERT INTO title (id, isbn, name, author, year, shelf, blurb)
  SELECT i, '978' || lpad((i::bigint * 104729 % 10000000000)::text, 10, '0'),
  left(words(36), 140), left(words(18), 80), 1959 + anyof(67),
  CASE WHEN r < 0.45 THEN 'fiction' WHEN r < 0.7 THEN 'children' WHEN r < 0.82 THEN 'science'
    WHEN r < 0.92 THEN 'history' ELSE 'music' END, left(words(220), 1200)
  FROM (SELECT i, random() AS r FROM generate_series(1, 60000) AS i ORDER BY i) AS x;
-- A first copy of each title, then more of any.
INSERT INTO copy (id, title_id, branch_id, bought, state)
  SELECT i, CASE WHEN i <= 60000 THEN scattered(i, 60000) ELSE anyof(60000) END,
  scattered(1 + width_bucket(random(), (SELECT ranks(120, 0.4))), 120),
  '2011-01-01'::date + i / 31,
  CASE WHEN r < 0.88 THEN 'circulating' WHEN r < 0.94 THEN 'reference' WHEN r < 0.98 THEN 'repair'
    ELSE 'lost' END
  FROM (SELECT i, random() AS r FROM generate_series(1, 180000) AS i ORDER BY i) AS x;
INSERT INTO reader (id, card, name, home_id, joined, kind)
  SELECT i, 'LR' || lpad(i::text, 9, '0'), left(words(16), 60),
  scattered(1 + width_bucket(random(), (SELECT ranks(120, 0.4))), 120),
  date_trunc('second', grown((i - 0.5) / 90000, 0.01)),
  CASE WHEN r < 0.7 THEN 'adult' WHEN r < 0.92 THEN 'child' ELSE 'student' END
  FROM (SELECT i, random() AS r FROM generate_series(1, 90000) AS i ORDER BY i) AS x;
INSERT INTO loan (id, copy_id, reader_id, desk_id, lent, due, returned)
  SELECT i, scattered(1 + width_bucket(random(), (SELECT ranks(180000, 0.3))), 180000),
  scattered(1 + width_bucket(random(), (SELECT ranks(90000, 0.4))), 90000),
  scattered(1 + width_bucket(random(), (SELECT ranks(120, 0.4))), 120),
  at, (at AT TIME ZONE 'UTC')::date + 28,
  CASE WHEN r < 0.96 THEN least(date_trunc('second', at + interval '30 days' * random()),
    '2026-11-28 23:59:59+00'::timestamptz) END
  FROM (SELECT i, random() AS r, date_trunc('second', grown((i - 0.5) / 600000, 0.02)) AS at
    FROM generate_series(1, 600000) AS i ORDER BY i) AS x;
-- A reader reserves a title once.
INSERT INTO reservation (title_id, reader_id, pickup_id, placed, state)
  SELECT t, m, scattered(1 + width_bucket(random(), (SELECT ranks(120, 0.4))), 120),
  date_trunc('second', grown((i - 0.5) / 120000, 0.02)),
  CASE WHEN r < 0.25 THEN 'waiting' WHEN r < 0.3 THEN 'ready' WHEN r < 0.9 THEN 'collected'
    ELSE 'lapsed' END
  FROM (SELECT t, m, row_number() OVER (ORDER BY first) AS i, random() AS r
    FROM (SELECT t, m, min(i) AS first
      FROM (SELECT i, anyof(90000) AS m,
        scattered(1 + width_bucket(random(), (SELECT ranks(60000, 0.6))), 60000) AS t
        FROM generate_series(1, 121000) AS i) AS drawn
      GROUP BY t, m ORDER BY first LIMIT 120000) AS pairs) AS x ORDER BY i;
-- Of every sixth loan, and imposed some weeks after it; whose loan it is pays.
INSERT INTO fine (id, loan_id, reader_id, imposed, amount, state, reason)
  SELECT x.i, loan.id, loan.reader_id, date_trunc('second', grown((x.i - 0.5) / 100000, 0.02)),
  round((0.5 + random() * 30)::numeric, 2),
  CASE WHEN r < 0.15 THEN 'open' WHEN r < 0.95 THEN 'paid' ELSE 'waived' END, left(words(40), 200)
  FROM (SELECT i, random() AS r, floor(5.88 * i)::int - floor(5 * random())::int AS l
    FROM generate_series(1, 100000) AS i ORDER BY i) AS x JOIN loan ON loan.id = x.l ORDER BY x.i;

-- arguments readerByCard
SELECT card FROM reader ORDER BY random() LIMIT 200;
-- arguments copyAtDesk
SELECT anyof(180000) FROM generate_series(1, 200);
-- arguments titlePage
SELECT anyof(60000) FROM generate_series(1, 200);
-- arguments nextTitles
SELECT CASE WHEN r < 0.5 THEN 'fiction' WHEN r < 0.8 THEN 'children' WHEN r < 0.9 THEN 'science'
  WHEN r < 0.95 THEN 'history' ELSE 'music' END, name
FROM (SELECT random() AS r, name FROM title ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments onLoan
SELECT anyof(90000) FROM generate_series(1, 200);
-- arguments historyOf
SELECT anyof(90000) FROM generate_series(1, 200);
-- arguments lastBorrowers
SELECT anyof(180000) FROM generate_series(1, 200);
-- arguments queueOf
SELECT anyof(60000) FROM generate_series(1, 200);
-- arguments reservationsOf
SELECT anyof(90000) FROM generate_series(1, 200);
-- arguments holdShelf
SELECT anyof(120) FROM generate_series(1, 200);
-- arguments owed
SELECT anyof(90000) FROM generate_series(1, 200);
-- arguments overdueAt
SELECT anyof(120), '2026-11-29'::date - anyof(14) + 1 FROM generate_series(1, 200);
-- arguments copiesOf
SELECT (SELECT string_agg(DISTINCT anyof(60000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 4 + floor(random() * 17)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments stockOf
SELECT anyof(120) FROM generate_series(1, 200);
-- arguments timesLent
SELECT anyof(60000) FROM generate_series(1, 200);
-- arguments lentIn
SELECT e - interval '1 h' * (4 + 16 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments lentByDesk
SELECT e - interval '1 day' * (2 + 6 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments finesIn
SELECT e - interval '1 day' * (10 + 40 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '60 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments branches
SELECT FROM generate_series(1, 200);
-- arguments lend
SELECT 1000000 + i, anyof(180000), anyof(90000), anyof(120),
  '2026-11-29 00:00:00+00'::timestamptz, '2026-12-27'::date, NULL
FROM generate_series(1, 400) AS i;
-- arguments giveBack
SELECT id FROM loan WHERE returned IS NULL AND id <= 600000 ORDER BY random() LIMIT 400;
-- arguments reserve
SELECT t, m, anyof(120), '2026-11-29 00:00:00+00'::timestamptz, 'waiting'
FROM (SELECT DISTINCT anyof(60000) AS t, anyof(90000) AS m FROM generate_series(1, 440)) AS x
WHERE NOT EXISTS (SELECT FROM reservation WHERE title_id = t AND reader_id = m)
ORDER BY random() LIMIT 400;
-- arguments cancel
SELECT title_id, reader_id FROM reservation WHERE placed < '2026-11-29' ORDER BY random() LIMIT 400;
-- arguments payFine
SELECT id FROM fine WHERE state = 'open' AND id <= 100000 ORDER BY random() LIMIT 400;
-- arguments moveCopy
SELECT anyof(180000), anyof(120) FROM generate_series(1, 400);
-- arguments chargeLate
SELECT id, 1000000 + row_number() OVER (), id, reader_id, '2026-11-29 00:00:00+00'::timestamptz,
  round((0.5 + random() * 30)::numeric, 2), 'open', left(words(40), 200)
FROM (SELECT id, reader_id FROM loan WHERE returned IS NULL AND id <= 600000
  ORDER BY random() LIMIT 400) AS x;
