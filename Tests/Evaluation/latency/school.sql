-- Rows of school.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.5625);

-- rows
INSERT INTO school (id, code, name, town, kind)
  SELECT i, 'S' || lpad(i::text, 5, '0'), left(repeat(md5(random()::text), 2), 14 + i * 5 % 29),
  left(md5(random()::text), 6 + i * 5 % 11),
  CASE WHEN i * 37 % 64 < 35 THEN 'primary' WHEN i * 37 % 64 < 58 THEN 'secondary'
    ELSE 'vocational' END
  FROM generate_series(1, 64) AS i;
-- A school has as large a part of the teachers as of the forms and courses.
INSERT INTO teacher (id, email, name, school_id, hired)
  SELECT i, 't' || lpad(i::text, 5, '0') || '.' || left(md5(i::text), 4) || '@schools.example',
  left(words(16), 60),
  scattered(1 + width_bucket((scattered(i, 2560) - 0.5) / 2560, (SELECT ranks(64, 0.3))), 64),
  '1990-01-01'::date + 5 * i
  FROM generate_series(1, 2560) AS i;
-- Tutors and courses have teachers of their school.
INSERT INTO form (id, school_id, name, year, tutor_id)
  SELECT i, school.id, lpad(y::text, 2, '0') || chr(96 + anyof(6)), y, ids[anyof(cardinality(ids))]
  FROM (SELECT i, random() AS r,
    scattered(1 + width_bucket((scattered(i, 1600) - 0.5) / 1600, (SELECT ranks(64, 0.3))), 64) AS s
    FROM generate_series(1, 1600) AS i) AS x
  JOIN school ON school.id = s
  JOIN (SELECT school_id, array_agg(id ORDER BY id) AS ids FROM teacher GROUP BY school_id) AS t
    ON t.school_id = s,
  LATERAL (SELECT CASE kind WHEN 'primary' THEN 1 + floor(6 * r)
    WHEN 'secondary' THEN 5 + floor(9 * r) ELSE 11 + floor(3 * r) END::int AS y) AS years
  ORDER BY i;
-- Seats of the forms, 19 to 31 in each, and a pupil on each of 40,000.
INSERT INTO pupil (id, number, name, born, form_id, address, "left")
  SELECT i, 'P' || lpad(i::text, 9, '0'), left(words(17), 60),
  '2020-10-01'::date - 365 * form.year + anyof(365), form.id, left(words(42), 160),
  CASE WHEN random() < 0.06 THEN '2026-11-29'::date - anyof(1000) END
  FROM (SELECT f, row_number() OVER (ORDER BY random()) AS i
    FROM (SELECT f, n FROM (SELECT f, 19 + f * 5 % 13 AS n FROM generate_series(1, 1600) AS f) AS c,
      LATERAL generate_series(1, n + (f = 1)::int)) AS seats) AS x
  JOIN form ON form.id = f ORDER BY i;
INSERT INTO course (id, school_id, teacher_id, subject, title, seats, taken)
  SELECT i, s, ids[anyof(cardinality(ids))],
  CASE WHEN r < 0.16 THEN 'maths' WHEN r < 0.32 THEN 'english' WHEN r < 0.5 THEN 'science'
    WHEN r < 0.64 THEN 'languages' WHEN r < 0.74 THEN 'history' WHEN r < 0.88 THEN 'arts'
    ELSE 'sport' END, left(words(22), 60), 22 + 2 * anyof(6), 12 + anyof(24)
  FROM (SELECT i, random() AS r, scattered(1 + width_bucket((scattered(i, 12800) - 0.5) / 12800,
    (SELECT ranks(64, 0.3))), 64) AS s FROM generate_series(1, 12800) AS i) AS x
  JOIN (SELECT school_id, array_agg(id ORDER BY id) AS ids FROM teacher GROUP BY school_id) AS t
    ON t.school_id = s
  ORDER BY i;
-- In courses of the pupil's school, each once.
INSERT INTO enrolment (id, course_id, pupil_id, joined, state)
  SELECT i, c, p, date_trunc('second', grown((i - 0.5) / 320000, 0.02)),
  CASE WHEN r < 0.88 THEN 'active' WHEN r < 0.92 THEN 'waiting' ELSE 'dropped' END
  FROM (SELECT c, p, row_number() OVER (ORDER BY first) AS i, random() AS r
    FROM (SELECT c, p, min(j) AS first
      FROM (SELECT j, p, ids[anyof(cardinality(ids))] AS c
        FROM (SELECT j, anyof(40000) AS p FROM generate_series(1, 330000) AS j) AS d
        JOIN pupil ON pupil.id = p JOIN form ON form.id = form_id
        JOIN (SELECT school_id, array_agg(id ORDER BY id) AS ids FROM course GROUP BY school_id)
          AS s ON s.school_id = form.school_id ORDER BY j) AS drawn
      GROUP BY c, p ORDER BY first LIMIT 320000) AS pairs) AS x ORDER BY i;
INSERT INTO mark (id, enrolment_id, given, kind, value, remark)
  SELECT i, anyof(320000), date_trunc('second', grown((i - 0.5) / 640000, 0.04)),
  CASE WHEN r < 0.45 THEN 'oral' WHEN r < 0.75 THEN 'test' ELSE 'homework' END,
  round((1 + 5 * random())::numeric, 1), CASE WHEN random() < 0.3 THEN left(words(60), 300) END
  FROM (SELECT i, random() AS r FROM generate_series(1, 640000) AS i ORDER BY i) AS x;
-- Noted on the day itself, and a pupil is away once a day.
INSERT INTO absence (pupil_id, day, noted, reason, lessons)
  SELECT p, (at AT TIME ZONE 'UTC')::date, at,
  CASE WHEN r < 0.6 THEN 'ill' WHEN r < 0.82 THEN 'appointment' WHEN r < 0.94 THEN 'family'
    WHEN r < 0.99 THEN 'late' ELSE 'unexplained' END, anyof(8)
  FROM (SELECT p, at, random() AS r
    FROM (SELECT p, min(at) AS at
      FROM (SELECT date_trunc('second', grown((j - 0.5) / 812000, 0.04)) AS at,
        scattered(1 + width_bucket(random(), (SELECT ranks(40000, 0.25))), 40000) AS p
        FROM generate_series(1, 812000) AS j) AS drawn
      GROUP BY p, (at AT TIME ZONE 'UTC')::date ORDER BY random() LIMIT 800000) AS days) AS x
  ORDER BY at;
-- Who gets many messages is not who is away often.
INSERT INTO message (id, pupil_id, sender_id, sent, state, subject, body)
  SELECT i,
  scattered((13000 + width_bucket(random(), (SELECT ranks(40000, 0.4)))) % 40000, 40000),
  scattered(1 + width_bucket(random(), (SELECT ranks(2560, 0.4))), 2560),
  date_trunc('second', grown((i - 0.5) / 200000, 0.03)),
  CASE WHEN r < 0.08 THEN 'unread' WHEN r < 0.88 THEN 'read' ELSE 'answered' END,
  left(words(30), 120), left(words(320), 2000)
  FROM (SELECT i, random() AS r FROM generate_series(1, 200000) AS i ORDER BY i) AS x;
INSERT INTO incident (id, pupil_id, reporter_id, reported, severity, closed, text)
  SELECT i,
  scattered((27000 + width_bucket(random(), (SELECT ranks(40000, 0.5)))) % 40000, 40000),
  anyof(2560), at,
  CASE WHEN r < 0.75 THEN 'minor' WHEN r < 0.97 THEN 'serious' ELSE 'grave' END,
  CASE WHEN random() < 0.85 THEN least(date_trunc('second', at + interval '14 days' * random()),
    '2026-11-28 23:59:59+00'::timestamptz) END, left(words(160), 1000)
  FROM (SELECT i, (scattered(i, 4000) - 0.5) / 4000 AS r,
    date_trunc('second', grown((i - 0.5) / 4000, 0.02)) AS at
    FROM generate_series(1, 4000) AS i) AS x ORDER BY i;

-- arguments teacherByEmail
SELECT email FROM teacher ORDER BY random() LIMIT 200;
-- arguments pupilByNumber
SELECT 'P' || lpad(anyof(40000)::text, 9, '0') FROM generate_series(1, 200);
-- arguments pupilCard
SELECT anyof(40000) FROM generate_series(1, 200);
-- arguments formPage
SELECT anyof(1600) FROM generate_series(1, 200);
-- arguments coursesOf
SELECT anyof(40000) FROM generate_series(1, 200);
-- arguments register
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(12800, 0.2))), 12800)
FROM generate_series(1, 200);
-- arguments newestMarks
SELECT anyof(40000) FROM generate_series(1, 200);
-- arguments markStatistics
SELECT anyof(12800) FROM generate_series(1, 200);
-- arguments gradebook
SELECT (SELECT string_agg(DISTINCT anyof(320000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 10 + floor(random() * 21)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments messagesOf
SELECT anyof(40000) FROM generate_series(1, 200);
-- arguments unreadOf
SELECT anyof(40000) FROM generate_series(1, 200);
-- arguments messagePage
SELECT id FROM message WHERE sent >= '2026-10-30' AND id <= 200000 ORDER BY random() LIMIT 200;
-- arguments absencesOf
SELECT anyof(40000), e - 30 - floor(random() * 151)::int, e
FROM (SELECT '2026-11-29'::date - anyof(40) AS e FROM generate_series(1, 200)) AS x;
-- arguments awayToday
SELECT anyof(1600), '2026-11-29'::date - anyof(7) FROM generate_series(1, 200);
-- arguments reasonsIn
SELECT e - 2 - floor(random() * 11)::int, e
FROM (SELECT '2026-11-29'::date - anyof(40) AS e FROM generate_series(1, 200)) AS x;
-- arguments unexplained
SELECT '2026-11-29'::date - anyof(30) FROM generate_series(1, 200);
-- arguments freeCourses
SELECT anyof(64), CASE WHEN r < 0.4 THEN 'languages' WHEN r < 0.7 THEN 'arts' WHEN r < 0.9
  THEN 'sport' WHEN r < 0.925 THEN 'maths' WHEN r < 0.95 THEN 'english' WHEN r < 0.975
  THEN 'science' ELSE 'history' END
FROM (SELECT random() AS r FROM generate_series(1, 200)) AS x;
-- arguments offeredAt
SELECT anyof(64) FROM generate_series(1, 200);
-- arguments pupilsAt
SELECT anyof(64) FROM generate_series(1, 200);
-- arguments writersIn
SELECT e - interval '1 day' * (5 + 30 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments schools
SELECT FROM generate_series(1, 200);
-- arguments giveMark
SELECT 2000000 + i, anyof(320000), '2026-11-29 00:00:00+00'::timestamptz,
  CASE WHEN r < 0.45 THEN 'oral' WHEN r < 0.75 THEN 'test' ELSE 'homework' END,
  round((1 + 5 * random())::numeric, 1), CASE WHEN random() < 0.3 THEN left(words(60), 300) END
FROM (SELECT i, random() AS r FROM generate_series(1, 400) AS i) AS x;
-- arguments reportAbsence
SELECT p, d, CASE WHEN r < 0.6 THEN 'ill' WHEN r < 0.82 THEN 'appointment' WHEN r < 0.94
  THEN 'family' WHEN r < 0.99 THEN 'late' ELSE 'unexplained' END, anyof(8)
FROM (SELECT p, d, random() AS r FROM (
  (SELECT DISTINCT anyof(40000) AS p, '2026-11-29'::date - anyof(7) AS d
    FROM generate_series(1, 320))
  UNION (SELECT pupil_id, day FROM absence WHERE day BETWEEN '2026-11-22' AND '2026-11-28'
    ORDER BY random() LIMIT 80)) AS calls) AS x ORDER BY random() LIMIT 400;
-- arguments openMessage
SELECT id FROM message WHERE state = 'unread' AND sent >= '2026-10-30' AND id <= 200000
ORDER BY random() LIMIT 400;
-- arguments closeIncident
SELECT id FROM incident WHERE closed IS NULL ORDER BY random() LIMIT 400;
-- arguments enrol
SELECT 1000000 + row_number() OVER (), c, p, '2026-11-29 00:00:00+00'::timestamptz, 'active'
FROM (SELECT course.id AS c, ids[anyof(cardinality(ids))] AS p
  FROM course JOIN (SELECT school_id, array_agg(pupil.id ORDER BY pupil.id) AS ids
    FROM pupil JOIN form ON form.id = form_id GROUP BY school_id) AS s
    ON s.school_id = course.school_id
  WHERE taken < seats ORDER BY random() LIMIT 440) AS x
WHERE NOT EXISTS (SELECT FROM enrolment WHERE course_id = c AND pupil_id = p) LIMIT 400;
-- arguments removeMark
SELECT id FROM (SELECT DISTINCT anyof(640000) AS id FROM generate_series(1, 440)) AS x
ORDER BY random() LIMIT 400;
-- arguments forgetAbsences
SELECT p, '2024-11-29'::date - anyof(30)
FROM (SELECT DISTINCT anyof(40000) AS p FROM generate_series(1, 440)) AS x
ORDER BY random() LIMIT 400;
