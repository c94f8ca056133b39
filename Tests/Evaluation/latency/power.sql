-- Rows of power.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.4375);

-- rows
CREATE FUNCTION pg_temp.bell() RETURNS float8 LANGUAGE sql VOLATILE AS $$
  SELECT sqrt(-2 * ln(1 - random())) * cos(6.2831853 * random())
$$;
CREATE FUNCTION pg_temp.euros(x float8) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT round(x::numeric, 2)
$$;
CREATE TEMP TABLE town AS
  SELECT i, greatest(1, (60 * i ^ -0.85)::int) AS districts,
  ('{Alten,Birken,Buchen,Eber,Falken,Grün,Hagen,Hohen,Königs,Linden,Neu,Ober,Rosen,Wald}'::text[])
    [1 + scattered(i, 140) % 14]
  || ('{burg,heim,stadt,hausen,dorf,feld,bach,furt,au,berg}'::text[])
    [1 + scattered(i, 140) / 14 % 10] AS name
  FROM generate_series(1, 140) AS i;
-- Places, in the order in which they were first supplied.
CREATE TEMP TABLE place AS
  SELECT p, at, rank, operator, kind, CASE kind WHEN 'flat' THEN exp(7.5 + 0.4 * g)
    WHEN 'house' THEN exp(8.2 + 0.45 * g) WHEN 'shop' THEN exp(8.9 + 0.9 * g)
    WHEN 'farm' THEN exp(9.6 + 0.8 * g) ELSE exp(11.3 + 1.1 * g) END AS usage,
    rank <= 12 AND kind = 'flat' AND q < 0.45 OR q < 0.12 AS rented
  FROM (SELECT p, date_trunc('second', grown(0.03 + 0.97 * (p - 0.5) / 24000, 0.012)) AS at, rank,
      1 + (rank * 5 + rank / 9) % 12 AS operator, pg_temp.bell() AS g, random() AS q,
      CASE WHEN r < 0.62 - 0.25 * (rank > 25)::int THEN 'flat' WHEN r < 0.88 THEN 'house'
        WHEN r < 0.97 THEN 'shop' WHEN r < 0.992 THEN 'farm' ELSE 'plant' END AS kind
    FROM (SELECT p, 1 + width_bucket(random(), (SELECT ranks(140, 0.9))) AS rank, random() AS r
      FROM generate_series(1, 24000) AS p ORDER BY p) AS x) AS y;
INSERT INTO premise (id, address_street, address_postcode, address_city, kind, operator)
  SELECT p, ('{Acker,Ahorn,Bahnhof,Berg,Birken,Blumen,Brunnen,Dorf,Eichen,Feld,Garten,Goethe,Haupt,'
    'Hof,Kirch,Linden,Markt,Mozart,Mühlen,Park,Post,Rosen,Schiller,Schloss,Schul,Sonnen,Tal,Wald,'
    'Wiesen,Ziegel}'::text[])[anyof(30)]
  || ('{straße,weg,gasse,platz,allee}'::text[])[1 + floor(5 * random() ^ 2)::int] || ' '
  || 1 + floor(CASE WHEN kind = 'flat' THEN 40 ELSE 110 END * random() ^ 2)::int,
  (10000 + 350 * rank + floor(districts * random() ^ 1.2)::int)::text, name, kind,
  ('{Netz Nord,Stadtwerke Mitte,Energie Süd,Netz Ost,Kreiswerke,Talnetz,Strom West,Heidenetz,'
    'Seewerke,Bergnetz,Rheinwerke,Netz Elbe}'::text[])[operator]
  FROM place JOIN town ON i = rank ORDER BY p;
-- Contracts follow each other in a place: the next tenant, or the same people with a new tariff.
CREATE TEMP TABLE stay AS
  SELECT p, k, usage * exp(0.2 * pg_temp.bell()) AS usage, kind, rented, begins, lasts, r, q,
  count(*) FILTER (WHERE k = 1 OR r > 0.4) OVER (PARTITION BY p ORDER BY k) AS turn,
  begins::timestamptz - interval '1 s' * floor(86400 * (6 + 40 * random() ^ 1.5) - 50000 * q)
    AS signed
  FROM (SELECT *, random() AS r, random() AS q, (at + interval '30 days')::date
      + coalesce(sum(lasts + gap) OVER (PARTITION BY p ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING
        AND 1 PRECEDING), 0)::int AS begins
    FROM (SELECT place.*, k, floor(90 - 1900 * ln(1 - random()))::int AS lasts,
        CASE WHEN random() < 0.5 THEN 0 ELSE floor(-1400 * ln(1 - random()))::int END AS gap
      FROM place, LATERAL generate_series(1, 7) AS k ORDER BY p, k) AS x) AS y;
DELETE FROM stay WHERE signed >= '2026-11-29';
-- Who it is: landlords and chains have many, some people move and stay customers.
CREATE TEMP TABLE who AS
  SELECT p, turn, CASE WHEN kind IN ('shop', 'farm', 'plant') AND r < 0.16 OR rented AND turn > 1
      AND r < 0.3 OR r < 0.01
    THEN 'f' || scattered(1 + width_bucket(random(), (SELECT ranks(160, 0.85))), 160)
    WHEN r > 0.88 THEN 'm' || 1 + floor(1700 * random())::int ELSE 'g' || p || '-' || turn END AS c,
  kind NOT IN ('flat', 'house') AS shop
  FROM (SELECT p, turn, kind, rented, random() AS r FROM (SELECT DISTINCT p, turn, kind, rented
    FROM stay ORDER BY p, turn) AS x) AS y;
CREATE TEMP TABLE person AS
  SELECT row_number() OVER (ORDER BY at, c)::int AS id, *, CASE WHEN company AND bb < 0.03 OR
    NOT company AND bb < 0.07 THEN 1 ELSE 0 END AS bad,
    CASE WHEN mm < 0.72 THEN 'debit' ELSE 'transfer' END AS method
  FROM (SELECT c, at, company, random() AS bb, random() AS mm FROM (SELECT c, min(signed) AS at,
      c LIKE 'f%' OR bool_or(shop) AS company FROM stay JOIN who USING (p, turn) GROUP BY c
    ORDER BY c) AS w) AS x;
CREATE INDEX ON person (c);
INSERT INTO tariff (id, code, name, kind, base, work, opens, closes)
  SELECT i, upper(left(kind, 2)) || to_char(opens, 'YYMM') || lpad(i::text, 2, '0'),
  initcap(kind) || ' ' || (ARRAY['Basis', 'Komfort', 'Plus', 'Fix 12', 'Fix 24', 'Flex'])[1 + i % 6]
    || ' ' || extract(year FROM opens), kind, (7.9 + (i * 7 % 11)) ::numeric(6, 2),
  (0.24 + 0.002 * i + 0.01 * (i % 4))::numeric(6, 4), opens,
  CASE WHEN i < 46 THEN opens + 400 + i * 37 % 500 END
  FROM (SELECT i, '2002-11-01'::date + i * 150 AS opens, CASE WHEN i % 9 = 3 THEN 'heat'
      WHEN i % 8 = 5 THEN 'business' WHEN i > 40 AND i % 3 = 0 THEN 'dynamic'
      WHEN i % 5 < 3 THEN 'standard' ELSE 'green' END AS kind
    FROM generate_series(1, 58) AS i) AS x;
INSERT INTO extra (id, name, price)
  SELECT i, (ARRAY['Green power', 'Wallbox rent', 'Bill insurance', 'Smart plugs', 'Solar check',
    'Emergency service', 'Heat pump care', 'Battery rent', 'Energy adviser', 'Tree planting'])[i],
  (1.99 + i * 3 % 7 * 2.5)::numeric(6, 2) FROM generate_series(1, 10) AS i;
CREATE TEMP TABLE deal AS
  SELECT row_number() OVER (ORDER BY signed, p, k)::int AS i, *, date_trunc('second', signed) AS at,
  CASE WHEN s < 0.025 THEN 'withdrawn' WHEN begins > '2026-11-28' THEN 'pending'
    WHEN over <= '2026-11-28' THEN 'ended' WHEN over < '2027-01-20' AND s < 0.8 THEN 'cancelled'
    ELSE 'active' END AS state
  FROM (SELECT p, k, id AS c, person.at AS since, bad, method, company, signed, begins,
      begins + lasts AS over, random() AS s, random() AS t, random() AS v, usage,
      5 * ceil(usage * 0.33 / 12 * exp(0.12 * pg_temp.bell()) / 5) + 5 AS advance,
      least(58, 1 + (signed::date - '2003-03-31') / 150) AS latest
    FROM stay JOIN who USING (p, turn) JOIN person USING (c) ORDER BY p, k) AS x;
ALTER TABLE deal ADD COLUMN ends date;
UPDATE deal SET ends = CASE state WHEN 'withdrawn' THEN NULL WHEN 'active' THEN NULL
  WHEN 'pending' THEN NULL ELSE over END;
INSERT INTO customer (id, number, name, company, email, phone, paperless, method, balance, since)
  SELECT id, (10000000 + id::bigint * 48271 % 8999993)::text, CASE WHEN company
    THEN b || (ARRAY[' GmbH', ' KG', ' & Söhne', ' Immobilien', ' e.K.', ' AG'])[anyof(6)]
    ELSE a || ' ' || b END, company,
  CASE WHEN r < 0.55 + 0.4 * age THEN lower(a) || '.' || lower(b) || id || '@mail.example' END,
  CASE WHEN q < 0.6 THEN '01' || 50 + anyof(29) || lpad(anyof(9999999)::text, 7, '0') END,
  r < 0.25 + 0.6 * age, method, 0, date_trunc('second', at)
  FROM (SELECT person.*, random() AS r, random() AS q,
    extract(epoch FROM at - '2002-01-01') / 786000000 AS age,
    ('{Anna,Bernd,Claudia,Daniel,Elke,Frank,Gabi,Hans,Ines,Jan,Katrin,Lukas,Maria,Nico,Olaf,Petra,'
      'Ralf,Sabine,Thomas,Ulla,Vera,Walter,Yasmin,Zeki}'::text[])[1 + floor(24 * random() ^ 1.4)::int]
      AS a,
    ('{Müller,Schmidt,Schneider,Fischer,Weber,Meyer,Wagner,Becker,Schulz,Hoffmann,Koch,Bauer,Klein,'
      'Wolf,Neumann,Braun,Zimmermann,Hartmann,Krüger,Werner,Lange,Krause,Lehmann,Huber,Mayer,'
      'Kaiser,Fuchs,Lang,Scholz,Peters,Jung,Hahn,Vogel,Keller,Günther,Frank,Berger,Winkler,Roth,'
      'Beck,Lorenz,Baumann,Franke,Albrecht,Ludwig,Winter,Simon,Kraus,Schuster,Böhm,Vogt,Sommer,'
      'Seidel,Graf,Haas,Brandt,Schreiber,Dietrich,Kuhn,Engel,Pohl,Horn,Yilmaz,Nowak,Kowalski}'
      ::text[])[1 + floor(65 * random() ^ 1.8)::int]
    || CASE WHEN random() < 0.3 THEN ('{er,mann,bauer,berg,hof,ke,lein,meier}'::text[])[anyof(8)]
      ELSE '' END AS b FROM person ORDER BY id) AS x ORDER BY id;
INSERT INTO contract (id, number, customer_id, premise_id, tariff_id, channel, state, signed,
    begins, ends, usage, advance)
  SELECT i, 'V' || (1000000 + i::bigint * 69621 % 8999993), c, p,
  greatest(1, latest - floor(12 * t ^ 1.8)::int), CASE WHEN v < 0.42 THEN 'portal' WHEN v < 0.75
    THEN 'web' WHEN v < 0.88 THEN 'phone' WHEN v < 0.95 THEN 'shop' ELSE 'door' END,
  state, at, begins, ends, 10 * round(usage / 10), advance::numeric(8, 2) FROM deal ORDER BY i;
INSERT INTO contract_extras (contract_id, extra_id)
  SELECT i, e FROM (SELECT i, e, random() AS r, CASE WHEN company THEN 0.4 ELSE 1 END
      * CASE WHEN at >= '2021-01-01' THEN 1.5 ELSE 0.4 END AS likes
    FROM deal, generate_series(1, 10) AS e ORDER BY i, e) AS x
  WHERE r < 0.1 * likes * e ^ -0.9;
-- Meters: one or more at a place, exchanged now and then.
CREATE TEMP TABLE gauge AS
  SELECT row_number() OVER (ORDER BY fitted, p, n, turn)::int AS m, *
  FROM (SELECT p, n, turn, usage, CASE WHEN turn = 1 THEN start ELSE swap END AS fitted,
      CASE WHEN turn = 1 THEN swap END AS removed,
      CASE WHEN turn = 2 AND (r < 0.55 OR usage > 8000) OR start > '2024-01-01' AND r < 0.4
        THEN 'smart' WHEN turn = 2 OR start > '2018-01-01' THEN 'digital' ELSE 'mechanical' END AS kind
    FROM (SELECT *, CASE WHEN s < 0.26 OR usage > 9000 AND s < 0.6
        THEN greatest(start + 200, '2026-11-20'::date - floor(2400 * q ^ 1.3)::int) END AS swap
      FROM (SELECT p, n, usage / many AS usage, random() AS r, random() AS s, random() AS q,
          (at - interval '1 day' * floor(1200 * random()))::date AS start
        FROM (SELECT *, 1 + (random() < 0.09)::int + CASE WHEN kind = 'plant' THEN anyof(5)
            ELSE 0 END AS many FROM place ORDER BY p) AS x,
        LATERAL generate_series(1, many) AS n ORDER BY p, n) AS y) AS z,
    LATERAL generate_series(1, CASE WHEN swap < '2026-11-21' THEN 2 ELSE 1 END) AS turn) AS w;
UPDATE gauge SET removed = NULL WHERE removed > '2026-11-20';
INSERT INTO meter (id, serial, premise_id, kind, fitted, removed)
  SELECT m, '1' || (ARRAY['ISK', 'EMH', 'LGZ', 'ITR', 'DZG'])[1 + p % 5]
    || lpad((m::bigint * 48271 % 99999989)::text, 8, '0'), p, kind, fitted, removed
  FROM gauge ORDER BY m;
-- A smart meter tells its value every month, of others somebody reads it once a year.
INSERT INTO reading (meter_id, day, value, source)
  SELECT m, day, (usage * (day - fitted) / 365.0 * (0.97 + 0.06 * random()))::int, CASE
    WHEN kind = 'smart' THEN CASE WHEN r < 0.985 THEN 'remote' ELSE 'estimate' END
    WHEN r < 0.52 THEN 'customer' WHEN r < 0.8 THEN 'operator' ELSE 'estimate' END
  FROM (SELECT m, kind, usage, fitted, random() AS r, CASE WHEN kind = 'smart' THEN t::date
      ELSE t::date + m * 7 % 340 + anyof(20) END AS day, coalesce(removed, '2026-11-28') AS last
    FROM gauge, LATERAL (SELECT generate_series(CASE WHEN kind = 'smart'
        THEN date_trunc('month', greatest(fitted, '2024-06-01'::date) + interval '1 month')
        ELSE date_trunc('year', greatest(fitted, '2019-01-01'::date)) END, '2026-11-28'::timestamptz,
      CASE WHEN kind = 'smart' THEN interval '1 month' ELSE interval '1 year' END) AS t) AS s
    ORDER BY m, t) AS x
  WHERE day <= last AND day > fitted ORDER BY day, m;
-- Bills of every year since 2022, and what is due of each month since January.
CREATE TEMP TABLE bill AS
  SELECT row_number() OVER (ORDER BY issued, i, kind)::int AS n, *, CASE WHEN lost THEN NULL
    WHEN amount <= 0 THEN issued + 5 + anyof(6) WHEN method = 'debit' AND back < 0.985 THEN due
    WHEN method = 'debit' THEN due + 8 + floor(-15 * ln(1 - random()))::int
    ELSE greatest(issued + 1, due - 5 + floor(exp(1.4 + 1.1 * bad + 0.8 * pg_temp.bell()))::int)
    END AS paid
  FROM (SELECT i, c, kind, issued, bad, method, issued + CASE kind WHEN 'advance' THEN 10 ELSE 14 END
      AS due, CASE kind WHEN 'advance' THEN advance
        ELSE pg_temp.euros(advance * (0.4 + 2.1 * pg_temp.bell())) END AS amount,
      random() AS back, random() < CASE WHEN bad = 1 THEN 0.1 ELSE 0.004 END AS lost,
      random() AS u
    FROM (SELECT i, c, advance, bad, method, 'advance' AS kind, d::date AS issued, begins,
        coalesce(ends, '2027-01-01') AS last
      FROM deal, generate_series('2026-01-05'::date, '2026-11-28', interval '1 month') AS d
      WHERE state <> 'withdrawn' AND state <> 'pending'
      UNION ALL SELECT i, c, advance, bad, method, 'annual', d::date, begins + 200,
        coalesce(ends, '2027-01-01')
      FROM deal, LATERAL generate_series('2022-01-01'::date + i * 13 % 365, '2026-11-28'::date,
        interval '1 year') AS d WHERE state <> 'withdrawn' AND state <> 'pending'
      UNION ALL SELECT i, c, advance, bad, method, 'final', ends + 25 + i % 20, begins, '2027-02-01'
      FROM deal WHERE state = 'ended' AND ends > '2021-12-10') AS x
    WHERE issued BETWEEN begins AND least(last, '2026-11-28') ORDER BY i, kind, issued) AS y;
UPDATE bill SET paid = NULL WHERE paid > '2026-11-28';
ALTER TABLE bill ADD COLUMN state text;
UPDATE bill SET state = CASE WHEN paid IS NOT NULL THEN 'paid' WHEN lost AND due < '2026-06-01'
    THEN 'cancelled' WHEN u < 0.001 THEN 'cancelled' WHEN due >= '2026-11-21' THEN 'open'
    ELSE 'overdue' END;
INSERT INTO invoice (id, number, contract_id, kind, issued, due, amount, state)
  SELECT n, 'R' || to_char(issued, 'YY') || '-' || lpad((n::bigint * 48271 % 9999991)::text, 7, '0'),
  i, kind, issued, due, amount::numeric(10, 2), state FROM bill ORDER BY n;
UPDATE customer SET balance = owes FROM (SELECT c, -sum(amount)::numeric(10, 2) AS owes FROM bill
  WHERE state IN ('open', 'overdue') GROUP BY c) AS x WHERE id = c;
CREATE TEMP TABLE income AS
  SELECT n, at, method, amount, returned FROM (
    SELECT n, paid + interval '5 hours' + interval '1 s' * floor(50000 * random()) AS at,
      CASE WHEN method = 'debit' AND back < 0.985 THEN 'debit' ELSE 'transfer' END AS method,
      CASE WHEN parts = 2 THEN pg_temp.euros(amount / 2.0) ELSE amount END AS amount,
      false AS returned
    FROM (SELECT *, 1 + (method = 'transfer' AND random() < 0.03)::int AS parts FROM bill
      WHERE paid IS NOT NULL ORDER BY n) AS x, LATERAL generate_series(1, parts)
    UNION ALL SELECT n, due + interval '2 hours' + interval '1 s' * floor(9000 * random()), 'debit',
      amount, true
    FROM (SELECT * FROM bill WHERE method = 'debit' AND amount > 0 AND due < '2026-11-28'
      AND (back >= 0.985 OR lost) ORDER BY n) AS y) AS z;
INSERT INTO payment (id, invoice_id, received, method, amount, returned, reference)
  SELECT id, n, at, method, amount::numeric(10, 2), returned,
    'E2E' || upper(left(md5('payment' || id), 15))
  FROM (SELECT *, row_number() OVER (ORDER BY at, n, amount, returned) AS id FROM income) AS x
  ORDER BY id;
INSERT INTO reminder (invoice_id, level, sent, fee)
  SELECT n, level, sent, CASE level WHEN 1 THEN 0 WHEN 2 THEN 3.5 ELSE 7 END
  FROM (SELECT n, level, paid, due + (array[10, 24, 40])[level] + n % 3 AS sent
    FROM bill, LATERAL generate_series(1, 3) AS level
    WHERE amount > 0 AND (paid > due + 10 OR paid IS NULL)) AS x
  WHERE sent < coalesce(paid, '2026-11-29') ORDER BY sent, n, level;
-- Those who take care of what customers want. At any time a good part of them has left.
INSERT INTO agent (id, login, name, team, active)
  SELECT i, lower(left(a, 1) || left(b, 6)) || i, a || ' ' || b, CASE WHEN i % 10 < 5 THEN 'billing'
    WHEN i % 10 < 8 THEN 'supply' ELSE 'complaints' END, i > 34 AND i % 9 <> 4
  FROM (SELECT i, ('{Alina,Ben,Carmen,Dirk,Eva,Felix,Greta,Horst,Ida,Jonas}'::text[])[anyof(10)] AS a,
    ('{Arnold,Busch,Dorn,Ernst,Funk,Geiger,Heller,Kern,Lenz,Moll}'::text[])[anyof(10)] AS b
    FROM generate_series(1, 90) AS i) AS x ORDER BY i;
CREATE TEMP TABLE wish AS
  SELECT row_number() OVER (ORDER BY at, c, j)::int AS w, *
  FROM (SELECT c, i, j, u, v, y, date_trunc('second', at + (least(coalesce(ends + 60, '2026-11-29'),
        '2026-11-29') - at) * u) AS at, 1 + floor(24 * z ^ 2.2)::int AS topic,
        exp(0.6 + 1.3 * g) AS days
    FROM (SELECT i, c, at, ends, j, random() AS u, random() AS v, random() AS y, random() AS z,
        pg_temp.bell() AS g
      FROM (SELECT i, c, at, ends, floor(random() + 0.16 * exp(pg_temp.bell() - 0.5 + bad)
          * greatest(0.3, (least(coalesce(ends, '2026-11-29'), '2026-11-29') - signed::date)
            / 365.0))::int AS n FROM deal ORDER BY i) AS a,
        LATERAL generate_series(1, n) AS j ORDER BY i, j) AS b) AS d
  WHERE at < '2026-11-28 21:00';
ALTER TABLE wish ADD COLUMN closed date, ADD COLUMN agent int, ADD COLUMN state text;
UPDATE wish SET closed = (at + interval '1 day' * days)::date
  WHERE at + interval '1 day' * days < '2026-11-29' AND v > 0.004;
-- Newer people take the newer ones.
UPDATE wish SET agent = least(90, greatest(1, 1 + floor(30 + 60 * least(1, greatest(0, (at::date
  - '2015-01-01') / 4350.0)) - 42 * y ^ 1.3)::int));
UPDATE wish SET agent = CASE WHEN closed IS NULL AND at >= '2026-11-26' AND v < 0.5 THEN NULL
    WHEN agent <= 34 AND closed IS NULL OR agent % 9 = 4 AND closed IS NULL THEN 36 + w % 4
    ELSE agent END;
UPDATE wish SET state = CASE WHEN closed IS NOT NULL THEN 'closed' WHEN agent IS NULL THEN 'new'
  WHEN y < 0.6 THEN 'open' ELSE 'waiting' END;
INSERT INTO ticket (id, customer_id, contract_id, agent_id, topic, channel, state, urgent, opened,
    closed, subject)
  SELECT w, c, CASE WHEN r < 0.72 THEN i END, agent, name, CASE WHEN q < 0.38 THEN 'phone'
    WHEN q < 0.73 THEN 'mail' WHEN q < 0.94 THEN 'portal' ELSE 'letter' END, state,
  s < 0.04 + 0.1 * (closed IS NULL)::int, at, closed, initcap(name) || ' ' || (ARRAY['is wrong',
    'too high', 'question', 'not received', 'please check', 'change wanted', 'since last month',
    'again', 'of the old flat', 'urgent', 'not clear', 'missing', 'at the landlord', 'please confirm',
    'with attachment', 'second letter'])[1 + floor(16 * s2 ^ 1.6)::int]
    || CASE WHEN r > 0.75 THEN ' V' || 1000000 + i::bigint * 69621 % 8999993 ELSE '' END
  FROM (SELECT *, random() AS r, random() AS q, random() AS s, random() AS s2,
    ('{advance payment,final bill,meter reading,moving out,annual bill,price increase,moving in,'
      'refund,bank details,cancellation,reminder,new meter,tariff change,address,smart meter,'
      'bonus,complaint,heat pump,power cut,name change,solar,wallbox,data request,bereavement}'
      ::text[])[topic] AS name FROM wish ORDER BY w) AS x ORDER BY w;
INSERT INTO message (ticket_id, number, written, ours, text)
  SELECT w, k, date_trunc('second', at + (coalesce(closed + interval '8 hours', '2026-11-28 22:00')
    - at) * greatest(0, (k - 1.0) / n)), k % 2 = 0 OR k > 2 AND random() < 0.3,
  left(words(exp(5.2 + 0.7 * pg_temp.bell())), 4000)
  FROM (SELECT *, least(60, 1 + floor(exp(1.0 * pg_temp.bell() + 0.1 * ln(days + 1))))::int AS n
    FROM wish ORDER BY w) AS x, LATERAL generate_series(1, n) AS k ORDER BY at, w, k;
DROP TABLE town, place, stay, who, person, deal, gauge, bill, income, wish;
DROP FUNCTION pg_temp.bell();
DROP FUNCTION pg_temp.euros(float8);

-- arguments customerByNumber
SELECT number FROM customer ORDER BY random() LIMIT 200;
-- arguments contractPage
SELECT id FROM (SELECT id FROM (SELECT id FROM contract WHERE state = 'active'
    ORDER BY random() LIMIT 160) AS x
  UNION ALL SELECT id FROM (SELECT id FROM contract WHERE state <> 'active'
    ORDER BY random() LIMIT 40) AS y) AS z ORDER BY random();
-- arguments contractsOf
SELECT customer_id FROM contract ORDER BY random() LIMIT 200;
-- arguments customersNamed
SELECT CASE WHEN r < 0.6 THEN split_part(name, ' ', 2) WHEN r < 0.88 THEN name
  ELSE left(split_part(name, ' ', 2), 5) END
FROM (SELECT name, random() AS r FROM customer WHERE NOT company ORDER BY random() + 0 LIMIT 200)
  AS x;
-- arguments premisesAt
SELECT address_postcode, address_street FROM premise ORDER BY random() LIMIT 200;
-- arguments historyOf
SELECT id FROM premise ORDER BY random() LIMIT 200;
-- arguments readingsOf
SELECT id, e - 90 - floor(641 * random())::int, e
FROM (SELECT id, '2026-11-28'::date - floor(60 * random() ^ 2)::int AS e FROM meter
  WHERE removed IS NULL ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments readingsSince
SELECT (SELECT string_agg(DISTINCT id::text, ',') FROM (SELECT id FROM meter
    WHERE removed IS NULL AND id >= start ORDER BY id LIMIT many) AS m),
  '2026-11-28'::date - anyof(365)
FROM (SELECT 10 + floor(31 * random())::int AS many, anyof(last - 200) AS start
  FROM generate_series(1, 200), (SELECT max(id) AS last FROM meter) AS x) AS y;
-- arguments invoicesOf
SELECT contract_id FROM invoice ORDER BY random() LIMIT 200;
-- arguments invoiceByNumber
SELECT number FROM (SELECT number FROM (SELECT number FROM invoice WHERE issued >= '2026-09-01'
    ORDER BY random() LIMIT 150) AS x
  UNION ALL SELECT number FROM (SELECT number FROM invoice WHERE issued < '2026-09-01'
    ORDER BY random() LIMIT 50) AS y) AS z ORDER BY random();
-- arguments owedBy
SELECT id FROM (SELECT id FROM (SELECT id FROM customer WHERE balance < 0
    ORDER BY random() LIMIT 120) AS x
  UNION ALL SELECT id FROM (SELECT id FROM customer ORDER BY random() LIMIT 80) AS y) AS z
ORDER BY random();
-- arguments overdueBefore
SELECT '2026-11-29'::date - 10 - anyof(90) FROM generate_series(1, 200);
-- arguments leaving
SELECT day, day + 7 + floor(24 * random())::int
FROM (SELECT '2026-11-29'::date + floor(30 * random() ^ 1.5)::int AS day
  FROM generate_series(1, 200)) AS x;
-- arguments contractsIn
SELECT address_city, CASE WHEN r < 0.4
  THEN ('{standard,green,heat,dynamic,business}'::text[])[1 + floor(r * 12.5)::int] END
FROM (SELECT address_city, random() AS r FROM premise ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments largeUsers
SELECT ('{20000,30000,50000,75000,100000,200000}'::int[])[anyof(6)] FROM generate_series(1, 200);
-- arguments withExtra
SELECT extra_id FROM contract_extras ORDER BY random() LIMIT 200;
-- arguments salesIn
SELECT e - interval '1 day' * (7 + floor(84 * random())), e
FROM (SELECT '2026-11-29'::timestamptz - interval '1 day' * floor(180 * random() ^ 1.5) AS e
  FROM generate_series(1, 200)) AS x;
-- arguments collected
SELECT e - interval '1 day' * (1 + floor(14 * random())), e
FROM (SELECT '2026-11-29'::timestamptz - interval '1 day' * floor(120 * random() ^ 1.5) AS e
  FROM generate_series(1, 200)) AS x;
-- arguments deskOf
SELECT id FROM agent, generate_series(1, 6) WHERE active ORDER BY random() LIMIT 200;
-- arguments ticketsOf
SELECT customer_id FROM ticket ORDER BY random() LIMIT 200;
-- arguments findTickets
SELECT CASE WHEN topic IS NULL THEN ('{bill,final bill,smart meter,refund,landlord,moving,'
    'bank,wallbox,tariff,bill too high}'::text[])[anyof(10)]
  ELSE ('{too high,landlord,missing,again,not clear,wrong,urgent}'::text[])[anyof(7)] END,
  topic, '2026-11-29'::timestamptz - interval '1 day' * anyof(365)
FROM (SELECT CASE WHEN random() < 0.4 THEN topic END AS topic FROM ticket
  ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments topicsIn
SELECT e - interval '1 day' * (7 + floor(54 * random())), e,
  ('{phone,mail,portal,letter}'::text[])[anyof(4)]
FROM (SELECT '2026-11-29'::timestamptz - interval '1 day' * floor(200 * random() ^ 1.5) AS e
  FROM generate_series(1, 200)) AS x;
-- arguments signUp
SELECT 500000 + i, 'N' || 1000000 + i, 'Max Neumann', false, 'max.neumann' || i || '@mail.example',
  NULL::text, true, 'debit', 0.00, '2026-11-29 00:00:00+00'::timestamptz,
  1000000 + i, 'N' || 1000000 + i, 500000 + i, p, 58 - floor(10 * random() ^ 2)::int,
  CASE WHEN random() < 0.55 THEN 'portal' ELSE 'web' END, 'pending',
  '2026-11-29 00:00:00+00'::timestamptz, '2026-12-01'::date + anyof(40), NULL::date,
  100 * (12 + anyof(40)), (40.00 + 5 * anyof(30))::numeric(8, 2)
FROM (SELECT row_number() OVER () AS i, p FROM (SELECT id AS p FROM premise
  ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments setReading
SELECT m, day, value, source FROM (
  SELECT m, '2026-11-28'::date - anyof(20) AS day, value + 120 AS value, 'customer' AS source
  FROM (SELECT m.id AS m, (SELECT max(value) FROM reading WHERE meter_id = m.id) AS value
    FROM meter AS m WHERE removed IS NULL AND kind <> 'smart' AND fitted < '2024-01-01'
    ORDER BY random() LIMIT 330) AS x WHERE value IS NOT NULL
  UNION ALL SELECT meter_id, day, value + 12, 'operator' FROM (SELECT * FROM reading
    WHERE day >= '2026-11-08' ORDER BY random() LIMIT 90) AS y) AS z ORDER BY random() LIMIT 400;
-- arguments receive
SELECT 1000000 + i, n, '2026-11-29 00:00:00+00'::timestamptz, 'transfer', amount, false,
  'E2ENEW' || lpad(i::text, 12, '0'), n
FROM (SELECT row_number() OVER () AS i, n, amount FROM (SELECT id AS n, amount FROM invoice
  WHERE state IN ('open', 'overdue') AND amount > 0 ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments setAdvance
SELECT id, (advance + 5 * anyof(6))::numeric(8, 2) FROM (SELECT id, advance FROM contract
  WHERE state = 'active' ORDER BY random() LIMIT 400) AS x;
-- arguments cancel
SELECT id, '2026-12-31'::date FROM contract WHERE state = 'active' ORDER BY random() LIMIT 400;
-- arguments writeOff
SELECT contract_id FROM (SELECT contract_id FROM invoice WHERE state = 'overdue'
  GROUP BY contract_id) AS x ORDER BY random() LIMIT 400;
-- arguments forget
SELECT id FROM ticket WHERE opened < '2024-11-29' ORDER BY random() LIMIT 400;
