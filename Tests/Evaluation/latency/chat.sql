-- Rows of chat.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.375);

-- rows
CREATE FUNCTION pg_temp.bell() RETURNS float8 LANGUAGE sql VOLATILE AS $$
  SELECT sqrt(-2 * ln(1 - random())) * cos(6.2831853 * random())
$$;
CREATE FUNCTION pg_temp.seconds(x float8) RETURNS interval LANGUAGE sql IMMUTABLE AS $$
  SELECT interval '1 s' * floor(x)
$$;
-- Those who came first have had more time to become large.
CREATE TEMP TABLE firm AS
  SELECT row_number() OVER (ORDER BY at)::int AS w, size, place, at,
    least(0.9, exp(0.5 * pg_temp.bell() - 1.6)) AS threads
  FROM (SELECT 2 + (820 * rank ^ -1.05 * exp(0.25 * pg_temp.bell()))::int AS size,
      1 + width_bucket(random(), (SELECT ranks(14, 1))) AS place,
      date_trunc('second', '2026-11-26 16:00+00'::timestamptz - interval '1 day' * 2700
        * CASE WHEN rank < 14 THEN 0.4 + 0.6 * random() ELSE random() ^ 1.5 END) AS at
    FROM generate_series(1, 240) AS rank) AS x ORDER BY w;
INSERT INTO workspace (id, slug, name, plan, country, created)
  SELECT w, lower(name) || CASE WHEN w % 3 = 0 THEN '-' || right(country, 2) || w ELSE w::text END,
    name || CASE WHEN w % 4 = 0 THEN ' GmbH' WHEN w % 4 = 1 THEN ' Ltd' ELSE '' END,
    CASE WHEN size > 90 AND r < 0.7 THEN 'enterprise' WHEN size > 25 AND r < 0.8 OR r < 0.04
      THEN 'business' WHEN r < 0.35 THEN 'pro' ELSE 'free' END, country, at
  FROM (SELECT *, random() AS r, ('{us,de,gb,fr,nl,in,se,ca,es,br,pl,jp,au,ch}'::text[])[place]
      AS country, ('{Arc,Blue,Core,Delta,Ever,Fin,Grid,High,Iron,Jet,Key,Lux,Mono,Nova,Open,Pine,'
        'Quest,Rock,Sky,True}'::text[])[anyof(20)]
      || ('{works,labs,soft,ly,base,field,ware,point,media,bank,cart,line}'::text[])[anyof(12)]
      AS name FROM firm ORDER BY w) AS x ORDER BY w;
-- Of those who come no more, some keep their account.
CREATE TEMP TABLE person AS
  SELECT row_number() OVER (ORDER BY joined, w, j)::int AS m, *,
    row_number() OVER (PARTITION BY w ORDER BY weight DESC)::int AS pos
  FROM (SELECT w, j, size, place, role, joined, weight * CASE role WHEN 'owner' THEN 1.6
        WHEN 'bot' THEN 2 WHEN 'guest' THEN 0.35 ELSE 1 END AS weight,
      CASE WHEN j > 1 AND role <> 'owner' AND s < 0.3 * (1 - j / (size + 1.0)) + 0.04
        THEN joined + pg_temp.seconds(extract(epoch FROM '2026-11-28 18:00' - joined) * t ^ 0.7)
        END AS gone
    FROM (SELECT w, j, size, place, random() AS s, random() AS t, exp(pg_temp.bell()) AS weight,
        CASE WHEN j = 1 OR j = 2 AND random() < 0.2 THEN 'owner'
          WHEN j <= 1 + size * 0.02 OR random() < 0.012 THEN 'admin'
          WHEN j > 3 AND random() < 0.03 THEN 'bot' WHEN j > 2 AND random() < 0.065 THEN 'guest'
          ELSE 'member' END AS role,
        at + pg_temp.seconds(extract(epoch FROM '2026-11-28 15:00' - at)
          * ((j - 1 + CASE WHEN j > 1 THEN 0.9 * random() ELSE 0 END) / size) ^ 0.85) AS joined
      FROM (SELECT * FROM firm ORDER BY w) AS x, LATERAL generate_series(1, size) AS j
      ORDER BY w, j) AS y) AS z;
CREATE UNIQUE INDEX ON person (w, pos);
CREATE UNIQUE INDEX ON person (m);
-- A channel for all, one for chatter, those of teams and projects, and talks of few.
CREATE TEMP TABLE room AS
  SELECT row_number() OVER (ORDER BY w, kind, k)::int AS r, *, exp(1.25 * pg_temp.bell()) AS heat,
    random() AS fate, at + pg_temp.seconds(extract(epoch FROM '2026-11-28 12:00' - at)
      * CASE WHEN kind < 'c' THEN 0 ELSE random() ^ 0.85 END) AS made
  FROM (SELECT w, size, threads, at, k, kind, CASE kind WHEN 'a' THEN size WHEN 'b' THEN size * 0.8
        WHEN 'direct' THEN 2 WHEN 'group' THEN 3 + floor(-1.6 * ln(1 - random()))
        WHEN 'public' THEN 3 + exp(1.5 + 0.9 * pg_temp.bell() + 0.1 * ln(size))
        ELSE 2 + exp(1.2 + 0.7 * pg_temp.bell()) END AS wanted
    FROM (SELECT * FROM firm ORDER BY w) AS x, LATERAL (VALUES ('a', 1),
        ('b', (size > 4)::int), ('public', (0.8 + 0.3 * size * exp(0.4 * pg_temp.bell()))::int),
        ('private', (0.3 + 0.17 * size * exp(0.4 * pg_temp.bell()))::int),
        ('group', (0.24 * size)::int), ('direct', (1.45 * size)::int)) AS v (kind, many),
      LATERAL generate_series(1, many) AS k ORDER BY w, kind, k) AS y;
CREATE TEMP TABLE seat AS
  SELECT r, p.m, greatest(made, p.joined) + CASE WHEN late AND kind IN ('public', 'private')
      THEN pg_temp.seconds(q * q * extract(epoch FROM '2026-11-28 14:00'
          - greatest(made, p.joined))) ELSE interval '0 s' END AS joined, q,
    gone, weight, kind, heat, fate, made
  FROM (SELECT r, w, m, made, kind, heat, fate, random() AS q, random() < 0.4 AS late
    FROM (SELECT DISTINCT r, w, m, made, kind, heat, fate FROM (
        SELECT r, room.w, m, made, kind, heat, fate FROM room JOIN person USING (w)
        WHERE kind = 'a' OR kind = 'b' AND (room.r + person.m * 7919) % 10 < 8
        UNION ALL
        SELECT r, x.w, m, made, kind, heat, fate
        FROM (SELECT r, w, made, kind, heat, fate, 1 + floor(size * random()
            ^ CASE kind WHEN 'direct' THEN 1.25 ELSE 1.5 END)::int AS pos
          FROM (SELECT *, least(wanted, size)::int AS n FROM room WHERE kind > 'c'
            ORDER BY r) AS a, LATERAL generate_series(1, n) ORDER BY r) AS x
          JOIN person AS p ON p.w = x.w AND p.pos = x.pos) AS b) AS c ORDER BY r, m) AS d
    JOIN person AS p USING (m);
-- One who has left by then was never there, and with whom one has a talk already it goes on.
DELETE FROM seat WHERE joined >= coalesce(gone, '2026-11-28 18:00');
DELETE FROM seat WHERE r IN (SELECT r FROM room LEFT JOIN seat USING (r) GROUP BY r, room.kind
  HAVING count(m) < CASE room.kind WHEN 'direct' THEN 2 WHEN 'group' THEN 3 ELSE 1 END);
DELETE FROM seat WHERE kind = 'direct' AND r NOT IN (SELECT min(r) FROM (
    SELECT r, min(m) AS one, max(m) AS other FROM seat WHERE kind = 'direct' GROUP BY r) AS x
  GROUP BY one, other);
CREATE TEMP TABLE place AS
  SELECT row_number() OVER (ORDER BY began, r)::int AS c, *, CASE
      WHEN kind IN ('public', 'private') AND began < '2026-06-01' AND fate < 0.24
      THEN began + pg_temp.seconds(extract(epoch FROM '2026-11-20' - began) * (0.05 + fate * 3.7))
      WHEN kind > 'c' AND fate < 0.62
      THEN began + pg_temp.seconds(extract(epoch FROM '2026-11-28 18:00' - began)
        * (0.02 + (fate - 0.24) ^ 2 * 6))
      ELSE '2026-11-28 23:00+00' END AS ends
  FROM (SELECT r, CASE WHEN kind < 'c' THEN 'public' ELSE kind END AS kind,
      kind AS was, w, heat, fate, threads, began, n
    FROM (SELECT r, CASE WHEN min(kind) IN ('direct', 'group') THEN max(joined)
        ELSE min(joined) END AS began, count(*)::int AS n FROM seat GROUP BY r) AS s
      JOIN room USING (r)) AS x;
CREATE TEMP TABLE chair AS
  SELECT c, m, greatest(joined, began) AS joined, least(gone, ends) AS until, weight, s.q, p.kind,
    p.was, p.heat, p.n, p.w, row_number() OVER (PARTITION BY c ORDER BY weight DESC, m)::int AS pos
  FROM seat AS s JOIN place AS p USING (r);
CREATE UNIQUE INDEX ON chair (c, pos);
CREATE UNIQUE INDEX ON chair (c, m);
CREATE UNIQUE INDEX ON place (c);
ANALYZE;
-- Work is done by day and on working days.
CREATE TEMP TABLE said AS
  SELECT row_number() OVER (ORDER BY sent, c, m, kind)::int AS i, *, random() AS u, random() AS v
  FROM (SELECT c, m, 'text' AS kind, date_trunc('second', CASE WHEN shaped < joined
        THEN joined + (until - joined) * least(1, 0.02 * t)
        WHEN shaped > until THEN joined + (until - joined) * t ELSE shaped END) AS sent
    FROM (SELECT c, m, joined, until, t, date_trunc('day', CASE WHEN extract(isodow FROM at) > 5
          AND d < 0.88 THEN at - interval '1 day' * (extract(isodow FROM at) - 5
          + floor(5 * d / 0.88)) ELSE at END) + interval '1 h' * (13 + 2.6 * pg_temp.bell()
          + ('{5,-1,0,-1,-1,-5,-1,5,-1,3,-1,-8,-9,-1}'::int[])[place]) AS shaped
      FROM (SELECT c, m, joined, until, t, joined + (until - joined) * t AS at, random() AS d,
          place
        FROM (SELECT c, m, w, joined, until, random() AS t FROM (SELECT *, least(5000,
            floor(0.41 * weight * heat * CASE was WHEN 'a' THEN 0.3 WHEN 'b' THEN 0.35
              WHEN 'public' THEN 1.2 WHEN 'private' THEN 2 WHEN 'group' THEN 0.8 ELSE 1.3 END
              * n ^ -0.35 * (extract(epoch FROM until - joined) / 864000) ^ 0.8
              + random()))::int AS many
            FROM chair WHERE until > joined ORDER BY c, m) AS a,
          LATERAL generate_series(1, many) ORDER BY c, m) AS b
        JOIN (SELECT w, place FROM firm) AS o USING (w)) AS e) AS f
    UNION ALL SELECT c, m, 'joined', joined FROM chair WHERE kind IN ('public', 'private')) AS g;
CREATE TEMP TABLE message_ AS
  SELECT i, c, m, CASE WHEN said.kind = 'text' AND role = 'bot' THEN 'bot' ELSE said.kind END
      AS kind, p.kind AS among, p.n, sent, u, v, said.kind = 'text' AND u > 0.9 AS starts,
    CASE WHEN said.kind = 'text' AND u < p.threads * CASE WHEN p.kind IN ('public', 'private')
        THEN 1 ELSE 0.25 END THEN max(CASE WHEN said.kind = 'text' AND u > 0.9 THEN i END)
      OVER (PARTITION BY c ORDER BY i) END AS root
  FROM said JOIN place AS p USING (c) JOIN person USING (m);
CREATE INDEX ON message_ (i);
CREATE TEMP TABLE last AS
  SELECT c, max(sent) AS latest FROM message_ GROUP BY c;
CREATE TEMP TABLE mine AS
  SELECT c, m, max(sent) AS sent FROM message_ GROUP BY c, m;
ANALYZE;
INSERT INTO member (id, workspace_id, email, name, title, role, state, zone, joined, seen)
  SELECT m, w, CASE role WHEN 'bot' THEN 'bot' || j ELSE lower(a) || '.' || lower(b)
      || coalesce(nullif(row_number() OVER (PARTITION BY w, role = 'bot', a, b ORDER BY m), 1)
        ::text, '') END || '@' || slug || '.example',
  CASE role WHEN 'bot' THEN ('{Build,Deploy,Calendar,Alert,Ticket,Poll,News,Review}'::text[])
    [anyof(8)] || ' Bot' ELSE a || ' ' || b END,
  CASE WHEN role <> 'bot' AND q < 0.66
    THEN ('{"","Senior ","","Lead ","","Junior ","","Head of "}'::text[])
      [1 + floor(8 * random() ^ 1.4)::int] || ('{Engineer,Designer,Product Manager,Sales,Support,'
        'Marketing,Data Analyst,Finance,People,Operations,Account Manager,QA,Security,Legal}'
        ::text[])[1 + floor(14 * random() ^ 1.6)::int] END,
  role, CASE WHEN gone IS NULL OR m % 5 < 2 THEN 'active' ELSE 'deactivated' END,
  ('{America/New_York,Europe/Berlin,Europe/London,Europe/Paris,Europe/Amsterdam,Asia/Kolkata,'
    'Europe/Stockholm,America/Toronto,Europe/Madrid,America/Sao_Paulo,Europe/Warsaw,Asia/Tokyo,'
    'Australia/Sydney,Europe/Zurich}'::text[])[CASE WHEN z < 0.82 THEN place ELSE anyof(14) END],
  joined, date_trunc('second', CASE WHEN role = 'bot' OR s < 0.025 AND own IS NULL THEN NULL
    WHEN gone IS NOT NULL THEN greatest(own, gone - (gone - joined) * 0.1 * t)
    ELSE greatest(own, joined, '2026-11-28 22:00+00'::timestamptz - pg_temp.seconds(CASE
      WHEN s < 0.6 THEN 90000 * t ELSE exp(11.6 + 1.6 * bell) END)) END)
  FROM (SELECT person.*, slug, own, random() AS q, random() AS z, random() AS s, random() AS t,
      pg_temp.bell() AS bell, ('{Anna,Ben,Carla,David,Emma,Felix,Grace,Hugo,Iris,James,Kira,Liam,'
      'Maria,Noah,Olivia,Paul,Quinn,Rosa,Sam,Tara,Umar,Vera,Will,Yuki,Zoe,Alex,Priya,Chen,Lena,'
      'Omar,Nina,Jonas,Sofia,Lucas,Mia,Ethan,Aisha,Diego,Elena,Ravi}'::text[])
      [1 + floor(40 * random() ^ 1.25)::int] AS a,
    ('{Ad,Ber,Car,Dal,Er,Fer,Gar,Hol,Iv,Jan,Kel,Lin,Mar,Nor,Os,Par,Ros,Sil,Tan,Wil}'::text[])
      [1 + floor(20 * random() ^ 1.2)::int] || ('{ler,man,son,berg,ti,ski,mann,ez,ow,ton,ley,es,'
      'ova,ing,ard,en,stein,wood,i,er}'::text[])[1 + floor(20 * random() ^ 1.3)::int] AS b
    FROM person JOIN workspace ON workspace.id = w
    LEFT JOIN (SELECT m, max(sent) AS own FROM mine GROUP BY m) AS o USING (m) ORDER BY m) AS x
  ORDER BY m;
INSERT INTO channel (id, workspace_id, kind, name, topic, creator_id, archived, created, latest)
  SELECT c, w, kind, CASE was WHEN 'a' THEN 'general' WHEN 'b' THEN 'random'
    WHEN 'direct' THEN NULL WHEN 'group' THEN NULL ELSE word || coalesce('-' || nullif(row_number()
      OVER (PARTITION BY w, word, kind IN ('direct', 'group') ORDER BY c), 1), '') END,
  CASE WHEN kind IN ('public', 'private') AND random() < 0.42 THEN left('About ' || word || ': '
    || words(30), 250) END,
  m, kind IN ('public', 'private') AND was > 'c' AND ends < '2026-11-21' AND fate < 0.24, began,
  coalesce(latest, began)
  FROM (SELECT place.*, latest, m, ('{team,proj,dev,ops,sales,help,design,product,client,alerts,'
        'marketing,data,hr,finance,office,support,incident,release,events,fun,music,mobile,web,'
        'api,infra,security,research,launch,partner,legal}'::text[])
        [1 + floor(30 * random() ^ 1.5)::int]
      || ('{"",-berlin,-core,-us,-intern,-q1,-leads,-next,-app,-platform,-emea,-q3,-urgent,-daily}'
      ::text[])[1 + floor(14 * random() ^ 1.4)::int] AS word
    FROM place JOIN (SELECT DISTINCT ON (c) c, m FROM chair ORDER BY c, joined, pos) AS f USING (c)
    LEFT JOIN last USING (c) ORDER BY c) AS x
  ORDER BY c;
-- Who has written has read until there; most read on, some never again.
CREATE TEMP TABLE reader AS
  SELECT c, m, pos, joined, muted, q, weight, n, date_trunc('second', greatest(joined, own, CASE
      WHEN seen IS NULL THEN joined WHEN y < CASE WHEN muted THEN 0.12 WHEN was IN ('a', 'b')
        THEN 0.6 WHEN kind = 'public' THEN 0.66 ELSE 0.9 END THEN least(latest, seen)
      ELSE least(latest, joined + (seen - joined) * z ^ 0.5) END)) AS read
  FROM (SELECT c, m, pos, chair.joined, chair.weight, n, was, chair.kind, q, mine.sent AS own,
      latest, seen, random() < CASE WHEN chair.kind = 'direct' THEN 0.01 WHEN was = 'b' THEN 0.22
        ELSE 0.07 END AS muted, random() AS y, random() AS z
    FROM chair JOIN channel ON channel.id = c JOIN member ON member.id = m
      LEFT JOIN mine USING (c, m) ORDER BY c, m) AS x;
CREATE UNIQUE INDEX ON reader (c, pos);
CREATE UNIQUE INDEX ON reader (c, m);
ANALYZE reader;
INSERT INTO membership (channel_id, member_id, joined, read, muted, starred)
  SELECT c, m, joined, read, muted, NOT muted AND random() < 0.03 + 0.02 * least(3, weight)
  FROM (SELECT * FROM reader ORDER BY joined, c, m) AS x ORDER BY joined, c, m;
CREATE TEMP TABLE vocabulary AS
  SELECT i, CASE WHEN i <= 60 THEN ('{the,to,we,a,is,it,and,for,i,in,on,of,that,this,you,can,be,'
      'have,not,will,with,are,do,at,if,just,from,so,but,now,please,thanks,need,when,today,get,'
      'all,team,was,there,think,see,ok,about,should,work,one,update,time,me,who,new,meeting,'
      'tomorrow,release,deploy,customer,review,ticket,issue}'::text[])[i]
    ELSE (SELECT string_agg(part, '') FROM (SELECT ('{ba,con,de,el,fi,gra,in,lo,ma,ne,or,pa,qui,'
        're,sta,ter,un,ver,wi,pro,ment,tion,ser,con,di,mo,ta,li,co,ex}'::text[])
        [1 + (i::bigint * 7919 * (k * k + 3 * k + 1) / 13 % 30)::int] AS part
      FROM generate_series(1, 2 + i % 3 - (i % 5 = 0)::int) AS k) AS s) END AS word
  FROM generate_series(1, 2400) AS i;
CREATE INDEX ON vocabulary (i);
CREATE TEMP TABLE phrase AS
  SELECT f, string_agg(word, ' ' ORDER BY k) AS text
  FROM (SELECT f, k, 1 + width_bucket(random(), (SELECT ranks(2400, 0.9))) AS i
    FROM (SELECT f, 1 + floor(6 * random())::int AS n FROM generate_series(1, 24000) AS f) AS x,
    LATERAL generate_series(1, n) AS k ORDER BY f, k) AS y JOIN vocabulary USING (i)
  GROUP BY f;
CREATE INDEX ON phrase (f);
ANALYZE phrase;
INSERT INTO message (id, channel_id, author_id, thread_id, kind, sent, edited, deleted, text)
  SELECT i, c, m, root, kind, sent, CASE WHEN kind = 'text' AND v < 0.05 THEN least(
      '2026-11-28 23:30+00', sent + pg_temp.seconds(exp(3 + 110 * v))) END,
    kind = 'text' AND v > 0.988, CASE WHEN kind = 'joined' THEN 'has joined the channel'
      WHEN v > 0.988 THEN '' ELSE left(t.text, 4000) END
  FROM message_ LEFT JOIN (SELECT i, string_agg(text, ' ' ORDER BY f) AS text
    FROM (SELECT i, 1 + floor(24000 * random())::int AS f
      FROM (SELECT i, least(60, 1 + floor(exp(0.75 + 0.85 * pg_temp.bell())))::int AS n
        FROM message_ WHERE kind <> 'joined' ORDER BY i) AS x, LATERAL generate_series(1, n)
      ORDER BY i) AS y JOIN phrase USING (f) GROUP BY i) AS t USING (i)
  ORDER BY i;
-- One begins, others join in with the same.
INSERT INTO reaction (message_id, member_id, emoji, at)
  SELECT i, m, coalesce(('{thumbsup,heart,joy,tada,eyes,white_check_mark,pray,fire,raised_hands,'
    'rocket,clap,100,smile,thinking,ok_hand,wave,sob,muscle,plus1,heavy_plus,party,coffee,bow,'
    'star,laughing,grin,warning,bulb,bug,cry}'::text[])[e], 'custom-' || e), min(at)
  FROM (SELECT i, r.m, CASE WHEN same < 0.62 THEN first ELSE other END AS e, date_trunc('second',
      sent + pg_temp.seconds(exp(5.5 + 1.8 * b))) AS at, r.joined
    FROM (SELECT i, c, m, sent, first, random() AS same, pg_temp.bell() AS b,
        1 + width_bucket(random(), (SELECT ranks(170, 1.25))) AS other,
        1 + floor(n * random() ^ 1.35)::int AS pos
      FROM (SELECT *, 1 + width_bucket(random(), (SELECT ranks(170, 1.35))) AS first,
          least(n, CASE WHEN n > 40 AND v * 1000 - floor(v * 1000) < 0.02 THEN n * 0.3 * random()
            ELSE 1 - ln(1 - random()) * (0.5 + 0.4 * ln(n)) END)::int AS many
        FROM message_ WHERE kind <> 'joined' AND v BETWEEN 0.5 AND 0.5 + CASE among
          WHEN 'public' THEN 0.4 WHEN 'private' THEN 0.36 WHEN 'group' THEN 0.28 ELSE 0.17 END
        ORDER BY i) AS x, LATERAL generate_series(1, many) ORDER BY i) AS y
    JOIN reader AS r ON r.c = y.c AND r.pos = y.pos WHERE r.m <> y.m OR same < 0.05) AS z
  WHERE at >= joined AND at < '2026-11-28 23:50+00' GROUP BY i, m, e ORDER BY min(at), i, m, e;
INSERT INTO mention (message_id, member_id, at, seen)
  SELECT i, r.m, sent, read >= sent OR b < 0.1
  FROM (SELECT i, c, m, sent, random() AS b, 1 + floor(n * random() ^ 1.4)::int AS pos
    FROM (SELECT *, least(n, 8, 1 + floor(-0.75 * ln(1 - random())))::int AS many FROM message_
      WHERE kind <> 'joined' AND v BETWEEN 0.2 AND CASE among WHEN 'direct' THEN 0.205
        WHEN 'group' THEN 0.28 ELSE 0.36 END ORDER BY i) AS x, LATERAL generate_series(1, many)
    ORDER BY i) AS y JOIN reader AS r USING (c, pos)
  WHERE r.m <> y.m AND r.joined <= sent ORDER BY i, r.m ON CONFLICT DO NOTHING;
INSERT INTO member_saved (member_id, message_id)
  SELECT DISTINCT r.m, i FROM (SELECT i, c, sent, 1 + floor(n * random() ^ 1.6)::int AS pos
    FROM message_ WHERE kind <> 'joined' AND v > 0.1 AND v < 0.122 ORDER BY i) AS x
  JOIN reader AS r USING (c, pos) WHERE r.joined <= sent AND r.q < 0.75;
INSERT INTO file (id, message_id, channel_id, name, kind, size, added)
  SELECT row_number() OVER (ORDER BY i, k), i, c, CASE kind WHEN 'image' THEN
      CASE WHEN s < 0.6 THEN 'Screenshot ' || (sent::date)::text || ' '
        || anyof(59) || '.png' ELSE 'image' || anyof(900) || '.jpg' END
    WHEN 'document' THEN word || '-v' || anyof(9) || '.pdf'
    WHEN 'sheet' THEN word || '-' || (sent::date)::text || '.xlsx'
    WHEN 'code' THEN word || anyof(30) || '.txt' WHEN 'video' THEN word || anyof(90) || '.mp4'
    ELSE word || anyof(99) || '.zip' END, kind,
  least(1900000000, exp(CASE kind WHEN 'image' THEN 12.4 WHEN 'document' THEN 12.8
    WHEN 'sheet' THEN 11.2 WHEN 'code' THEN 8.2 WHEN 'video' THEN 16.6 ELSE 14.3 END
    + 1.15 * pg_temp.bell()))::int, sent
  FROM (SELECT i, k, c, sent, random() AS s, (SELECT word FROM vocabulary
        WHERE vocabulary.i = 61 + y.i % 300) AS word,
      CASE WHEN r < 0.49 THEN 'image' WHEN r < 0.73 THEN 'document' WHEN r < 0.82 THEN 'sheet'
        WHEN r < 0.9 THEN 'code' WHEN r < 0.94 THEN 'video' ELSE 'other' END AS kind
    FROM (SELECT i, k, c, sent, random() AS r
      FROM (SELECT *, 1 + floor(-0.45 * ln(1 - random()))::int AS many FROM message_
        WHERE kind = 'text' AND v > 0.12 AND v < 0.198 ORDER BY i) AS x,
      LATERAL generate_series(1, least(many, 5)) AS k ORDER BY i, k) AS y ORDER BY i, k) AS z
  ORDER BY i, k;
INSERT INTO pin (channel_id, message_id, by_id, pinned)
  SELECT c, i, r.m, at FROM (SELECT i, c, date_trunc('second', sent
      + pg_temp.seconds(exp(7 + 2 * pg_temp.bell()))) AS at,
      1 + floor(n * random() ^ 1.8)::int AS pos,
      rank() OVER (PARTITION BY c ORDER BY i DESC) AS rank
    FROM message_ WHERE kind = 'text' AND v > 0.4 AND v < 0.4 + CASE among WHEN 'direct'
      THEN 0.001 WHEN 'group' THEN 0.003 ELSE 0.0105 END ORDER BY i) AS x
  JOIN reader AS r USING (c, pos) WHERE at < '2026-11-28 23:40+00' AND r.joined <= at
    AND rank <= 60
  ORDER BY at, i;
-- Most who are in a workspace have been invited; of the others some have never come.
INSERT INTO invitation (id, workspace_id, inviter_id, email, token, state, sent, expires)
  SELECT row_number() OVER (ORDER BY sent, y.w, n), y.w, p.m, mail, left(md5(n || 'token'), 24),
    CASE WHEN came THEN 'accepted' WHEN s < 0.11 THEN 'revoked'
      WHEN sent::date + 60 < '2026-11-28' THEN 'expired' ELSE 'open' END, sent, sent::date + 60
  FROM (SELECT x.w, mail, came, date_trunc('second', sent) AS sent, s, by,
      row_number() OVER (ORDER BY sent, mail) AS n
    FROM (SELECT w, email AS mail, true AS came, 1.0 AS s, greatest(at + interval '5 min',
          p.joined - pg_temp.seconds(exp(10 + 1.6 * pg_temp.bell()))) AS sent,
        1 + floor((j - 1) * random() ^ 3)::int AS by
      FROM person AS p JOIN firm USING (w) JOIN member ON member.id = m
      WHERE j > 1 AND p.role <> 'bot' AND random() < 0.9
      UNION ALL SELECT w, 'guest' || k || left(md5(w || '.' || k), 9) || '@mail.example', false,
        random(), at + ('2026-11-28 20:00' - at) * random() ^ 0.6,
        1 + floor(size * 0.4 * random() ^ 2)::int
      FROM firm, LATERAL generate_series(1, (size * 0.75)::int) AS k) AS x) AS y
  JOIN person AS p ON p.w = y.w AND p.j = y.by WHERE sent < '2026-11-28 23:59+00'
  ORDER BY sent, y.w, n;
DROP TABLE firm, person, room, seat, place, chair, said, message_, last, mine, reader, vocabulary,
  phrase;
DROP FUNCTION pg_temp.bell();
DROP FUNCTION pg_temp.seconds(float8);

-- arguments memberByEmail
SELECT workspace_id, email FROM member WHERE seen >= '2026-11-14' ORDER BY random() LIMIT 200;
-- arguments sidebar
SELECT id FROM member WHERE seen >= '2026-11-21' ORDER BY random() LIMIT 200;
-- arguments unreadOf
SELECT id FROM member WHERE seen >= '2026-11-21' ORDER BY random() LIMIT 200;
-- arguments history
SELECT c, coalesce(CASE WHEN random() < 0.25 THEN (SELECT sent FROM message WHERE channel_id = c
  ORDER BY id DESC OFFSET 40 + anyof(300) LIMIT 1) END, '2026-11-29 00:00:00+00'::timestamptz)
FROM (SELECT channel_id AS c FROM message WHERE sent >= '2026-10-29'
  ORDER BY random() LIMIT 200) AS x;
-- arguments threadPage
SELECT thread_id FROM (SELECT DISTINCT thread_id FROM message
  WHERE sent >= '2026-10-29' AND thread_id IS NOT NULL) AS x ORDER BY random() LIMIT 200;
-- arguments newSince
SELECT c, read FROM (SELECT channel_id AS c FROM message WHERE sent >= '2026-10-29'
  ORDER BY random() LIMIT 400) AS x, LATERAL (SELECT read FROM membership
    JOIN channel ON channel.id = c WHERE channel_id = c AND read >= '2026-10-30'
    ORDER BY random() - 0.4 * (read < latest)::int LIMIT 1) AS y
ORDER BY random() LIMIT 200;
-- arguments mentionsOf
SELECT member_id FROM mention WHERE at >= '2026-09-29' ORDER BY random() LIMIT 200;
-- arguments searchIn
SELECT channel_id, CASE WHEN common < 0.2
    THEN ('{release,customer,meeting,review,deploy,ticket,update}'::text[])[anyof(7)]
  ELSE (SELECT word FROM regexp_split_to_table(text, ' ') AS word WHERE length(word) >= 5
    ORDER BY random() LIMIT 1) END, CASE WHEN random() < 0.2 THEN author_id END
FROM (SELECT channel_id, author_id, text, random() AS common FROM message
  WHERE kind = 'text' AND text ~ '[a-z]{5}' ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments memberList
SELECT workspace_id, CASE WHEN random() < 0.25 THEN CASE WHEN r < 0.35 THEN 'guest'
    WHEN r < 0.65 THEN 'admin' WHEN r < 0.8 THEN 'bot' WHEN r < 0.9 THEN 'member'
    ELSE 'owner' END END,
  CASE WHEN random() < 0.6 THEN CASE WHEN random() < 0.75 THEN 'active' ELSE 'deactivated' END END
FROM (SELECT workspace_id, random() AS r FROM member ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments membersNamed
SELECT workspace_id, left(name, 1 + anyof(3))
FROM (SELECT workspace_id, name FROM member WHERE state = 'active'
  ORDER BY random() LIMIT 200) AS x;
-- arguments whoIsIn
SELECT channel_id FROM membership JOIN channel ON channel.id = channel_id
WHERE kind IN ('public', 'private') AND latest >= '2026-11-14' ORDER BY random() LIMIT 200;
-- arguments pinsOf
SELECT channel_id FROM message WHERE sent >= '2026-10-29' ORDER BY random() LIMIT 200;
-- arguments filesIn
SELECT channel_id, CASE WHEN random() < 0.4 THEN kind END
FROM (SELECT channel_id, kind FROM file WHERE added >= '2026-08-29'
  ORDER BY random() LIMIT 200) AS x;
-- arguments largeFiles
SELECT workspace_id, ('{1,5,10,20,50,100}'::int[])[anyof(6)] * 1000000
FROM (SELECT workspace_id FROM member WHERE role <> 'guest' ORDER BY random() LIMIT 200) AS x;
-- arguments reactionsTo
SELECT (SELECT string_agg(id::text, ',') FROM (SELECT id FROM message WHERE channel_id = c
  ORDER BY id DESC LIMIT n) AS y)
FROM (SELECT c, n FROM (SELECT channel_id AS c, 9 + anyof(41) AS n FROM message
    WHERE sent >= '2026-10-29' ORDER BY random() + 0 LIMIT 400) AS v
  WHERE (SELECT count(*) FROM message WHERE channel_id = c) >= n LIMIT 200) AS x;
-- arguments activity
SELECT workspace_id, until - 7 - floor(83 * random() ^ 1.8)::int, until
FROM (SELECT workspace_id, '2026-11-28'::date - floor(20 * random() ^ 2)::int AS until
  FROM member ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments expiring
SELECT '2026-11-28'::date + anyof(14) FROM generate_series(1, 200);
-- arguments savedOf
SELECT member_id FROM member_saved ORDER BY random() LIMIT 200;
-- arguments emojiOf
SELECT member_id FROM reaction WHERE at >= '2026-10-29' ORDER BY random() LIMIT 200;
-- arguments idleSeats
SELECT w, '2026-11-29'::timestamptz - interval '30 days' * anyof(3)
FROM (SELECT id AS w FROM workspace, generate_series(1, 3)
  WHERE plan <> 'free' ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments post
SELECT 10000000 + row_number() OVER (), channel_id, author_id, NULL::int, 'text',
  '2026-11-29 00:00:00+00'::timestamptz, NULL::timestamptz, false, left(text, 400)
FROM (SELECT channel_id, author_id, text FROM message WHERE kind = 'text' AND NOT deleted
  AND sent >= '2026-10-29' ORDER BY random() LIMIT 400) AS x;
-- arguments postTo
SELECT 20000000 + i, c, author, NULL::int, 'text', '2026-11-29 00:00:00+00'::timestamptz,
  NULL::timestamptz, false, left(text, 400), 20000000 + i, m,
  '2026-11-29 00:00:00+00'::timestamptz, false
FROM (SELECT row_number() OVER () AS i, channel_id AS c, author_id AS author, text, member_id AS m
  FROM (SELECT channel_id, author_id, text, member_id FROM mention
    JOIN message ON message.id = message_id WHERE NOT deleted AND sent >= '2026-06-01'
    ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments react
SELECT message_id, member_id, ('{thumbsup,heart,joy,tada,eyes,white_check_mark,pray,fire}'::text[])
  [1 + floor(8 * random() ^ 2)::int], '2026-11-29 00:00:00+00'::timestamptz
FROM (SELECT message.id AS message_id, member_id FROM message JOIN membership USING (channel_id)
  WHERE sent >= '2026-11-26' AND kind = 'text' AND member_id <> author_id AND NOT EXISTS
    (SELECT FROM reaction AS r WHERE r.message_id = message.id AND r.member_id
      = membership.member_id) ORDER BY random() + 0 LIMIT 400) AS x;
-- arguments markRead
SELECT channel_id, member_id, '2026-11-29 00:00:00+00'::timestamptz
FROM (SELECT channel_id, member_id FROM membership JOIN channel ON channel.id = channel_id
  JOIN member ON member.id = member_id
  WHERE latest >= '2026-10-29' AND seen >= '2026-11-21' ORDER BY random() LIMIT 400) AS x;
-- arguments seeMentions
SELECT member_id FROM (SELECT DISTINCT member_id FROM mention JOIN member ON member.id = member_id
  WHERE NOT mention.seen AND member.seen >= '2026-09-01') AS x ORDER BY random() LIMIT 400;
-- arguments accept
SELECT id FROM (SELECT id FROM (SELECT id FROM invitation WHERE state = 'open'
    ORDER BY random() LIMIT 380) AS x
  UNION ALL SELECT id FROM (SELECT id FROM invitation WHERE state IN ('accepted', 'expired')
    AND sent >= '2026-08-29' ORDER BY random() LIMIT 20) AS y) AS z ORDER BY random();
-- arguments enter
SELECT c, m, '2026-11-29 00:00:00+00'::timestamptz, '2026-11-29 00:00:00+00'::timestamptz, false,
  false
FROM (SELECT c, m FROM (SELECT channel.id AS c, member.id AS m FROM channel
    JOIN member USING (workspace_id) WHERE kind IN ('public', 'private') AND NOT archived
    AND state = 'active' AND NOT EXISTS (SELECT FROM membership WHERE channel_id = channel.id
      AND member_id = member.id) ORDER BY random() LIMIT 320) AS x
  UNION ALL SELECT c, m FROM (SELECT channel_id AS c, member_id AS m FROM membership
    ORDER BY random() LIMIT 80) AS y) AS z ORDER BY random();
-- arguments unpin
SELECT channel_id, message_id FROM (SELECT * FROM pin ORDER BY pinned DESC LIMIT 500) AS x
ORDER BY random() LIMIT 400;
