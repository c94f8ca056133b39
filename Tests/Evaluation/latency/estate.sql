-- Rows of estate.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.375);

-- rows
CREATE FUNCTION pg_temp.bell() RETURNS float8 LANGUAGE sql VOLATILE AS $$
  SELECT sqrt(-2 * ln(1 - random())) * cos(6.2831853 * random())
$$;
CREATE FUNCTION pg_temp.person() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT ('{Anna,Ben,Clara,David,Emma,Felix,Greta,Hugo,Ida,Jonas,Klara,Leon,Marie,Noah,Olivia,'
    'Paul,Rosa,Simon,Tilda,Viktor,Walter,Yara,Alexander,Charlotte,Elisabeth,Frederik,Johanna,'
    'Katharina,Sebastian,Theodora}'::text[])[1 + floor(30 * random() ^ 1.2)::int] || ' '
  || ('{Ham,Ber,Kel,Stein,Wal,Mor,Lind,Ros,Fal,Gar,Hol,Bran,Win,Tor,Sol,Mar,Nor,Kir,Dal,Alt}'
    ::text[])[anyof(20)] || ('{be,li,mo,ne,ra,so,ti,va,wen,den,gel,hof}'::text[])
    [1 + floor(12 * random() ^ 1.3)::int]
  || ('{er,mann,ner,son,ler,berg,ing,ke,ow,ski}'::text[])[1 + floor(10 * random() ^ 1.5)::int]
$$;
CREATE TEMP TABLE town AS
  SELECT i, 1.75 * i ^ -0.15 * exp(0.13 * pg_temp.bell()) AS level,
  greatest(1, (70 * i ^ -0.8)::int) AS districts,
  ('{Alten,Berg,Birken,Dorn,Eichen,Falken,Grün,Hagen,Hirsch,Kalten,Königs,Linden,Neu,Ober,Schön}'
    ::text[])[1 + i * 77 % 180 % 15]
  || ('{burg,heim,stadt,hausen,dorf,feld,bach,furt,au,berg,brück,tal}'::text[])
    [1 + i * 77 % 180 / 15] AS name
  FROM generate_series(1, 180) AS i;
-- A few agencies have most.
CREATE TEMP TABLE office AS
  SELECT scattered(i, 620) AS a, i AS rank, i ^ -0.85 / sum(i ^ -0.85) OVER () AS weight,
  1 + width_bucket(random(), (SELECT ranks(180, 0.9))) AS town,
  date_trunc('second', grown(0.3 + 0.7 * (scattered(i, 620) - 0.5) / 620, 0.009)) AS at
  FROM generate_series(1, 620) AS i;
INSERT INTO agency (id, slug, name, city, plan, created)
  SELECT a, lower(replace(n, ' ', '-')) || '-' || a, n, town.name, CASE WHEN rank <= 30
    THEN 'premium' WHEN r + rank / 900.0 < 0.75 THEN 'plus' ELSE 'basic' END, at
  FROM (SELECT office.*, random() AS r, ('{Adler,Anker,Bauer,Brandt,Conrad,Engel,Fuchs,Graf,Huber,'
      'Jung,Keller,Lang,Maier,Nord,Otto,Pohl,Roth,Sommer,Vogt,Winter}'::text[])[anyof(20)] || ' '
    || ('{Immobilien,Homes,Haus,Wohnen,Living,Estates,Makler,Partner}'::text[])[anyof(8)] AS n
    FROM office ORDER BY a) AS x JOIN town ON i = town ORDER BY a;
CREATE TEMP TABLE crew AS
  SELECT *, row_number() OVER (ORDER BY joined, a, k)::int AS agent,
  count(*) OVER (PARTITION BY a)::int AS n, count(*) FILTER (WHERE active) OVER (PARTITION BY a)
    ::int AS n_active,
  count(*) FILTER (WHERE active) OVER (PARTITION BY a ORDER BY k)::int AS k_active
  FROM (SELECT a, k, joined, k = 1 OR random() < 0.35 + 0.6
      * power((joined - '2015-06-01')::float8 / 4200, 1.0) AS active
    FROM (SELECT a, CASE WHEN j = 1 THEN at::date ELSE at::date
        + floor(('2026-11-28' - at::date) * random() ^ 0.8)::int END AS joined,
        row_number() OVER (PARTITION BY a ORDER BY j > 1, j) AS k
      FROM (SELECT *, greatest(1, round(40000 * weight / 16 * exp(0.4 * pg_temp.bell() - 0.08)))
          ::int AS people FROM office ORDER BY a) AS x, LATERAL generate_series(1, people) AS j
      ORDER BY a, j) AS y ORDER BY a, k) AS z;
INSERT INTO agent (id, agency_id, email, name, phone, active, joined)
  SELECT agent, a, lower(replace(name, ' ', '.')) || agent || '@agency' || a || '.example', name,
  '+49' || lpad(anyof(999999999)::text, 10, '0'), active, joined
  FROM (SELECT *, pg_temp.person() AS name FROM crew ORDER BY agent) AS x ORDER BY agent;
INSERT INTO feature (id, name, place)
  SELECT i, name, CASE i % 3 WHEN 1 THEN 'inside' WHEN 2 THEN 'outside' ELSE 'building' END
  FROM unnest(string_to_array('fitted kitchen,balcony,cellar,bathtub,garden,lift,parquet,terrace,'
    'parking,guest toilet,garage,bicycle room,shower,near school,underground garage,floor heating,'
    'near station,district heating,built-in cupboards,quiet street,no barriers,storage room,'
    'view,solar panels,fireplace,playground,heat pump,second bathroom,pets allowed,fast internet,'
    'gallery,loggia,new roof,studio light,carport,doorman,sauna,winter garden,protected monument,'
    'air condition,pond,alarm,dressing room,pool,rented out,charging point,smart home,roof garden',
    ',')) WITH ORDINALITY AS f (name, i);
CREATE TEMP TABLE stock AS
  SELECT *, count(*) OVER (PARTITION BY a)::int AS homes, listed + interval '1 s'
    * floor(86400 * takes) AS until
  FROM (SELECT *, CASE WHEN rent THEN exp(3.15 + 0.8 * e + 0.7 * p)
      ELSE exp(4.2 + 0.8 * e + 1.1 * p) END AS takes,
    CASE WHEN rent THEN area * 11.5 * level * (area / 70) ^ -0.2 * exp(0.2 * p)
      ELSE area * 3300 * level * (CASE kind WHEN 'land' THEN 0.07 WHEN 'house' THEN 0.85
        WHEN 'office' THEN 0.8 ELSE 1 END) * exp(0.25 * p) END AS worth
    FROM (SELECT *, exp(CASE kind WHEN 'flat' THEN 4.25 + 0.33 * b WHEN 'studio' THEN 3.4 + 0.18 * b
          WHEN 'house' THEN 4.95 + 0.33 * b WHEN 'land' THEN 6.4 + 0.45 * b ELSE 5 + 0.7 * b END)
          AS area, pg_temp.bell() AS p, pg_temp.bell() AS e, random() AS u, random() AS v,
          0.6 + random() ^ 1.5 AS liked
      FROM (SELECT h, a, listed, level, districts, name AS city, i AS town, rent, CASE WHEN rent
          THEN CASE WHEN k < 0.72 THEN 'flat' WHEN k < 0.85 THEN 'studio' WHEN k < 0.93
            THEN 'house' ELSE 'office' END
          WHEN k < 0.44 THEN 'flat' WHEN k < 0.85 THEN 'house' WHEN k < 0.94 THEN 'land'
          WHEN k < 0.97 THEN 'office' ELSE 'studio' END AS kind, pg_temp.bell() AS b
        FROM (SELECT h, x.a, listed, k, r < 0.68 - 0.0015 * place AS rent, place
          FROM (SELECT h, listed, k, r, a, CASE WHEN q < 0.78 THEN town ELSE far END AS place
            FROM (SELECT *, CASE WHEN id <= there THEN id ELSE 1 + id % there END AS a
              FROM (SELECT h, at AS listed, random() AS k, random() AS r, random() AS q,
                  1 + width_bucket(random(), (SELECT ranks(180, 0.9))) AS far,
                  scattered(1 + width_bucket(random(), (SELECT ranks(620, 0.85))), 620) AS id,
                  greatest(1, floor((1.009 ^ (extract(epoch FROM at - '2026-11-29 00:00+00')
                    ::float8 / 2628000) - 0.3) / 0.7 * 620))::int AS there
                FROM (SELECT h, date_trunc('second', grown(0.04 + 0.96 * (h - 0.5) / 40000, 0.025))
                    AS at FROM generate_series(1, 40000) AS h) AS t ORDER BY h) AS x1) AS x2
            JOIN office USING (a)) AS x ORDER BY h) AS y
        JOIN town ON i = place ORDER BY h) AS z ORDER BY h) AS w ORDER BY h) AS o;
ALTER TABLE stock ADD COLUMN state text, ADD COLUMN ends timestamptz, ADD COLUMN asked int,
  ADD COLUMN cuts int, ADD COLUMN step float8;
UPDATE stock SET state = CASE
    WHEN u < 0.003 OR listed > '2026-11-25' AND u < 0.3 THEN 'draft'
    WHEN until < '2026-11-29' THEN CASE WHEN u < 0.2 THEN 'withdrawn' ELSE 'closed' END
    WHEN until < '2026-12-12' AND v < 0.45 THEN 'reserved' ELSE 'online' END;
UPDATE stock SET ends = CASE WHEN state IN ('closed', 'withdrawn') THEN until
    ELSE '2026-11-29'::timestamptz END,
  asked = CASE WHEN rent THEN greatest(150, CASE WHEN v < 0.6 THEN 10 * round(worth / 10)
    ELSE 50 * round(worth / 50) END)
  ELSE greatest(8000, CASE WHEN v < 0.55 THEN 5000 * round(worth / 5000) - 1000 * (v < 0.2)::int
    ELSE 1000 * round(worth / 1000) END) END,
  cuts = least(8, greatest(0, floor(CASE WHEN rent THEN 0.35 / 25 ELSE 0.6 / 60 END * 2 * random()
    * extract(epoch FROM least(until, '2026-11-28') - listed)::float8 / 86400)))::int,
  step = 0.93 + 0.05 * random();
-- Most owners have one home, a few firms have many.
ALTER TABLE stock ADD COLUMN j int;
UPDATE stock SET j = CASE WHEN r < 0.14 THEN floor(0.02 * homes * s * s)
    ELSE 1 + floor(0.02 * homes) + floor(0.85 * homes * s) END
  FROM (SELECT h AS g, random() AS r, random() AS s FROM stock ORDER BY h) AS x WHERE g = h;
CREATE TEMP TABLE landlord AS
  SELECT row_number() OVER (ORDER BY since, a, j)::int AS o, *
  FROM (SELECT a, j, bool_or(j < floor(0.02 * homes)) AS firm,
      date_trunc('second', min(listed) - interval '1 day' * 3) AS since
    FROM stock GROUP BY a, j) AS x;
INSERT INTO owner (id, agency_id, kind, name, email, phone, since)
  SELECT o, a, CASE WHEN firm THEN 'firm' ELSE 'person' END, CASE WHEN firm
    THEN split_part(name, ' ', 2) || ' Grundbesitz' ELSE name END, CASE WHEN r < 0.82 OR firm
    THEN lower(replace(name, ' ', '.')) || o % 97 || '@' || ('{mail.example,post.example,'
      'inbox.example}'::text[])[anyof(3)] END,
  CASE WHEN s < 0.9 THEN '+49' || lpad(anyof(999999999)::text, 10, '0') END,
  greatest(since, '2016-01-01')
  FROM (SELECT *, pg_temp.person() AS name, random() AS r, random() AS s FROM landlord ORDER BY o)
    AS x ORDER BY o;
ALTER TABLE stock ADD COLUMN agent int;
UPDATE stock SET agent = crew.agent
  FROM crew, (SELECT h AS g, random() ^ 1.3 AS r FROM stock ORDER BY h) AS x,
    (SELECT a AS of, max(n) AS n, max(n_active) AS n_active FROM crew GROUP BY a) AS c
  WHERE g = h AND of = stock.a AND crew.a = stock.a AND CASE WHEN listed > '2025-12-01'
    THEN active AND k_active = 1 + floor(c.n_active * r)::int ELSE k = 1 + floor(c.n * r)::int END;
INSERT INTO home (id, number, agency_id, agent_id, owner_id, address_street, address_postcode,
    address_city, deal, kind, state, title, price, area, rooms, built, energy, furnished, free,
    listed, closed, text)
  SELECT h, 'H' || lpad((h::bigint * 48271077 % 99999989)::text, 8, '0'), x.a, agent, o,
  ('{Acker,Ahorn,Bahnhof,Berg,Birken,Blumen,Brunnen,Buchen,Dorf,Eichen,Feld,Garten,Goethe,Haupt,'
    'Hof,Kirch,Linden,Markt,Mozart,Mühlen,Park,Post,Ring,Rosen,Schiller,Schloss,Schul,Sonnen,Tal,'
    'Wald,Wiesen,Ziegel}'::text[])[anyof(32)]
  || ('{straße,weg,gasse,platz,allee,ring}'::text[])[1 + floor(6 * random() ^ 2.2)::int] || ' '
  || 1 + floor(110 * random() ^ 2)::int,
  (10000 + 450 * town + floor(districts * random() ^ 1.2)::int)::text, city,
  CASE WHEN rent THEN 'rent' ELSE 'sale' END, kind, state,
  left(('{Bright,Quiet,Modern,Renovated,Charming,Spacious,New,Sunny,Central,Exclusive,Cosy,Rare}'
    ::text[])[1 + floor(12 * random() ^ 1.4)::int] || ' ' || CASE kind WHEN 'flat'
    THEN rooms || ' room ' || ('{flat,apartment,maisonette,penthouse,loft}'::text[])
      [1 + floor(5 * random() ^ 2.5)::int]
    WHEN 'house' THEN ('{family house,terraced house,villa,bungalow,cottage,farmhouse}'::text[])
      [1 + floor(6 * random() ^ 1.7)::int] ELSE kind END || ' '
  || ('{with cellar,near the park,with balcony,with garden,close to the station,by the lake,'
    'in the old town,with a view,for families,without commission}'::text[])
    [1 + floor(10 * random() ^ 1.6)::int]
  || CASE WHEN random() < 0.5 THEN ' in ' || city ELSE '' END, 120),
  price, area, rooms, CASE WHEN kind <> 'land' AND random() < 0.87 THEN CASE
      WHEN random() < 0.12 THEN 2023 + anyof(4)
      ELSE 2024 - floor(140 * random() ^ 1.4)::int END END,
  CASE WHEN kind = 'land' OR en < 0.1 THEN 'none' ELSE chr(97 + floor(7 * en2)::int) END,
  rent AND random() < CASE kind WHEN 'studio' THEN 0.5 WHEN 'office' THEN 0.03 ELSE 0.1 END,
  CASE WHEN random() < CASE WHEN rent THEN 0.75 ELSE 0.2 END THEN CASE WHEN random() < 0.5
    THEN (date_trunc('month', listed) + interval '1 month' * anyof(4))::date
    ELSE listed::date + anyof(90) END END,
  listed, CASE WHEN state IN ('closed', 'withdrawn') THEN ends::date END,
  left(words(exp(6.3 + 0.5 * pg_temp.bell())), 4000)
  FROM (SELECT *, random() AS en, (random() + random()) / 2 AS en2, CASE
      WHEN cuts = 0 THEN asked WHEN rent THEN 10 * round(asked * step ^ cuts / 10)
      ELSE 1000 * round(asked * step ^ cuts / 1000) END::int AS price,
      CASE kind WHEN 'studio' THEN 1 WHEN 'land' THEN 0 WHEN 'office' THEN least(20,
        greatest(1, round(size / 28))) ELSE least(20, greatest(1,
        round(size / 27.5 + 0.5 * pg_temp.bell()))) END::int AS rooms
    FROM (SELECT h, a, agent, j, town, districts, city, rent, kind, state, cuts, asked, step,
        listed, ends, area AS size, least(20000, greatest(10, round(area)))::int AS area
      FROM stock ORDER BY h) AS s ORDER BY h) AS x
  JOIN landlord ON landlord.a = x.a AND landlord.j = x.j ORDER BY h;
INSERT INTO home_features (home_id, feature_id)
  SELECT h, f FROM (SELECT h, f, random() AS r, f ^ -0.62 * CASE
        WHEN kind = 'land' THEN 0.06 WHEN kind = 'office' THEN 0.5
        WHEN kind = 'studio' AND f IN (3, 5, 11, 28) THEN 0.15
        WHEN kind = 'house' AND f IN (5, 8, 11, 25, 35) THEN 2.2
        WHEN kind = 'house' AND f IN (2, 6, 15) THEN 0.25 ELSE 0.9 END
        * (0.55 + liked * 0.45) AS share
      FROM stock, generate_series(1, 48) AS f ORDER BY h, f) AS x
  WHERE r < share ORDER BY h, f;
INSERT INTO photo (home_id, number, file, width, height, size, kind)
  SELECT h, n, 'homes/' || h || '/' || left(md5(h || '/' || n), 20) || '.jpg',
  CASE WHEN r < 0.7 THEN 1920 ELSE 1080 + anyof(900) END,
  CASE WHEN r < 0.7 THEN 1280 ELSE 1000 + anyof(900) END,
  floor(exp(12.7 + 0.5 * pg_temp.bell()))::int, CASE
    WHEN n = 1 AND q < 0.8 OR q < 0.2 THEN 'outside'
    WHEN n = many AND q < 0.6 THEN 'plan' WHEN q < 0.27 THEN 'view' ELSE 'room' END
  FROM (SELECT h, n, many, random() AS r, random() AS q
    FROM (SELECT h, CASE WHEN state = 'draft' THEN floor(4 * random()) ELSE least(60, floor(0.7
        + exp(CASE WHEN kind = 'land' THEN 1.1 WHEN kind = 'studio' THEN 1.5 WHEN rent THEN 1.8
          ELSE 2.25 END + 0.5 * pg_temp.bell()))) END::int AS many FROM stock ORDER BY h) AS x,
    LATERAL generate_series(1, many) AS n ORDER BY h, n) AS y ORDER BY h, n;
INSERT INTO price (home_id, since, amount)
  SELECT h, since, CASE WHEN k = 0 THEN asked WHEN k = cuts THEN price WHEN rent
    THEN 10 * round(asked * step ^ k / 10) ELSE 1000 * round(asked * step ^ k / 1000) END
  FROM (SELECT h, k, asked, cuts, price, rent, step, CASE WHEN k = 0 THEN stock.listed
      ELSE date_trunc('second', stock.listed + (least(until, '2026-11-28 20:00') - stock.listed)
        * ((k - 0.3 + 0.5 * random()) / (cuts + 0.3))) END AS since
    FROM stock JOIN home ON id = h, LATERAL generate_series(0, cuts) AS k ORDER BY h, k) AS x
  ORDER BY since, h;
CREATE TEMP TABLE fan AS
  SELECT s, since, rent, town, wants, least(since + interval '1 day' * lasts, '2026-11-29 00:00')
    AS last
  FROM (SELECT s, date_trunc('second', grown(0.04 + 0.96 * (s - 0.5) / 36000, 0.025)) AS since,
      random() < 0.68 AS rent, 1 + width_bucket(random(), (SELECT ranks(180, 0.9))) AS town,
      exp(2.75 + 1.15 * pg_temp.bell()) AS wants, exp(4.1 + 0.9 * pg_temp.bell()) AS lasts
    FROM generate_series(1, 36000) AS s ORDER BY s) AS x;
INSERT INTO seeker (id, email, name, phone, since, seen)
  SELECT s, lower(replace(name, ' ', '.')) || s || '@' || ('{mail.example,post.example,'
    'inbox.example,web.example}'::text[])[anyof(4)], name, CASE WHEN random() < 0.48
    THEN '+49' || lpad(anyof(999999999)::text, 10, '0') END, since,
  date_trunc('second', last - (last - since) * 0.1 * random())
  FROM (SELECT *, pg_temp.person() AS name FROM fan ORDER BY s) AS x ORDER BY s;
INSERT INTO search (id, seeker_id, deal, kind, city, most, rooms, alert, made)
  SELECT row_number() OVER (ORDER BY made, s), s, deal, CASE WHEN k < 0.3 THEN 'any'
    WHEN k < CASE deal WHEN 'rent' THEN 0.75 ELSE 0.6 END THEN 'flat'
    WHEN k < 0.88 OR deal = 'sale' THEN 'house' ELSE 'studio' END, name,
  CASE WHEN r < 0.7 THEN CASE deal WHEN 'rent'
    THEN 50 * greatest(6, round(exp(6.65 + 0.4 * b) * level / 50))
    ELSE 25000 * greatest(2, round(exp(12.4 + 0.5 * b) * level / 25000)) END END::int,
  CASE WHEN q < 0.6 THEN 1 + floor(5 * q * q / 0.36)::int END,
  CASE WHEN t < 0.38 OR last < '2026-03-01' AND t < 0.75 THEN 'never' WHEN t < 0.83 THEN 'daily'
    ELSE 'instant' END, made
  FROM (SELECT s, last, random() AS k, random() AS r, random() AS q, random() AS t,
      pg_temp.bell() AS b, CASE WHEN rent <> (random() < 0.04) THEN 'rent' ELSE 'sale' END AS deal,
      CASE WHEN random() < 0.8 THEN town ELSE 1 + width_bucket(random(), (SELECT ranks(180, 0.9)))
        END AS place, date_trunc('second', since + (last - since) * random() ^ 2) AS made
    FROM (SELECT *, least(20, floor(-ln(1 - random()) * (0.4 + 0.25 * ln(1 + wants))))::int AS n
      FROM fan ORDER BY s) AS x, LATERAL generate_series(1, n) ORDER BY s) AS y
  JOIN town ON i = place ORDER BY made, s;
-- Who is here at a time finds what has come shortly before, and what is still there.
CREATE TEMP TABLE spot AS
  SELECT town, rent, h, listed, ends, liked, row_number() OVER (PARTITION BY town, rent
    ORDER BY listed) AS n, floor(extract(epoch FROM listed - '2016-01-01')::float8 / 604800)::int
    AS week FROM stock WHERE state <> 'draft';
CREATE TEMP TABLE reach AS
  SELECT *, n - lag(n, CASE WHEN rent THEN 4 ELSE 10 END, 0::bigint)
    OVER (PARTITION BY town, rent ORDER BY week) AS fresh
  FROM (SELECT town, rent, week, sum(count(h)) OVER (PARTITION BY town, rent ORDER BY week)::bigint
      AS n
    FROM (SELECT DISTINCT town, rent FROM spot) AS x CROSS JOIN generate_series(0, 569) AS week
    LEFT JOIN spot USING (town, rent, week) GROUP BY 1, 2, 3) AS y;
CREATE TEMP TABLE glance AS
  SELECT s, t, town, rent, luck, n - floor(greatest(2, fresh) * r)::int AS n
  FROM (SELECT *, floor(extract(epoch FROM t - '2016-01-01')::float8 / 604800)::int AS week
    FROM (SELECT s, rent, random() ^ 1.2 AS r, random() AS luck, CASE WHEN random() < 0.85 THEN town
        ELSE 1 + width_bucket(random(), (SELECT ranks(180, 0.9))) END AS town,
        date_trunc('second', since + (last - since) * random() ^ 1.4) AS t
      FROM fan, LATERAL generate_series(1, least(700, wants)::int) ORDER BY s) AS x) AS y
  JOIN reach USING (town, rent, week);
ANALYZE;
CREATE TEMP TABLE interest AS
  SELECT row_number() OVER (ORDER BY t, s, h)::int AS i, *, random() AS likes, random() AS writes,
    random() AS visits, random() AS luck2
  FROM (SELECT DISTINCT ON (s, h) s, h, t FROM (SELECT glance.s, h, t FROM glance
      JOIN spot USING (town, rent, n) WHERE listed < t AND t < ends AND t < '2026-11-28 23:59'
        AND luck < liked ^ 2 / 1.6) AS x
    ORDER BY s, h, t) AS y ORDER BY t, s, h;
INSERT INTO favourite (seeker_id, home_id, at, note)
  SELECT s, h, t, CASE WHEN luck2 < 0.06 THEN left(words(26), 200) END
  FROM (SELECT * FROM interest WHERE likes < 0.72 ORDER BY i) AS x ORDER BY t, s, h;
CREATE TEMP TABLE visit AS
  SELECT row_number() OVER (ORDER BY t, s, h)::int AS v, *, CASE
    WHEN starts >= '2026-11-29' THEN CASE WHEN u < 0.35 THEN 'asked' WHEN u < 0.93 THEN 'confirmed'
      ELSE 'cancelled' END
    WHEN u < 0.715 THEN 'held' WHEN u < 0.8 THEN 'missed' WHEN u < 0.955 THEN 'cancelled'
    ELSE 'asked' END AS state
  FROM (SELECT s, h, t, random() AS u, t::date + 1 + floor(10 * random() ^ 1.6)::int
      + interval '9 hours' + interval '30 min' * floor(20 * random()) AS starts
    FROM (SELECT * FROM interest WHERE visits < 0.22 ORDER BY i) AS x) AS y;
INSERT INTO viewing (id, home_id, seeker_id, agent_id, asked, starts, state)
  SELECT visit.v, h, s, agent, t, starts, visit.state FROM visit JOIN stock USING (h)
  ORDER BY visit.v;
CREATE TEMP TABLE bid AS
  SELECT row_number() OVER (ORDER BY made, s, h)::int AS i, *,
    row_number() OVER (PARTITION BY h ORDER BY made DESC, s) AS place
  FROM (SELECT s, h, made, state, ends, price, rent, random() AS u, pg_temp.bell() AS b
    FROM (SELECT s, h, ends, home.price, rent, home.state, date_trunc('second', starts
        + interval '1 s' * floor(-130000 * ln(1 - random()))) AS made, random() AS r
      FROM (SELECT * FROM visit WHERE state = 'held' ORDER BY v) AS x JOIN stock USING (h)
      JOIN home ON id = h ORDER BY x.v) AS y
    WHERE r < 0.19 AND made < '2026-11-29' ORDER BY made, s, h) AS z;
INSERT INTO offer (id, home_id, seeker_id, amount, state, made)
  SELECT i, h, s, CASE WHEN rent THEN 10 * round(price * (1 + 0.02 * b) / 10)
    ELSE 500 * round(price * (0.955 + 0.035 * b) / 500) END, CASE
    WHEN place = 1 AND state IN ('closed', 'reserved') AND u < 0.8 THEN 'accepted'
    WHEN state = 'online' AND made > '2026-11-14' AND u < 0.7 THEN 'open'
    WHEN u * 37 - floor(u * 37) < 0.72 THEN 'declined' ELSE 'withdrawn' END, made
  FROM bid ORDER BY i;
INSERT INTO message (id, home_id, seeker_id, way, sent, seen, text)
  SELECT row_number() OVER (ORDER BY sent, s, h, k), h, s, way, sent, CASE
    WHEN sent < '2026-11-01' THEN r < CASE way WHEN 'incoming' THEN 0.995 ELSE 0.965 END
    WHEN sent < '2026-11-24' THEN r < 0.94 ELSE r < 0.55 END,
  left(words(CASE WHEN k = 1 THEN exp(5.5 + 0.5 * b) ELSE exp(5.0 + 0.6 * b) END), 4000)
  FROM (SELECT s, h, k, CASE WHEN k % 2 = 1 AND w < 0.95 OR w > 0.9 THEN 'incoming'
      ELSE 'outgoing' END AS way, date_trunc('second', t + interval '1 s' * floor(
        (k - 1) * 50000 * (0.3 + q))) AS sent, random() AS r, pg_temp.bell() AS b
    FROM (SELECT s, h, t, k, random() AS w, random() AS q
      FROM (SELECT *, 1 + floor(-ln(1 - random()) * 1.8)::int AS n FROM interest
        WHERE writes < 0.32 ORDER BY i) AS x, LATERAL generate_series(1, n) AS k
      ORDER BY i, k) AS y ORDER BY t, s, h, k) AS z
  WHERE sent < '2026-11-29' ORDER BY sent, s, h, k;
DROP TABLE town, office, crew, stock, landlord, fan, spot, reach, glance, interest, visit, bid;
DROP FUNCTION pg_temp.bell();
DROP FUNCTION pg_temp.person();

-- arguments homePage
SELECT id FROM (SELECT id FROM (SELECT id FROM home WHERE state = 'online'
    ORDER BY random() LIMIT 170) AS x
  UNION ALL SELECT id FROM (SELECT id FROM home WHERE state <> 'online'
    ORDER BY random() LIMIT 30) AS y) AS z ORDER BY random();
-- arguments searchHomes
SELECT city, deal, CASE WHEN kind <> 'any' AND random() < 0.65 THEN kind END,
  CASE WHEN random() < 0.7 THEN most END, CASE WHEN random() < 0.6 THEN rooms END
FROM (SELECT * FROM search ORDER BY random() LIMIT 200) AS x;
-- arguments cheapest
SELECT address_city, deal, kind, 20 * round(area * 0.75 / 20)::int
FROM (SELECT * FROM home WHERE state = 'online' ORDER BY random() LIMIT 200) AS x;
-- arguments homesOfAgency
SELECT agency_id, CASE WHEN random() < 0.55 THEN CASE WHEN s < 0.72 THEN 'online'
    WHEN s < 0.82 THEN 'reserved' WHEN s < 0.92 THEN 'draft' ELSE 'withdrawn' END END,
  CASE WHEN random() < 0.3 THEN CASE WHEN random() < 0.5 THEN 'rent' ELSE 'sale' END END
FROM (SELECT agency_id, random() AS s FROM home ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments homesOfAgent
SELECT id FROM agent WHERE active ORDER BY random() LIMIT 200;
-- arguments homesWith
SELECT feature_id, address_city, deal FROM (SELECT feature_id, home_id FROM home_features
  ORDER BY random() LIMIT 200) AS x JOIN home ON id = home_id;
-- arguments homesNamed
SELECT CASE WHEN random() < 0.5 THEN w[n - 1] || ' ' || w[n] WHEN random() < 0.5
  THEN w[1] || ' ' || w[n] ELSE w[n] END
FROM (SELECT w, array_length(w, 1) AS n FROM (SELECT string_to_array(title, ' ') AS w FROM home
  WHERE state = 'online' ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments favouritesOf
SELECT seeker_id FROM favourite ORDER BY random() LIMIT 200;
-- arguments seekerByEmail
SELECT email FROM seeker ORDER BY random() LIMIT 200;
-- arguments alertsFor
SELECT address_city, deal, price FROM home WHERE listed >= '2026-08-01' AND state <> 'draft'
ORDER BY random() LIMIT 200;
-- arguments diary
SELECT id, day, day + 4 + floor(10 * random())::int
FROM (SELECT id, '2026-11-29'::date - floor(5 * random())::int AS day
  FROM (SELECT agent_id AS id FROM viewing WHERE asked >= '2026-11-15'
    ORDER BY random() + 0 LIMIT 200) AS x) AS y;
-- arguments unanswered
SELECT agency_id, '2026-11-29'::timestamptz - interval '1 day' * floor(45 * random())
FROM (SELECT agency_id FROM home ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments viewingsPerDay
SELECT e - interval '1 day' * (7 + floor(25 * random())), e
FROM (SELECT '2026-11-29'::timestamptz - interval '1 day' * floor(120 * random() ^ 1.5) AS e
  FROM generate_series(1, 200)) AS x;
-- arguments offersOf
SELECT o FROM (SELECT o FROM (SELECT owner_id AS o FROM offer JOIN home ON home.id = home_id
    ORDER BY random() LIMIT 120) AS x
  UNION ALL SELECT o FROM (SELECT owner_id AS o FROM home WHERE state IN ('online', 'reserved')
    ORDER BY random() LIMIT 80) AS y) AS z ORDER BY random();
-- arguments conversation
SELECT home_id, seeker_id FROM message WHERE sent >= '2026-08-01' ORDER BY random() LIMIT 200;
-- arguments unread
SELECT agent_id FROM message JOIN home ON home.id = home_id WHERE sent >= '2026-11-15'
ORDER BY random() LIMIT 200;
-- arguments cutsIn
SELECT city, '2026-11-29'::timestamptz - interval '1 day' * anyof(30)
FROM (SELECT address_city AS city FROM home ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments compare
SELECT (SELECT string_agg(DISTINCT h::text, ',') FROM (SELECT home_id AS h FROM favourite
    WHERE seeker_id = s ORDER BY at DESC LIMIT many) AS x)
FROM (SELECT seeker_id AS s, 2 + floor(7 * random())::int AS many FROM (SELECT seeker_id
    FROM favourite GROUP BY 1 HAVING count(*) >= 8 ORDER BY random() + 0 LIMIT 200) AS x) AS y;
-- arguments market
SELECT city, deal FROM search ORDER BY random() LIMIT 200;
-- arguments closedIn
SELECT city, e - 30 - floor(151 * random())::int, e
FROM (SELECT address_city AS city, '2026-11-29'::date - floor(60 * random())::int AS e
  FROM (SELECT address_city FROM home ORDER BY random() + 0 LIMIT 200) AS x) AS y;
-- arguments dearest
SELECT (100000 * (6 + floor(9 * random())))::int FROM generate_series(1, 200);
-- arguments listHome
SELECT 1000000 + i, 'N' || lpad(i::text, 8, '0'), agency_id, agent_id, owner_id, address_street,
  address_postcode, address_city, deal, kind, 'online', title, price, area, rooms, built, energy,
  furnished, free, '2026-11-29 00:00:00+00'::timestamptz, NULL::date, left(words(615), 4000),
  1000000 + i, '2026-11-29 00:00:00+00'::timestamptz, price,
  1000000 + i, 1, 'homes/' || 1000000 + i || '/' || left(md5(i::text), 20) || '.jpg', 1920, 1280,
  200000 + anyof(400000), 'outside'
FROM (SELECT row_number() OVER () AS i, * FROM (SELECT agency_id, agent_id, owner_id,
    address_street, address_postcode, address_city, deal, kind, title, price, area, rooms, built,
    energy, furnished, free FROM home WHERE listed >= '2026-01-01'
    ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments askViewing
SELECT 1000000 + i, h, s, agent_id, '2026-11-29 00:00:00+00'::timestamptz,
  '2026-11-30 09:00:00+00'::timestamptz + interval '1 day' * anyof(8)
    + interval '30 min' * anyof(18), 'asked'
FROM (SELECT row_number() OVER () AS i, h, agent_id, anyof(36000) AS s FROM (SELECT id AS h,
  agent_id FROM home WHERE state = 'online' ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments keep
SELECT anyof(36000), id FROM home WHERE state = 'online' ORDER BY random() + 0 LIMIT 400;
-- arguments changePrice
SELECT id, amount, id, '2026-11-29 00:00:00+00'::timestamptz, amount
FROM (SELECT id, CASE deal WHEN 'rent' THEN price - 20 ELSE price - 5000 END AS amount FROM home
  WHERE state = 'online' AND id < 1000000 ORDER BY random() LIMIT 400) AS x;
-- arguments closeHome
SELECT id, '2026-11-29'::date FROM home WHERE state IN ('online', 'reserved')
ORDER BY random() LIMIT 400;
-- arguments markSeen
SELECT home_id, seeker_id FROM (SELECT home_id, seeker_id FROM message
  WHERE way = 'incoming' AND NOT seen GROUP BY 1, 2) AS x ORDER BY random() LIMIT 400;
-- arguments dropFavourite
SELECT seeker_id, home_id FROM favourite WHERE at >= '2026-05-01' ORDER BY random() LIMIT 400;
