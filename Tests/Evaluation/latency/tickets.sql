-- Rows of tickets.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.625);

-- rows
INSERT INTO venue SELECT i, left(words(22), 60), left(words(9), 40)
  FROM generate_series(1, 300) AS i;
INSERT INTO guest SELECT i, 'g' || lpad(i::text, 7, '0') || '@example.com' || left(md5(i::text), 4),
  left(words(15), 60) FROM generate_series(1, 150000) AS i;
INSERT INTO show (id, venue_id, title, starts)
  SELECT i, anyof(300), left(words(24), 80), date_trunc('second', grown((i - 0.5) / 18000, 0.02))
  FROM generate_series(1, 18000) AS i;
INSERT INTO ticket (id, show_id, guest_id, sold, price, state)
  SELECT i, scattered(1 + width_bucket(random(), (SELECT ranks(18000, 0.3))), 18000),
  anyof(150000), date_trunc('second', grown((i - 0.5) / 900000, 0.03)),
  round((random() * 200)::numeric, 2),
  CASE WHEN r < 0.03 THEN 'reserved' WHEN r < 0.93 THEN 'paid' ELSE 'returned' END
  FROM (SELECT i, random() AS r FROM generate_series(1, 900000) AS i ORDER BY i) AS x;
INSERT INTO rating (id, show_id, guest_id, stars, text)
  SELECT i, anyof(18000), anyof(150000), anyof(5), left(words(150), 800)
  FROM generate_series(1, 270000) AS i;

-- arguments guestByEmail
SELECT email FROM guest ORDER BY random() LIMIT 200;
-- arguments ticketByKey
SELECT anyof(900000) FROM generate_series(1, 200);
-- arguments ticketsOf
SELECT anyof(150000) FROM generate_series(1, 200);
-- arguments ticketsOfShow
SELECT anyof(18000) FROM generate_series(1, 200);
-- arguments soldFor
SELECT anyof(18000) FROM generate_series(1, 200);
-- arguments returnedOf
SELECT anyof(18000) FROM generate_series(1, 200);
-- arguments showsOf
SELECT anyof(300) FROM generate_series(1, 200);
-- arguments ratingsOf
SELECT anyof(18000) FROM generate_series(1, 200);
-- arguments meanRating
SELECT anyof(18000) FROM generate_series(1, 200);
-- arguments lastTicket
SELECT anyof(150000) FROM generate_series(1, 200);
-- arguments ticketsOfMany
SELECT (SELECT string_agg(DISTINCT anyof(150000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 3 + floor(random() * 10)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments soldIn
SELECT e - interval '1 h' * (2 + 10 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments turnover
SELECT e - interval '1 day' * (1 + 3 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments atVenue
SELECT anyof(300) FROM generate_series(1, 200);
-- arguments venues
SELECT FROM generate_series(1, 200);
-- arguments cities
SELECT FROM generate_series(1, 200);
-- arguments buy
SELECT 2000000 + i, anyof(18000), anyof(150000), '2026-11-29 00:00:00+00'::timestamptz,
  round((random() * 200)::numeric, 2), 'reserved' FROM generate_series(1, 400) AS i;
-- arguments rate
SELECT 2000000 + i, anyof(18000), anyof(150000), anyof(5), left(words(150), 800)
FROM generate_series(1, 400) AS i;
-- arguments pay
SELECT id FROM ticket WHERE state = 'reserved' AND id <= 900000 ORDER BY random() LIMIT 400;
-- arguments rename
SELECT anyof(150000), left(words(15), 60) FROM generate_series(1, 400);
-- arguments dropRating
SELECT id FROM (SELECT DISTINCT anyof(270000) AS id FROM generate_series(1, 440)) AS x
ORDER BY random() LIMIT 400;
-- arguments exchange
SELECT anyof(900000), anyof(18000), 3000000 + i, anyof(18000), anyof(150000), anyof(5),
  left(words(150), 800) FROM generate_series(1, 400) AS i;
