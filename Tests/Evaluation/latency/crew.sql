-- Rows of crew.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.4375);

-- rows
CREATE FUNCTION pg_temp.normal() RETURNS float8 LANGUAGE sql VOLATILE AS $$
  SELECT sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())
$$;
-- A piece of text for what people write: words of unequal frequency, in 1,200 pieces of 400 bytes.
CREATE TEMP TABLE vocabulary AS SELECT '{error,page,user,login,add,update,fix,button,list,test,api,'
  'report,export,mobile,search,email,slow,invoice,crash,table,form,filter,missing,wrong,customer,'
  'new,date,import,upload,settings,release,server,database,password,notification,dashboard,chart,'
  'payment,order,link,menu,broken,layout,translation,permission,admin,review,timeout,cache,sync,'
  'backup,migration,design,contract,meeting,budget,supplier,training,survey,campaign,newsletter,'
  'onboarding,checkout,cart,discount,shipping,address,profile,avatar,comment,attachment,preview,'
  'print,scanner,label,stock,warehouse,calendar,reminder,webhook,token,session,cookie,browser,'
  'safari,android,tablet,keyboard,shortcut,scroll,tooltip,dialog,validation,currency,rounding,tax,'
  'locale,timezone,encoding,archive,retention,audit,policy,consent,analytics,tracking,pixel,banner,'
  'pricing,plan,upgrade,trial,quota,limit,throttle,queue,worker,scheduler,cron,deploy,pipeline,'
  'rollback,feature,flag,experiment,variant,metric,alert,oncall,incident,postmortem,latency,index,'
  'replica,failover,cluster,container,image,registry,secret,certificate,domain,proxy,firewall,'
  'vulnerability,dependency,license,documentation,glossary,workshop,interview,headcount,lease,'
  'widget,gateway,schema,module,sandbox,glitch,roadmap}'
  ::text[] AS w;
CREATE TEMP TABLE piece AS
  SELECT i, left((SELECT string_agg(w[1 + floor(160 * random() ^ 1.7)::int] || CASE
    WHEN k % 3 = i % 3 THEN ' the' WHEN k % 5 = 0 THEN ' is' ELSE '' END, ' ')
    FROM generate_series(1, 70) AS k), 400) AS t FROM generate_series(1, 1200) AS i, vocabulary;
CREATE INDEX ON piece (i);
ANALYZE piece;
-- Companies of very unequal size; those that are larger pay more.
CREATE TEMP TABLE company AS
  SELECT t, at, w, months,
  greatest(1, round(24 * w ^ 0.85 * least(1, 0.25 + 0.02 * months)))::int AS people
  FROM (SELECT t, at, exp(1.15 * pg_temp.normal()) AS w,
      extract(epoch FROM '2026-11-29'::timestamptz - at) / 2628000 AS months
    FROM (SELECT t, date_trunc('second', grown((t - 0.5) / 600, 0.055)) AS at
      FROM generate_series(1, 600) AS t) AS x ORDER BY t) AS y;
INSERT INTO tenant (id, slug, name, plan, country, created)
  SELECT t, lower(a || b || CASE WHEN n > 1 THEN n::text ELSE '' END),
  a || b || (CASE WHEN n > 1 THEN ' ' || n ELSE '' END) || (ARRAY[' Ltd', ' GmbH', ' Inc', '', ''])
    [1 + t % 5],
  CASE WHEN people * q < 9 THEN 'free' WHEN people * q < 36 THEN 'team'
    WHEN people * q < 130 THEN 'business' ELSE 'enterprise' END,
  ('{US,DE,GB,FR,NL,SE,CA,AU,ES,IT,PL,AT,CH,DK,IE,BR,IN,JP}'::text[])
    [1 + width_bucket(random(), (SELECT ranks(18, 1.1)))], at
  FROM (SELECT *, row_number() OVER (PARTITION BY a, b ORDER BY t) AS n FROM (SELECT t, at, people,
    0.6 + 0.8 * random() AS q, ('{North,Blue,Solar,Hyper,Clear,River,Stone,Open,Bright,Quant,Metro,'
      'Terra,Alpen,Nova,Pixel,Green,Iron,Swift,Omni,Data}'::text[])[anyof(20)] AS a,
    ('{wind,works,labs,bank,soft,media,logic,cloud,parts,foods,line,health}'::text[])[anyof(12)]
      AS b FROM company ORDER BY t) AS x) AS y ORDER BY t;
-- One in eleven seats is taken by somebody who is known already, from another company.
CREATE TEMP TABLE seat AS
  SELECT row_number() OVER (ORDER BY joined, t, k)::int AS j, t, k, joined, random() AS r
  FROM (SELECT t, k, date_trunc('second', at + ('2026-11-28 18:00+00'::timestamptz - at)
      * CASE WHEN k = 1 THEN 0 ELSE random() ^ 1.4 END) AS joined
    FROM company, LATERAL generate_series(1, people) AS k ORDER BY t, k) AS x;
CREATE TEMP TABLE known AS
  SELECT row_number() OVER (ORDER BY j)::int AS u, j, t, joined FROM seat WHERE k = 1 OR r >= 0.09;
CREATE TEMP TABLE belongs AS
  SELECT t, u, min(joined) AS joined, bool_or(k = 1) AS is_first
  FROM (SELECT seat.t, k, seat.joined, coalesce(known.u, 1 + floor(random() * (SELECT count(*)
      FROM known) * seat.j / (SELECT count(*) FROM seat))::int) AS u
    FROM seat LEFT JOIN known USING (j) ORDER BY j) AS x
  GROUP BY t, u;
INSERT INTO "user" (id, email, name, zone, digest, created, seen)
  SELECT u, lower(a) || '.' || lower(b) || u || '@' || (SELECT slug FROM tenant WHERE id = t)
    || (ARRAY['.example', '.test'])[1 + t % 2], a || ' ' || b,
  zones[1 + (width_bucket(random(), (SELECT ranks(38, 1.1))) + CASE WHEN random() < 0.6
    THEN 0 ELSE t % 5 END) % 38],
  random() < 0.34, joined, CASE WHEN random() < 0.93 THEN greatest(joined, date_trunc('second',
    '2026-11-28 23:59:00+00'::timestamptz - interval '1 h' * exp(2.6 + 2 * pg_temp.normal()))) END
  FROM (SELECT u, t, joined, ('{Anna,Ben,Clara,David,Emma,Felix,Greta,Hugo,Ida,Jonas,Klara,Leon,'
      'Marie,Noah,Olivia,Paul,Rosa,Simon,Tilda,Victor,Walter,Yara,Alexander,Charlotte,Elisabeth,'
      'Frederik,Johanna,Katharina,Sebastian,Theodora,Arjun,Wei,Fatima,Diego,Kenji,Priya}'::text[])
      [1 + floor(36 * random() ^ 1.2)::int] AS a,
    ('{Ham,Ber,Kel,Stein,Wal,Mor,Lind,Ros,Fal,Gar,Hol,Bran,Win,Tor,Sol,Mar,Nor,Kir,Dal,Alt}'
      ::text[])[anyof(20)] || ('{ch,der,ler,mann,ner,son,ton,well,berg,stad,field,er,is,ski,dal,'
      'gren,hart,ing,ow,y}'::text[])[1 + floor(20 * random() ^ 1.3)::int] AS b
    FROM known ORDER BY u) AS x,
  (SELECT '{Europe/Berlin,America/New_York,Europe/London,Europe/Paris,America/Los_Angeles,UTC,'
    'Europe/Amsterdam,Europe/Stockholm,America/Chicago,Australia/Sydney,Europe/Madrid,Asia/Kolkata,'
    'Europe/Rome,Europe/Warsaw,America/Toronto,Europe/Vienna,Europe/Zurich,America/Sao_Paulo,'
    'Europe/Copenhagen,Asia/Tokyo,America/Denver,Europe/Dublin,Asia/Singapore,Europe/Lisbon,'
    'America/Vancouver,Europe/Prague,Australia/Melbourne,Europe/Oslo,Europe/Helsinki,Europe/Kyiv,'
    'Asia/Dubai,Africa/Cairo,Asia/Shanghai,America/Mexico_City,Africa/Lagos,Asia/Manila,'
    'Pacific/Auckland,America/Bogota}'::text[] AS zones) AS z ORDER BY u;
INSERT INTO membership (tenant_id, user_id, role, state, joined)
  SELECT t, u, CASE WHEN is_first THEN 'owner' WHEN r < 0.09 THEN 'admin'
    WHEN r < 0.86 THEN 'member' ELSE 'guest' END,
  CASE WHEN joined > '2026-11-08' AND q < 0.4 AND NOT is_first OR q < 0.012 THEN 'invited'
    WHEN NOT is_first AND q < 0.012 + 0.006 * extract(days FROM '2026-11-29' - joined) / 30
    THEN 'left' ELSE 'active' END, joined
  FROM (SELECT *, random() AS r, random() AS q FROM belongs ORDER BY joined, t, u) AS x
  ORDER BY joined, t, u;
-- Who was there by when.
CREATE TEMP TABLE crew AS
  SELECT t, array_agg(u ORDER BY joined, u) AS who, array_agg(joined ORDER BY joined, u) AS since
  FROM belongs GROUP BY t;
CREATE TEMP TABLE planned AS
  SELECT row_number() OVER (ORDER BY made, t, k)::int AS p, t, k, made, kind, people, months, shape,
  CASE WHEN random() < 0.022 * extract(days FROM '2026-11-29' - made) / 30 - 0.1
    THEN (made + ('2026-11-29' - made) * (0.35 + 0.65 * random()))::date END AS archived
  FROM (SELECT t, k, people, months, exp(1.2 * pg_temp.normal()) AS shape,
      date_trunc('second', at + ('2026-11-28 18:00+00'::timestamptz - at)
        * CASE WHEN k = 1 THEN 0 ELSE random() ^ 1.15 END) AS made,
      CASE WHEN r < 0.62 THEN 'software' WHEN r < 0.76 THEN 'service' ELSE 'business' END AS kind
    FROM (SELECT t, at, people, months, k, random() AS r FROM company, LATERAL generate_series(1,
        greatest(1, round(0.9 * people ^ 0.6 * exp(0.5 * (t * 37 % 100 - 50) / 50.0)))::int) AS k
      ORDER BY t, k) AS x) AS y;
-- More of the issues lie in projects of many people and of many months.
CREATE TEMP TABLE worked AS
  SELECT *, round(least(6000, 0.76 * shape * people ^ 0.45 * months_of ^ 0.62))::int
    AS issues
  FROM (SELECT *, 0.2 + extract(epoch FROM coalesce(archived::timestamptz, '2026-11-29') - made)
    / 2628000 AS months_of FROM planned ORDER BY p) AS x;
ANALYZE worked;
CREATE TEMP TABLE raised AS
  SELECT row_number() OVER (ORDER BY at, p)::int AS i, row_number() OVER (PARTITION BY p
    ORDER BY at)::int AS number, p, t, pkind, at, n, sprints, archived
  FROM (SELECT p, t, kind AS pkind, archived, issues AS n, kind = 'software' AND issues >= 80 AND
      p % 4 > 0 AS sprints, date_trunc('second', made + (coalesce(archived::timestamptz,
        '2026-11-28 23:59:59+00') - made) * random() ^ 0.8) AS at
    FROM worked, LATERAL generate_series(1, issues) ORDER BY p) AS x;
-- From an issue's birth on: when it is done, by whom it was reported and is to be done.
CREATE TEMP TABLE issued AS
  SELECT i, number, p, t, pkind, at, sprints, archived, ikind, ends, reporter, worker, chatty, r, q,
  coalesce(ends, '2026-11-29') AS until
  FROM (SELECT *, CASE WHEN q >= 0.2 AND at + dur < '2026-11-29' THEN date_trunc('second', at + dur)
      WHEN archived IS NOT NULL AND q >= 0.02 THEN greatest(at, archived::timestamptz
        - interval '1 h' * 24 * random()) END AS ends,
    who[1 + (floor(there * random() ^ 2.2)::int + p) % there] AS reporter,
    who[1 + (floor(there * random() ^ 3.2)::int + p) % there] AS worker
    FROM (SELECT *, greatest(1, width_bucket(at, since)) AS there, random() AS q, random() AS r,
      interval '1 h' * exp(5.2 + 1.8 * pg_temp.normal() - CASE ikind WHEN 'bug' THEN 0.6
        WHEN 'epic' THEN -2 ELSE 0 END) AS dur, exp(0.4 * pg_temp.normal()) AS chatty
      FROM (SELECT *, CASE WHEN k < CASE pkind WHEN 'software' THEN 0.035 ELSE 0.012 END THEN 'epic'
          WHEN pkind = 'software' THEN CASE WHEN k < 0.38 THEN 'bug' WHEN k < 0.7 THEN 'story'
            ELSE 'task' END
          WHEN pkind = 'service' THEN CASE WHEN k < 0.45 THEN 'bug' ELSE 'task' END
          ELSE CASE WHEN k < 0.05 THEN 'bug' WHEN k < 0.1 THEN 'story' ELSE 'task' END END AS ikind
        FROM (SELECT *, random() AS k FROM raised ORDER BY i) AS x JOIN crew USING (t)
        ORDER BY i) AS y) AS z ORDER BY i) AS v;
CREATE INDEX ON issued (i);
ANALYZE issued;
INSERT INTO project (id, tenant_id, prefix, name, kind, lead_id, opened, created, archived)
  SELECT p, t, left(upper(a), 3) || CASE WHEN n > 1 THEN n::text ELSE '' END,
  initcap(a) || ' ' || b, kind, who[1 + (anyof(there) + p) % there], coalesce(most, 0), made,
  archived
  FROM (SELECT *, row_number() OVER (PARTITION BY t, left(a, 3) ORDER BY p) AS n
    FROM (SELECT worked.*, greatest(1, width_bucket(made, since)) AS there, who,
      w[1 + floor(160 * random() ^ 1.2)::int] AS a, w[anyof(160)] AS b
      FROM worked JOIN crew USING (t), vocabulary ORDER BY p) AS x) AS y
  LEFT JOIN (SELECT p, max(number) AS most FROM raised GROUP BY p) AS m USING (p) ORDER BY p;
-- The names that are everybody's, and some of one's own.
INSERT INTO label (id, project_id, name, colour)
  SELECT row_number() OVER (ORDER BY p, o), p, name,
  ('{#d73a4a,#0075ca,#cfd3d7,#a2eeef,#7057ff,#008672,#e4e669,#d876e3,#ffffff,#000000,#fbca04,'
    '#b60205,#0e8a16,#5319e7,#1d76db,#c5def5}'::text[])[1 + floor(16 * random() ^ 1.3)::int]
  FROM (SELECT p, name, min(o) AS o FROM (SELECT p, o, names[1 + width_bucket(random(),
        (SELECT ranks(60, 0.75)))] AS name
      FROM (SELECT p, o FROM worked, LATERAL generate_series(1, least(14,
        floor(0.9 * issues ^ 0.45 * (0.4 + (p * 31 % 100) / 70.0))::int)) AS o ORDER BY p, o) AS x,
      (SELECT '{frontend,backend,urgent,design,docs,customer,blocked,mobile,api,security,infra,'
        'wontfix,question,regression,performance,legal,finance,quick-win,tech-debt,release,ux,'
        'data,test,ops,research,marketing,sales,accessibility,i18n,billing,hiring,vendor,privacy,'
        'migration,search,login,payments,reports,onboarding,hardware,ios,android,web,desktop,'
        'internal,external,idea,epic-2026,q1,q2,q3,q4,waiting,needs-info,duplicate,flaky,beta,'
        'enterprise,compliance,training}'::text[] AS names) AS n) AS y GROUP BY p, name) AS z
  ORDER BY p, o;
-- Two weeks each, from a month after the project began; the next is planned already.
CREATE TEMP TABLE paced AS
  SELECT row_number() OVER (ORDER BY starts, p)::int AS s, p, n, starts, archived
  FROM (SELECT p, archived, n, first + 14 * (n - 1) AS starts
    FROM (SELECT p, archived, date_trunc('week', made)::date + 35 AS first FROM worked
      WHERE p IN (SELECT DISTINCT p FROM raised WHERE sprints) ORDER BY p) AS x,
    LATERAL generate_series(1, 300) AS n
    WHERE first + 14 * (n - 1) < coalesce(archived, '2026-12-12'::date)) AS y;
CREATE INDEX ON paced (p, n);
ANALYZE paced;
INSERT INTO sprint (id, project_id, number, goal, state, starts, ends)
  SELECT s, p, n, CASE WHEN random() < 0.55 THEN substr(t, 1, 18 + anyof(44)) END,
  CASE WHEN archived IS NOT NULL OR starts + 14 <= '2026-11-28' THEN CASE WHEN archived IS NULL
      AND starts >= '2026-10-25' AND s % 6 = 0 THEN 'active' ELSE 'closed' END
    WHEN starts <= '2026-11-28' THEN 'active' ELSE 'planned' END, starts, starts + 13
  FROM (SELECT paced.*, piece.t FROM paced JOIN piece ON i = 1 + s * 7 % 1200 ORDER BY s) AS x
  ORDER BY s;
-- What is said of an issue until it is done and a few days more.
CREATE TEMP TABLE said AS
  SELECT i, at, least(length, 16000) AS length,
  CASE WHEN r < 0.27 THEN reporter WHEN r < 0.6 THEN worker
    ELSE who[1 + (floor(there * random() ^ 2)::int + p) % there] END AS author
  FROM (SELECT *, greatest(1, width_bucket(at, since)) AS there, random() AS r,
    ceil(exp(4.65 + 0.95 * pg_temp.normal()))::int AS length
    FROM (SELECT i, p, t, reporter, worker, date_trunc('second', at + interval '3 min'
        + (least(until + interval '4 days', '2026-11-29') - at - interval '3 min')
        * random() ^ CASE WHEN until - at > interval '60 days' THEN 2.2 ELSE 1.2 END) AS at
      FROM (SELECT *, floor(chatty * exp(0.78 + 0.95 * pg_temp.normal())
          * least(1, 0.25 + extract(epoch FROM until - at) / 200000))::int AS n
        FROM issued ORDER BY i) AS x, LATERAL generate_series(1, n)) AS y
    JOIN crew USING (t) WHERE at < '2026-11-29' ORDER BY at, i) AS z;
CREATE INDEX ON said (i);
CREATE TEMP TABLE epic AS SELECT p, i FROM issued WHERE ikind = 'epic';
CREATE INDEX ON epic (p, i);
ANALYZE said, epic;
INSERT INTO issue (id, tenant_id, project_id, number, kind, state, priority, title, body,
    reporter_id, assignee_id, sprint_id, parent_id, points, due, created, updated, resolved)
  SELECT i, t, p, number, ikind, state,
  CASE WHEN g < CASE ikind WHEN 'bug' THEN 0.13 ELSE 0.04 END THEN 'urgent'
    WHEN g < 0.27 THEN 'high' WHEN g < 0.82 THEN 'normal' ELSE 'low' END,
  initcap(w[1 + floor(160 * random() ^ 2)::int]) || ' ' || (SELECT string_agg(
    w[1 + 0 * k + floor(160 * random() ^ 1.7)::int], ' ') FROM generate_series(1, 3 + i % 5) AS k),
  body, reporter, CASE WHEN h < CASE state WHEN 'done' THEN 0.93 WHEN 'dropped' THEN 0.5
    WHEN 'backlog' THEN 0.22 WHEN 'todo' THEN 0.68 ELSE 0.985 END THEN worker END,
  CASE WHEN sprints AND h < 0.86 THEN CASE WHEN state IN ('done', 'dropped')
    THEN (SELECT s FROM paced WHERE paced.p = y.p AND starts <= ends::date ORDER BY n DESC LIMIT 1)
    WHEN state <> 'backlog' THEN (SELECT s FROM paced WHERE paced.p = y.p AND starts <= '2026-11-28'
      AND (state <> 'todo' OR h < 0.6) ORDER BY n DESC LIMIT 1) END END,
  parent, CASE WHEN sprints AND ikind IN ('story', 'task', 'bug') AND g < CASE ikind WHEN 'story'
    THEN 0.85 ELSE 0.5 END AND state <> 'dropped' THEN ('{1,2,3,5,8,13,21}'::int[])
    [1 + floor(7 * random() ^ 1.5)::int] END,
  CASE WHEN f < 0.13 THEN at::date + 2 + floor(exp(2.3 + 0.8 * pg_temp.normal()))::int END,
  at, greatest(at, coalesce(ends, at), coalesce(last, at), date_trunc('second', CASE
    WHEN random() < 0.3 THEN at + (least(until + interval '20 days', '2026-11-28 23:59:59+00') - at)
      * random() ELSE at END)), ends
  FROM (SELECT x.*, w, (SELECT CASE WHEN x.length < 20 THEN NULL ELSE left(string_agg(piece.t, ' '),
      x.length) END FROM piece WHERE piece.i BETWEEN x.start AND x.start + x.length / 400) AS body,
    CASE WHEN ikind <> 'epic' AND f > 0.77 THEN (SELECT i FROM (SELECT i FROM epic
      WHERE epic.p = x.p AND epic.i < x.i ORDER BY i DESC LIMIT 6) AS e ORDER BY random() LIMIT 1)
      END AS parent,
    (SELECT max(at) FROM said WHERE said.i = x.i) AS last
    FROM (SELECT *, random() AS f, random() AS g, random() AS h, anyof(1150) AS start,
      CASE WHEN random() < 0.22 THEN 0
        ELSE least(16000, ceil(exp(5.65 + 0.9 * pg_temp.normal())))::int END AS length,
      CASE WHEN ends IS NOT NULL THEN CASE WHEN r < CASE WHEN archived IS NOT NULL
          AND ends >= archived - interval '1 day' THEN 0.6 ELSE 0.07 END THEN 'dropped'
          ELSE 'done' END
        WHEN at >= '2026-11-25' THEN CASE WHEN r < 0.4 THEN 'backlog' WHEN r < 0.75 THEN 'todo'
          WHEN r < 0.93 THEN 'doing' ELSE 'review' END
        WHEN at >= '2026-09-20' THEN CASE WHEN r < 0.48 THEN 'backlog' WHEN r < 0.7 THEN 'todo'
          WHEN r < 0.91 THEN 'doing' ELSE 'review' END
        ELSE CASE WHEN r < 0.66 THEN 'backlog' WHEN r < 0.88 THEN 'todo' WHEN r < 0.965 THEN 'doing'
          ELSE 'review' END END AS state
      FROM issued ORDER BY i) AS x, vocabulary) AS y
  ORDER BY i;
INSERT INTO comment (id, issue_id, author_id, written, body, edited)
  SELECT c, i, author, at, body, CASE WHEN random() < 0.06 THEN least(date_trunc('second',
    at + interval '1 s' * exp(5 + 2 * pg_temp.normal())), '2026-11-28 23:59:59+00') END
  FROM (SELECT x.*, (SELECT left(string_agg(t, ' '), x.length) FROM piece
      WHERE piece.i BETWEEN x.start AND x.start + x.length / 400) AS body
    FROM (SELECT row_number() OVER (ORDER BY at, i) AS c, i, author, at, length,
      anyof(1150) AS start FROM said ORDER BY at, i) AS x) AS y ORDER BY c;
-- Three labels of a project take the most of its issues.
INSERT INTO issue_labels (issue_id, label_id)
  SELECT DISTINCT i, ids[1 + floor(cardinality(ids) * random() ^ 1.8)::int]
  FROM (SELECT i, p FROM (SELECT i, p, random() AS r FROM issued ORDER BY i) AS x,
      LATERAL generate_series(1, CASE WHEN r < 0.62 THEN 0 WHEN r < 0.86 THEN 1 WHEN r < 0.96 THEN 2
        WHEN r < 0.99 THEN 3 ELSE 5 END)) AS y
  JOIN (SELECT project_id, array_agg(id ORDER BY id) AS ids FROM label GROUP BY project_id) AS l
    ON project_id = p ORDER BY 1, 2;
-- Who reports, does or says something, and some who only look.
INSERT INTO watch (issue_id, user_id, since)
  SELECT i, u, at FROM (SELECT i, u, min(at) AS at FROM (
      SELECT id AS i, reporter_id AS u, created AS at FROM issue WHERE id % 5 < 4
      UNION ALL SELECT id, assignee_id, least(created + interval '1 h' * (id % 60), updated)
        FROM issue WHERE assignee_id IS NOT NULL AND id % 11 > 0
      UNION ALL (SELECT i, author, at FROM said WHERE (i + author) % 3 = 0)
      UNION ALL (SELECT i, who[anyof(there)], at FROM (SELECT i, t, at, random() AS r FROM issued
          ORDER BY i) AS x JOIN crew USING (t),
        LATERAL (SELECT greatest(1, width_bucket(at, since)) AS there) AS w WHERE r < 0.12)) AS y
    GROUP BY i, u) AS z ORDER BY at, i, u;
-- In companies that count hours. Bills are written in the middle of the next month.
INSERT INTO time_entry (id, issue_id, user_id, day, minutes, billable, state, note, logged)
  SELECT row_number() OVER (ORDER BY logged, s.i), s.i, u, day, minutes, billable,
  CASE WHEN day >= '2026-11-23' THEN CASE WHEN r < 0.94 THEN 'draft' ELSE 'approved' END
    WHEN day >= '2026-11-01' THEN CASE WHEN r < 0.22 THEN 'draft' ELSE 'approved' END
    WHEN NOT billable THEN CASE WHEN r < 0.006 THEN 'draft' ELSE 'approved' END
    WHEN day >= '2026-10-01' THEN CASE WHEN r < 0.02 THEN 'draft' WHEN r < 0.3 THEN 'approved'
      ELSE 'invoiced' END
    WHEN r < 0.003 THEN 'draft' WHEN r < 0.04 THEN 'approved' ELSE 'invoiced' END,
  CASE WHEN random() < 0.45 THEN substr(t, 1, 10 + floor(60 * random() ^ 1.6)::int) END, logged
  FROM (SELECT *, random() AS r, least('2026-11-28 23:59:59+00'::timestamptz,
      day + interval '8 hours' + interval '1 s' * floor(40000 * random()) + interval '1 day'
      * CASE WHEN random() < 0.75 THEN 0 ELSE floor(-3 * ln(1 - random())) END) AS logged
    FROM (SELECT i, u, p, billable, day - CASE extract(isodow FROM day) WHEN 6 THEN 1 WHEN 7
        THEN 2 ELSE 0 END AS day, anyof(1200) AS phrase,
      CASE WHEN m < 0.55 THEN 15 * (1 + floor(7 * random() ^ 1.3)) WHEN m < 0.9
        THEN 30 * (3 + floor(8 * random() ^ 1.6)) WHEN m < 0.96 THEN 60 * (5 + floor(4 * random()))
        ELSE 5 * anyof(23) END::int AS minutes
      FROM (SELECT i, u, p, billable, random() AS m,
        (at + (least(until, at + interval '40 days') - at) * random())::date AS day
        FROM (SELECT i, at, until, p, u, p % 3 > 0 AND i % 7 > 0 AS billable, n
          FROM (SELECT x.i, x.at, x.until, x.p, assignee_id AS u,
              floor(exp(1.1 + 0.8 * pg_temp.normal()))::int AS n
            FROM issued AS x JOIN issue ON id = x.i WHERE (x.t * 29 % 100 < 17 OR pkind = 'service')
              AND assignee_id IS NOT NULL AND state <> 'todo' ORDER BY x.i) AS y) AS z,
        LATERAL generate_series(1, n)) AS v) AS w
    WHERE day <= '2026-11-28') AS s
  JOIN piece ON piece.i = phrase ORDER BY 1;
INSERT INTO attachment (id, issue_id, by_id, file, name, type, bytes, uploaded)
  SELECT row_number() OVER (ORDER BY at, i), i, u, md5('file' || row_number() OVER (ORDER BY at, i))
    ::uuid, CASE WHEN k <= 3 AND q < 0.5 THEN 'Screenshot ' || to_char(at, 'YYYY-MM-DD HH24.MI.SS')
    ELSE w[anyof(160)] || '-' || w[anyof(160)] END || '.' || endings[k], types[k],
  greatest(40, least(900000000, exp(sizes[k] + 1.5 * pg_temp.normal())))::int, at
  FROM (SELECT i, u, at, random() AS q, width_bucket(random(), (SELECT ranks(22, 1.15))) + 1 AS k
    FROM (SELECT i, CASE WHEN random() < 0.6 THEN reporter ELSE worker END AS u,
        date_trunc('second', at + (until - at) * random() ^ 4) AS at
      FROM (SELECT i, at, until, reporter, worker, random() AS r FROM issued ORDER BY i) AS x,
      LATERAL generate_series(1, CASE WHEN r < 0.81 THEN 0 ELSE ceil(-1.35 * ln(1 - random())) END
        ::int)) AS y ORDER BY i, at) AS z, vocabulary,
  (SELECT '{image/png,image/jpeg,application/pdf,video/mp4,text/plain,application/zip,text/csv,'
      'image/gif,application/msword,application/vnd.ms-excel,image/svg+xml,application/json,'
      'video/quicktime,text/html,image/webp,application/xml,application/gzip,image/heic,'
      'audio/mpeg,application/x-tar,image/tiff,application/octet-stream}'::text[] AS types,
    '{png,jpg,pdf,mp4,log,zip,csv,gif,doc,xls,svg,json,mov,html,webp,xml,gz,heic,mp3,tar,tif,bin}'
      ::text[] AS endings, '{11.9,12.8,12.7,16.2,10,14,10.2,13,11.5,11.3,9.5,8.9,16.9,9.8,11.6,9.3,'
      '13.8,14.3,15,14.6,15.2,13}'::float8[] AS sizes) AS t ORDER BY 1;
-- Of the last 400 days. Most of it is of those who come in and what they change.
INSERT INTO audit_event (id, tenant_id, actor_id, at, action, subject, address)
  SELECT row_number() OVER (ORDER BY at, t), t, CASE WHEN u > 0 THEN u END, at,
  actions[CASE WHEN u > 0 THEN k ELSE 11 + 12 * (k % 2) END],
  CASE WHEN k IN (1, 2, 6, 20) THEN 'user/' || coalesce(nullif(u, 0), anyof(14000))
    WHEN k % 3 = 0 THEN 'project/' || anyof(3000) ELSE 'issue/' || anyof(120000) END,
  CASE WHEN u > 0 THEN (ARRAY['10.', '172.', '192.', '81.'])[1 + u % 4] || u * 37 / 16 % 256 || '.'
    || u * 101 / 256 % 256 || '.' || (u + CASE WHEN random() < 0.8 THEN 0 ELSE anyof(3) END) % 256
    END
  FROM (SELECT t, at, width_bucket(random(), (SELECT ranks(36, 1.05))) + 1 AS k,
    CASE WHEN random() < 0.06 THEN 0
      ELSE who[1 + (floor(there * random() ^ 1.6)::int + t) % there] END AS u
    FROM (SELECT t, at, who, greatest(1, width_bucket(at, since)) AS there
      FROM (SELECT t, date_trunc('milliseconds', greatest(made, '2026-11-29'::timestamptz
          - interval '400 days') + ('2026-11-29'::timestamptz - greatest(made,
          '2026-11-29'::timestamptz - interval '400 days')) * random() ^ 0.85) AS at
        FROM (SELECT t, at AS made, ceil(9.5 * people * (0.35 + 0.05 * (t * 53 % 27)))::int AS n
          FROM company ORDER BY t) AS x, LATERAL generate_series(1, n)) AS y
      JOIN crew USING (t) ORDER BY at, t) AS z) AS v,
  (SELECT '{user.signed-in,user.signed-out,issue.moved,issue.changed,issue.created,user.failed,'
    'issue.deleted,comment.deleted,project.changed,member.invited,token.used,report.exported,'
    'member.joined,file.downloaded,sprint.started,sprint.closed,token.created,project.created,'
    'label.changed,user.renamed,member.left,role.changed,webhook.called,project.archived,'
    'webhook.changed,issue.imported,token.revoked,plan.changed,policy.changed,file.deleted,'
    'project.restored,mfa.enabled,billing.changed,tenant.renamed,mfa.disabled,domain.verified}'
    ::text[] AS actions) AS a ORDER BY 1;
DROP TABLE piece, company, seat, known, belongs, crew, planned, worked, raised, issued, paced, said,
  epic;

-- arguments userByEmail
SELECT email FROM "user" ORDER BY random() LIMIT 200;
-- arguments digestOf
SELECT zone FROM (SELECT DISTINCT zone FROM "user") AS z, generate_series(1, 6)
ORDER BY random() LIMIT 200;
-- arguments projectHead
SELECT project_id FROM issue WHERE created >= '2026-05-29' ORDER BY random() LIMIT 200;
-- arguments members
SELECT tenant_id FROM membership ORDER BY random() LIMIT 200;
-- arguments issuePage
SELECT project_id, number FROM (SELECT project_id, number FROM issue
  ORDER BY random() * CASE WHEN created >= '2026-08-31' THEN 0.08 ELSE 1 END LIMIT 200) AS x
ORDER BY random();
-- arguments issuesOf
SELECT (SELECT string_agg(id::text, ',') FROM (SELECT id FROM (SELECT id FROM issue
  WHERE project_id = p AND id <= last + 0 * i ORDER BY id DESC LIMIT 60) AS newest
  ORDER BY random() LIMIT n) AS y)
FROM (SELECT i, p, last, 3 + floor(28 * random() ^ 1.2)::int AS n FROM (SELECT id AS i,
  project_id AS p, 1000000 AS last FROM issue WHERE created >= '2026-08-31'
  ORDER BY random() LIMIT 200) AS w) AS x;
-- arguments commentsOf
SELECT id FROM issue WHERE created >= '2026-09-29' ORDER BY random() LIMIT 200;
-- arguments board
SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY state = 'active' ORDER BY random()) AS n,
  state = 'active' AS is_active FROM sprint) AS x
WHERE n <= CASE WHEN is_active THEN 100 ELSE 28 END ORDER BY random();
-- arguments backlog
SELECT project_id FROM issue JOIN project ON project.id = project_id
WHERE archived IS NULL AND issue.created >= '2026-05-29' ORDER BY random() LIMIT 200;
-- arguments workOf
SELECT assignee_id FROM (SELECT assignee_id FROM issue WHERE assignee_id IS NOT NULL
  AND created >= '2026-08-31' ORDER BY random() * CASE WHEN resolved IS NULL THEN 0.3 ELSE 1 END
  LIMIT 200) AS x ORDER BY random();
-- arguments overdue
SELECT tenant_id, '2026-11-29'::date FROM issue WHERE created >= '2026-05-29'
ORDER BY random() LIMIT 200;
-- arguments findIssues
SELECT project_id,
  CASE WHEN random() < 0.55 THEN CASE WHEN s < 0.35 THEN 'doing' WHEN s < 0.55 THEN 'todo'
    WHEN s < 0.7 THEN 'backlog' WHEN s < 0.85 THEN 'review' WHEN s < 0.925 THEN 'done'
    ELSE 'dropped' END END,
  CASE WHEN random() < 0.3 THEN CASE WHEN k < 0.6 THEN 'bug' WHEN k < 0.8 THEN 'story'
    WHEN k < 0.9 THEN 'task' ELSE 'epic' END END,
  CASE WHEN random() < 0.15 THEN CASE WHEN p < 0.55 THEN 'urgent' WHEN p < 0.9 THEN 'high'
    WHEN p < 0.95 THEN 'normal' ELSE 'low' END END
FROM (SELECT project_id, random() AS s, random() AS k, random() AS p FROM (SELECT project_id
  FROM issue WHERE created >= '2026-05-29' ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments searchIssues
SELECT tenant_id, CASE WHEN random() < 0.6 THEN split_part(title, ' ', 2)
  ELSE split_part(title, ' ', 3) || ' ' || lower(split_part(title, ' ', 1)) END
FROM (SELECT tenant_id, title FROM issue WHERE created >= '2026-05-29'
  ORDER BY random() LIMIT 200) AS x;
-- arguments labelled
SELECT label_id FROM (SELECT label_id FROM issue_labels JOIN issue ON id = issue_id
  ORDER BY random() * CASE WHEN resolved IS NULL THEN 0.15 ELSE 1 END LIMIT 200) AS x
ORDER BY random();
-- arguments watchedBy
SELECT user_id FROM watch ORDER BY random() LIMIT 200;
-- arguments resolvedIn
SELECT tenant_id, e - interval '1 day' * d, e
FROM (SELECT tenant_id, '2026-11-29'::timestamptz - interval '1 day' * floor(60 * random()) AS e,
  ('{7,14,14,30,30,30,31,91}'::int[])[anyof(8)] AS d FROM (SELECT tenant_id FROM issue
  WHERE created >= '2026-05-29' ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments createdPerDay
SELECT project_id, e - interval '1 day' * d, e
FROM (SELECT project_id, '2026-11-29'::timestamptz - interval '1 day' * floor(10 * random()) AS e,
  ('{14,30,30,30,60,90}'::int[])[anyof(6)] AS d FROM (SELECT project_id FROM issue
  WHERE created >= '2026-05-29' ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments weekOf
SELECT user_id, monday, monday + 6
FROM (SELECT user_id, CASE WHEN random() < 0.75 THEN date_trunc('week', day)::date
  ELSE '2026-11-23' END AS monday FROM time_entry WHERE day >= '2026-11-09'
  ORDER BY random() + 0 LIMIT 200) AS x;
-- arguments hoursOf
SELECT project_id, month, (month + interval '1 month')::date - 1
FROM (SELECT project_id, ('2026-11-01'::date - interval '1 month' * floor(4 * random()))::date
  AS month FROM (SELECT project_id FROM time_entry JOIN issue ON issue.id = issue_id
  WHERE day >= '2026-07-01' AND billable ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments trailOf
SELECT tenant_id, names[anyof(cardinality(names))]
FROM (SELECT tenant_id FROM audit_event ORDER BY random() LIMIT 200) AS x,
  (SELECT array_agg(DISTINCT action) AS names FROM audit_event) AS y;
-- arguments largeFiles
SELECT tenant_id FROM issue ORDER BY random() LIMIT 200;
-- arguments openIssue
SELECT 10000000 + i, t, p, 50000 + i, CASE WHEN r < 0.45 THEN 'task' WHEN r < 0.8 THEN 'bug'
  ELSE 'story' END, CASE WHEN r < 0.6 THEN 'backlog' ELSE 'todo' END, 'normal',
  left(words(42), 200), CASE WHEN random() < 0.78 THEN left(words(420), 16000) END, u,
  CASE WHEN random() < 0.4 THEN a END,
  NULL, NULL, NULL, NULL, '2026-11-29 00:00:00+00'::timestamptz,
  '2026-11-29 00:00:00+00'::timestamptz, NULL,
  10000000 + i, u, '2026-11-29 00:00:00+00'::timestamptz,
  10000000 + i, t, u, '2026-11-29 00:00:00+00'::timestamptz, 'issue.created',
  'issue/' || 10000000 + i, '10.' || u % 256 || '.7.' || u / 256 % 256
FROM (SELECT row_number() OVER () AS i, tenant_id AS t, project_id AS p, reporter_id AS u,
  assignee_id AS a, random() AS r FROM (SELECT issue.tenant_id, project_id, reporter_id, assignee_id
  FROM issue JOIN project ON project.id = project_id WHERE archived IS NULL
  AND issue.created >= '2026-05-29' ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments say
SELECT 10000000 + row_number() OVER (), id, reporter_id, '2026-11-29 00:00:00+00'::timestamptz,
  left(words(160), 16000), NULL
FROM (SELECT id, reporter_id FROM issue WHERE created >= '2026-09-29' AND id < 10000000
  ORDER BY random() LIMIT 400) AS x;
-- arguments logTime
SELECT 10000000 + row_number() OVER (), id, assignee_id, '2026-11-29'::date - anyof(3),
  15 * anyof(16), random() < 0.57, 'draft', CASE WHEN random() < 0.45 THEN left(words(30), 200) END,
  '2026-11-29 00:00:00+00'::timestamptz
FROM (SELECT id, assignee_id FROM issue WHERE created >= '2026-09-29' AND id < 10000000
  AND assignee_id IN (SELECT user_id FROM time_entry) ORDER BY random() LIMIT 400) AS x;
-- arguments submit
SELECT id, '2026-11-29 00:00:00+00'::timestamptz FROM issue WHERE state = 'doing'
  AND created >= '2026-09-29' ORDER BY random() LIMIT 400;
-- arguments approveTimes
SELECT user_id, '2026-11-28'::date - 6 * (anyof(3) / 3)
FROM (SELECT DISTINCT user_id FROM time_entry WHERE state = 'draft' AND day >= '2026-11-01'
  AND id < 10000000) AS x ORDER BY random() LIMIT 400;
-- arguments watch
SELECT id, CASE WHEN random() < 0.2 THEN reporter_id ELSE who[anyof(cardinality(who))] END,
  '2026-11-29 00:00:00+00'::timestamptz
FROM (SELECT id, reporter_id, tenant_id FROM issue WHERE created >= '2026-09-29' AND id < 10000000
  ORDER BY random() LIMIT 400) AS x
JOIN (SELECT tenant_id, array_agg(user_id) AS who FROM membership GROUP BY tenant_id) AS m
  USING (tenant_id);
-- arguments unwatch
SELECT issue_id, user_id FROM watch WHERE issue_id < 10000000 ORDER BY random() LIMIT 400;
