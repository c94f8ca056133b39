-- Rows of ride.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.375);

-- rows
CREATE FUNCTION pg_temp.bell() RETURNS float8 LANGUAGE sql VOLATILE AS $$
  SELECT sqrt(-2 * ln(1 - random())) * cos(6.2831853 * random())
$$;
CREATE FUNCTION pg_temp.cents(x float8) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT round(x::numeric, 2)
$$;
-- The first cities are the largest; the others came later. Numbers of what each of them has.
CREATE TEMP TABLE place AS
  SELECT i, '2019-04-15'::date + 165 * (i - 1) + i * i % 19 AS launched,
    (array[52.52, 48.14, 53.55, 50.94, 48.21, 51.34, 47.37, 49.45, 51.05, 47.07, 50.11, 54.32])[i]
      AS latitude,
    (array[13.4, 11.58, 9.99, 6.96, 16.37, 12.37, 8.54, 11.08, 13.74, 15.44, 8.68, 10.14])[i]
      AS longitude,
    i ^ -0.85 / sum(i ^ -0.85) OVER () AS part
  FROM generate_series(1, 12) AS i;
INSERT INTO city (id, code, name, country, launched)
  SELECT i, (array['BER','MUC','HAM','CGN','VIE','LEJ','ZRH','NUE','DRS','GRZ','FRA','KEL'])[i],
  ('{Berlin,München,Hamburg,Köln,Wien,Leipzig,Zürich,Nürnberg,Dresden,Graz,Frankfurt,Kiel}'
    ::text[])[i],
  CASE WHEN i IN (5, 10) THEN 'AT' WHEN i = 7 THEN 'CH' ELSE 'DE' END, launched
  FROM place ORDER BY i;
INSERT INTO zone (id, city_id, name, kind, active, fee)
  SELECT row_number() OVER (ORDER BY i, k), i, ('{Altstadt,Bahnhof,Campus,Hafen,Markt,Messe,Nord,'
    'Ost,Park,Rathaus,Schloss,Stadion,Süd,Ufer,West,Zoo}'::text[])[1 + (k * 7 + i) % 16]
  || ' ' || ('{Mitte,Ring,Platz,Ecke,Insel}'::text[])[1 + k / 16 % 5],
  kind, random() < 0.9, CASE WHEN kind IN ('none', 'bonus')
    THEN (array[1.00, 2.00, 5.00, 10.00])[1 + floor(4 * random() ^ 1.5)::int] END
  FROM (SELECT i, k, CASE WHEN r < 0.55 THEN 'parking' WHEN r < 0.75 THEN 'none'
      WHEN r < 0.9 THEN 'slow' ELSE 'bonus' END AS kind
    FROM (SELECT i, k, random() AS r FROM place, LATERAL generate_series(1, 6 + (108 * part)::int)
      AS k ORDER BY i, k) AS x) AS y;
-- Stations: the best places came first, and lie in the middle.
CREATE TEMP TABLE stop AS
  SELECT row_number() OVER (ORDER BY opened, i, k)::int AS s, *,
    CASE WHEN r < 0.045 AND opened < '2025-06-01' AND k > 3
      THEN opened + 200 + floor(('2026-11-01'::date - opened - 200) * q)::int END AS removed
  FROM (SELECT i, k, launched + floor(('2026-12-20' - launched) * greatest(0,
        (k - 0.35 * many) / (0.65 * many)) ^ 1.1)::int AS opened,
      latitude + 0.012 * power(k, 0.3) * pg_temp.bell() AS latitude,
      longitude + 0.018 * power(k, 0.3) * pg_temp.bell() AS longitude, random() AS r, random() AS q
    FROM (SELECT *, (520 * part)::int AS many FROM place ORDER BY i) AS x,
      LATERAL generate_series(1, many) AS k ORDER BY i, k) AS y;
INSERT INTO station (id, number, city_id, zone_id, name, place_latitude, place_longitude, docks,
    charging, state, opened)
  SELECT s, lpad(i::text, 2, '0') || lpad(k::text, 4, '0'), i, CASE WHEN r2 < 0.65 THEN
      (SELECT min(id) FROM zone WHERE city_id = i) + floor(r2 / 0.65 *
        (SELECT count(*) FROM zone WHERE city_id = i AND k > 0))::int END,
  ('{Acker,Bahnhof,Berg,Birken,Brücken,Dom,Eichen,Fischer,Garten,Goethe,Hafen,Haupt,Kant,Kirch,'
    'Linden,Markt,Mozart,Mühlen,Museums,Park,Rathaus,Ring,Schiller,Schloss,Theater,Ufer,'
    'Universitäts,Wald,Wiesen,Zoo}'::text[])[1 + s * 7919 % 30]
  || ('{straße,platz,weg,allee,ufer,tor,ring}'::text[])[1 + s % 7]
  || CASE WHEN r2 < 0.3 THEN ' ' || anyof(60) ELSE '' END,
  latitude::numeric(8, 5), longitude::numeric(8, 5),
  least(60, greatest(4, 2 * round(exp(2.1 + 0.35 * pg_temp.bell()))))::int + (k < 4)::int * 10,
  random() < CASE WHEN opened > '2023-06-01' THEN 0.4 ELSE 0.12 END,
  CASE WHEN removed IS NOT NULL THEN 'removed' WHEN opened > '2026-11-28' THEN 'planned'
    WHEN r > 0.965 THEN 'closed' ELSE 'open' END, opened
  FROM (SELECT *, random() AS r2 FROM stop ORDER BY s) AS x ORDER BY s;
CREATE TEMP TABLE wheel AS
  SELECT row_number() OVER (ORDER BY bought, i, k)::int AS b, *,
    bought + 150 + floor(-2300 * ln(1 - random()))::int AS gone,
    bought >= '2022-03-01' AND random() < 0.62 AS electric
  FROM (SELECT i, k, launched - 20 + (('2026-11-10' - launched) * greatest(0, ceil(k / 25.0) * 25
        - 0.3 * many) / (0.7 * many + 25))::int AS bought
    FROM (SELECT *, (1900 * part)::int AS many FROM place ORDER BY i) AS x,
      LATERAL generate_series(1, many) AS k ORDER BY i, k) AS y;
-- What there is in a city in a month: the most popular stations and the newest bikes first.
CREATE TEMP TABLE offer AS
  SELECT i, m, (SELECT array_agg(s ORDER BY k) FROM stop WHERE stop.i = place.i AND opened <= m
      AND (removed IS NULL OR removed > m + interval '1 month')) AS stops,
    (SELECT array_agg(b ORDER BY bought DESC, b) FROM wheel WHERE wheel.i = place.i AND bought <= m
      AND gone > m + interval '1 month') AS wheels
  FROM place, LATERAL generate_series(date_trunc('month', launched + 30), '2026-11-01',
    interval '1 month') AS m;
CREATE INDEX ON offer (i, m);
ANALYZE offer;
CREATE TEMP TABLE person AS
  SELECT row_number() OVER (ORDER BY joined)::int AS p, *,
    date_trunc('month', joined) AS began,
    exp(-0.1 + 1.15 * pg_temp.bell()) AS monthly, least(joined + interval '1 day'
      * (0.3 - 400 * ln(1 - random()) * (random() > 0.22)::int), '2026-11-29') AS left_at,
    random() AS r, random() AS q
  FROM (SELECT i, date_trunc('second', day + interval '1 s' * floor(86399
      * (0.5 + 0.17 * greatest(-2.9, least(2.9, pg_temp.bell()))))) AS joined
    FROM (SELECT i, '2026-11-28'::date - floor(-ln(1 - random() * (1 - exp(-0.0009
          * ('2026-10-25' - launched)))) / 0.0009)::int AS day
      FROM (SELECT * FROM place ORDER BY i) AS x,
        LATERAL generate_series(1, (38000 * part)::int)) AS y) AS z;
UPDATE person SET began = (SELECT min(m) FROM offer WHERE offer.i = person.i)
  WHERE NOT EXISTS (SELECT FROM offer WHERE offer.i = person.i AND m = began);
ALTER TABLE person ADD COLUMN home int, ADD COLUMN member_from date, ADD COLUMN member_to date,
  ADD COLUMN plan text;
UPDATE person SET home = stops[1 + floor(cardinality(stops) * random() ^ 1.5)::int]
  FROM offer WHERE offer.i = person.i AND m = began;
-- Who rides a lot becomes a member.
UPDATE person SET member_from = from_day, plan = CASE WHEN q < 0.5 THEN 'month'
    WHEN q < 0.68 THEN 'year' WHEN q < 0.87 THEN 'student' ELSE 'company' END,
  member_to = least(left_at::date, from_day + 27 + floor(-330 * ln(1 - v))::int)
  FROM (SELECT p AS id, joined::date + floor(-60 * ln(1 - random()))::int AS from_day,
    random() AS v FROM person ORDER BY p) AS x
  WHERE id = p AND r < least(0.85, 0.21 * monthly) AND left_at > from_day + 3;
CREATE TEMP TABLE contract AS
  SELECT row_number() OVER (ORDER BY made, p)::int AS c, * FROM (
    SELECT p, plan, starts::date AS starts, (starts + step - interval '1 day')::date AS ends,
      starts + step > member_to AS last, CASE WHEN starts = member_from
        THEN starts + interval '1 s' * floor(25000 + 50000 * random())
        ELSE starts + interval '1 s' * floor(10800 + 600 * random()) END AS made, i
    FROM (SELECT *, CASE plan WHEN 'month' THEN interval '1 month' WHEN 'year'
        THEN interval '1 year' WHEN 'student' THEN interval '6 months' ELSE interval '3 months' END
        AS step FROM person WHERE plan IS NOT NULL ORDER BY p) AS x,
      LATERAL generate_series(member_from::timestamptz, member_to, step) AS starts
    ORDER BY p, starts) AS y
  WHERE starts <= '2026-11-28';
-- Trips: less in winter, most on the way to work and back; the first one just after joining.
CREATE TEMP TABLE ride AS
  SELECT row_number() OVER (ORDER BY started, p)::int AS t, *,
    lead(started) OVER (PARTITION BY b ORDER BY started) AS next
  FROM (SELECT p, started, minutes, home, fall, member,
      wheels[1 + floor(cardinality(wheels) * random() ^ 1.15)::int] AS b,
      CASE WHEN u < 0.36 THEN home ELSE stops[1 + floor(cardinality(stops) * random() ^ 1.7)::int]
        END AS a,
      CASE WHEN u BETWEEN 0.36 AND 0.68 OR u > 0.97 THEN home
        ELSE stops[1 + floor(cardinality(stops) * random() ^ 1.7)::int] END AS z
    FROM (SELECT p, i, home, least(2300, 2 + exp(2.5 + 0.62 * pg_temp.bell()
          + CASE WHEN random() < 0.03 THEN 1.6 ELSE 0 END)) AS minutes, random() AS u,
        random() AS fall, member_from <= day AND member_to >= day AS member,
        CASE WHEN n = 1 THEN joined + interval '1 s' * floor(120 + 900 * random())
          ELSE date_trunc('second', day + interval '1 hour' * CASE
            WHEN h < 0.24 AND weekday < 6 THEN 8 + 0.7 * pg_temp.bell()
            WHEN h < 0.52 AND weekday < 6 THEN 17.3 + 1.1 * pg_temp.bell()
            WHEN h < 0.94 THEN least(23.9, greatest(0, 15 + 3.7 * pg_temp.bell()))
            ELSE 23.9 * random() END) END AS started
      FROM (SELECT *, extract(isodow FROM day) AS weekday, random() AS h
        FROM (SELECT p, i, home, joined, member_from, member_to, n,
            CASE WHEN n = 1 THEN joined::date ELSE (joined + (left_at - joined)
              * power(random(), 1.1))::date END AS day, random() AS s
          FROM (SELECT *, extract(epoch FROM left_at - joined) / 2628000 AS months
            FROM person WHERE home IS NOT NULL ORDER BY p) AS x,
            LATERAL generate_series(1, 1 + floor(monthly * months * 1.35 + q * 1.6 - 0.3)::int) AS n
          ORDER BY p, n) AS y
        WHERE n = 1 OR s < (array[0.32, 0.36, 0.54, 0.71, 0.89, 0.96, 1, 0.93, 0.86, 0.71, 0.5,
          0.32])[extract(month FROM day)::int]
          * CASE WHEN extract(isodow FROM day) = 7 THEN 0.7 ELSE 1 END) AS z) AS w
    JOIN offer USING (i)
    WHERE m = date_trunc('month', started) AND wheels IS NOT NULL
      AND started BETWEEN '2019-04-01' AND '2026-11-28 23:59:30') AS v;
ALTER TABLE ride ADD COLUMN ended timestamptz, ADD COLUMN price numeric, ADD COLUMN state text;
UPDATE ride SET ended = date_trunc('second', least(started + interval '1 minute' * minutes,
    greatest(next - interval '40 s', started + interval '1 minute')))
  WHERE NOT (fall < 0.003 AND started > '2026-11-15');
UPDATE ride SET ended = NULL WHERE ended >= '2026-11-29';
UPDATE ride SET state = CASE WHEN ended IS NULL THEN 'riding' WHEN fall > 0.995 THEN 'refunded'
    WHEN started > '2026-11-08' AND fall > 0.975 THEN 'disputed' ELSE 'ended' END,
  price = CASE WHEN ended IS NULL THEN 0 WHEN electric THEN
      CASE WHEN member THEN greatest(0, spent - 30) * 0.12 ELSE 1 + 0.19 * spent END
    WHEN member THEN greatest(0, ceil((spent - 30) / 30)) * 1.5
    ELSE ceil(spent / 15) * 1.25 END
  FROM (SELECT t AS trip, ceil(extract(epoch FROM ended - started) / 60) AS spent, electric
    FROM ride JOIN wheel USING (b)) AS x WHERE t = trip;
-- One in thirty is refused; most of these are paid by another try.
CREATE TEMP TABLE money AS
  SELECT row_number() OVER (ORDER BY at, p, t, c, try)::int AS n, *, CASE
      WHEN refused AND try = 1 AND again THEN 'replaced'
      WHEN refused AND NOT again AND at > '2026-07-01' THEN 'failed'
      WHEN refused AND NOT again THEN 'lost'
      WHEN at > '2026-11-28 20:00' AND r < 0.3 THEN 'open'
      WHEN trip_state = 'refunded' OR r > 0.998 THEN 'refunded' ELSE 'captured' END AS state
  FROM (SELECT p, t, c, amount, refused, again, r, trip_state, try, at + CASE WHEN try = 2
        THEN interval '1 s' * floor(60000 - 200000 * ln(1 - r)) ELSE interval '0' END AS at
    FROM (SELECT *, random() AS r, random() < CASE WHEN p % 17 = 3 THEN 0.25 ELSE 0.017 END
        AS refused, random() < CASE WHEN p % 17 = 3 THEN 0.5 ELSE 0.8 END AS again
      FROM (SELECT p, t, NULL::int AS c, price AS amount, state AS trip_state, ended
          + interval '1 s' * floor(3 + 30 * fall) AS at FROM ride WHERE price > 0
        UNION ALL SELECT p, NULL, c, (CASE plan WHEN 'month' THEN 19 WHEN 'year' THEN 149
            WHEN 'student' THEN 45 ELSE 39 END + (CASE plan WHEN 'year' THEN 10 ELSE 2 END)
            * floor(extract(year FROM made) - 2018) / 2)::int + 0.9, 'none', made
          FROM contract) AS x ORDER BY at, p, t, c) AS y,
      LATERAL generate_series(1, 1 + (refused AND again)::int) AS try) AS z
  WHERE at < '2026-11-29';
CREATE INDEX ON money (p);
CREATE INDEX ON ride (p);
CREATE INDEX ON ride (b, started);
ANALYZE;
INSERT INTO rider (id, email, name, phone, born, city_id, language, state, news, credit,
    invited_by_id, joined, seen)
  SELECT p, lower(a) || CASE WHEN r < 0.5 THEN '.' ELSE '' END || lower(f) || p % 8999 || '_'
    || p % 7 || '@' || ('{mail.example,post.example,web.example,inbox.example}'::text[])[anyof(4)],
  a || ' ' || f, CASE WHEN v < 0.82 THEN '+49' || lpad(anyof(999999999)::text, 10, '0') END,
  CASE WHEN plan IS NOT NULL OR v > 0.7 THEN joined::date - (365 * (16 + 45 * q2 ^ 2.1))::int END,
  i, CASE WHEN i IN (7, 11) AND v < 0.3 THEN ('{en,fr,it,es}'::text[])[1 + floor(4 * q2)::int]
    WHEN v < 0.16 THEN ('{en,tr,uk,fr,es,it,pl}'::text[])[1 + floor(7 * q2 ^ 2)::int]
    ELSE 'de' END,
  CASE WHEN first IS NULL AND joined > '2026-10-01' THEN 'pending'
    WHEN bad > 25 AND v < 0.8 OR v > 0.995 THEN 'blocked'
    WHEN left_at < '2026-02-01' AND q2 < 0.09 THEN 'closed' ELSE 'active' END,
  random() < CASE WHEN joined > '2024-06-01' THEN 0.36 ELSE 0.22 END,
  CASE WHEN bad > 0 THEN -bad WHEN q2 > 0.965 THEN (array[5, 10, 2.5, 20, 50])
    [1 + floor(5 * random() ^ 2)::int] ELSE 0 END,
  CASE WHEN random() < 0.11 AND p > 500 THEN greatest(1, p - 40
    - floor(-2500 * ln(1 - random() * 0.999) * (p % 29) / 20)::int) END,
  joined, CASE WHEN last IS NOT NULL THEN least('2026-11-28 23:59:59', last + interval '1 s'
      * floor(-900000 * ln(1 - q2))) WHEN v < 0.4 THEN joined + interval '600 s' END
  FROM (SELECT person.*, first, last, bad, random() AS v, random() AS q2,
      ('{Anna,Ben,Clara,David,Emma,Felix,Greta,Hugo,Ida,Jonas,Klara,Leon,Marie,Noah,Olivia,Paul,'
      'Rosa,Simon,Tilda,Viktor,Walter,Yara,Alex,Charlotte,Elif,Mehmet,Johanna,Katharina,Sebastian,'
      'Olena,Luca,Pierre,Sofia,Jan,Mia,Tom}'::text[])[1 + floor(36 * random() ^ 1.3)::int] AS a,
      ('{Ham,Ber,Kel,Stein,Wal,Mor,Lind,Ros,Fal,Gar,Hol,Bran,Win,Tor,Sol,Mar,Nor,Kir,Dal,Alt}'
      ::text[])[1 + floor(20 * random() ^ 1.4)::int] || ('{be,li,mo,ne,ra,so,ti,va,wen,den,gel,hof,'
      'kes,lan,mar,nor,per,ris}'::text[])[1 + floor(18 * random() ^ 1.2)::int]
      || ('{er,mann,ner,son,ler,berg,ing,ke,ow,ski,hart,feld}'::text[])
      [1 + floor(12 * random() ^ 1.5)::int] AS f
    FROM person LEFT JOIN (SELECT p, min(started) AS first, max(coalesce(ended, started)) AS last
      FROM ride GROUP BY p) AS x USING (p)
    LEFT JOIN (SELECT p, sum(amount) AS bad FROM money WHERE state IN ('failed', 'lost')
      GROUP BY p) AS y USING (p) ORDER BY p) AS z
  ORDER BY p;
INSERT INTO rider_favourites (rider_id, station_id)
  SELECT p, s FROM (SELECT p, coalesce(home, 1) AS s FROM person WHERE r > 0.55 AND monthly > 0.5
    UNION SELECT p, z FROM (SELECT p, z, count(*) AS times FROM ride GROUP BY 1, 2) AS x
      WHERE times >= 3 AND p % 3 = 0) AS y;
INSERT INTO membership (id, rider_id, plan, state, made, starts, ends, renews, price, company)
  SELECT c, contract.p, plan, CASE WHEN ends < '2026-11-28' AND last AND c % 3 = 0
      THEN 'cancelled'
    WHEN ends < '2026-11-28' THEN 'ended' ELSE 'active' END,
  made, starts, ends, ends >= '2026-11-28' AND c % 100 < CASE plan WHEN 'student' THEN 45
    ELSE 78 END, amount, CASE WHEN plan = 'company' THEN
      ('{Adler,Atlas,Bau,Brück,Delta,Elbe,Forst,Gold,Hansa,Isar,Jupiter,Krone,Löwe,Merkur,Nord,'
      'Orbit,Perl,Quarz,Rhein,Stern}'::text[])[1 + f % 20]
      || ' ' || ('{AG,GmbH,Werke,Bank,Logistik,Klinik,Software}'::text[])[1 + f / 20 % 7] END
  FROM contract JOIN (SELECT c, min(amount) AS amount FROM money WHERE c IS NOT NULL GROUP BY c)
    AS x USING (c)
  LEFT JOIN (SELECT p, floor(140 * random() ^ 2.6)::int AS f FROM person ORDER BY p) AS y
    ON y.p = contract.p
  ORDER BY c;
-- What is broken is told after trips, or seen by the staff; the last days are still to be done.
CREATE TEMP TABLE flaw AS
  SELECT row_number() OVER (ORDER BY reported, b)::int AS f, *,
    reported + interval '1 s' * floor(3600 - 110000 * ln(1 - r) * (1 + 14 * (q > 0.96)::int))
      AS opened
  FROM (SELECT b, CASE WHEN random() < 0.9 THEN p END AS p, date_trunc('second', ended
      + interval '1 s' * floor(-1500 * ln(1 - random()))) AS reported, random() AS r, random() AS q,
      random() AS v FROM ride WHERE fall BETWEEN 0.2 AND 0.285 AND ended IS NOT NULL
    UNION ALL SELECT b, NULL, bought + interval '11 hours'
      + interval '1 s' * floor(20000 * random())
      + interval '1 day' * floor((least(gone, '2026-11-28') - bought) * random()),
      random(), random(), random()
    FROM (SELECT * FROM wheel ORDER BY b) AS x, LATERAL generate_series(1, 3)) AS y
  WHERE reported < '2026-11-29';
ALTER TABLE flaw ADD COLUMN closed timestamptz, ADD COLUMN state text;
UPDATE flaw SET closed = date_trunc('second', opened + interval '1 s' * floor(1500 - 45000
    * ln(1 - v) * (1 + 16 * (q > 0.9)::int))) WHERE r < 0.995 AND q > 0.26;
UPDATE flaw SET state = CASE WHEN q <= 0.26 AND reported < '2026-11-27' THEN 'dismissed'
  WHEN closed < '2026-11-29' THEN 'fixed'
  WHEN opened < '2026-11-29' OR r < 0.4 THEN 'confirmed' ELSE 'new' END;
CREATE TEMP TABLE work AS
  SELECT row_number() OVER (ORDER BY opened, b)::int AS w, *,
    CASE WHEN done IS NULL OR done >= '2026-11-29' THEN NULL ELSE done END AS closed
  FROM (SELECT b, f, opened, closed AS done FROM flaw WHERE q > 0.26
    UNION ALL SELECT b, NULL, at, at + interval '1 s' * floor(2000 - 9000 * ln(1 - random()))
    FROM (SELECT b, date_trunc('second', d + interval '8 hours'
        + interval '1 s' * floor(30000 * random())) AS at
      FROM (SELECT * FROM wheel ORDER BY b) AS x,
        LATERAL generate_series(bought + interval '200 days',
        least(gone, '2026-11-28'), interval '330 days') AS d ORDER BY b, d) AS y) AS z
  WHERE opened < '2026-11-29';
CREATE INDEX ON work (b);
ANALYZE work;
INSERT INTO bike (id, number, city_id, station_id, model, electric, state, battery, metres, bought,
    seen)
  SELECT b, chr(64 + i) || lpad((b * 7919 % 99991)::text, 5, '0'), i,
  CASE WHEN state = 'free' AND v < 0.94 THEN z END, model, electric, state,
  CASE WHEN electric THEN CASE state WHEN 'free' THEN floor(100 * (1 - v ^ 2.2))::int
    WHEN 'riding' THEN 20 + floor(80 * v)::int ELSE floor(60 * v)::int END END,
  coalesce(metres, 0), bought, CASE WHEN state IN ('free', 'riding')
    THEN '2026-11-28 23:59:00'::timestamptz - interval '1 s' * floor(-4000 * ln(1 - v))
    ELSE coalesce(last, bought::timestamptz) END
  FROM (SELECT wheel.*, z, last, metres, random() AS v, CASE
      WHEN gone <= '2026-11-28' AND b % 7 < 1 THEN 'lost' WHEN gone <= '2026-11-28' THEN 'retired'
      WHEN trip_state = 'riding' THEN 'riding'
      WHEN EXISTS (SELECT FROM work WHERE work.b = wheel.b AND closed IS NULL) THEN 'workshop'
      ELSE 'free' END AS state, CASE WHEN electric
        THEN (array['Volt 1', 'Volt 2', 'Volt 3', 'Cargo E'])
          [CASE WHEN b % 23 = 0 THEN 4 WHEN bought < '2023-09-01' THEN 1
            WHEN bought < '2025-06-01' THEN 2 ELSE 3 END]
        ELSE (array['City 19', 'City 21', 'City 24', 'Cargo'])
          [CASE WHEN b % 31 = 0 THEN 4 WHEN bought < '2021-03-01' THEN 1
            WHEN bought < '2024-03-01' THEN 2 ELSE 3 END] END AS model
    FROM wheel LEFT JOIN (SELECT DISTINCT ON (b) b, z, state AS trip_state,
        coalesce(ended, started) AS last FROM ride ORDER BY b, started DESC) AS x USING (b)
    LEFT JOIN (SELECT b, (170 * sum(least(60, minutes)))::bigint AS metres FROM ride GROUP BY b)
      AS y USING (b) ORDER BY b) AS w
  ORDER BY b;
INSERT INTO trip (id, rider_id, bike_id, from_id, to_id, started, ended, metres, price, state,
    stars)
  SELECT t, p, b, a, CASE WHEN ended IS NOT NULL AND random() < 0.965 THEN z END, started, ended,
  CASE WHEN ended IS NULL THEN 0
    ELSE least(90000, floor(extract(epoch FROM ended - started) * 2.7 * exp(0.3 * bell)))::int END,
  price, state, CASE WHEN ended IS NOT NULL AND fall < 0.19 THEN 5
    - floor(4.9 * random() ^ 3.2)::int END
  FROM (SELECT *, pg_temp.bell() AS bell FROM ride ORDER BY t) AS x ORDER BY t;
INSERT INTO payment (id, rider_id, trip_id, membership_id, created, method, amount, state,
    reference)
  SELECT n, p, t, c, at, CASE WHEN p % 100 < 52 THEN 'card' WHEN p % 100 < 84 THEN 'wallet'
    WHEN p % 100 < 95 OR c IS NOT NULL THEN 'debit' ELSE 'voucher' END, amount, state,
  'R' || to_char(at, 'YYMM') || '-' || upper(left(md5('pay' || n), 14))
  FROM money ORDER BY n;
INSERT INTO fault (id, bike_id, rider_id, kind, severity, reported, state, text)
  SELECT f, b, p, kind, CASE WHEN kind IN ('brakes', 'wheel', 'frame', 'lights')
    THEN 5 - floor(4 * r ^ 1.8)::int ELSE 1 + floor(4 * r ^ 1.8)::int END, reported, state,
  CASE WHEN random() < 0.62 THEN left(('{The,My,This,Strange: the,Again the}'::text[])[anyof(5)]
    || ' ' || kind || ' ' || ('{does not work,is loose,makes a noise,is broken,is gone,feels weak,'
    'is bent,slips,squeaks,rattles,sticks,was damaged by somebody,fell off while riding}'::text[])
    [1 + floor(13 * random() ^ 1.6)::int] || CASE WHEN random() < 0.45 THEN ('{. Dangerous,'
    '. I had to walk home,. Please refund the trip,. On the left side,. On the right side,'
    '. Only uphill,. After the rain,. Left it at the station}'::text[])[anyof(8)] ELSE '' END
    || CASE WHEN random() < 0.3 THEN '. ' || words(60) ELSE '' END, 500) END
  FROM (SELECT *, ('{brakes,tyre,saddle,chain,lights,gears,bell,lock,pedal,battery,basket,motor,'
    'wheel,frame,display,mudguard}'::text[])
    [1 + width_bucket(v2, (SELECT ranks(16, 0.8)))] AS kind
    FROM (SELECT *, random() AS v2 FROM flaw ORDER BY f) AS x) AS y ORDER BY f;
INSERT INTO mechanic (id, city_id, name, active, since)
  SELECT row_number() OVER (ORDER BY since, i, k), i, a, random() < 0.35
    + 0.6 * (since > '2023-06-01')::int OR k = 1, since
  FROM (SELECT i, k, ('{Arndt,Busch,Dietz,Ebert,Franke,Götz,Hahn,Jahn,Krüger,Lorenz,Moser,Noll,'
      'Peters,Quast,Richter,Seidel,Thiel,Ulrich,Voss,Zander}'::text[])[anyof(20)] || ', '
      || ('{Andrea,Bernd,Carola,Dirk,Eva,Frank,Gerda,Holger,Inge,Jens,Karin,Lutz}'::text[])
      [anyof(12)] AS a, launched + CASE WHEN k = 1 THEN -15 ELSE
        floor(('2026-09-01' - launched) * random())::int END AS since
    FROM place, LATERAL generate_series(1, 2 + (45 * part)::int) AS k ORDER BY i, k) AS x;
CREATE TEMP TABLE hand AS
  SELECT i, m, array_agg(id ORDER BY active DESC, scattered(id, 101)) AS hands
  FROM offer JOIN mechanic ON city_id = i
    AND since <= m AND (active OR m < since + interval '800 days' OR id % 4 = 0)
  GROUP BY i, m;
INSERT INTO repair (id, bike_id, fault_id, mechanic_id, opened, closed, state, minutes, note)
  SELECT w, b, f, coalesce(hands[1 + floor(cardinality(hands) * random() ^ 1.25)::int], 1), opened,
  closed, CASE WHEN closed IS NULL AND v < 0.45 THEN 'waiting' WHEN closed IS NULL AND v < 0.7
    THEN 'parts' WHEN closed IS NULL THEN 'working' WHEN v < 0.012 THEN 'scrapped' ELSE 'done' END,
  CASE WHEN closed IS NULL AND v < 0.45 THEN 0
    ELSE least(2000, 5 * ceil(exp(1.35 + 0.75 * pg_temp.bell())))::int END,
  CASE WHEN random() < 0.34 THEN left(words(55), 400) END
  FROM (SELECT work.*, hands, random() AS v FROM work JOIN wheel USING (b) LEFT JOIN hand
    ON hand.i = wheel.i AND m = date_trunc('month', opened) ORDER BY w) AS x ORDER BY w;
INSERT INTO part (id, code, name, price, stock)
  SELECT n, 'P' || lpad((n * 7919 % 99991)::text, 6, '0'), ('{Brake pad,Cable,Chain,Tube,Tyre,Bolt,'
    'Lamp,Pedal,Saddle,Grip,Spoke,Rim,Lock,Bell,Motor,Cell}'::text[])[1 + n % 16]
  || ' ' || ('{front,rear,S,M,L,left,right,steel,long,short}'::text[])[1 + n / 16 % 10],
  pg_temp.cents(exp(1.9 + 1.1 * pg_temp.bell())),
  least(9000, floor(exp(3.4 + 1.1 * pg_temp.bell())))::int
  FROM generate_series(1, 160) AS n;
INSERT INTO used_part (repair_id, part_id, quantity, cost)
  SELECT w, k, quantity, quantity * price FROM (SELECT DISTINCT ON (w, k) w, k,
      CASE WHEN random() < 0.84 THEN 1 ELSE 2 + floor(5 * random() ^ 2.4)::int END AS quantity
    FROM (SELECT w, scattered(1 + width_bucket(random(), (SELECT ranks(160, 0.85))), 160) AS k
      FROM (SELECT w, least(8, floor(-1.75 * ln(1 - random()) + 0.25))::int AS n FROM work
        WHERE closed IS NOT NULL ORDER BY w) AS x, LATERAL generate_series(1, n)) AS y
    ORDER BY w, k) AS z JOIN part ON part.id = k ORDER BY w, k;
INSERT INTO ticket (id, rider_id, trip_id, topic, state, opened, agent, text)
  SELECT row_number() OVER (ORDER BY opened, p), p, t, topic, state, opened,
  CASE WHEN state <> 'new' THEN ('{albers,bohm,claus,dahl,ehlers,frey,gerber,hess,ilg,jansen,kuhn,'
    'mehl,nagel,ott,pohl}'::text[])[1 + floor(15 * v ^ 1.5)::int]
    || CASE WHEN opened > '2024-01-01' THEN '' ELSE '2' END END,
  left(words(exp(5.2 + 0.5 * pg_temp.bell())), 2000)
  FROM (SELECT *, random() AS v, CASE WHEN opened > '2026-11-28 04:00' AND r < 0.6 THEN 'new'
      WHEN opened > '2026-11-18' AND r < 0.4 THEN 'waiting' ELSE 'solved' END AS state,
      CASE WHEN t IS NOT NULL AND r < 0.6 THEN 'price' WHEN r < 0.3 OR t IS NOT NULL AND r < 0.85
        THEN 'bike' WHEN t IS NOT NULL THEN 'parking' ELSE 'account' END AS topic
    FROM (SELECT p, t, random() AS r, date_trunc('second', ended
        + interval '1 s' * floor(-60000 * ln(1 - random()))) AS opened
      FROM ride WHERE fall BETWEEN 0.97 AND 0.999 AND ended IS NOT NULL
      UNION ALL SELECT p, NULL, random(), date_trunc('second', joined + ('2026-11-29' - joined)
          * random() ^ 2) FROM (SELECT * FROM person ORDER BY p) AS x WHERE q BETWEEN 0.4 AND 0.56)
      AS y WHERE opened < '2026-11-29') AS z;
DROP TABLE place, stop, wheel, offer, person, contract, ride, money, flaw, hand, work;
DROP FUNCTION pg_temp.bell();
DROP FUNCTION pg_temp.cents(float8);

-- arguments riderByEmail
SELECT email FROM rider ORDER BY random() LIMIT 200;
-- arguments stationPage
SELECT id FROM (SELECT station_id AS id FROM bike WHERE station_id IS NOT NULL
  ORDER BY random() LIMIT 200) AS x;
-- arguments stationsWithin
SELECT (place_latitude - size)::numeric(8, 5), (place_latitude + size)::numeric(8, 5),
  (place_longitude - 1.5 * size)::numeric(8, 5), (place_longitude + 1.5 * size)::numeric(8, 5)
FROM (SELECT place_latitude, place_longitude, exp(-4.3 + 1.5 * random()) AS size FROM station,
  generate_series(1, 2) WHERE state = 'open' ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments tripPage
SELECT id FROM trip WHERE started >= '2026-09-30' ORDER BY random() LIMIT 200;
-- arguments tripsOf
SELECT rider_id FROM trip ORDER BY random() LIMIT 200;
-- arguments departures
SELECT from_id, '2026-11-29'::timestamptz - interval '1 day' * anyof(7)
FROM (SELECT from_id FROM trip WHERE started >= '2026-10-30' ORDER BY random() LIMIT 200) AS x;
-- arguments fleet
SELECT city_id, CASE WHEN random() < 0.6 THEN CASE WHEN s < 0.45 THEN 'workshop'
    WHEN s < 0.7 THEN 'free' WHEN s < 0.9 THEN 'lost' ELSE 'retired' END END,
  CASE WHEN random() < 0.3 THEN random() < 0.5 END, CASE WHEN random() < 0.2 THEN model END
FROM (SELECT city_id, model, random() AS s FROM bike ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments emptyBatteries
SELECT anyof(12), (array[10, 15, 20, 25, 30, 40])[anyof(6)] FROM generate_series(1, 200);
-- arguments tripsPerDay
SELECT city_id, e - 6 - floor(55 * random() ^ 2)::int, e
FROM (SELECT city_id, '2026-11-29'::date - floor(120 * random() ^ 2)::int AS e
  FROM (SELECT city_id FROM rider ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments takings
SELECT e - interval '1 day' * (1 + floor(30.9 * random() ^ 1.6)), e
FROM (SELECT '2026-11-29'::timestamptz - interval '1 day' * floor(90 * random() ^ 1.5) AS e
  FROM generate_series(1, 200)) AS x;
-- arguments unpaid
SELECT '2026-11-29'::timestamptz - interval '1 day' * (array[7, 14, 30, 60, 90, 120])[anyof(6)],
  (array[1, 2.5, 5, 10])[anyof(4)]::numeric(7, 2) FROM generate_series(1, 200);
-- arguments indebted
SELECT (-(array[0, 2, 5, 5, 10, 15, 20, 25, 40])[anyof(9)])::numeric(7, 2)
FROM generate_series(1, 200);
-- arguments expiring
SELECT day, day + 6 + floor(25 * random() ^ 2)::int
FROM (SELECT '2026-11-29'::date + floor(30 * random() ^ 2)::int AS day
  FROM generate_series(1, 200)) AS x;
-- arguments employees
SELECT company FROM (SELECT company FROM membership WHERE company IS NOT NULL
  AND state = 'active' ORDER BY random() LIMIT 200) AS x;
-- arguments fansOf
SELECT id FROM station WHERE state = 'open' ORDER BY random() LIMIT 200;
-- arguments ridersNamed
SELECT CASE WHEN s < 0.55 THEN split_part(name, ' ', 2) WHEN s < 0.8 THEN name
  WHEN s < 0.95 THEN left(split_part(name, ' ', 1), 1) || ' ' || left(split_part(name, ' ', 2), 6)
  ELSE split_part(name, ' ', 1) END
FROM (SELECT name, random() AS s FROM rider ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments openFaults
SELECT city_id FROM bike WHERE state IN ('free', 'workshop') ORDER BY random() LIMIT 200;
-- arguments repairsOf
SELECT bike_id FROM repair ORDER BY random() LIMIT 200;
-- arguments partsUsed
SELECT e - interval '1 day' * (28 + floor(64.9 * random() ^ 2.7)), e
FROM (SELECT date_trunc('month', '2026-11-30'::timestamptz - interval '1 day' * 180
  * random() ^ 1.5) AS e FROM generate_series(1, 200)) AS x;
-- arguments bikesOf
SELECT (SELECT string_agg(id::text, ',') FROM (SELECT id FROM bike WHERE state = 'free'
  AND many > 0 ORDER BY random() LIMIT many) AS y)
FROM (SELECT 1 + anyof(23) AS many FROM generate_series(1, 200)) AS x;
-- arguments startTrip
SELECT 1000000 + i, p, b, s, NULL::int, '2026-11-29 00:00:00+00'::timestamptz, NULL::timestamptz,
  0, 0.00, 'riding', NULL::int, b
FROM (SELECT row_number() OVER () AS i, p, b, s FROM (SELECT rider_id AS p, bike_id AS b,
    from_id AS s FROM trip JOIN bike ON bike.id = bike_id AND bike.state = 'free'
  WHERE started >= '2026-06-01' ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments closeRepair
SELECT r, '2026-11-29 00:00:00+00'::timestamptz, r, k, 1, 12.50, r, 1 + (k + 6) % 160, 2, 7.90
FROM (SELECT id AS r, scattered(1 + width_bucket(random(), (SELECT ranks(160, 0.85))), 160) AS k
  FROM (SELECT id FROM repair AS o
  WHERE opened >= '2026-09-01' AND NOT EXISTS (SELECT FROM used_part WHERE repair_id = o.id)
  ORDER BY closed DESC NULLS FIRST, id LIMIT 400) AS x) AS y;
-- arguments report
SELECT 1000000 + i, b, p, kind, 1 + anyof(4), '2026-11-29 00:00:00+00'::timestamptz, 'new',
  CASE WHEN random() < 0.6 THEN 'The ' || kind || ' ' || left(words(36), 200) END
FROM (SELECT row_number() OVER () AS i, b, p, kind FROM (SELECT t.bike_id AS b, t.rider_id AS p,
  kind FROM (SELECT * FROM trip WHERE started >= '2026-09-01' ORDER BY random() LIMIT 400) AS t
  JOIN fault ON fault.id = 1 + t.id % 40000) AS x) AS y;
-- arguments locked
SELECT bike_id, to_id, 20 + anyof(80), '2026-11-29 00:00:00+00'::timestamptz
FROM (SELECT bike_id, to_id FROM trip WHERE to_id IS NOT NULL AND started >= '2026-09-01'
  ORDER BY random() LIMIT 400) AS x;
-- arguments giveStars
SELECT id, CASE WHEN random() < 0.6 THEN 5 ELSE anyof(5) END FROM trip
WHERE started >= '2026-11-22' AND state = 'ended' AND stars IS NULL ORDER BY random() + 0 LIMIT 400;
-- arguments tryAgain
SELECT rider_id FROM (SELECT rider_id FROM payment WHERE state = 'failed' GROUP BY 1) AS x
ORDER BY random() LIMIT 400;
-- arguments usePart
SELECT r, CASE WHEN random() < 0.3 AND used IS NOT NULL THEN used
    ELSE scattered(1 + width_bucket(random(), (SELECT ranks(160, 0.85))), 160) END,
  1 + (random() < 0.15)::int, round((exp(1.9 + random()))::numeric, 2)
FROM (SELECT id AS r, (SELECT min(part_id) FROM used_part WHERE repair_id = repair.id) AS used
  FROM repair WHERE opened >= '2026-09-30' ORDER BY random() LIMIT 400) AS x;
-- arguments dropTicket
SELECT id FROM ticket WHERE opened >= '2026-09-30' ORDER BY random() LIMIT 400;
