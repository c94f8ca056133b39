-- Rows of cover.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.625);

-- rows
CREATE FUNCTION pg_temp.bell() RETURNS float8 LANGUAGE sql VOLATILE AS $$
  SELECT sqrt(-2 * ln(1 - random())) * cos(6.2831853 * random())
$$;
CREATE FUNCTION pg_temp.euros(x float8) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT round(x::numeric, 2)
$$;
CREATE TEMP TABLE town AS
  SELECT i, greatest(1, (90 * i ^ -0.85)::int) AS districts,
  ('{Alten,Berg,Birken,Dorn,Eichen,Falken,Grün,Hagen,Hirsch,Kalten,Königs,Linden,Markt,Neu,Ober,'
    'Rosen,Schön,Stein,Wald,Weiden}'::text[])[1 + scattered(i, 240) % 20]
  || ('{burg,heim,stadt,hausen,dorf,feld,bach,furt,au,berg,brück,tal}'::text[])
    [1 + scattered(i, 240) / 20 % 12] AS name
  FROM generate_series(1, 240) AS i;
CREATE TEMP TABLE home AS
  SELECT h, at, rank, districts, name AS city, CASE WHEN r < 0.62
    THEN scattered(1 + width_bucket(random(), (SELECT ranks(240, 0.8))), 240) END AS broker,
  CASE WHEN s < 0.37 THEN 1 WHEN s < 0.7 THEN 2 WHEN s < 0.83 THEN 3 WHEN s < 0.94 THEN 4
    ELSE 5 + (s > 0.98)::int + (s > 0.995)::int END AS size,
  CASE WHEN q < 0.06 THEN 1 ELSE 0 END AS bad
  FROM (SELECT h, date_trunc('second', grown((h - 0.5) / 15000, 0.015)) AS at,
      1 + width_bucket(random(), (SELECT ranks(240, 0.9))) AS rank,
      random() AS r, random() AS s, random() AS q
    FROM generate_series(1, 15000) AS h ORDER BY h) AS x
  JOIN town ON i = rank ORDER BY h;
INSERT INTO broker (id, code, name, city, active)
  SELECT i, 'B' || lpad(i::text, 4, '0'), ('{Adler,Anker,Bauer,Brandt,Conrad,Engel,Fuchs,Graf,'
    'Huber,Jung,Keller,Lang,Maier,Nord,Otto,Pohl,Roth,Sommer,Vogt,Winter}'::text[])[anyof(20)]
  || ('{ & Söhne, & Partner, Versicherungen, Finanz, Makler GmbH, Consult, Vorsorge}'::text[])
    [anyof(7)], (SELECT name FROM town WHERE town.i = place), random() < 0.86
  FROM (SELECT i, 1 + width_bucket(random(), (SELECT ranks(240, 0.9))) AS place
    FROM generate_series(1, 240) AS i) AS x ORDER BY i;
INSERT INTO household (id, address_street, address_postcode, address_city, zone)
  SELECT h, ('{Acker,Ahorn,Bahnhof,Berg,Birken,Blumen,Brunnen,Buchen,Dorf,Eichen,Feld,Garten,'
    'Goethe,Haupt,Hof,Kirch,Linden,Markt,Mozart,Mühlen,Park,Post,Ring,Rosen,Schiller,Schloss,'
    'Schul,Sonnen,Tal,Wald,Wiesen,Ziegel}'::text[])[1 + floor(32 * random())::int]
  || ('{straße,weg,gasse,platz,allee,ring}'::text[])[1 + floor(6 * random() ^ 2.2)::int] || ' '
  || 1 + floor(110 * random() ^ 2)::int || CASE WHEN random() < 0.12 THEN 'a' ELSE '' END,
  (10000 + 350 * rank + floor(districts * random() ^ 1.2)::int)::text, city,
  least(8, 1 + floor(2 * random() ^ 2 + 6 * (rank % 17) / 17.0)::int)
  FROM home ORDER BY h;
-- Those who live together come together, or are born later.
CREATE TEMP TABLE person AS
  SELECT row_number() OVER (ORDER BY since, h, role)::int AS c, h, role, since, born, broker, bad,
  CASE WHEN born > '2008-11-28' THEN 0 WHEN firm THEN 15 + 40 * random() ^ 2
    ELSE (CASE role WHEN 1 THEN 2.5 WHEN 2 THEN 1.4 ELSE 0.9 END) * exp(0.6 * pg_temp.bell()) END
    AS wants
  FROM (SELECT h, role, broker, bad, role = 1 AND f < 0.004 AS firm, greatest(CASE
      WHEN role = 1 OR q < 0.55 THEN at + interval '1 s' * floor(900 * random() * (role - 1))
      ELSE at + interval '1 s' * floor(-7e7 * ln(1 - random())) END,
      CASE WHEN role > 2 THEN born + 20 + anyof(60) + interval '10 hours' END) AS since, born
    FROM (SELECT h, role, at, broker, bad, random() AS q, random() AS f, CASE WHEN role = 1
        THEN head WHEN role = 2 THEN head + (1500 * pg_temp.bell())::int
        ELSE head + 8000 + floor(5500 * random())::int END AS born
      FROM (SELECT *, at::date - (365 * (19 + 45 * random() ^ 1.6))::int AS head
        FROM home ORDER BY h) AS heads, LATERAL generate_series(1, size) AS role
      ORDER BY h, role) AS x) AS y
  WHERE since < '2026-11-29' AND born < '2026-11-29';
-- The first policy brings the customer; others follow. Those who pay badly do so each time.
CREATE TEMP TABLE contract AS
  SELECT row_number() OVER (ORDER BY made, c)::int AS p, *, CASE product WHEN 'motor'
      THEN exp(6.25 + 0.45 * pg_temp.bell()) WHEN 'home' THEN exp(5.2 + 0.5 * pg_temp.bell())
      WHEN 'liability' THEN exp(4.35 + 0.3 * pg_temp.bell())
      WHEN 'accident' THEN exp(4.9 + 0.5 * pg_temp.bell())
      ELSE exp(5.4 + 0.3 * pg_temp.bell()) END AS price,
    CASE every WHEN 'year' THEN 12 WHEN 'half' THEN 6 WHEN 'quarter' THEN 3 ELSE 1 END AS months,
    CASE WHEN random() < 0.68 THEN 'debit' ELSE 'transfer' END AS method
  FROM (SELECT c, h, made, product, every, lasts, signs, bad,
      CASE WHEN q < 0.93 THEN broker END AS broker,
      CASE WHEN s < 0.35 THEN (date_trunc('month', made) + interval '1 month')::date
        WHEN product = 'motor' AND extract(month FROM made) >= 10
        THEN (date_trunc('year', made) + interval '1 year')::date
        ELSE made::date + anyof(20) END AS begins
    FROM (SELECT c, h, broker, bad, made, random() AS q, random() AS s, random() AS signs,
        floor(-4870 * ln(1 - random()))::int AS lasts,
        CASE WHEN e < 0.46 THEN 'year' WHEN e < 0.58 THEN 'half' WHEN e < 0.73 THEN 'quarter'
          ELSE 'month' END AS every,
        CASE WHEN k = 1 AND t < 0.25 OR t < 0.39 OR wants > 14 AND t < 0.8 THEN 'motor'
          WHEN t < 0.61 THEN 'home' WHEN t < 0.81 THEN 'liability' WHEN t < 0.92 THEN 'accident'
          ELSE 'legal' END AS product
      FROM (SELECT c, h, broker, bad, wants, k, random() AS t, random() AS e,
          date_trunc('second', CASE WHEN k = 1 THEN since + interval '3 hours' * random()
            ELSE since - interval '1 s' * floor(1.5e8 * ln(1 - random())) END) AS made
        FROM (SELECT *, floor(wants + random())::int AS n FROM person ORDER BY c) AS x,
        LATERAL generate_series(1, n) AS k ORDER BY c, k) AS y
      WHERE made < '2026-11-29') AS z) AS w;
ALTER TABLE contract ADD COLUMN ends date, ADD COLUMN state text, ADD COLUMN renews date;
UPDATE contract SET
  ends = CASE WHEN begins + lasts < '2026-11-29' THEN begins + lasts
    WHEN begins + lasts < '2027-03-01' AND signs < 0.8 THEN '2026-12-31'::date END,
  state = CASE WHEN made >= '2026-10-20' AND signs < 0.45 AND begins > '2026-11-20' THEN 'offered'
    WHEN begins + lasts >= '2026-11-29' THEN 'active' WHEN signs < 0.72 THEN 'cancelled'
    ELSE 'ended' END;
UPDATE contract SET renews = CASE WHEN product = 'motor' AND signs < 0.5 THEN '2027-01-01'
  WHEN begins > '2026-11-28' THEN begins ELSE (begins + interval '1 year'
    * (1 + extract(year FROM age('2026-11-28'::date, begins))))::date END
  WHERE state = 'active';
-- Since December 2023: some are returned by the bank, some are paid late, some never.
CREATE TEMP TABLE bill AS
  SELECT row_number() OVER (ORDER BY issued, p, due)::int AS i, *,
  CASE WHEN lost THEN NULL WHEN method = 'debit' AND back < 0.977 THEN due
    WHEN method = 'debit' THEN due + 9 + floor(-14 * ln(1 - random()))::int
    ELSE greatest(issued + 1, due - 6 + floor(exp(1.6 + bad + 0.75 * pg_temp.bell()))::int) END
    AS paid
  FROM (SELECT *, random() AS back, random() < CASE WHEN bad = 1 THEN 0.12 ELSE 0.005 END AS lost
    FROM (SELECT p, c, due::date AS due, greatest(due::date - 21, least(made::date, due::date))
        AS issued, pg_temp.euros(price * months / 12) AS amount, method, bad
      FROM (SELECT *, begins + interval '1 year'
          * greatest(0, floor(('2023-12-22' - begins) / 365.3)) AS start
        FROM contract WHERE state <> 'offered' ORDER BY p) AS x,
      LATERAL generate_series(start, least(coalesce(ends, '2026-12-19'), '2026-12-19')::timestamp,
        interval '1 month' * months) AS due) AS y
    WHERE due >= '2023-12-22' AND issued <= '2026-11-28' AND issued >= '2023-12-01'
    ORDER BY issued, p, due) AS z;
UPDATE bill SET paid = NULL WHERE paid > '2026-11-28';
ALTER TABLE bill ADD COLUMN state text;
UPDATE bill SET state = CASE WHEN paid IS NOT NULL THEN 'paid' WHEN due > '2026-11-18' THEN 'open'
  WHEN due < '2026-05-01' AND back < 0.66 OR due < '2024-12-01' THEN 'waived' ELSE 'overdue' END;
CREATE INDEX ON bill (c);
ANALYZE;
INSERT INTO customer (id, number, household_id, name, email, phone, born, mailing, balance, since)
  SELECT c, lpad((c::bigint * 4827101 % 99999989)::text, 8, '0'), h, a || ' ' || b,
  CASE WHEN r < 0.8 AND born <= '2010-01-01' THEN lower(a) || '.' || c || '@'
    || ('{mail.example,post.example,inbox.example,web.example}'::text[])[anyof(4)] END,
  CASE WHEN q < 0.68 AND born <= '2012-01-01'
    THEN '+49' || lpad(anyof(999999999)::text, 10, '0') END,
  born, born <= '2008-11-28' AND m < 0.31 + 0.2 * (broker IS NULL)::int,
  CASE WHEN owed > 0 THEN -owed WHEN g < 0.012 THEN pg_temp.euros(exp(3 + 0.8 * s)) ELSE 0 END,
  since
  FROM (SELECT *, random() AS r, random() AS q, random() AS m, random() AS g,
      pg_temp.bell() AS s, ('{Anna,Ben,Clara,David,Emma,Felix,Greta,Hugo,Ida,Jonas,Klara,Leon,'
      'Marie,Noah,Olivia,Paul,Rosa,Simon,Tilda,Viktor,Walter,Yara,Alexander,Charlotte,'
      'Elisabeth,Frederik,Johanna,Katharina,Sebastian,Theodora}'::text[])
      [1 + floor(30 * random() ^ 1.2)::int] AS a,
    ('{Ham,Ber,Kel,Stein,Wal,Mor,Lind,Ros,Fal,Gar,Hol,Bran,Win,Tor,Sol,Mar,Nor,Kir,Dal,Alt}'
      ::text[])[1 + h * 7919 % 20] || ('{be,li,mo,ne,ra,so,ti,va,wen,den,gel,hof,kes,lan,mar,nor,'
      'per,ris,sel,tem}'::text[])[1 + h * 104729 / 20 % 20] || ('{er,mann,ner,son,ler,berg,ing,ke,'
      'ow,ski,hart,feld,l,ch}'::text[])[1 + floor(14 * (scattered(h, 15000) / 15000.1) ^ 1.5)::int]
      AS b
    FROM person LEFT JOIN (SELECT c, sum(amount) AS owed FROM bill WHERE state = 'overdue'
      GROUP BY c) AS o USING (c) ORDER BY c) AS x
  ORDER BY c;
INSERT INTO policy (id, number, customer_id, broker_id, product, state, made, begins, ends, renews,
    every, premium, bonus, plate)
  SELECT p, upper(left(product, 2)) || '-' || lpad((p::bigint * 4827101 % 99999989)::text, 8, '0'),
  c, broker, product, state, made, begins, ends, renews, every, pg_temp.euros(price),
  CASE WHEN product = 'motor' THEN least(35, floor(greatest(0, '2026-11-28' - begins) / 365.3
    * random() + 9 * random()))::int ELSE 0 END,
  CASE WHEN product = 'motor' THEN upper(left(city, 1 + h % 3)) || '-'
    || chr(64 + anyof(26)) || chr(64 + anyof(26)) || ' ' || anyof(9999) END
  FROM (SELECT contract.*, city FROM contract JOIN home USING (h) ORDER BY p) AS x
  ORDER BY p;
INSERT INTO policy_insured (policy_id, customer_id)
  SELECT p, c FROM (SELECT p, person.c, product, random() AS r FROM contract
    JOIN person USING (h) WHERE contract.c <> person.c AND product IN ('motor', 'accident')
    ORDER BY p, person.c) AS x
  WHERE r < CASE product WHEN 'motor' THEN 0.3 ELSE 0.75 END;
INSERT INTO cover (policy_id, kind, amount, deductible, premium)
  SELECT p, kind, CASE WHEN kind IN ('carLiability', 'personal')
      THEN ('{10000000,50000000,100000000,20000000}'::int[])[1 + floor(4 * random() ^ 1.5)::int]
    WHEN kind IN ('partial', 'collision', 'contents', 'natural', 'invalidity', 'private') THEN
      ('{50000,100000,30000,75000,200000,40000,20000,60000,300000,150000,80000,25000}'::int[])
      [1 + floor(12 * random() ^ 1.6)::int]
    ELSE ('{5000,10000,1000,2000,3000,500,1500,15000}'::int[])[1 + floor(8 * random() ^ 1.5)::int]
    END,
  ('{0,150,300,500,250,1000,2500}'::int[])[1 + floor(7 * (CASE WHEN kind IN ('carLiability',
    'personal', 'roadside', 'death') THEN 0 ELSE random() ^ 1.3 END))::int],
  pg_temp.euros(price * part * (0.5 + random()) / 2)
  FROM (SELECT p, price, kind, part, share, random() AS r FROM contract JOIN (VALUES
      ('motor', 'carLiability', 1, 1), ('motor', 'partial', 0.76, 0.4),
      ('motor', 'collision', 0.4, 0.8), ('motor', 'roadside', 0.45, 0.05),
      ('motor', 'driver', 0.2, 0.1), ('home', 'contents', 1, 1.2), ('home', 'glass', 0.45, 0.2),
      ('home', 'bicycle', 0.35, 0.3), ('home', 'natural', 0.55, 0.3),
      ('liability', 'personal', 1, 1.6), ('liability', 'keys', 0.5, 0.2),
      ('liability', 'dog', 0.1, 0.6),
      ('accident', 'invalidity', 1, 1.2), ('accident', 'death', 0.6, 0.3),
      ('accident', 'daily', 0.3, 0.4), ('legal', 'private', 1, 1.4))
      AS v (of, kind, share, part) ON of = product ORDER BY p, kind) AS x
  WHERE r < share ORDER BY p, kind;
INSERT INTO premium (id, policy_id, issued, due, amount, state, paid)
  SELECT i, p, issued, due, amount, state, paid FROM bill ORDER BY i;
CREATE TEMP TABLE income AS
  SELECT i, paid + CASE WHEN method = 'debit' AND back < 0.977
      THEN interval '2 hours' + interval '1 s' * floor(9000 * random())
      ELSE interval '6 hours' + interval '1 s' * floor(50000 * random()) END AS at,
    CASE WHEN method = 'debit' AND back < 0.977 THEN 'debit' WHEN random() < 0.13 THEN 'card'
      ELSE 'transfer' END AS method, false AS returned,
    CASE WHEN parts = 2 THEN pg_temp.euros(amount / 2.0) ELSE amount END AS amount
  FROM (SELECT *, 1 + (method = 'transfer' AND random() < 0.05)::int AS parts FROM bill
    WHERE paid IS NOT NULL ORDER BY i) AS x, LATERAL generate_series(1, parts)
  UNION ALL
  SELECT i, due + interval '2 hours' + interval '1 s' * floor(9000 * random()), 'debit', true,
    amount
  FROM (SELECT * FROM bill WHERE method = 'debit' AND due <= '2026-11-28'
    AND (back >= 0.977 OR lost) ORDER BY i) AS x;
INSERT INTO payment (id, premium_id, received, method, amount, returned, reference)
  SELECT id, i, at, method, amount, returned, 'E2E' || upper(left(md5('payment' || id), 15))
  FROM (SELECT *, row_number() OVER (ORDER BY at, i, amount, returned) AS id FROM income) AS x
  ORDER BY id;
INSERT INTO reminder (premium_id, level, sent, fee)
  SELECT i, level, sent, (level - 1) * 5 + CASE WHEN level = 3 THEN 2.5 ELSE 0 END
  FROM (SELECT i, level, paid, due + (array[14, 30, 47])[level] + i % 4 AS sent, state, back
    FROM bill, LATERAL generate_series(1, 3) AS level WHERE paid > due + 14 OR paid IS NULL) AS x
  WHERE sent < coalesce(paid, '2026-11-29') ORDER BY sent, i, level;
INSERT INTO assessor (id, name, city, field, active)
  SELECT i, ('{Arndt,Busch,Dietz,Ebert,Franke,Götz,Hahn,Jahn,Krüger,Lorenz,Moser,Noll,Peters,Quast,'
    'Richter,Seidel,Thiel,Ulrich,Voss,Zander}'::text[])[anyof(20)] || ', '
  || ('{Andrea,Bernd,Carola,Dirk,Eva,Frank,Gerda,Holger,Inge,Jens,Karin,Lutz}'::text[])[anyof(12)],
  (SELECT name FROM town WHERE town.i = 1 + place), CASE WHEN i % 20 < 11 THEN 'car'
    WHEN i % 20 < 17 THEN 'building' ELSE 'medical' END, i % 7 <> 3
  FROM (SELECT i, floor(70 * random() ^ 1.5)::int AS place FROM generate_series(1, 90) AS i) AS x
  ORDER BY i;
-- Some have more bad luck than others. What is expensive takes long.
CREATE TEMP TABLE harm AS
  SELECT row_number() OVER (ORDER BY reported, p)::int AS k, *
  FROM (SELECT p, c, product, happened, size, date_trunc('second', happened + interval '7 hours'
      + interval '1 s' * floor(40000 * random()) + interval '1 day'
        * floor(exp(1.2 + 1.1 * pg_temp.bell()))) AS reported,
    greatest(1, exp(3.2 + 0.9 * pg_temp.bell() + 0.3 * (ln(size) - 7)))::int AS takes,
    random() AS u, random() AS v
    FROM (SELECT p, c, product, begins + floor(days * random())::int AS happened,
        exp((CASE product WHEN 'motor' THEN 7.3 WHEN 'home' THEN 6.7 WHEN 'liability' THEN 6.2
          WHEN 'accident' THEN 6.9 ELSE 6.5 END) + pg_temp.bell()) AS size
      FROM (SELECT *, floor(exp(0.8 * pg_temp.bell() - 0.32) * days / 365 * CASE product
            WHEN 'motor' THEN 0.19 WHEN 'home' THEN 0.13 WHEN 'liability' THEN 0.07
            WHEN 'accident' THEN 0.06 ELSE 0.12 END + random())::int AS times
        FROM (SELECT *, least(coalesce(ends, '2026-11-28'), '2026-11-28') - begins AS days
          FROM contract WHERE state <> 'offered' ORDER BY p) AS x WHERE days > 0) AS y,
      LATERAL generate_series(1, times)) AS z) AS w
  WHERE reported < '2026-11-29';
ALTER TABLE harm ADD COLUMN state text, ADD COLUMN closed date;
UPDATE harm SET closed = reported::date + takes WHERE reported::date + takes <= '2026-11-28';
UPDATE harm SET state = CASE WHEN closed IS NOT NULL AND u < 0.09 THEN 'refused'
  WHEN closed IS NOT NULL THEN 'settled' WHEN reported >= '2026-11-24' THEN 'reported'
  WHEN u < 0.55 THEN 'checking' ELSE 'waiting' END;
CREATE TEMP TABLE part AS
  SELECT k, line, amount, CASE WHEN state = 'settled' THEN pg_temp.euros(amount * cut)
    WHEN state = 'refused' THEN 0 WHEN state = 'waiting' AND cut > 0.93
    THEN pg_temp.euros(amount * cut) END AS approved
  FROM (SELECT k, line, state, CASE WHEN random() < 0.6 THEN 1 ELSE 0.55 + 0.45 * random() END
      AS cut, pg_temp.euros(size * weight / sum(weight) OVER (PARTITION BY k)) AS amount
    FROM (SELECT k, state, size, line, 0.1 + random() ^ 2 AS weight
      FROM (SELECT *, least(9, 1 + floor(-ln(1 - random()) * (0.9 + 0.27
          * greatest(0, ln(size) - 4)))::int) AS n FROM harm ORDER BY k) AS x,
      LATERAL generate_series(1, n) AS line ORDER BY k, line) AS y) AS z;
CREATE INDEX ON harm (c);
ANALYZE;
INSERT INTO claim (id, number, policy_id, assessor_id, happened, reported, cause, state, reserve,
    paid, closed, text)
  SELECT k, 'S' || to_char(reported, 'YY') || '-'
  || lpad((k::bigint * 48271 % 999983)::text, 6, '0'),
  p, CASE WHEN state <> 'reported' AND v < CASE WHEN size > 900 THEN 0.78 ELSE 0.16 END
    THEN CASE WHEN desk % 7 = 3 AND reported >= '2025-06-01' THEN 1 + desk % 90 ELSE desk END END,
  happened, reported, CASE product
    WHEN 'motor' THEN ('{rear-end collision,parking,glass,crossing,marten,theft,hail,deer,'
      'vandalism,fire}'::text[])[1 + floor(10 * v2 ^ 1.9)::int]
    WHEN 'home' THEN ('{water pipe,storm,bicycle theft,burglary,glass,overvoltage,fire,hail,'
      'flood}'::text[])[1 + floor(9 * v2 ^ 1.6)::int]
    WHEN 'liability' THEN ('{damaged property,rented flat,lost key,telephone,dog,child,'
      'injured person}'::text[])[1 + floor(7 * v2 ^ 1.6)::int]
    WHEN 'accident' THEN ('{sport,household,bicycle,at work,traffic,stairs}'::text[])
      [1 + floor(6 * v2 ^ 1.3)::int]
    ELSE ('{labour,tenancy,traffic fine,purchase,neighbours,tax}'::text[])
      [1 + floor(6 * v2 ^ 1.4)::int] END,
  state, CASE WHEN closed IS NULL THEN greatest(50, 10 * round((size * (0.7 + 0.7 * w) / 10)
    ::numeric)) ELSE 0 END, coalesce(approved, 0), closed, left(words(160), 1000)
  FROM (SELECT harm.*, approved, random() AS v2, random() AS w,
      scattered(1 + width_bucket(random(), (SELECT ranks(90, 0.4))), 90) AS desk
    FROM harm JOIN (SELECT k, sum(approved) AS approved FROM part GROUP BY k) AS t USING (k)
    ORDER BY k) AS x
  ORDER BY k;
INSERT INTO position (claim_id, line, kind, amount, approved, payee)
  SELECT k, line, CASE WHEN r < 0.4 THEN 'repair' WHEN r < 0.65 THEN 'replacement'
    WHEN r < 0.73 THEN 'rental' WHEN r < 0.8 THEN 'medical' WHEN r < 0.88 THEN 'lawyer'
    ELSE 'other' END, amount, approved, left(words(20), 80)
  FROM (SELECT *, random() AS r FROM part ORDER BY k, line) AS x ORDER BY k, line;
INSERT INTO document (id, claim_id, added, kind, name, size)
  SELECT row_number() OVER (ORDER BY added, k), k, added, kind, CASE kind WHEN 'photo'
    THEN 'IMG_' || 1000 + anyof(8999) || '.jpg' ELSE kind || '-' || left(md5(u::text), 8) || '.pdf'
    END, least(100000000, floor(exp(CASE kind WHEN 'photo' THEN 14.6 ELSE 12.2 END
      + 0.7 * pg_temp.bell())))::int
  FROM (SELECT k, u, added, CASE WHEN r < 0.4 THEN 'photo' WHEN r < 0.62 THEN 'invoice'
      WHEN r < 0.82 THEN 'letter' WHEN r < 0.96 THEN 'report' ELSE 'police' END AS kind
    FROM (SELECT k, random() AS r, random() AS u, date_trunc('second', reported
        + (coalesce(closed + interval '8 hours', '2026-11-28 20:00') - reported) * random() ^ 2)
        AS added
      FROM (SELECT *, least(40, 1 + floor(-ln(1 - random()) * (0.8 + 0.4
          * greatest(0, ln(size) - 4)))::int) AS n FROM harm ORDER BY k) AS x,
        LATERAL generate_series(1, n)
      ORDER BY k) AS y WHERE added < '2026-11-29') AS z
  ORDER BY added, k;
-- Staff come and go: at any time some sixty of them write.
INSERT INTO note (id, customer_id, claim_id, author, written, topic, pinned, text)
  SELECT id, c, k, chr(97 + who * 7 % 26) || '.' || ('{albers,bohm,claus,dahl,ehlers,'
    'frey,gerber,hess,ilg,jansen,kuhn,lamprecht,mehl,nagel,ott}'::text[])[1 + who % 15]
    || CASE WHEN who >= 15 THEN (who / 15)::text ELSE '' END,
  written, CASE WHEN k IS NOT NULL AND t < 0.5 THEN 'claim' WHEN t < 0.82 THEN 'call'
    WHEN t < 0.93 THEN 'letter' ELSE 'complaint' END, random() < 0.04,
  left(words(exp(4.85 + 0.6 * pg_temp.bell())), 2000)
  FROM (SELECT id, c, k, written, random() AS t, greatest(0, floor(65 + 65 * least(1, greatest(0,
      (written::date - '2006-01-01') / 7637.0)) - 60 * random() ^ 1.25))::int AS who
    FROM (SELECT *, row_number() OVER (ORDER BY written, c)::int AS id
      FROM (SELECT c, k, date_trunc('second', reported + (coalesce(closed + interval '9 hours',
          '2026-11-28 19:00') - reported) * random()) AS written
        FROM (SELECT *, floor(-ln(1 - random()) * (0.9 + 0.15
            * greatest(0, ln(size) - 5)))::int AS n FROM harm ORDER BY k) AS x,
          LATERAL generate_series(1, n)
        UNION ALL SELECT c, NULL, date_trunc('second', made + ('2026-11-29' - made) * random())
        FROM (SELECT c, made FROM (SELECT c, made, floor(random() + 0.12
            * ('2026-11-29' - made::date) / 365 * exp(0.8 * pg_temp.bell() - 0.32))::int AS n
          FROM contract ORDER BY p) AS y,
          LATERAL generate_series(1, n)) AS v) AS w
      WHERE written < '2026-11-29') AS n ORDER BY id) AS z
  ORDER BY id;
DROP TABLE town, home, person, contract, bill, income, harm, part;
DROP FUNCTION pg_temp.bell();
DROP FUNCTION pg_temp.euros(float8);

-- arguments customerByNumber
SELECT number FROM customer ORDER BY random() LIMIT 200;
-- arguments policyPage
SELECT id FROM policy ORDER BY random() LIMIT 200;
-- arguments policiesOf
SELECT customer_id FROM policy ORDER BY random() LIMIT 200;
-- arguments householdPage
SELECT anyof(15000) FROM generate_series(1, 200);
-- arguments mailable
SELECT address_city FROM household ORDER BY random() LIMIT 200;
-- arguments bornOn
SELECT born FROM customer ORDER BY random() LIMIT 200;
-- arguments customersNamed
SELECT CASE WHEN random() < 0.65 THEN split_part(name, ' ', 2)
  WHEN random() < 0.7 THEN name ELSE left(split_part(name, ' ', 2), 6) END
FROM (SELECT name FROM customer ORDER BY random() LIMIT 200) AS x;
-- arguments findPolicies
SELECT broker_id, CASE WHEN random() < 0.35
    THEN ('{motor,home,liability,accident,legal}'::text[])[anyof(5)] END,
  CASE WHEN random() < 0.45 THEN CASE WHEN s < 0.6 THEN 'active' WHEN s < 0.85 THEN 'offered'
    WHEN s < 0.95 THEN 'cancelled' ELSE 'ended' END END
FROM (SELECT broker_id, random() AS s FROM policy WHERE broker_id IS NOT NULL
  ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments renewals
SELECT anyof(240), day, day + 14 + floor(47 * random())::int
FROM (SELECT '2026-11-29'::date + floor(60 * random() ^ 1.5)::int AS day
  FROM generate_series(1, 200)) AS x;
-- arguments premiumsOf
SELECT policy_id FROM premium ORDER BY random() LIMIT 200;
-- arguments owedBy
SELECT c FROM (SELECT c FROM (SELECT id AS c FROM customer WHERE balance < 0
    ORDER BY random() LIMIT 120) AS x
  UNION ALL SELECT c FROM (SELECT customer_id AS c FROM policy WHERE state = 'active'
    GROUP BY 1 ORDER BY random() LIMIT 80) AS y) AS z ORDER BY random();
-- arguments overdueBefore
SELECT '2026-11-29'::date - 10 - anyof(90) FROM generate_series(1, 200);
-- arguments collected
SELECT e - interval '1 day' * (1 + floor(13.4 * random())), e
FROM (SELECT '2026-11-29'::timestamptz - interval '1 day' * floor(90 * random() ^ 1.5) AS e
  FROM generate_series(1, 200)) AS x;
-- arguments claimByNumber
SELECT number FROM (SELECT number FROM (SELECT number FROM claim
    WHERE id > (SELECT 0.94 * count(*) FROM claim) ORDER BY random() LIMIT 140) AS x
  UNION ALL SELECT number FROM (SELECT number FROM claim
    WHERE id <= (SELECT 0.94 * count(*) FROM claim) ORDER BY random() LIMIT 60) AS y) AS z
ORDER BY random();
-- arguments deskOf
SELECT id FROM assessor, generate_series(1, 3) WHERE active ORDER BY random() LIMIT 200;
-- arguments largeReserves
SELECT ('{500,1000,2000,2500,5000,10000,20000}'::int[])[1 + floor(7 * random())::int]
  ::numeric(10, 2) FROM generate_series(1, 200);
-- arguments causesIn
SELECT e - 30 - floor(151 * random())::int, e
FROM (SELECT '2026-11-29'::date - anyof(90) AS e FROM generate_series(1, 200)) AS x;
-- arguments documentsOf
SELECT (SELECT string_agg(DISTINCT (last + 1 - anyof(recent) + 0 * k)::text, ',')
  FROM generate_series(1, many) AS k)
FROM (SELECT 3 + floor(13 * random())::int AS many, last, recent FROM generate_series(1, 200),
  (SELECT max(id) AS last, count(*)::int AS recent FROM claim WHERE reported >= '2026-09-30') AS x)
  AS c;
-- arguments notesBy
SELECT author, '2026-11-29'::timestamptz - interval '1 day' * anyof(14)
FROM (SELECT author FROM note WHERE written >= '2026-10-30' ORDER BY random() LIMIT 200) AS x;
-- arguments coveredBy
SELECT customer_id FROM policy_insured ORDER BY random() LIMIT 200;
-- arguments debtors
SELECT (-25 * (anyof(12) - 1))::numeric(9, 2) FROM generate_series(1, 200);
-- arguments reportClaim
SELECT 1000000 + i, 'N26-' || lpad(i::text, 6, '0'), p, NULL::int, '2026-11-28'::date - anyof(9),
  '2026-11-29 00:00:00+00'::timestamptz, CASE WHEN random() < 0.5 THEN 'rear-end collision'
    ELSE 'water pipe' END, 'reported', 500.00, 0.00, NULL::date, left(words(160), 1000),
  1000000 + i, 1, 'repair', round((exp(7 + 2 * random()))::numeric, 2), NULL::numeric,
  left(words(20), 80)
FROM (SELECT row_number() OVER () AS i, p FROM (SELECT id AS p FROM policy WHERE state = 'active'
  ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments addNote
SELECT 1000000 + i, c, NULL::int, author, '2026-11-29 00:00:00+00'::timestamptz,
  CASE WHEN random() < 0.7 THEN 'call' ELSE 'letter' END, random() < 0.04, left(words(150), 2000)
FROM (SELECT row_number() OVER () AS i, customer_id AS c, author FROM (SELECT customer_id, author
  FROM note ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments moveHousehold
SELECT x.id, street, postcode, city
FROM (SELECT id, row_number() OVER () AS n FROM (SELECT id FROM household
    ORDER BY random() LIMIT 400) AS a) AS x
JOIN (SELECT address_street AS street, address_postcode AS postcode, address_city AS city,
    row_number() OVER () AS n FROM (SELECT * FROM household ORDER BY random() LIMIT 400) AS b) AS y
  USING (n) ORDER BY n;
-- arguments cancelPolicy
SELECT id, '2026-12-31'::date FROM policy WHERE state = 'active' ORDER BY random() LIMIT 400;
-- arguments setCover
SELECT policy_id, kind, amount, 150, round(premium * 1.1, 2)::numeric(8, 2)
FROM (SELECT policy_id, kind, amount, premium FROM (SELECT * FROM cover
    ORDER BY random() LIMIT 300) AS x
  UNION ALL SELECT p.id, kind, 15000, 24.00 FROM (SELECT p.id, kind FROM policy AS p
    JOIN (VALUES ('motor', 'collision'), ('motor', 'roadside'), ('motor', 'driver'),
      ('home', 'glass'), ('home', 'bicycle'), ('home', 'natural'), ('liability', 'keys'),
      ('accident', 'death'), ('accident', 'daily')) AS v (of, kind) ON of = product
    WHERE NOT EXISTS (SELECT FROM cover AS c WHERE policy_id = p.id AND c.kind = v.kind)
    ORDER BY random() LIMIT 100) AS p) AS z ORDER BY random();
-- arguments waive
SELECT policy_id FROM (SELECT policy_id FROM premium WHERE state = 'overdue'
  GROUP BY policy_id) AS x ORDER BY random() LIMIT 400;
-- arguments removeDocument
SELECT id FROM document WHERE added >= '2026-09-30' ORDER BY random() LIMIT 400;
