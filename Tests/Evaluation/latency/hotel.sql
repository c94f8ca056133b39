-- Rows of hotel.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.375);

-- rows
INSERT INTO hotel (id, code, name, city, country, stars, opened)
  SELECT i, 'H' || lpad(i::text, 3, '0'), left(repeat(md5(random()::text), 2), 12 + i * 7 % 21),
  towns[t], countries[t], 2 + (i * 37 % 80 >= 6)::int + (i * 37 % 80 >= 40)::int
    + (i * 37 % 80 >= 72)::int, '1994-01-01'::date + 140 * i + anyof(90)
  FROM (SELECT i, 1 + floor(24 * ((scattered(i, 80) - 0.5) / 80) ^ 1.6)::int AS t
    FROM generate_series(1, 80) AS i) AS x,
  (SELECT '{Berlin,London,Wien,Paris,Hamburg,Roma,Praha,Madrid,München,Amsterdam,Zürich,Barcelona,'
    'Köln,Milano,Lisboa,Brussels,Dublin,København,Frankfurt,Budapest,Lyon,Warszawa,Salzburg,'
    'Edinburgh}'::text[] AS towns, '{DE,GB,AT,FR,DE,IT,CZ,ES,DE,NL,CH,ES,DE,IT,PT,BE,IE,DK,DE,HU,'
    'FR,PL,AT,GB}'::text[] AS countries) AS places
  ORDER BY i;
INSERT INTO room_type (id, hotel_id, name, beds, sleeps, price)
  SELECT row_number() OVER (ORDER BY h, k), h,
  ('{Standard Double,Single,Superior Twin,Deluxe Double,Family Room,Junior Suite}'::text[])[k],
  ('{1,1,2,1,3,2}'::int[])[k], ('{2,1,2,2,5,4}'::int[])[k],
  round((('{89,69,109,139,169,239}'::int[])[k] * (0.5 + stars * 0.15 + 0.2 * random()))::numeric)
  FROM (SELECT id AS h, stars, k FROM hotel,
    LATERAL generate_series(1, 4 + id % 3 - (id = 80)::int) AS k ORDER BY id, k) AS x;
-- A hotel has as large a part of the rooms as of the bookings.
INSERT INTO room (id, hotel_id, type_id, number, floor, state)
  SELECT i, h, first + CASE WHEN k <= types THEN k - 1 ELSE floor(types * random() ^ 1.6) END::int,
  (100 * (1 + (k - 1) / 12) + 1 + (k - 1) % 12)::text, 1 + (k - 1) / 12,
  CASE WHEN r < 0.6 THEN 'clean' WHEN r < 0.85 THEN 'dirty' WHEN r < 0.98 THEN 'inspected'
    ELSE 'blocked' END
  FROM (SELECT row_number() OVER (ORDER BY h, j) AS i, row_number() OVER (PARTITION BY h ORDER BY j)
      AS k, h, random() AS r
    FROM (SELECT j, scattered(1 + width_bucket((scattered(j, 2400) - 0.5) / 2400,
      (SELECT ranks(80, 0.3))), 80) AS h FROM generate_series(1, 2400) AS j) AS seats) AS x
  JOIN (SELECT hotel_id, min(id) AS first, count(*) AS types FROM room_type GROUP BY hotel_id) AS t
    ON hotel_id = h
  ORDER BY i;
-- Two of five bookings are the first of a guest; the others are of those who are known by then.
CREATE TEMP TABLE made AS
  SELECT i, guest, h, made, arrival, nights, rooms, is_first,
  CASE WHEN r < 0.13 THEN 'cancelled' WHEN arrival > '2026-11-28' THEN 'booked'
    WHEN r < 0.149 THEN 'missed' WHEN arrival + nights > '2026-11-28' THEN 'staying'
    ELSE 'left' END AS state,
  round((least(price * (0.8 + 0.5 * random()), 400) * (CASE WHEN nights > 6 THEN 0.9 ELSE 1 END))
    ::numeric, 2) AS price
  FROM (SELECT i, is_first, made, rooms, random() AS r,
    CASE WHEN is_first THEN known ELSE coalesce((SELECT c FROM (SELECT
      scattered(1 + width_bucket(random(), (SELECT ranks(120000, 0.35))), 120000) AS c
      FROM generate_series(1, 12 + 0 * i)) AS drawn WHERE c <= known LIMIT 1), anyof(known)) END
      AS guest,
    scattered(1 + width_bucket(random(), (SELECT ranks(80, 0.3))), 80) AS h,
    made::date + CASE WHEN random() < 0.1 THEN 0
      ELSE least(floor(-28 * ln(1 - random())), 330)::int END AS arrival,
    least(1 + floor(-1.75 * ln(1 - random())), 21)::int AS nights
    FROM (SELECT i, i % 5 IN (1, 3) AS is_first, date_trunc('second', grown((i - 0.5) / 300000,
        0.035)) AS made, i / 5 * 2 + ('{0,1,1,2,2}'::int[])[1 + i % 5] AS known,
      CASE WHEN (scattered(i, 300000) - 0.5) / 300000 < 0.86 THEN 1
        WHEN (scattered(i, 300000) - 0.5) / 300000 < 0.95 THEN 2
        WHEN (scattered(i, 300000) - 0.5) / 300000 < 0.99 THEN 3 ELSE 4 END AS rooms
      FROM generate_series(1, 300000) AS i ORDER BY i) AS x) AS y
  JOIN (SELECT hotel_id, avg(price) AS price FROM room_type GROUP BY hotel_id) AS t
    ON hotel_id = h;
CREATE INDEX ON made (guest);
ANALYZE made;
-- Who comes more often than others of the same time has the higher level.
CREATE TEMP TABLE known AS
  SELECT guest, first, CASE WHEN place <= 0.58 THEN 'none' WHEN place <= 0.88 THEN 'member'
    WHEN place <= 0.97 THEN 'silver' WHEN place <= 0.995 THEN 'gold' ELSE 'platinum' END AS level
  FROM (SELECT guest, first, row_number() OVER (PARTITION BY (guest - 1) / 1200
      ORDER BY times + 3 * random()) / 1200.0 AS place
    FROM (SELECT guest, min(made) AS first, count(*) AS times FROM made GROUP BY guest
      ORDER BY guest) AS x) AS y;
CREATE TEMP TABLE moved AS
  SELECT guest, day, kind, points FROM (SELECT guest, made.arrival + nights AS day,
      'earned' AS kind, floor(10 * price * nights * rooms)::int AS points
    FROM made JOIN known USING (guest) WHERE state = 'left' AND level <> 'none'
    ORDER BY random() LIMIT 120000) AS earned
  UNION ALL SELECT guest, day, kind,
    CASE kind WHEN 'spent' THEN -2500 * anyof(6) ELSE 500 * anyof(4) END
  FROM (SELECT guest, day, CASE WHEN random() < 0.65 THEN 'spent' ELSE 'bonus' END AS kind
    FROM (SELECT guest, made::date AS day FROM made JOIN known USING (guest)
      WHERE NOT is_first AND level <> 'none' ORDER BY random() LIMIT 30000) AS x) AS others;
INSERT INTO guest (id, email, name, phone, country, level, points, joined)
  SELECT guest, lower(a) || '.' || guest || '@' || ('{mail.example,post.example,inbox.example,'
    'company.example,web.example}'::text[])[anyof(5)], a || ' ' || b,
  CASE WHEN random() < 0.7 THEN '+' || 10 + anyof(80) || lpad(anyof(999999999)::text, 10, '0') END,
  ('{DE,DE,DE,GB,GB,FR,FR,AT,IT,NL,CH,ES,US,PL,SE}'::text[])[1 + floor(15 * random())::int],
  level, coalesce(greatest(total, 0), 0), first
  FROM (SELECT guest, level, first, ('{Anna,Ben,Clara,David,Emma,Felix,Greta,Hugo,Ida,Jonas,Klara,'
      'Leon,Marie,Noah,Olivia,Paul,Rosa,Simon,Tilda,Victor,Walter,Yara,Alexander,Charlotte,'
      'Elisabeth,Frederik,Johanna,Katharina,Sebastian,Theodora}'::text[])
      [1 + floor(30 * random())::int] AS a,
    ('{Ham,Ber,Kel,Stein,Wal,Mor,Lind,Ros,Fal,Gar,Hol,Bran,Win,Tor,Sol,Mar,Nor,Kir,Dal,Alt}'
      ::text[])[1 + floor(20 * random())::int] || ('{ba,li,mo,ne,ra,so,ti,va,wen,den,gel,hof,kes,'
      'lan,mar,nor,per,ris,sel,tem}'::text[])[1 + floor(20 * random())::int]
      || ('{ch,der,ler,mann,ner,son,ton,well,berg,stad,field,er,is,ski,dal,gren,hart,ing,ow,y}'
      ::text[])[1 + floor(20 * random() ^ 1.3)::int] AS b
    FROM known ORDER BY guest) AS x
  LEFT JOIN (SELECT guest, sum(points) AS total FROM moved GROUP BY guest) AS t USING (guest)
  ORDER BY guest;
-- Fewer are free on days that are near, and on weekends they cost more.
INSERT INTO price (type_id, day, price, free, min_nights)
  SELECT t, day, round((price * (0.85 + 0.2 * random() + 0.15 * cos((day - '2026-07-20') / 58.1))
    * CASE WHEN extract(isodow FROM day) IN (5, 6) THEN 1.2 ELSE 1 END)::numeric, 2),
  floor(rooms * least(1, random() * (0.7 + greatest(day - '2026-11-29', 0) / 150.0)) ^ 0.8)::int,
  CASE WHEN random() < 0.9 THEN 1 WHEN random() < 0.7 THEN 2 ELSE 3 END
  FROM (SELECT t, day, room_type.price, rooms
    FROM (SELECT type_id AS t, count(*) AS rooms FROM room GROUP BY type_id) AS x
    JOIN room_type ON id = t, LATERAL (SELECT '2026-09-01'::date + d AS day
      FROM generate_series(0, 449) AS d) AS days
    ORDER BY day, t) AS y;
INSERT INTO booking (id, code, guest_id, hotel_id, made, arrival, nights, state, channel, total,
    wishes)
  SELECT i, upper(lpad(to_hex(i::bigint * 2654435761 % 4294967296), 8, '0')), guest, h, made,
  arrival, nights, state, CASE WHEN r < 0.38 THEN 'web' WHEN r < 0.62 THEN 'app' WHEN r < 0.92
    THEN 'agency' ELSE 'phone' END, price * nights * rooms,
  CASE WHEN random() < 0.15 THEN left(words(60), 400) END
  FROM (SELECT *, random() AS r FROM made ORDER BY i) AS x;
INSERT INTO booked_room (booking_id, line, type_id, room_id, guests, price)
  SELECT i, line, type_id, CASE WHEN x.state IN ('left', 'staying') THEN room.id END,
  least(sleeps, 1 + floor(sleeps * random() ^ 0.7)::int), x.price
  FROM (SELECT i, line, state, price, first + floor(rooms_of * random())::int AS r
    FROM (SELECT i, h, state, price, line FROM made, LATERAL generate_series(1, rooms) AS line
      ORDER BY i, line) AS lines
    JOIN (SELECT hotel_id, min(id) AS first, count(*) AS rooms_of FROM room GROUP BY hotel_id) AS s
      ON hotel_id = h) AS x
  JOIN room ON room.id = r JOIN room_type ON room_type.id = type_id
  ORDER BY i, line;
-- The room each night, and what is taken besides.
CREATE TEMP TABLE charged AS
  SELECT i, arrival + interval '22 hours' + interval '1 s' * floor(7000 * random())
    + interval '1 day' * night AS at, 'room' AS kind, price * rooms AS amount
  FROM (SELECT i, arrival, night, price, rooms FROM made,
    LATERAL generate_series(0, nights - 1) AS night
    WHERE state IN ('left', 'staying') AND arrival + night < '2026-11-29' ORDER BY i, night) AS x;
INSERT INTO charged
  SELECT i, at, CASE WHEN r < 0.44 THEN 'restaurant' WHEN r < 0.68 THEN 'bar' WHEN r < 0.82
    THEN 'parking' WHEN r < 0.94 THEN 'minibar' ELSE 'spa' END,
  round((4 + exp(1.5 + 2.6 * random()))::numeric, 2)
  FROM (SELECT i, at, random() AS r FROM (SELECT i, at FROM (SELECT i, arrival
      + interval '15 hours' + interval '1 s' * floor(86400 * (nights - 0.2) * random()) AS at
    FROM (SELECT i, arrival, nights FROM (SELECT i, arrival, nights, floor(-ln(1 - random())
        * nights * 0.85)::int AS n FROM made WHERE state IN ('left', 'staying') ORDER BY i) AS c,
      LATERAL generate_series(1, n)) AS d) AS e
    WHERE at < '2026-11-29' ORDER BY random()
    LIMIT (SELECT 800000 - count(*) FROM charged)) AS f) AS x;
INSERT INTO charge (id, booking_id, at, kind, amount, text)
  SELECT row_number() OVER (ORDER BY at, i), i, at, kind, amount, left(words(20), 80)
  FROM (SELECT * FROM charged ORDER BY at, i) AS x;
-- When it is booked, or when the guest leaves; some pay a part each time.
INSERT INTO payment (id, booking_id, paid, method, amount, reference)
  SELECT id, i, paid, CASE WHEN r < 0.76 THEN 'card' WHEN r < 0.86 THEN 'transfer' WHEN r < 0.93
    THEN 'invoice' WHEN r < 0.98 THEN 'cash' ELSE 'voucher' END, amount,
  'PAY-' || upper(left(md5('payment' || id), 16))
  FROM (SELECT row_number() OVER (ORDER BY paid, i) AS id, i, paid, amount, random() AS r
    FROM (SELECT * FROM (SELECT i, CASE WHEN r < 0.4 AND part = 1
          THEN made + interval '1 s' * anyof(240)
        ELSE arrival + nights + interval '6 hours' + interval '1 s' * anyof(20000) END AS paid,
      round(price * nights * rooms / parts * (0.9 + 0.3 * random())::numeric, 2) AS amount
      FROM (SELECT *, 1 + (q < 0.14)::int + (q < 0.01)::int AS parts FROM (SELECT *, random() AS r,
        random() AS q FROM made WHERE state NOT IN ('cancelled', 'missed') ORDER BY i) AS x) AS y,
      LATERAL generate_series(1, parts) AS part) AS z
    WHERE paid < '2026-11-29' ORDER BY random() LIMIT 270000) AS v) AS w
  ORDER BY id;
INSERT INTO review (booking_id, hotel_id, written, stars, text, answered)
  SELECT i, h, written, CASE WHEN r < 0.4 THEN 5 WHEN r < 0.73 THEN 4 WHEN r < 0.88 THEN 3
    WHEN r < 0.95 THEN 2 ELSE 1 END, left(words(280), 2000),
  CASE WHEN random() < 0.45 THEN least(date_trunc('second', written + interval '9 days' * random()),
    '2026-11-28 23:59:59+00') END
  FROM (SELECT *, random() AS r FROM (SELECT i, h, written FROM (SELECT i, h,
      date_trunc('second', arrival + nights + interval '12 hours'
        + interval '14 days' * random() ^ 2) AS written
    FROM (SELECT i, h, arrival, nights FROM made WHERE state = 'left' ORDER BY i) AS x) AS y
    WHERE written < '2026-11-29' ORDER BY random() LIMIT 36000) AS w ORDER BY written, i) AS z;
-- Most of what is not done yet is new.
INSERT INTO task (id, room_id, day, kind, priority, done, note)
  SELECT i, anyof(2400), day, CASE WHEN r < 0.34 THEN 'deepClean' WHEN r < 0.74 THEN 'repair'
    ELSE 'inspection' END,
  CASE WHEN p < 0.3 THEN 'low' WHEN p < 0.9 THEN 'normal' ELSE 'urgent' END,
  CASE WHEN random() > CASE WHEN day >= '2026-10-30' THEN 0.62 ELSE 0.006 END
    THEN least(day + floor(-4 * ln(1 - random()))::int, '2026-11-28') END,
  CASE WHEN random() < 0.35 THEN left(words(45), 300) END
  FROM (SELECT i, grown((i - 0.5) / 160000, 0.04)::date AS day, random() AS r, random() AS p
    FROM generate_series(1, 160000) AS i ORDER BY i) AS x;
INSERT INTO movement (id, guest_id, day, kind, points, text)
  SELECT row_number() OVER (ORDER BY day, guest, points), guest, day, kind, points,
  left(words(18), 80)
  FROM (SELECT * FROM moved ORDER BY day, guest, points) AS x;
DROP TABLE made, known, moved, charged;

-- arguments guestByEmail
SELECT email FROM guest ORDER BY random() LIMIT 200;
-- arguments bookingByCode
SELECT code FROM booking ORDER BY random() LIMIT 200;
-- arguments hotelPage
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(80, 0.3))), 80)
FROM generate_series(1, 200);
-- arguments hotelsIn
SELECT city FROM hotel, generate_series(1, 3) ORDER BY random() LIMIT 200;
-- arguments bookingsOf
SELECT guest_id FROM booking ORDER BY random() LIMIT 200;
-- arguments nextStays
SELECT id, '2026-11-29'::date FROM guest WHERE joined >= '2026-09-30' ORDER BY random() LIMIT 200;
-- arguments folio
SELECT id FROM booking WHERE made >= '2026-08-01' AND id <= 300000 ORDER BY random() LIMIT 200;
-- arguments balanceOf
SELECT id FROM booking WHERE made >= '2026-08-01' AND id <= 300000 ORDER BY random() LIMIT 200;
-- arguments arrivalsAt
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(80, 0.3))), 80),
  '2026-11-29'::date + CASE WHEN random() < 0.7 THEN 0 ELSE anyof(3) END
FROM generate_series(1, 200);
-- arguments inHouse
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(80, 0.3))), 80)
FROM generate_series(1, 200);
-- arguments stayHistory
SELECT anyof(2400) FROM generate_series(1, 200);
-- arguments availability
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(80, 0.3))), 80), day,
  day + least(1 + floor(-2.45 * ln(1 - random())), 9)::int
FROM (SELECT '2026-11-29'::date + floor(360 * random() ^ 2)::int AS day
  FROM generate_series(1, 200)) AS x;
-- arguments priceCalendar
SELECT anyof(400), day, day + 27 + floor(65 * random())::int
FROM (SELECT (date_trunc('month', '2026-11-29'::date + interval '1 month'
  * floor(9 * random() ^ 1.5)))::date AS day FROM generate_series(1, 200)) AS x;
-- arguments cheapestOn
SELECT '2026-11-28'::date + CASE WHEN random() < 0.6 THEN anyof(30) ELSE 30 + anyof(300) END,
  CASE WHEN r < 0.2 THEN 1 WHEN r < 0.8 THEN 2 WHEN r < 0.9 THEN 3 WHEN r < 0.97 THEN 4 ELSE 5 END
FROM (SELECT random() AS r FROM generate_series(1, 200)) AS x;
-- arguments takings
SELECT e - interval '1 day' * (1 + 6 * random()), e
FROM (SELECT '2026-11-29'::timestamptz - interval '30 days' * random() AS e
  FROM generate_series(1, 200)) AS x;
-- arguments takingsOf
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(80, 0.3))), 80),
  e - interval '1 day' * (7 + 24 * random()), e
FROM (SELECT '2026-11-29'::timestamptz - interval '1 day' * floor(60 * random()) AS e
  FROM generate_series(1, 200)) AS x;
-- arguments channelsOf
SELECT anyof(80), e - 30 - floor(61 * random())::int, e
FROM (SELECT '2026-11-29'::date - anyof(60) AS e FROM generate_series(1, 200)) AS x;
-- arguments reviewsOf
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(80, 0.3))), 80)
FROM generate_series(1, 200);
-- arguments openTasks
SELECT anyof(80) FROM generate_series(1, 200);
-- arguments findBookings
SELECT scattered(1 + width_bucket(random(), (SELECT ranks(80, 0.3))), 80),
  CASE WHEN random() < 0.4 THEN CASE WHEN s < 0.5 THEN 'booked' WHEN s < 0.7 THEN 'staying'
    WHEN s < 0.85 THEN 'cancelled' WHEN s < 0.925 THEN 'left' ELSE 'missed' END END,
  CASE WHEN random() < 0.2 THEN ('{web,app,agency,phone}'::text[])[1 + floor(4 * c)::int] END
FROM (SELECT random() AS s, random() AS c FROM generate_series(1, 200)) AS x;
-- arguments guestsNamed
SELECT CASE WHEN random() < 0.7 THEN split_part(name, ' ', 2) ELSE name END
FROM (SELECT name FROM guest ORDER BY random() LIMIT 200) AS x;
-- arguments movementsOf
SELECT guest_id FROM movement ORDER BY random() LIMIT 200;
-- arguments pointsIn
SELECT e - 7 - floor(29 * random())::int, e
FROM (SELECT '2026-11-29'::date - anyof(60) AS e FROM generate_series(1, 200)) AS x;
-- arguments paymentsOf
SELECT (SELECT string_agg(DISTINCT anyof(300000)::text, ',') FROM generate_series(1, c.n))
FROM (SELECT 5 + floor(15 * random())::int AS n FROM generate_series(1, 200)) AS c;
-- arguments book
SELECT 1000000 + i, 'N' || lpad(i::text, 7, '0'), anyof(120000), h, '2026-11-29 00:00:00+00'
  ::timestamptz, '2026-11-29'::date + least(floor(-28 * ln(1 - random())), 330)::int, nights,
  'booked', CASE WHEN random() < 0.6 THEN 'web' ELSE 'agency' END, price * nights,
  CASE WHEN random() < 0.15 THEN left(words(60), 400) END,
  1000000 + i, 1, type, NULL::int, 1, price
FROM (SELECT i, h, t.id AS type, price,
    least(1 + floor(-1.75 * ln(1 - random())), 21)::int AS nights
  FROM (SELECT i, scattered(1 + width_bucket(random(), (SELECT ranks(80, 0.3))), 80) AS h,
    anyof(4) AS k FROM generate_series(1, 400) AS i) AS x
  JOIN (SELECT *, row_number() OVER (PARTITION BY hotel_id ORDER BY id) AS n FROM room_type) AS t
    ON hotel_id = h AND n = k ORDER BY i) AS y;
-- arguments addCharge
SELECT 2000000 + row_number() OVER (), id, '2026-11-29 00:00:00+00'::timestamptz,
  CASE WHEN r < 0.66 THEN 'room' WHEN r < 0.85 THEN 'restaurant' ELSE 'bar' END,
  round((4 + exp(1.5 + 2.6 * random()))::numeric, 2), left(words(20), 80)
FROM (SELECT id, random() AS r FROM (SELECT id FROM booking WHERE made >= '2026-10-30'
  AND id <= 300000 AND state IN ('left', 'staying') ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments checkIn
SELECT id FROM booking WHERE state = 'booked' AND made >= '2026-08-31' AND id <= 300000
ORDER BY random() LIMIT 400;
-- arguments setPrice
SELECT type_id, day, round((80 + 120 * random())::numeric, 2)::numeric(8, 2), anyof(9) - 1,
  CASE WHEN random() < 0.9 THEN 1 ELSE 2 END
FROM (SELECT * FROM (SELECT DISTINCT anyof(400) AS type_id, '2026-11-28'::date + anyof(380) AS day
  FROM generate_series(1, 420)) AS x ORDER BY random() LIMIT 400) AS y;
-- arguments finishTask
SELECT id, '2026-11-29'::date FROM task WHERE done IS NULL AND day >= '2026-10-30'
ORDER BY random() LIMIT 400;
-- arguments redeem
SELECT 1000000 + row_number() OVER (), id, '2026-11-29'::date, 'spent', - floor(points
  * (0.2 + 0.6 * random()))::int, left(words(18), 80)
FROM (SELECT id, points FROM guest WHERE points >= 2500 ORDER BY random() LIMIT 400) AS x;
-- arguments removeCharge
SELECT id FROM charge WHERE at >= '2026-10-30' AND id <= 800000 ORDER BY random() LIMIT 400;
-- arguments forgetPrices
SELECT id, '2026-09-01'::date + anyof(60)
FROM (SELECT id FROM room_type ORDER BY random() LIMIT 400) AS x;
