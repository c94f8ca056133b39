-- Rows of shop.dbmodel at its declared sizes and skews, and arguments of its patterns: a block for
-- each pattern, whose query returns a call in a row and its parameters in order, a column for each
-- value (of a new row one for each field, of a range two, of a list one with commas in it). The
-- generator's seed makes them the same on every run. `now` is 2026-11-29 00:00 UTC.

SELECT setseed(0.25);

-- rows
INSERT INTO customer SELECT i, 'c' || i || '@example.com' || left(md5(i::text), 4),
  left(words(14), 40),
  CASE WHEN r < 0.9 THEN 'basic' WHEN r < 0.99 THEN 'gold' ELSE 'vip' END,
  '2020-01-01 00:00+00'::timestamptz + interval '3600 s' * i
  FROM (SELECT i, random() AS r FROM generate_series(1, 50000) AS i) AS x;
INSERT INTO category SELECT i, left(words(14), 40) FROM generate_series(1, 200) AS i;
INSERT INTO product SELECT i, left(words(30), 80), anyof(200), round((random() * 500)::numeric, 2),
  anyof(1000000), left(words(200), 600) FROM generate_series(1, 20000) AS i;
INSERT INTO "order" (id, customer_id, placed, status, total)
  SELECT i, scattered(1 + width_bucket(random(), (SELECT ranks(50000, 0.5))), 50000),
  date_trunc('second', grown((i - 0.5) / 400000, 0.02)),
  CASE WHEN r < 0.02 THEN 'placed' WHEN r < 0.1 THEN 'paid' ELSE 'shipped' END,
  round((random() * 900)::numeric, 2)
  FROM (SELECT i, random() AS r FROM generate_series(1, 400000) AS i ORDER BY i) AS x;
INSERT INTO order_line (order_id, line, product_id, quantity, price)
  SELECT o, l, scattered(1 + width_bucket(random(), (SELECT ranks(20000, 0.5))), 20000),
  anyof(99), round((random() * 500)::numeric, 2)
  FROM (SELECT o, 1 + floor(random() * 5)::int AS n FROM generate_series(1, 400000) AS o) AS x,
  LATERAL generate_series(1, n) AS l;
INSERT INTO review (id, product_id, customer_id, stars, written, text)
  SELECT i, scattered(1 + width_bucket(random(), (SELECT ranks(20000, 0.5))), 20000), anyof(50000),
  anyof(5), '2024-01-01 00:00+00'::timestamptz + interval '400 s' * i, left(words(250), 1000)
  FROM generate_series(1, 200000) AS i;

-- arguments customerByKey
SELECT anyof(50000) FROM generate_series(1, 200);
-- arguments customerByEmail
SELECT email FROM customer ORDER BY random() LIMIT 200;
-- arguments productPage
SELECT anyof(20000) FROM generate_series(1, 200);
-- arguments ordersOf
SELECT anyof(50000) FROM generate_series(1, 200);
-- arguments latestOrdersOf
SELECT anyof(50000) FROM generate_series(1, 200);
-- arguments oldestOfStatus
SELECT CASE WHEN r < 0.5 THEN 'placed' WHEN r < 0.9 THEN 'paid' ELSE 'shipped' END
FROM (SELECT random() AS r FROM generate_series(1, 200)) AS x;
-- arguments ordersInPeriod
SELECT e - interval '1 h' * (1 + 2 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments revenue
SELECT e - interval '1 day' * (1 + 4 * random()), e
FROM (SELECT '2026-11-28'::timestamptz - interval '40 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments orderPage
SELECT anyof(400000) FROM generate_series(1, 200);
-- arguments basket
SELECT (SELECT string_agg(DISTINCT anyof(20000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 5 + floor(random() * 21)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments ordersOfMany
SELECT (SELECT string_agg(DISTINCT anyof(50000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 5 + floor(random() * 11)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments bestReviews
SELECT anyof(20000) FROM generate_series(1, 200);
-- arguments rating
SELECT anyof(20000) FROM generate_series(1, 200);
-- arguments orderCount
SELECT anyof(50000) FROM generate_series(1, 200);
-- arguments lastOrder
SELECT anyof(50000) FROM generate_series(1, 200);
-- arguments linesOfCustomer
SELECT anyof(50000) FROM generate_series(1, 200);
-- arguments cheapest
SELECT anyof(200) FROM generate_series(1, 200);
-- arguments soldQuantity
SELECT anyof(20000) FROM generate_series(1, 200);
-- arguments tiers
SELECT FROM generate_series(1, 200);
-- arguments review
SELECT 500000 + i, anyof(20000), anyof(50000), anyof(5), '2026-11-29 00:00:00+00'::timestamptz,
  left(words(250), 1000) FROM generate_series(1, 400) AS i;
-- arguments takeStock
SELECT anyof(20000), anyof(9) FROM generate_series(1, 400);
-- arguments setTier
SELECT anyof(50000), CASE WHEN random() < 0.5 THEN 'gold' ELSE 'vip' END
FROM generate_series(1, 400);
-- arguments setStatus
SELECT anyof(400000), CASE WHEN random() < 0.5 THEN 'paid' ELSE 'shipped' END
FROM generate_series(1, 400);
-- arguments deleteReview
SELECT id FROM (SELECT DISTINCT anyof(200000) AS id FROM generate_series(1, 440)) AS x
ORDER BY random() LIMIT 400;
-- arguments deleteOrder
SELECT id FROM (SELECT DISTINCT anyof(400000) AS id FROM generate_series(1, 440)) AS x
ORDER BY random() LIMIT 400;
-- arguments pay
SELECT anyof(400000), anyof(50000), left(words(14), 40) FROM generate_series(1, 400);
