-- Rows of clinic.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.75);

-- rows
INSERT INTO practice SELECT i, left(words(24), 60), left(words(10), 40)
  FROM generate_series(1, 500) AS i;
INSERT INTO doctor SELECT i, 'L' || lpad(i::text, 9, '0'), left(words(18), 60), anyof(500)
  FROM generate_series(1, 5000) AS i;
INSERT INTO patient SELECT i, 'P' || lpad(i::text, 11, '0'), left(words(18), 60),
  '1930-01-01'::date + anyof(32000), anyof(500), left(words(120), 800)
  FROM generate_series(1, 300000) AS i;
INSERT INTO visit (patient_id, at, doctor_id, state, fee)
  SELECT scattered(1 + width_bucket(random(), (SELECT ranks(300000, 0.4))), 300000),
  date_trunc('second', grown((i - 0.5) / 600000, 0.03)), anyof(5000),
  CASE WHEN r < 0.05 THEN 'booked' WHEN r < 0.95 THEN 'seen' ELSE 'missed' END,
  round((random() * 400)::numeric, 2)
  FROM (SELECT i, random() AS r FROM generate_series(1, 600000) AS i ORDER BY i) AS x;
INSERT INTO sample (id, patient_id, taken, kind, result)
  SELECT i, anyof(300000), date_trunc('second', grown((i - 0.5) / 900000, 0.04)),
  CASE WHEN r < 0.7 THEN 'blood' WHEN r < 0.9 THEN 'urine' ELSE 'swab' END,
  round((random() * 90000)::numeric, 3)
  FROM (SELECT i, random() AS r FROM generate_series(1, 900000) AS i ORDER BY i) AS x;
INSERT INTO message (id, doctor_id, sent, is_read, body)
  SELECT i, scattered(1 + width_bucket(random(), (SELECT ranks(5000, 0.3))), 5000),
  '2025-01-01 00:00+00'::timestamptz + interval '300 s' * i, random() < 0.5,
  left(words(400), 2000) FROM generate_series(1, 200000) AS i;

-- arguments patientByKey
SELECT anyof(300000) FROM generate_series(1, 200);
-- arguments patientByNumber
SELECT 'P' || lpad(anyof(300000)::text, 11, '0') FROM generate_series(1, 200);
-- arguments visitsOf
SELECT anyof(300000) FROM generate_series(1, 200);
-- arguments inbox
SELECT anyof(5000) FROM generate_series(1, 200);
-- arguments unread
SELECT anyof(5000) FROM generate_series(1, 200);
-- arguments agenda
SELECT anyof(5000), e - interval '1 day' * (10 + 40 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '60 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments samplesOf
SELECT (SELECT string_agg(DISTINCT anyof(300000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 4 + floor(random() * 17)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments newestSamples
SELECT (SELECT string_agg(DISTINCT anyof(300000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 5 + floor(random() * 21)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments lastSample
SELECT anyof(300000) FROM generate_series(1, 200);
-- arguments colleagues
SELECT anyof(500) FROM generate_series(1, 200);
-- arguments visitsOfPractice
SELECT anyof(500) FROM generate_series(1, 200);
-- arguments firstPatients
SELECT anyof(500) FROM generate_series(1, 200);
-- arguments seenIn
SELECT e - interval '1 day' * (1 + 4 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments takenIn
SELECT e - interval '1 h' * (2 + 8 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments kinds
SELECT FROM generate_series(1, 200);
-- arguments practices
SELECT FROM generate_series(1, 200);
-- arguments record
SELECT 2000000 + i, anyof(300000), '2026-11-29 00:00:00+00'::timestamptz, 'blood',
  round((random() * 90000)::numeric, 3) FROM generate_series(1, 400) AS i;
-- arguments send
SELECT 1000000 + i, anyof(5000), '2026-11-29 00:00:00+00'::timestamptz, false,
  left(words(400), 2000) FROM generate_series(1, 400) AS i;
-- arguments markRead
SELECT anyof(200000) FROM generate_series(1, 400);
-- arguments reassign
SELECT anyof(300000), anyof(500) FROM generate_series(1, 400);
-- arguments forgetMessages
SELECT id FROM (SELECT DISTINCT anyof(5000) AS id FROM generate_series(1, 440)) AS x
ORDER BY random() LIMIT 400;
-- arguments dropSample
SELECT id FROM (SELECT DISTINCT anyof(900000) AS id FROM generate_series(1, 440)) AS x
ORDER BY random() LIMIT 400;
-- arguments move
SELECT anyof(5000), anyof(500), 1500000 + i, anyof(5000),
  '2026-11-29 00:00:00+00'::timestamptz, false, left(words(400), 2000)
FROM generate_series(1, 400) AS i;
-- arguments correct
SELECT id, round((random() * 90000)::numeric, 3) FROM sample WHERE kind = 'blood'
ORDER BY random() + 0 LIMIT 400;
