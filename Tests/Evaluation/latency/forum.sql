-- Rows of forum.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.3125);

-- rows
INSERT INTO board SELECT i, left(words(20), 80), left(words(10), 40)
  FROM generate_series(1, 250) AS i;
INSERT INTO member SELECT i, 'm' || lpad(i::text, 7, '0') || '-' || left(md5(i::text), 7),
  left(words(16), 80), date_trunc('second', grown((i - 0.5) / 120000, 0.02)),
  CASE WHEN r < 0.9 THEN 'reader' WHEN r < 0.99 THEN 'author' ELSE 'moderator' END
  FROM (SELECT i, random() AS r FROM generate_series(1, 120000) AS i ORDER BY i) AS x;
INSERT INTO thread (id, board_id, author_id, title, opened, views, state)
  SELECT i, scattered(1 + width_bucket(random(), (SELECT ranks(250, 0.3))), 250),
  anyof(120000), left(words(48), 160), date_trunc('second', grown((i - 0.5) / 100000, 0.03)),
  anyof(10000) - 1,
  CASE WHEN r < 0.8 THEN 'open' WHEN r < 0.95 THEN 'locked' ELSE 'hidden' END
  FROM (SELECT i, random() AS r FROM generate_series(1, 100000) AS i ORDER BY i) AS x;
INSERT INTO post (thread_id, number, author_id, written, score, body)
  SELECT t, row_number() OVER (PARTITION BY t ORDER BY i),
  scattered(1 + width_bucket(random(), (SELECT ranks(120000, 0.3))), 120000),
  date_trunc('second', grown((i - 0.5) / 800000, 0.03)), anyof(1001) - 1, left(words(180), 2000)
  FROM (SELECT i, anyof(100000) AS t FROM generate_series(1, 800000) AS i) AS x ORDER BY i;
INSERT INTO vote (id, thread_id, member_id, "cast", value)
  SELECT i, anyof(100000), anyof(120000), date_trunc('second', grown((i - 0.5) / 600000, 0.03)),
  anyof(5)
  FROM generate_series(1, 600000) AS i;

-- arguments memberByHandle
SELECT handle FROM member ORDER BY random() LIMIT 200;
-- arguments threadByKey
SELECT anyof(100000) FROM generate_series(1, 200);
-- arguments postByKey
SELECT thread_id, number FROM post ORDER BY random() LIMIT 200;
-- arguments threadsOfBoard
SELECT anyof(250) FROM generate_series(1, 200);
-- arguments threadsBy
SELECT anyof(120000) FROM generate_series(1, 200);
-- arguments postsOf
SELECT anyof(100000) FROM generate_series(1, 200);
-- arguments newestPostsBy
SELECT anyof(120000) FROM generate_series(1, 200);
-- arguments bestPosts
SELECT anyof(100000) FROM generate_series(1, 200);
-- arguments scoreOf
SELECT anyof(120000) FROM generate_series(1, 200);
-- arguments votesOf
SELECT anyof(100000) FROM generate_series(1, 200);
-- arguments lastVote
SELECT anyof(120000) FROM generate_series(1, 200);
-- arguments hiddenOf
SELECT anyof(250) FROM generate_series(1, 200);
-- arguments votesOfMany
SELECT (SELECT string_agg(DISTINCT anyof(100000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 2 + floor(random() * 13)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments castIn
SELECT e - interval '1 h' * (1 + 4 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments valuesIn
SELECT e - interval '1 day' * (1 + 2 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments votesOnBoard
SELECT anyof(250) FROM generate_series(1, 200);
-- arguments boards
SELECT FROM generate_series(1, 200);
-- arguments topics
SELECT FROM generate_series(1, 200);
-- arguments open
SELECT 1000000 + i, anyof(250), anyof(120000), left(words(48), 160),
  '2026-11-29 00:00:00+00'::timestamptz, 0, 'open' FROM generate_series(1, 400) AS i;
-- arguments reply
SELECT anyof(100000), 5000 + i, anyof(120000), '2026-11-29 00:00:00+00'::timestamptz, 0,
  left(words(180), 2000) FROM generate_series(1, 400) AS i;
-- arguments vote
SELECT 2000000 + i, anyof(100000), anyof(120000), '2026-11-29 00:00:00+00'::timestamptz, anyof(5)
FROM generate_series(1, 400) AS i;
-- arguments lock
SELECT id FROM thread WHERE state = 'open' AND id <= 100000 ORDER BY random() LIMIT 400;
-- arguments seen
SELECT anyof(100000), anyof(10000) FROM generate_series(1, 400);
-- arguments rename
SELECT anyof(120000), left(words(16), 80) FROM generate_series(1, 400);
-- arguments dropVote
SELECT id FROM (SELECT DISTINCT anyof(600000) AS id FROM generate_series(1, 440)) AS x
ORDER BY random() LIMIT 400;
-- arguments carry
SELECT anyof(100000), anyof(250), 3000000 + i, anyof(100000), anyof(120000),
  '2026-11-29 00:00:00+00'::timestamptz, anyof(5) FROM generate_series(1, 400) AS i;
