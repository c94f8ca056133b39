-- Rows of brew.dbmodel and arguments of its patterns, in the form of shop.sql. Where they order it
-- is 19:00 of a Saturday, five hours behind UTC: kitchens are busy.

SELECT setseed(0.4375);

-- rows
CREATE TEMP TABLE town AS
  SELECT t::int, city, (43000 + 40 * t)::int AS zip, round(30 / sqrt(t))::int AS districts,
    '2023-06-12'::date + 52 * (t::int - 1) AS opens
  FROM (SELECT '{Columbus,Cleveland,Cincinnati,Pittsburgh,Toledo,Akron,Dayton,Erie,Canton,'
    'Youngstown,Lorain,Mansfield,Wheeling,Lima,Newark,Athens}'::text[] AS towns) AS x,
  LATERAL unnest(towns) WITH ORDINALITY AS y (city, t);
INSERT INTO cuisine (id, name)
  SELECT i, name FROM unnest('{American,Pizza,Chinese,Mexican,Italian,Burgers,Indian,Thai,Japanese,'
    'Chicken,Sandwiches,Breakfast,Mediterranean,Greek,Vietnamese,Korean,Barbecue,Salads,Desserts,'
    'Vegan,Seafood,Polish,Ethiopian,Peruvian}'::text[]) WITH ORDINALITY AS x (name, i);
-- Where there are customers yet, and a little before them. Some do not stay.
CREATE TEMP TABLE eatery AS
  SELECT i AS e, CASE WHEN t <= n THEN t ELSE 1 + t * 7 % n END AS t, since,
  exp(0.8 * sqrt(-2 * ln(1 - random())) * cos(6.2832 * random())) AS liked,
  exp(0.22 * sqrt(-2 * ln(1 - random())) * cos(6.2832 * random())) AS dear,
  0.7 * random() - 0.35 AS better,
  CASE WHEN r < 0.2 AND since < '2026-08-01'
    THEN since + 30 + floor(random() * ('2026-11-28'::date - since - 30))::int END AS closed
  FROM (SELECT i, since, r, t, (SELECT count(*) FROM town WHERE opens <= since + 80)::int AS n
    FROM (SELECT i, random() AS r, CASE WHEN i <= 96 THEN '2023-04-01'::date + i * 7 / 10
        ELSE grown(0.439 + 0.561 * (i - 96.5) / 384, 0.02)::date END AS since,
      1 + width_bucket(random(), (SELECT ranks(16, 0.65))) AS t
      FROM generate_series(1, 480) AS i ORDER BY i) AS x) AS y ORDER BY i;
CREATE TEMP TABLE board AS
  SELECT t, array_agg(e ORDER BY e) AS es, array_agg(part ORDER BY e) AS parts FROM (
    SELECT t, e, sum(liked) OVER w / sum(liked) OVER (PARTITION BY t) AS part
    FROM eatery WINDOW w AS (PARTITION BY t ORDER BY e)) AS x GROUP BY t;
-- Most dishes come with their restaurant, one of five is added later.
CREATE TEMP TABLE meal AS
  SELECT row_number() OVER (ORDER BY added, e, k)::int AS id, e, k, section, dear
  FROM (SELECT e, k, dear, 1 + floor(14 * random() ^ 1.7)::int AS section,
    CASE WHEN random() < 0.8 THEN since
      ELSE since + floor(random() * ('2026-11-28'::date - since))::int END AS added
    FROM (SELECT e, since, dear, least(70, greatest(8, exp(3.42 + 0.45
        * sqrt(-2 * ln(1 - random())) * cos(6.2832 * random()))))::int AS n
      FROM eatery ORDER BY e) AS x, LATERAL generate_series(1, n) AS k ORDER BY e, k) AS y;
CREATE TEMP TABLE served AS
  SELECT id, e, k, section, name,
  floor((base * dear * exp(0.25 * (r1 + r2 + r3 - 1.5))))
    + ('{0,0.25,0.49,0.5,0.5,0.75,0.95,0.95,0.99,0.99}'::numeric[])[1 + floor(10 * r4)::int]
    AS price
  FROM (SELECT *, random() AS r1, random() AS r2, random() AS r3, random() AS r4,
    ('{10.5,13,5.2,9,12,3,8,11.5,14.5,6,7,12.5,6.5,4.5}'::float8[])[section] AS base,
    ('{Spicy,Grilled,House,Crispy,Classic,Smoked,Roasted,Sweet,Double,Garlic,Fresh,Hot,Creamy,'
      'Golden,Fried,Lemon,Honey,Green,Southern,Loaded,Peppered,Braised,Stuffed,Mini}'::text[])
      [1 + floor(24 * random() ^ 1.3)::int] || ' '
    || ('{Chicken,Beef,Pork,Shrimp,Cheese,Vegetable,Tofu,Salmon,Bacon,Mushroom,Turkey,Lamb,Egg,'
      'Potato,Tomato,Avocado,Bean,Spinach,Tuna,Duck,Crab,Eggplant,Sausage,Pumpkin,Onion,Apple,'
      'Chocolate,Mango,Peanut,Coconut}'::text[])[1 + floor(30 * random() ^ 1.7)::int] || ' '
    || ('{Burger,Pizza,Bowl,Wrap,Noodles,Rice,Curry,Sandwich,Salad,Soup,Tacos,Pasta,Wings,Fries,'
      'Rolls,Stew,Skewers,Burrito,Dumplings,Pie,Pancakes,Ramen,Platter,Shake}'::text[])
      [1 + floor(24 * random() ^ 1.4)::int] AS name
    FROM meal ORDER BY id) AS x;
CREATE TEMP TABLE card AS
  SELECT e, array_agg(id ORDER BY r) AS ids, array_agg(price ORDER BY r) AS prices, count(*) AS n
  FROM (SELECT id, e, price, random() AS r FROM (SELECT * FROM served ORDER BY id) AS x) AS y
  GROUP BY e;
-- The first two of a town stay, the others for eight months.
CREATE TEMP TABLE rider AS
  SELECT i AS c, CASE WHEN i <= 32 THEN 1 + i % 16 WHEN t <= n THEN t ELSE 1 + t * 7 % n END AS t,
  joined, CASE WHEN i > 32 THEN joined + 5 + floor(-240 * ln(1 - r))::int END AS gone
  FROM (SELECT i, joined, r, t, (SELECT count(*) FROM town WHERE opens <= joined)::int AS n
    FROM (SELECT i, random() AS r, CASE WHEN i <= 32 THEN '2023-05-10'::date + i
        ELSE grown(0.26 + 0.74 * (i - 32.5) / 488, 0.033)::date END AS joined,
      1 + width_bucket(random(), (SELECT ranks(16, 0.75))) AS t
      FROM generate_series(1, 520) AS i ORDER BY i) AS x) AS y ORDER BY i;
CREATE TEMP TABLE roster AS
  SELECT t, month, array_agg(c ORDER BY r) AS cs, count(*) AS n
  FROM (SELECT t, month, c, scattered(c, 520) AS r FROM rider, LATERAL (SELECT ('2023-05-01'::date
      + interval '1 month' * m)::date AS month FROM generate_series(0, 42) AS m) AS months
    WHERE c <= 32 OR joined <= month AND coalesce(gone, 'infinity') >= month + 25) AS x
  GROUP BY t, month;
CREATE TEMP TABLE diner AS
  SELECT i AS c, joined, CASE WHEN t <= n THEN t ELSE 1 + t * 7 % n END AS t
  FROM (SELECT i, joined, t, (SELECT count(*) FROM town WHERE opens <= joined)::int AS n
    FROM (SELECT i, date_trunc('second', grown(0.2 + 0.8 * (i - 0.5) / 40000, 0.04)) AS joined,
      1 + width_bucket(random(), (SELECT ranks(16, 0.8))) AS t
      FROM generate_series(1, 40000) AS i ORDER BY i) AS x) AS y ORDER BY i;
CREATE TEMP TABLE home AS
  SELECT row_number() OVER (ORDER BY added, c, k)::int AS id, c, t, k, added
  FROM (SELECT c, t, k, CASE k WHEN 1 THEN joined + interval '1 s' * anyof(600)
      ELSE date_trunc('second', joined + ('2026-11-29' - joined) * random()) END AS added
    FROM (SELECT *, CASE WHEN random() < 0.04 THEN 0
        ELSE 1 + least(floor(-0.6 * ln(1 - random())), 5)::int END AS n FROM diner ORDER BY c) AS x,
    LATERAL generate_series(1, n) AS k ORDER BY c, k) AS y WHERE added < '2026-11-29';
CREATE TEMP TABLE homes AS
  SELECT c, array_agg(id ORDER BY id) AS ids, array_agg(added ORDER BY id) AS since, count(*) AS n
  FROM home GROUP BY c;
ANALYZE eatery, diner, homes;
-- Of customers and restaurants that are there by then, three of five where they ordered before.
CREATE TEMP TABLE drawn AS
  SELECT row_number() OVER (ORDER BY placed, c)::int AS i, c, t, e, placed
  FROM (SELECT d.*, es[1 + width_bucket(CASE WHEN r < 0.6 THEN (c * 2654435761
        + floor(r * r * 25)::bigint / 3 * 1640531527) % 4294967296 / 4294967296.0
        ELSE random() END, parts)] AS e
    FROM (SELECT c, t, at AS placed, random() AS r
      FROM (SELECT scattered(1 + width_bucket(random(), (SELECT ranks(40000, 0.42))), 40000) AS c,
        day, day + interval '5 hours' + interval '1 s' * floor(3600 * (
          CASE WHEN r < 0.28 THEN 12.3 WHEN r < 0.88 THEN 18.7 ELSE 21.6 END
          + CASE WHEN r < 0.28 THEN 0.8 ELSE 1.2 END * n)) AS at
        FROM (SELECT day, random() AS r,
          sqrt(-2 * ln(1 - random())) * cos(6.2832 * random()) AS n
          FROM (SELECT grown(0.3 + 0.7 * (j - 0.5) / 755000, 0.03)::date AS day, random() AS w
            FROM generate_series(1, 755000) AS j ORDER BY j) AS x
          WHERE w < ('{0.62,0.64,0.7,0.78,1,1,0.86}'::float8[])[extract(isodow FROM day)::int]
            * (0.93 + 0.07 * cos((extract(doy FROM day) - 20) / 58.1))) AS y) AS z
      JOIN diner USING (c) WHERE at >= joined + interval '5 min' AND at < '2026-11-29'
      ORDER BY at, c) AS d JOIN board USING (t) ORDER BY placed, c) AS v
  JOIN eatery USING (e, t) WHERE placed >= since AND placed < coalesce(closed, 'infinity');
CREATE TEMP TABLE lined AS
  SELECT i, line, dish, quantity, price
  FROM (SELECT i, line, ids[1 + floor(n * r)::int] AS dish, prices[1 + floor(n * r)::int] AS price,
    1 + least(floor(-0.55 * ln(1 - q)), 19)::int AS quantity
    FROM (SELECT i, e, line, random() ^ 1.7 AS r, random() AS q
      FROM (SELECT i, e, 1 + least(floor(-2.06 * ln(1 - random())), 11)::int AS many
        FROM drawn ORDER BY i) AS x, LATERAL generate_series(1, many) AS line
      ORDER BY i, line) AS y JOIN card USING (e)) AS z ORDER BY i, line;
-- Of the house, or of a restaurant; the next weeks are planned.
CREATE TEMP TABLE offer AS
  SELECT row_number() OVER (ORDER BY starts, j)::int AS p, e, starts,
  starts + least(6 + floor(exp(2.9 + 0.6 * sqrt(-2 * ln(1 - r1)) * cos(6.2832 * r2))), 150)::int
    AS ends
  FROM (SELECT j, e, random() AS r1, random() AS r2,
    greatest((grown(0.2 + 0.8 * random(), 0.03) + interval '24 days')::date, since + 14) AS starts
    FROM (SELECT j, CASE WHEN j > 115 THEN anyof(480) END AS e FROM generate_series(1, 320) AS j
      ORDER BY j) AS x LEFT JOIN eatery USING (e) ORDER BY j) AS y;
CREATE TEMP TABLE daily AS
  SELECT day::date AS day, array_agg(p ORDER BY p) AS ps, count(*) AS n
  FROM offer, LATERAL generate_series(starts, ends, interval '1 day') AS day
  WHERE e IS NULL GROUP BY day;
CREATE TEMP TABLE own AS
  SELECT e, day::date AS day, max(p) AS p
  FROM offer, LATERAL generate_series(starts, ends, interval '1 day') AS day
  WHERE e IS NOT NULL GROUP BY e, day;
-- Where an order stands now follows from when each step of it was or would have been.
CREATE TEMP TABLE made AS
  SELECT i, c, t, e, address, p, placed, wanted, collected, accepted, cooking, ready, picked,
  arrived, metres, CASE WHEN r < 0.041 AND placed < '2026-11-28 23:59' THEN 'cancelled'
    WHEN r < 0.058 AND placed < '2026-11-28 23:58' THEN 'rejected'
    WHEN accepted >= '2026-11-29' THEN 'placed' WHEN cooking >= '2026-11-29' THEN 'accepted'
    WHEN ready >= '2026-11-29' THEN 'cooking' WHEN picked >= '2026-11-29' THEN 'ready'
    WHEN arrived >= '2026-11-29' THEN 'underway' ELSE 'delivered' END AS state
  FROM (SELECT *, CASE WHEN collected THEN picked
      ELSE date_trunc('second', picked + interval '4 min' + interval '1 s' * metres / 4.5) END
      AS arrived
    FROM (SELECT *, date_trunc('second', ready - interval '4 min' * ln(1 - r4)) AS picked
      FROM (SELECT *, date_trunc('second', cooking + interval '7 min' - interval '8 min'
          * ln(1 - r3)) AS ready
        FROM (SELECT *, greatest(accepted, wanted - interval '45 min') + interval '1 min' AS cooking
          FROM (SELECT *, date_trunc('second', placed + interval '20 s' - interval '80 s'
              * ln(1 - r2)) AS accepted
            FROM (SELECT i, c, d.t, d.e, placed, random() AS r, random() AS r2, random() AS r3,
              random() AS r4, CASE WHEN random() < 0.07 THEN date_trunc('hour', placed)
                + interval '15 min' * (8 + floor(least(-24 * ln(1 - random()), 280))) END AS wanted,
              least(60 + floor(exp(7.6 + 0.55 * sqrt(-2 * ln(1 - random()))
                * cos(6.2832 * random()))), 20000)::int AS metres,
              (n IS NULL OR random() < 0.09) AS collected,
              CASE WHEN random() < 0.98 THEN CASE WHEN since[1 + floor(n * s * s)::int] <= placed
                THEN ids[1 + floor(n * s * s)::int] ELSE ids[1] END END AS address,
              CASE WHEN random() < 0.1 THEN ps[1 + floor(m * s)::int]
                WHEN random() < 0.3 THEN own.p END AS p
              FROM (SELECT *, random() AS s FROM drawn ORDER BY i) AS d
              LEFT JOIN (SELECT c, ids, since, n FROM homes) AS h USING (c)
              LEFT JOIN (SELECT day, ps, n AS m FROM daily) AS a ON a.day = placed::date
              LEFT JOIN own ON own.e = d.e AND own.day = placed::date
              ORDER BY i) AS x1) AS x2) AS x3) AS x4) AS x5) AS x6;
ANALYZE made;
CREATE TEMP TABLE carried AS
  SELECT i, cs[1 + floor(n * r ^ 1.5)::int] AS c, assigned, picked, arrived, metres
  FROM (SELECT i, t, date_trunc('month', placed)::date AS month, metres, random() AS r,
    cooking + interval '90 s' AS assigned,
    CASE WHEN picked < '2026-11-29' THEN picked END AS picked,
    CASE WHEN arrived < '2026-11-29' THEN arrived END AS arrived
    FROM made WHERE NOT collected AND state NOT IN ('cancelled', 'rejected')
      AND cooking + interval '90 s' < '2026-11-29' ORDER BY i) AS x JOIN roster USING (t, month)
  ORDER BY assigned, i;
CREATE TEMP TABLE judged AS
  SELECT i, e, written,
  least(5, greatest(1, floor(5.7 + better - 0.9 * exp(0.8 * n))))::int AS stars
  FROM (SELECT *, sqrt(-2 * ln(1 - random())) * cos(6.2832 * random()) AS n
    FROM (SELECT i, e, better, date_trunc('second', arrived + interval '10 min'
        - interval '11 hours' * ln(1 - random())) AS written
      FROM (SELECT i, e, arrived, better FROM made JOIN eatery USING (e)
        WHERE state = 'delivered' AND (i * 7919::bigint) % 100 < 21 ORDER BY i) AS x) AS y
    WHERE written < '2026-11-29' ORDER BY written, i) AS z;
INSERT INTO restaurant (id, slug, name, city, state, rating, minimum, commission, since, about)
  SELECT e, lower(translate(name, ' ''', '-')) || '-' || e, name, city,
  CASE WHEN closed IS NOT NULL THEN 'closed' WHEN since >= '2026-11-20' THEN 'joining'
    WHEN random() < 0.05 THEN 'paused' ELSE 'open' END, stars,
  ('{0,8,10,10,10,12,12,15,15,20}'::int[])[anyof(10)],
  ('{0.15,0.18,0.2,0.22,0.25,0.25,0.25,0.28}'::numeric[])[anyof(8)], since,
  CASE WHEN random() < 0.8 THEN left(words(180), 600) END
  FROM (SELECT e, t, since, closed, ('{Golden,Little,Blue,Old,Royal,Mama''s,Uncle,Red,Corner,'
      'Happy,Lucky,Silver,Green,Main Street,Riverside,Sunny,Grand,Bella,New,Lakeside}'::text[])
      [anyof(20)] || ' ' || ('{Dragon,Tony,Garden,Olive,Pepper,Lotus,Panda,Taco,Spoon,Oven,Maria,'
      'Star,Tiger,Basil,Elephant,Wok,Rooster,Fork,Ginger,Anchor}'::text[])[anyof(20)] || ' '
      || ('{Kitchen,Grill,House,Cafe,Diner,Bar,Pizzeria,Express,Bistro,Place}'::text[])[anyof(10)]
      AS name
    FROM eatery ORDER BY e) AS x
  JOIN town USING (t)
  LEFT JOIN (SELECT e, round(avg(stars), 2) AS stars FROM judged GROUP BY e) AS s USING (e)
  ORDER BY e;
INSERT INTO restaurant_cuisines (restaurant_id, cuisine_id)
  SELECT DISTINCT e, 1 + width_bucket(r, (SELECT ranks(24, 0.7)))
  FROM (SELECT e, random() AS r FROM (SELECT e, 1 + least(floor(-1.3 * ln(1 - random())), 3)::int
      AS n FROM eatery ORDER BY e) AS x, LATERAL generate_series(1, n) ORDER BY e) AS y
  ORDER BY 1, 2;
INSERT INTO dish (id, restaurant_id, section, name, price, state, vegetarian, position, text)
  SELECT id, e, ('{Mains,Pizza,Sides,Burgers,Bowls,Drinks,Salads,Pasta,Specials,Desserts,Starters,'
    'Noodles,Breakfast,Kids}'::text[])[section], name, price,
  CASE WHEN r < 0.88 THEN 'offered' WHEN r < 0.91 THEN 'soldOut' ELSE 'hidden' END,
  name ~ 'Cheese|Vegetable|Tofu|Mushroom|Egg|Potato|Tomato|Avocado|Bean|Spinach|Pumpkin|Onion|'
    'Apple|Chocolate|Mango|Peanut|Coconut', k,
  CASE WHEN random() < 0.6 THEN left(words(70), 300) END
  FROM (SELECT *, random() AS r FROM served ORDER BY id) AS x;
INSERT INTO courier (id, name, phone, city, vehicle, state, joined)
  SELECT c, a || ' ' || b, '+1' || 6140000000 + c * 7919, city,
  CASE WHEN r < 0.38 THEN 'bicycle' WHEN r < 0.62 THEN 'scooter' ELSE 'car' END,
  CASE WHEN gone < '2026-11-29' THEN 'gone' WHEN busy THEN 'busy' WHEN random() < 0.4 THEN 'free'
    ELSE 'offline' END, joined
  FROM (SELECT *, random() AS r, ('{Aaron,Bella,Carlos,Dana,Eli,Faith,Gabe,Hana,Ivan,Jada,Kofi,'
      'Lena,Miguel,Nina,Omar,Priya,Quinn,Rafael,Sara,Tyler,Uma,Vince,Wen,Zoe}'::text[])[anyof(24)]
      AS a, ('{Adams,Baker,Chen,Diaz,Evans,Foster,Garcia,Hughes,Ito,Jones,Kim,Lopez,Miller,Nguyen,'
      'Owens,Patel,Reed,Singh,Torres,Walker}'::text[])[anyof(20)] AS b
    FROM rider ORDER BY c) AS x
  JOIN town USING (t)
  LEFT JOIN (SELECT DISTINCT c, true AS busy FROM carried WHERE arrived IS NULL) AS l USING (c)
  ORDER BY c;
INSERT INTO customer (id, email, name, phone, joined, last_order, credit, mailing)
  SELECT c, lower(a || '.' || b) || c || '@' || ('{mail.example,post.example,inbox.example,'
    'company.example,web.example}'::text[])[anyof(5)], a || ' ' || b,
  CASE WHEN random() < 0.9 THEN '+1' || 3300000000 + c * 7919::bigint % 99999989 END, joined, last,
  CASE WHEN r < 0.006 THEN - round(exp(2.2 + 1.5 * random())::numeric, 2)
    WHEN r < 0.08 THEN ('{5,5,5,10,10,15,20}'::int[])[anyof(7)]
    WHEN r < 0.13 THEN round(exp(0.5 + 2.5 * random())::numeric, 2) ELSE 0 END, random() < 0.41
  FROM (SELECT *, random() AS r, ('{Amy,Brian,Carol,David,Emma,Frank,Grace,Henry,Isabel,Jack,Karen,'
      'Liam,Maria,Noah,Olivia,Peter,Rachel,Sam,Tina,Victor,Wendy,Xavier,Yolanda,Zach,Christopher,'
      'Elizabeth,Alexandra,Jonathan,Samantha,Benjamin}'::text[])[anyof(30)] AS a,
    ('{Ander,Black,Cald,Drum,East,Fair,Gold,Hart,King,Lock,Mont,North,Park,Rich,Stan,Thorn,Under,'
      'Ware,West,York}'::text[])[anyof(20)] || ('{ley,son,well,ton,man,ford,wood,er,field,gate,by,'
      'ham,house,land,more,s}'::text[])[anyof(16)] AS b
    FROM diner ORDER BY c) AS x
  LEFT JOIN (SELECT c, max(placed)::date AS last FROM made GROUP BY c) AS l USING (c)
  ORDER BY c;
INSERT INTO address (id, customer_id, label, at_street, at_postcode, at_city, hint, added)
  SELECT id, c, CASE WHEN k = 1 THEN CASE WHEN r < 0.86 THEN 'home' ELSE 'other' END
    WHEN r < 0.5 THEN 'work' WHEN r < 0.7 THEN 'home' ELSE 'other' END,
  anyof(4000) || ' ' || ('{Oak,Maple,Main,High,Lake,Church,Elm,Washington,Walnut,Franklin,Mill,'
    'Spring,Cedar,River,Park,Lincoln,Sycamore,Chestnut}'::text[])[anyof(18)] || ' '
    || ('{Street,Avenue,Road,Drive,Lane,Court}'::text[])[anyof(6)],
  zip + floor(districts * random() ^ 1.6)::int, city,
  CASE WHEN random() < 0.35 THEN left(words(30), 200) END, added
  FROM (SELECT *, random() AS r FROM home ORDER BY id) AS x JOIN town USING (t) ORDER BY id;
INSERT INTO promotion (id, code, kind, value, minimum, restaurant_id, starts, ends)
  SELECT p, ('{YUM,EAT,PARTY,FEAST,SNACK,DINNER,LUNCH,TASTY,HELLO,GAME}'::text[])[anyof(10)]
    || upper(left(md5('promotion' || p), 4)), CASE WHEN r < 0.55 THEN 'percent' WHEN r < 0.8
    THEN 'amount' ELSE 'delivery' END, CASE WHEN r < 0.55
    THEN ('{10,10,15,20,25,30,50}'::int[])[anyof(7)] WHEN r < 0.8 THEN ('{3,5,5,8,10}'::int[])
    [anyof(5)] ELSE 0 END, ('{0,15,20,20,25,30}'::int[])[anyof(6)], e, starts, ends
  FROM (SELECT *, random() AS r FROM offer ORDER BY p) AS x;
INSERT INTO "order" (id, code, customer_id, restaurant_id, address_id, promotion_id, placed, wanted,
    state, payment, total, tip)
  SELECT i, upper(lpad(to_hex(i::bigint * 2654435761 % 4294967296), 8, '0')), c, e,
  CASE WHEN NOT collected THEN address END, p, placed, wanted, state,
  CASE WHEN r < 0.7 THEN 'card' WHEN r < 0.92 THEN 'wallet' ELSE 'cash' END,
  round((value * CASE WHEN p IS NULL THEN 1 ELSE 0.82 END
    + CASE WHEN collected THEN 0 ELSE 1.5 + metres / 1500.0 END)::numeric, 2),
  CASE WHEN r < 0.92 AND NOT collected AND random() < 0.36
    THEN ('{1,2,2,3,3,4,5,5,5,8}'::int[])[anyof(10)] END
  FROM (SELECT *, random() AS r FROM made ORDER BY i) AS x
  JOIN (SELECT i, sum(quantity * price) AS value FROM lined GROUP BY i) AS s USING (i) ORDER BY i;
INSERT INTO order_line (order_id, line, dish_id, quantity, price, note)
  SELECT i, line, dish, quantity, price,
  CASE WHEN random() < 0.06 THEN left(words(18), 120) END
  FROM (SELECT * FROM lined ORDER BY i, line) AS x;
INSERT INTO delivery (order_id, courier_id, assigned, picked, arrived, metres, pay)
  SELECT i, c, assigned, picked, arrived, metres,
  round((2.6 + metres / 1100.0 + random())::numeric, 2)
  FROM (SELECT * FROM carried ORDER BY assigned, i) AS x;
INSERT INTO rating (order_id, restaurant_id, written, stars, courier, text)
  SELECT i, e, written, stars,
  CASE WHEN random() < 0.6 THEN ('{1,3,4,5,5,5,5,5,5,5}'::int[])[anyof(10)] END,
  CASE WHEN random() < CASE WHEN stars < 4 THEN 0.45 ELSE 0.23 END
    THEN left(words(45 - 110 * ln(1 - random())), 1000) END
  FROM (SELECT * FROM judged ORDER BY written, i) AS x;
-- For each week in which something was sold. What is little waits for more.
INSERT INTO payout (restaurant_id, week, orders, gross, amount, state, sent)
  SELECT e, week, n, gross, amount, state,
  CASE WHEN state = 'sent' THEN week + 9 + (random() * random() * 4)::int END
  FROM (SELECT e, week, n, gross, round(gross * (1 - commission), 2) AS amount,
    CASE WHEN week = '2026-11-23' THEN 'open' WHEN week = '2026-11-16' THEN 'due'
      WHEN week >= '2026-10-05' AND gross < 40 THEN 'held'
      WHEN week >= '2026-10-05' AND random() < 0.02 THEN 'due' ELSE 'sent' END AS state
    FROM (SELECT restaurant_id AS e, date_trunc('week', placed)::date AS week, count(*) AS n,
        sum(total) AS gross
      FROM "order" WHERE state = 'delivered' GROUP BY 1, 2 ORDER BY 2, 1) AS x
    JOIN (SELECT id AS e, commission FROM restaurant) AS r USING (e) ORDER BY week, e) AS y
  ORDER BY week, e;
-- Most are opened on the same day and closed within three.
INSERT INTO support_case (id, customer_id, order_id, opened, topic, state, agent, refund, closed,
    text)
  SELECT row_number() OVER (ORDER BY opened, c), c, i, opened, topic, state,
  CASE WHEN state <> 'new' THEN ('{Ada,Bob,Cleo,Dan,Eve,Finn,Gil,Hal,Ines,Joe,Kit,Lou,Max,Nell,Ola,'
    'Pam,Rex,Sue,Ted,Val,Will,Zed}'::text[])[1 + width_bucket(random(), (SELECT ranks(22, 0.5)))]
    END, CASE WHEN state = 'solved' AND random() < CASE WHEN i IS NULL THEN 0.1 ELSE 0.66 END
    THEN round(exp(1.1 + 2 * random())::numeric, 2) END,
  CASE WHEN state IN ('solved', 'refused') THEN least(closed, '2026-11-28 23:59:59+00') END,
  left(words(220), 2000)
  FROM (SELECT *, CASE WHEN closed >= '2026-11-29' AND opened >= '2026-11-28 20:00' THEN 'new'
      WHEN closed >= '2026-11-29' THEN 'waiting' WHEN s < 0.12 THEN 'refused' ELSE 'solved' END
      AS state
    FROM (SELECT *, random() AS s, date_trunc('second', opened + interval '20 min'
        - CASE WHEN random() < 0.1 THEN interval '14 days' ELSE interval '26 hours' END
        * ln(1 - random())) AS closed
      FROM (SELECT c, i, CASE WHEN i IS NULL AND r < 0.4 THEN 'payment'
          WHEN i IS NULL THEN 'account' WHEN r < 0.36 THEN 'missing' WHEN r < 0.64 THEN 'late'
          WHEN r < 0.79 THEN 'cold' WHEN r < 0.93 THEN 'wrong' ELSE 'payment' END AS topic, opened
        FROM (SELECT c, i, random() AS r, date_trunc('second', arrived + interval '2 min'
            - interval '5 hours' * ln(1 - random())) AS opened
          FROM (SELECT c, i, arrived FROM made WHERE arrived < '2026-11-29'
            AND (i * 104729::bigint) % 1000 < CASE state WHEN 'cancelled' THEN 110 ELSE 38 END
            ORDER BY i) AS x
        UNION ALL SELECT c, NULL, random(), date_trunc('second', grown(0.05 + 0.95 * u, 0.1))
          FROM (SELECT (j - 0.5) / 460 AS u, anyof(40000) AS c FROM generate_series(1, 460) AS j
            ORDER BY j) AS x) AS y
        WHERE opened < '2026-11-29' ORDER BY opened, c) AS z) AS v) AS w;
DROP TABLE town, eatery, board, meal, served, card, rider, roster, diner, home, homes, drawn, lined,
  offer, daily, own, made, carried, judged;

-- arguments customerByEmail
SELECT email FROM customer ORDER BY random() LIMIT 200;
-- arguments orderByCode
SELECT code FROM "order" WHERE placed >= '2026-11-28' ORDER BY random() LIMIT 200;
-- arguments menu
SELECT restaurant_id FROM "order" JOIN restaurant ON restaurant.id = restaurant_id
WHERE placed >= '2026-10-29' AND restaurant.state = 'open' ORDER BY random() LIMIT 200;
-- arguments restaurantsIn
SELECT city FROM "order" JOIN restaurant ON restaurant.id = restaurant_id
WHERE placed >= '2026-10-29' ORDER BY random() LIMIT 200;
-- arguments restaurantsServing
SELECT city, 1 + width_bucket(random(), (SELECT ranks(24, 0.7)))
FROM (SELECT city FROM "order" JOIN restaurant ON restaurant.id = restaurant_id
  WHERE placed >= '2026-10-29' ORDER BY random() LIMIT 200) AS x;
-- arguments searchDishes
SELECT city, CASE WHEN r < 0.4 THEN lower(split_part(name, ' ', 2)) WHEN r < 0.75
  THEN lower(split_part(name, ' ', 3)) ELSE split_part(name, ' ', 2) || ' '
  || split_part(name, ' ', 3) END
FROM (SELECT city, name, random() AS r FROM (SELECT city, dish.name
  FROM order_line JOIN dish ON dish.id = dish_id JOIN restaurant ON restaurant.id = restaurant_id
  ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments ordersOf
SELECT customer_id FROM "order" ORDER BY random() LIMIT 200;
-- arguments kitchen
SELECT restaurant_id FROM "order", generate_series(1, 3)
WHERE state IN ('placed', 'accepted', 'cooking', 'ready') ORDER BY random() LIMIT 200;
-- arguments underway
SELECT city FROM "order" JOIN restaurant ON restaurant.id = restaurant_id
WHERE placed >= '2026-11-20' ORDER BY random() LIMIT 200;
-- arguments freeCouriers
SELECT city FROM "order" JOIN restaurant ON restaurant.id = restaurant_id
WHERE placed >= '2026-11-20' ORDER BY random() LIMIT 200;
-- arguments tripsOf
SELECT id, e - interval '1 day' * (7 + floor(25 * random())), e
FROM (SELECT id, '2026-11-29'::timestamptz - interval '1 day' * (anyof(30) - 1) AS e
  FROM (SELECT id FROM courier, generate_series(1, 2) WHERE state <> 'gone'
    ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments salesOf
SELECT id, e - interval '1 day' * (7 + floor(85 * random() ^ 1.55)), e
FROM (SELECT id, '2026-11-29'::timestamptz - interval '1 day' * (anyof(60) - 1) AS e
  FROM (SELECT id FROM restaurant WHERE state <> 'closed' ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments dishesSold
SELECT id, e - interval '1 day' * (7 + floor(85 * random() ^ 1.55)), e
FROM (SELECT id, '2026-11-29'::timestamptz - interval '1 day' * (anyof(60) - 1) AS e
  FROM (SELECT id FROM restaurant WHERE state <> 'closed' ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments ratingsOf
SELECT restaurant_id FROM "order" WHERE placed >= '2026-10-29' ORDER BY random() LIMIT 200;
-- arguments promotionsOn
SELECT '2026-11-29'::date + CASE WHEN random() < 0.7 THEN 0 ELSE anyof(60) - 40 END
FROM generate_series(1, 200);
-- arguments payoutsDue
SELECT round(exp(3 + 2.5 * random())::numeric, -1)::numeric(9, 2) FROM generate_series(1, 200);
-- arguments findCases
SELECT CASE WHEN random() < 0.7 THEN CASE WHEN s < 0.5 THEN 'waiting' WHEN s < 0.8 THEN 'new'
    WHEN s < 0.95 THEN 'solved' ELSE 'refused' END END,
  CASE WHEN random() < 0.35
    THEN ('{missing,late,cold,wrong,payment,account}'::text[])[anyof(6)] END,
  CASE WHEN random() < 0.4 THEN agent END
FROM (SELECT agent, random() AS s FROM (SELECT agent FROM support_case WHERE agent IS NOT NULL
  ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments basket
SELECT string_agg(DISTINCT dish_id::text, ',')
FROM (SELECT id FROM "order" WHERE placed >= '2026-10-29' ORDER BY random() LIMIT 200) AS x
JOIN order_line ON order_id = id GROUP BY order_id ORDER BY random();
-- arguments inDebt
SELECT FROM generate_series(1, 200);
-- arguments lapsed
SELECT e - 7 - floor(25 * random() ^ 2)::int, e
FROM (SELECT '2026-11-29'::date - 60 - anyof(180) AS e FROM generate_series(1, 200)) AS x;
-- arguments mailTo
SELECT at_postcode FROM (SELECT DISTINCT at_postcode FROM address) AS x, generate_series(1, 2)
ORDER BY random() LIMIT 200;
-- arguments placeOrder
SELECT 1000000 + n, 'N' || lpad(n::text, 7, '0'), customer_id, restaurant_id, address_id,
  promotion_id, '2026-11-29 00:00:00+00'::timestamptz, NULL, 'placed', 'card',
  (2 * (a + b) + 3)::numeric(7, 2), NULL, 1000000 + n, 1, d[1], 1, a, NULL,
  1000000 + n, 2, d[2], 2, b, NULL, '2026-11-29'::date
FROM (SELECT row_number() OVER () AS n, x.*, (SELECT price FROM dish WHERE id = d[1]) AS a,
    (SELECT price FROM dish WHERE id = d[2]) AS b
  FROM (SELECT customer_id, restaurant_id, address_id, promotion_id, (SELECT array_agg(dish_id)
      FROM order_line WHERE order_id = "order".id) AS d
    FROM "order" WHERE placed >= '2026-10-29' AND id < 1000000 AND EXISTS (SELECT FROM order_line
      WHERE order_id = "order".id AND line = 2) ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments rate
SELECT id, restaurant_id, '2026-11-29 00:00:00+00'::timestamptz,
  CASE WHEN r < 0.5 THEN 5 WHEN r < 0.75 THEN 4 WHEN r < 0.9 THEN 3 ELSE 1 END,
  CASE WHEN random() < 0.6 THEN 5 END,
  CASE WHEN random() < 0.28 THEN left(words(45 - 110 * ln(1 - random())), 1000) END
FROM (SELECT id, restaurant_id, random() AS r FROM (SELECT id, restaurant_id FROM "order"
  WHERE placed >= '2026-11-20' AND id < 1000000 AND state = 'delivered'
    AND NOT EXISTS (SELECT FROM rating WHERE order_id = "order".id)
  ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments setPrice
SELECT id, floor(price * (0.95 + 0.2 * random())::numeric) + 0.49
FROM (SELECT id, price FROM dish ORDER BY random() LIMIT 400) AS x;
-- arguments addTip
SELECT id, anyof(5)::numeric(5, 2) FROM (SELECT id FROM "order" WHERE placed >= '2026-11-15'
  AND id < 1000000 AND state = 'delivered' AND tip IS NULL ORDER BY random() LIMIT 400) AS x;
-- arguments sellOut
SELECT restaurant_id, section FROM (SELECT DISTINCT restaurant_id, section FROM dish
  JOIN restaurant ON restaurant.id = restaurant_id
  WHERE dish.state = 'offered' AND restaurant.state = 'open') AS x ORDER BY random() LIMIT 400;
-- arguments settle
SELECT id, '2026-11-23'::date, n, (32 * n)::numeric(9, 2), (25 * n)::numeric(9, 2)
FROM (SELECT id, anyof(60) AS n FROM (SELECT id FROM restaurant, generate_series(1, 2)
  WHERE state <> 'closed' ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments removeAddress
SELECT id FROM address ORDER BY random() LIMIT 400;
