-- Rows of bank.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.6875);

-- rows
INSERT INTO branch (id, code, name)
  SELECT i, 'B' || lpad((i * 1009)::text, 5, '0'), left(words(22), 60)
  FROM generate_series(1, 60) AS i;
-- In 240 towns, of which some are large.
INSERT INTO customer (id, number, name, email, phone, born, home_street, home_postcode, home_city,
    branch_id, since, kind)
  SELECT i, 'K' || lpad(i::text, 9, '0'), left(words(17), 80),
  'k' || lpad(i::text, 6, '0') || '.' || left(md5(i::text), 4) || '@mail.example',
  CASE WHEN random() < 0.85 THEN '+49' || lpad((i::bigint * 7368787 % 10000000000)::text, 10, '0')
    END,
  greatest('1931-01-01'::date + anyof(3000), least('2008-11-01'::date - anyof(3000),
    at::date - 5800 - anyof(16000))), left(words(21), 80), 'P' || lpad(t::text, 5, '0'),
  left(md5((t * 31)::text), 5 + t * 7 % 9),
  scattered(1 + width_bucket(random(), (SELECT ranks(60, 0.4))), 60), at,
  CASE WHEN r < 0.86 THEN 'personal' WHEN r < 0.97 THEN 'business' ELSE 'staff' END
  FROM (SELECT i, random() AS r, 1 + width_bucket(random(), (SELECT ranks(240, 0.7))) AS t,
    date_trunc('second', grown((i - 0.5) / 15000, 0.01)) AS at
    FROM generate_series(1, 15000) AS i ORDER BY i) AS x;
-- A first account with the customer, and 9,000 more of those there were by then. Accounts of much
-- use, those of the first ranks, are current ones more often than others.
INSERT INTO account (id, iban, owner_id, product, opened, closed, balance, overdraft)
  SELECT id, 'DE' || lpad((id::numeric * 618033988749894848 % 1e20)::text, 20, '0'), c, product,
  opened, closed, CASE WHEN closed IS NOT NULL THEN 0 ELSE
    round((CASE product WHEN 'current' THEN exp(4.5 + 4.5 * r) - 380 + 150 * random()
      WHEN 'savings' THEN exp(3 + 8 * r) WHEN 'loan' THEN - (limited * r)
      ELSE 5000 + 45000 * r * r END)::numeric, 2) END, limited
  FROM (SELECT id, c, product, opened, r,
    CASE WHEN closing < 0.09 THEN '2026-11-29'::date
      - floor(random() * ('2026-11-29'::date - opened))::int END AS closed,
    CASE product WHEN 'current' THEN CASE WHEN random() < 0.6 THEN 250 * anyof(8) ELSE 0 END
      WHEN 'loan' THEN 1000 * anyof(60) ELSE 0 END AS limited
    FROM (SELECT x.id, x.c, x.opened, random() AS r, random() AS closing,
      CASE WHEN place <= 12480 THEN 'current' WHEN place <= 21120 THEN 'savings'
        WHEN place <= 23040 THEN 'loan' ELSE 'deposit' END AS product
      FROM (SELECT c, grown(u, 0.01)::date AS opened, row_number() OVER (ORDER BY u, c)::int AS id
        FROM (SELECT i AS c, (i - 0.5) / 15000 AS u FROM generate_series(1, 15000) AS i
          UNION ALL SELECT 1 + floor(random() * 15000 * u)::int, u
          FROM (SELECT (j - 0.5) / 9000 AS u FROM generate_series(1, 9000) AS j) AS more) AS y) AS x
      JOIN (SELECT scattered(k, 24000) AS id,
        row_number() OVER (ORDER BY k + 14000 * random()) AS place
        FROM generate_series(1, 24000) AS k) AS p ON p.id = x.id ORDER BY x.id) AS z
    ORDER BY id) AS w;
INSERT INTO account_authorised (account_id, customer_id)
  SELECT a, c FROM (SELECT DISTINCT anyof(24000) AS a, anyof(15000) AS c
    FROM generate_series(1, 6000) AS i) AS x
  JOIN account ON account.id = a WHERE owner_id <> c ORDER BY a, c;
-- Of current accounts, renewed every four years; a fifth have a credit card besides. Those of the
-- last eight years are kept.
CREATE TEMP TABLE carried AS
  SELECT row_number() OVER (ORDER BY issued, a, chain)::int AS id, a, chain, issued, closed,
  coalesce(lag(issued) OVER w, '-infinity'::date) AS previous,
  CASE WHEN lag(issued) OVER w IS NULL THEN '-infinity'::date ELSE issued END AS since,
  coalesce(lead(issued) OVER w, 'infinity'::date) AS until
  FROM (SELECT a, chain, closed, (first + interval '4 years' * k)::date AS issued
    FROM (SELECT id AS a, closed, chain, CASE chain WHEN 1 THEN opened
        ELSE opened + floor(random() * ('2026-11-29'::date - opened) * 0.8)::int END AS first
      FROM (SELECT id, opened, closed, random() AS r FROM account WHERE product = 'current'
        ORDER BY id) AS x, LATERAL generate_series(1, 1 + (r < 0.2)::int) AS chain) AS y,
    LATERAL generate_series(0, 22) AS k) AS z
  WHERE issued >= '2018-11-29' AND issued <= coalesce(closed, '2026-11-28')
  WINDOW w AS (PARTITION BY a, chain ORDER BY issued);
INSERT INTO card (id, account_id, token, kind, issued, expires, state)
  SELECT id, a, md5('card' || id)::uuid, CASE chain WHEN 1 THEN 'debit' ELSE 'credit' END, issued,
  ends, CASE WHEN ends < '2026-11-29' THEN 'expired'
    WHEN closed IS NOT NULL OR random() < 0.02 THEN 'blocked' ELSE 'active' END
  FROM (SELECT *, (date_trunc('month', issued + interval '49 months'))::date - 1 AS ends
    FROM carried ORDER BY id) AS x;
ANALYZE account, carried;
-- While an account is open. What is made on a weekend is booked on Monday.
CREATE TEMP TABLE written AS
  SELECT row_number() OVER (ORDER BY at, account_id)::int AS id, account_id, at,
  at::date + CASE extract(isodow FROM at) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END AS booked,
  CASE WHEN NOT is_carded THEN CASE WHEN r < 0.4 THEN 'transfer' WHEN r < 0.5 THEN 'debit'
      WHEN r < 0.75 THEN 'interest' ELSE 'fee' END
    WHEN r < 0.66 THEN 'card' WHEN r < 0.83 THEN 'transfer' WHEN r < 0.92 THEN 'debit'
    WHEN r < 0.985 THEN 'cash' ELSE 'fee' END AS kind,
  CASE WHEN chains = 2 AND random() < 0.4 THEN 2 ELSE 1 END AS chain
  FROM (SELECT *, random() AS r FROM (SELECT account_id, at, chains, chains IS NOT NULL AS is_carded
    FROM (SELECT j, scattered(1 + width_bucket(random(), (SELECT ranks(24000, 0.47))), 24000)
        AS account_id, date_trunc('milliseconds', grown((j - 0.5) / 1700000, 0.0247525)) AS at
      FROM generate_series(1, 1700000) AS j) AS d
    JOIN account ON account.id = account_id
      AND at::date >= opened AND at::date <= coalesce(closed, '2026-11-29')
    LEFT JOIN (SELECT a, max(chain) AS chains FROM carried GROUP BY a HAVING min(chain) = 1) AS c
      ON c.a = account_id
    ORDER BY random() LIMIT 1080000) AS y) AS x;
INSERT INTO posting (id, account_id, made, booked, amount, kind, card_id, party, purpose)
  SELECT id, account_id, at, booked,
  round((CASE kind WHEN 'card' THEN -1 - exp(1.2 + 4 * r) WHEN 'debit' THEN -5 - exp(2 + 4.2 * r)
    WHEN 'cash' THEN -10 * (1 + floor(25 * r * r)) WHEN 'fee' THEN -0.5 - 12 * r * r
    WHEN 'interest' THEN 90 * r * r - 10
    ELSE exp(2.5 + 6 * r * r) * CASE WHEN random() < 0.5 THEN -1 ELSE 1 END END)::numeric, 2),
  kind, card, left(words(19), 70), left(('{grocer,market,fuel,rail,rent,power,water,phone,'
    'insurance,salary,bakery,pharmacy,cinema,books,clothes,parking,tax,gym,streaming,florist,'
    'restaurant,garage,dentist,hotel,airline,toys,garden,furniture,donation,school}'::text[])
    [1 + floor(30 * random() * random())::int] || ' ' || words(31), 140)
  FROM (SELECT written.*, carried.id AS card, random() AS r FROM written
    LEFT JOIN carried ON kind = 'card' AND a = account_id AND carried.chain = written.chain
      AND booked >= since AND booked < carried.until
    ORDER BY written.id) AS x;
DROP TABLE written, carried;
INSERT INTO payee (customer_id, number, name, iban, trusted, standing)
  SELECT c, row_number() OVER (PARTITION BY c ORDER BY j), left(words(19), 70),
  'DE' || lpad(((100000 + j)::numeric * 618033988749894848 % 1e20)::text, 20, '0'),
  random() < 0.4, 0
  FROM (SELECT j, scattered(1 + width_bucket(random(), (SELECT ranks(15000, 0.4))), 15000) AS c
    FROM generate_series(1, 60000) AS j ORDER BY j) AS x ORDER BY j;
-- From a current account to a payee of its owner.
INSERT INTO standing_order (id, account_id, payee_customer_id, payee_number, amount, every, next,
    ends, state, version)
  SELECT id, a, c, n, round(exp(2 + 5 * random())::numeric, 2), every,
  CASE WHEN state = 'ended' THEN '2026-11-29'::date - anyof(2200)
    WHEN state = 'paused' THEN '2026-11-29'::date + anyof(500) - 300 ELSE day END,
  CASE WHEN state = 'ended' THEN CASE WHEN e < 0.7 THEN '2026-11-29'::date - anyof(2200) END
    WHEN e < 0.18 THEN day + anyof(1500) END, state, 1 + floor(-ln(1 - random()) * 0.8)::int
  FROM (SELECT *, CASE WHEN r < 0.82 THEN 'active' WHEN r < 0.87 THEN 'paused' ELSE 'ended' END
      AS state, CASE every WHEN 'month' THEN CASE WHEN d < 0.4 THEN '2026-12-01'::date
          WHEN d < 0.55 THEN '2026-12-15' ELSE '2026-11-28'::date + anyof(30) END
        WHEN 'quarter' THEN '2026-11-28'::date + anyof(91)
        WHEN 'week' THEN '2026-11-28'::date + anyof(7) ELSE '2026-11-28'::date + anyof(365) END
      AS day
    FROM (SELECT row_number() OVER (ORDER BY j)::int AS id, c, n, random() AS r, random() AS d,
      random() AS e, ids[anyof(cardinality(ids))] AS a, (ARRAY['month', 'month', 'month', 'quarter',
        'month', 'month', 'month', 'month', 'quarter', 'month', 'month', 'week', 'month', 'month',
        'month', 'month', 'year', 'month', 'month', 'month'])[1 + j % 20] AS every
      FROM (SELECT customer_id AS c, number AS n, row_number() OVER (ORDER BY random()) AS j
        FROM (SELECT customer_id, number, 1 + (random() < 0.1)::int AS times FROM payee
          ORDER BY customer_id, number) AS p, LATERAL generate_series(1, times)) AS x
      JOIN (SELECT owner_id, array_agg(id ORDER BY id) AS ids FROM account
        WHERE product = 'current' AND closed IS NULL GROUP BY owner_id) AS o ON owner_id = c
      ORDER BY j LIMIT 16000) AS y ORDER BY id) AS z;
-- For each month of the last two years in which an account was open.
INSERT INTO statement (account_id, until, opening, closing, file, read)
  SELECT a, until, coalesce(lag(closing) OVER (PARTITION BY a ORDER BY until), 0), closing,
  md5(a || ' ' || until)::uuid, CASE WHEN random() < habit THEN least(date_trunc('second',
    until + interval '1 day' + interval '40 days' * random() ^ 2), '2026-11-28 23:59:59+00') END
  FROM (SELECT a, until, habit, round((level * (0.6 + 0.8 * random()))::numeric, 2) AS closing
    FROM (SELECT id AS a, opened, closed, random() ^ 1.2 AS habit,
      CASE product WHEN 'loan' THEN balance - 500 ELSE balance + 200 END AS level
      FROM account ORDER BY id) AS x
    JOIN (SELECT (date_trunc('month', '2026-11-01'::date - interval '1 month' * m)
        + interval '1 month')::date - 1 AS until FROM generate_series(1, 24) AS m) AS months
      ON until >= opened AND until < coalesce(closed + 31, 'infinity')
    ORDER BY a, until) AS y ORDER BY until, a;
INSERT INTO "limit" (account_id, channel, amount, changed)
  SELECT id, channel, 50 * anyof(40),
  '2026-11-29'::date - 1 - floor(random() * least('2026-11-29'::date - opened - 1, 3000))::int
  FROM (SELECT id, opened, channel, random() AS r FROM account,
    (VALUES ('atm', 1.0), ('online', 0.82), ('shop', 0.58)) AS c (channel, part)
    WHERE product = 'current' AND (id * 7 + length(channel) * 31) % 100 < part * 100
    ORDER BY id, channel) AS x;
-- Of those who were customers by then.
INSERT INTO device (id, customer_id, name, platform, added, trusted)
  SELECT md5('device' || i)::uuid, 1 + floor(random() * 15000 * u ^ 0.5025)::int,
  left(words(15), 60), CASE WHEN r < 0.42 THEN 'ios' WHEN r < 0.82 THEN 'android' ELSE 'web' END,
  date_trunc('second', grown(u, 0.02)), random() < 0.7
  FROM (SELECT i, (i - 0.5) / 24000 AS u, random() AS r FROM generate_series(1, 24000) AS i
    ORDER BY i) AS x;
-- Since a device was added.
INSERT INTO login (device_id, at, outcome, address)
  SELECT device, at, CASE WHEN r < 0.92 THEN 'ok' WHEN r < 0.99 THEN 'wrong' ELSE 'locked' END,
  '10.' || 99 + anyof(156) || '.' || anyof(255) || '.' || anyof(255)
  FROM (SELECT *, random() AS r FROM (SELECT device.id AS device, at
    FROM (SELECT md5('device' || scattered(1 + width_bucket(random(), (SELECT ranks(24000, 0.35))),
        24000))::uuid AS d, date_trunc('milliseconds', grown((j - 0.5) / 700000, 0.0294118)) AS at
      FROM generate_series(1, 700000) AS j) AS drawn
    JOIN device ON device.id = d AND at >= added ORDER BY random() LIMIT 400000) AS y
    ORDER BY at) AS x ORDER BY at;
-- Of what was paid with a card, up to 45 days after. Most are over in two months.
INSERT INTO dispute (id, posting_id, opened, state, amount, closed, text)
  SELECT row_number() OVER (ORDER BY opened), p, opened, CASE WHEN isOpen AND r < 0.67 THEN 'open'
    WHEN isOpen THEN 'waiting' WHEN r < 0.65 THEN 'granted' ELSE 'refused' END, amount,
  CASE WHEN NOT isOpen THEN least(opened::date + 3 + anyof(90), '2026-11-28') END,
  left(words(150), 800)
  FROM (SELECT *, random() AS r,
    random() < CASE WHEN opened >= '2026-09-30' THEN 0.9 WHEN opened >= '2026-06-02' THEN 0.25
      ELSE 0.01 END AS isOpen
    FROM (SELECT * FROM (SELECT id AS p, - amount AS amount,
      date_trunc('second', made + interval '45 days' * random() ^ 2) AS opened
      FROM (SELECT id, amount, made FROM posting WHERE kind = 'card' AND id % 17 = 3
        ORDER BY id) AS z ORDER BY random() LIMIT 3200) AS x
    WHERE opened < '2026-11-29' ORDER BY random() LIMIT 3000) AS w ORDER BY opened) AS y
  ORDER BY opened;

-- arguments customerByNumber
SELECT 'K' || lpad(anyof(15000)::text, 9, '0') FROM generate_series(1, 200);
-- arguments accountByIban
SELECT iban FROM account ORDER BY random() LIMIT 200;
-- arguments overview
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(15000, 0.5))), 15000)
FROM generate_series(1, 200);
-- arguments newestPostings
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(24000, 0.5))), 24000)
FROM generate_series(1, 200);
-- arguments bookedIn
SELECT anyof(24000), e - 90 - floor(random() * 276)::int, e
FROM (SELECT '2026-11-29'::date - anyof(90) AS e FROM generate_series(1, 200)) AS x;
-- arguments feed
SELECT anyof(15000) FROM generate_series(1, 200);
-- arguments postingPage
SELECT id FROM posting WHERE made >= '2026-08-31' AND id <= 1080000 ORDER BY random() LIMIT 200;
-- arguments spendingOf
SELECT anyof(24000), e - 180 - floor(random() * 186)::int, e
FROM (SELECT '2026-11-29'::date - anyof(30) AS e FROM generate_series(1, 200)) AS x;
-- arguments findAmount
SELECT anyof(24000), l, l + round((5 + 45 * random())::numeric, 2)
FROM (SELECT - round((10 + 90 * random())::numeric, 2) AS l FROM generate_series(1, 200)) AS x;
-- arguments searchPostings
SELECT anyof(24000), ('{grocer,market,fuel,rail,rent,power,water,phone,insurance,salary}'::text[])
  [anyof(10)], CASE WHEN random() < 0.25 THEN CASE WHEN r < 0.4 THEN 'transfer' WHEN r < 0.7
  THEN 'card' WHEN r < 0.9 THEN 'debit' WHEN r < 0.94 THEN 'cash' WHEN r < 0.97 THEN 'fee'
  ELSE 'interest' END END
FROM (SELECT random() AS r FROM generate_series(1, 200)) AS x;
-- arguments ledgerOf
SELECT anyof(60), day FROM (SELECT '2026-11-29'::date - anyof(60) AS day
  FROM generate_series(1, 400)) AS x WHERE extract(isodow FROM day) < 6 LIMIT 200;
-- arguments largeTransfers
SELECT '2026-11-29'::date - anyof(10), round(exp(6 + 2 * random())::numeric, -1)::numeric(12, 2)
FROM generate_series(1, 200);
-- arguments cardByToken
SELECT token FROM card ORDER BY random() LIMIT 200;
-- arguments expiring
SELECT m::date, (m + interval '1 month' * anyof(3))::date - 1
FROM (SELECT '2026-11-01'::date + interval '1 month' * anyof(4) AS m
  FROM generate_series(1, 200)) AS x;
-- arguments ordersOf
SELECT anyof(15000) FROM generate_series(1, 200);
-- arguments dueOn
SELECT '2026-11-28'::date + anyof(3) FROM generate_series(1, 200);
-- arguments unreadOf
SELECT anyof(15000) FROM generate_series(1, 200);
-- arguments failedLogins
SELECT anyof(15000) FROM generate_series(1, 200);
-- arguments openDisputes
SELECT FROM generate_series(1, 200);
-- arguments balancesOf
SELECT (SELECT string_agg(DISTINCT anyof(24000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 2 + floor(random() * 7)::int AS n FROM generate_series(1, 200)) AS c;
-- arguments holdings
SELECT anyof(60) FROM generate_series(1, 200);
-- arguments customersOf
SELECT anyof(60), CASE WHEN random() < 0.3 THEN CASE WHEN r < 0.7 THEN 'business' WHEN r < 0.9
  THEN 'personal' ELSE 'staff' END END
FROM (SELECT random() AS r FROM generate_series(1, 200)) AS x;
-- arguments livingIn
SELECT home_city FROM customer ORDER BY random() LIMIT 200;
-- arguments overdrawn
SELECT FROM generate_series(1, 200);
-- arguments pay
SELECT 2000000 + row_number() OVER (), a, '2026-11-29 00:00:00+00'::timestamptz, '2026-11-30'::date,
  - round((1 + exp(1.2 + 4 * random()))::numeric, 2), CASE WHEN c IS NULL THEN 'transfer'
  ELSE 'card' END, c, left(words(19), 70), left('market ' || words(31), 140)
FROM (SELECT a, (SELECT max(id) FROM card WHERE account_id = a AND random() < 0.75) AS c
  FROM (SELECT scattered(1 + width_bucket(random(), (SELECT ranks(24000, 0.5))), 24000) AS a
    FROM generate_series(1, 600)) AS x JOIN account ON account.id = a AND closed IS NULL
  LIMIT 400) AS y;
-- arguments signIn
SELECT md5('device' || anyof(24000))::uuid,
  '2026-11-29 00:00:00+00'::timestamptz + interval '1 s' * i,
  CASE WHEN random() < 0.92 THEN 'ok' ELSE 'wrong' END, '10.' || 99 + anyof(156) || '.99.12'
FROM generate_series(1, 400) AS i;
-- arguments addOrder
SELECT 100000 + row_number() OVER (), a, c, n, round(exp(2 + 5 * random())::numeric, 2), 'month',
  '2026-12-01'::date + anyof(28), NULL, 'active', 1
FROM (SELECT account.id AS a, customer_id AS c, number AS n FROM payee
  JOIN account ON owner_id = customer_id AND product = 'current' AND closed IS NULL
  ORDER BY random() LIMIT 400) AS x;
-- arguments amendOrder
SELECT id, round(exp(2 + 5 * random())::numeric, 2), version FROM standing_order
WHERE id <= 16000 ORDER BY random() + 0 LIMIT 400;
-- arguments setLimit
SELECT id, CASE WHEN r < 0.6 THEN 'online' WHEN r < 0.9 THEN 'atm' ELSE 'shop' END,
  (50 * anyof(40))::numeric(8, 2), '2026-11-29'::date
FROM (SELECT id, random() AS r FROM (SELECT id FROM account WHERE product = 'current'
  AND closed IS NULL ORDER BY random() LIMIT 400) AS y) AS x;
-- arguments readStatement
SELECT account_id, until FROM statement WHERE read IS NULL AND until >= '2026-08-31'
ORDER BY random() LIMIT 400;
-- arguments removePayee
SELECT customer_id, number FROM payee WHERE standing = 0 ORDER BY random() LIMIT 400;
-- arguments removeDevice
SELECT id FROM device ORDER BY random() LIMIT 400;
