-- Rows of hire.dbmodel and arguments of its patterns, in the form of shop.sql.

SELECT setseed(0.8125);

-- rows
CREATE FUNCTION pg_temp.bell() RETURNS float8 LANGUAGE sql VOLATILE AS $$
  SELECT sqrt(-2 * ln(1 - random())) * cos(6.2831853 * random())
$$;
CREATE FUNCTION pg_temp.hours(h float8) RETURNS interval LANGUAGE sql IMMUTABLE AS $$
  SELECT interval '1 s' * floor(3600 * h)
$$;
CREATE TEMP TABLE town AS
  SELECT i, (ARRAY['US', 'GB', 'DE', 'NL', 'FR', 'US', 'IE', 'SE', 'US', 'ES', 'PL', 'CA'])
    [1 + (i * 7 + i / 4) % 12] AS country,
  ('{New,Port,Saint,North,Lake,Fort,Oak,Mill,Kings,Spring,River,West,Clear,Ash,High}'::text[])
    [1 + scattered(i, 165) % 15]
  || ('{ford,ton,field,haven,burg,bridge,mouth,ham,stad,wick,ville}'::text[])
    [1 + scattered(i, 165) / 15 % 11] AS name
  FROM generate_series(1, 165) AS i;
-- Companies of very unequal size; those that are larger have more of everything.
CREATE TEMP TABLE firm AS
  SELECT *, greatest(2, least(160, round(5.5 * w ^ 0.8 * least(1, 0.35 + 0.03 * months))))::int
    AS people, 1 + width_bucket(random(), (SELECT ranks(165, 0.95))) AS place
  FROM (SELECT t, at, exp(1.1 * pg_temp.bell()) AS w,
      extract(epoch FROM '2026-11-29'::timestamptz - at) / 2628000 AS months
    FROM (SELECT t, greatest('2017-03-01', date_trunc('second', grown((t - 0.5) / 420, 0.033)))
        + interval '1 min' * t AS at FROM generate_series(1, 418) AS t) AS x ORDER BY t) AS y;
INSERT INTO company (id, slug, name, plan, country, created)
  SELECT t, lower(a || b || CASE WHEN n > 1 THEN n::text ELSE '' END),
  a || b || CASE WHEN n > 1 THEN ' ' || n ELSE '' END
  || (ARRAY[' Inc', ' Ltd', ' GmbH', '', ' BV', ''])[1 + t % 6],
  CASE WHEN people * q < 3.4 THEN 'trial' WHEN people * q < 9 THEN 'starter'
    WHEN people * q < 26 THEN 'growth' ELSE 'enterprise' END,
  (SELECT country FROM town WHERE i = place), at
  FROM (SELECT *, row_number() OVER (PARTITION BY a, b ORDER BY t) AS n
    FROM (SELECT t, at, people, place, 0.6 + 0.8 * random() AS q,
      ('{Acorn,Beacon,Cedar,Delta,Ember,Falcon,Granite,Harbor,Indigo,Juniper,Keystone,Lumen,'
      'Mosaic,Nimbus,Orchid,Pioneer,Quartz,Ridge,Summit,Tidal}'::text[])[anyof(20)] AS a,
      ('{Works,Labs,Bank,Soft,Media,Logic,Cloud,Foods,Care,Health}'::text[])[anyof(10)] AS b
      FROM firm ORDER BY t) AS x) AS y ORDER BY t;
CREATE TEMP TABLE member AS
  SELECT row_number() OVER (ORDER BY joined, t, k)::int AS u, t, k, joined
  FROM (SELECT t, k, date_trunc('second', at + ('2026-11-27 16:00+00'::timestamptz - at)
      * CASE WHEN k = 1 THEN 0 ELSE random() ^ 1.3 END) AS joined
    FROM firm, LATERAL generate_series(1, people) AS k ORDER BY t, k) AS x;
INSERT INTO recruiter (id, company_id, email, name, role, active, seen)
  SELECT u, t, lower(left(a, 1) || '.' || b) || u || '@'
    || (SELECT slug FROM company WHERE id = t) || '.example',
  a || ' ' || b, CASE WHEN k = 1 THEN 'admin' WHEN r < 0.24 THEN 'recruiter'
    WHEN r < 0.55 THEN 'manager' ELSE 'interviewer' END,
  k = 1 OR q > 0.13 * extract(epoch FROM '2026-11-29' - joined) / 31536000,
  CASE WHEN r2 < 0.96 THEN greatest(joined, date_trunc('second', '2026-11-28 20:00+00'::timestamptz
    - pg_temp.hours(exp(2.8 + 1.8 * g) + CASE WHEN q < 0.1 THEN 4000 * r ELSE 0 END))) END
  FROM (SELECT u, t, k, joined, random() AS r, random() AS q, random() AS r2, pg_temp.bell() AS g,
    ('{Amy,Brian,Carla,Derek,Elena,Farid,Gwen,Henry,Irene,Jack,Kim,Lars,Mona,Nils,Olga,Peter,Rita,'
      'Sven,Tina,Umar,Vera,William,Yusuf,Zoe}'::text[])[anyof(24)] AS a,
    ('{Abbott,Berger,Costa,Dawson,Eriksen,Foster,Garcia,Hansen,Ito,Jensen,Khan,Lopez,Meyer,Novak,'
      'Olsen,Patel,Quinn,Rossi,Schmidt,Turner}'::text[])[anyof(20)] AS b
    FROM member ORDER BY u) AS x ORDER BY u;
-- Who was there by when.
CREATE TEMP TABLE crew AS
  SELECT t, array_agg(u ORDER BY joined, u) AS who, array_agg(joined ORDER BY joined, u) AS since
  FROM member GROUP BY t;
INSERT INTO skill (id, name, field)
  SELECT i, CASE WHEN i <= 48 THEN names[i] ELSE names[1 + (i * 5 + (i - 1) / 48) % 48] || ' '
    || (ARRAY['basics', 'design', 'testing', 'tools', 'audit', 'strategy'])
      [1 + (i - 1) / 48 % 6] END,
  (ARRAY['engineering', 'data', 'product', 'sales', 'people', 'finance', 'operations', 'care'])
    [1 + i % 8]
  FROM generate_series(1, 320) AS i, (SELECT '{SQL,Python,Excel,Java,English,JavaScript,German,'
    'Negotiation,Linux,React,Salesforce,Git,AWS,Docker,Leadership,Scrum,Kubernetes,Recruiting,'
    'Accounting,Figma,C++,Spanish,Copywriting,SEO,TypeScript,Go,Tableau,Forecasting,Payroll,'
    'Nursing,Logistics,Spark,Terraform,Budgeting,French,Swift,Kotlin,Rust,Support,Coaching,'
    'Research,Law,SAP,Statistics,Security,Networks,Writing,Training}'::text[] AS names) AS n;
-- Jobs. A few are always open, and people apply as long as they are.
CREATE TEMP TABLE opening AS
  SELECT row_number() OVER (ORDER BY made, t, k)::int AS j, *,
  CASE WHEN NOT always OR made < '2024-06-01' THEN made + pg_temp.hours(24 * days) END AS closes,
  CASE WHEN made >= '2026-10-28' AND r < 0.22 OR r < 0.012 THEN 'draft' END AS early
  FROM (SELECT t, k, made, random() AS r, random() < 0.035 AS always, random() AS v,
      1 + floor(8 * random() ^ 1.5)::int AS family, anyof(6) AS role,
      CASE WHEN random() < 0.7 THEN place ELSE 1 + width_bucket(random(), (SELECT ranks(165, 0.95)))
        END AS place,
      exp(3.85 + 0.6 * pg_temp.bell()) AS days,
      exp(2.08 + 1.0 * pg_temp.bell() + 0.18 * ln(w)) AS pull
    FROM (SELECT t, k, w, place, date_trunc('second', at + interval '3 h'
        + ('2026-11-28 15:00+00'::timestamptz - at) * random()) AS made
      FROM firm, LATERAL generate_series(1, ceil(0.3 * w * months ^ 0.95 * exp(0.3
          * sin(t * 1.7)) + 0.6)::int) AS k ORDER BY t, k) AS x
    WHERE made < '2026-11-28 18:00') AS y;
-- Who applies; an eighth has done so before, a tenth is put there by somebody of the company.
CREATE TEMP TABLE arrival AS
  SELECT row_number() OVER (ORDER BY at, j, k)::int AS e, *
  FROM (SELECT j, t, k, family, place, closes, date_trunc('second', made + pg_temp.hours(2
        + greatest(0.2, 24 * days) * u ^ 1.7)) AS at, again < 0.13 AS again,
      again > 0.92 AS pool, CASE WHEN s < 0.38 THEN 'careers' WHEN s < 0.76 THEN 'board'
        WHEN s < 0.85 THEN 'referral' WHEN s < 0.9 THEN 'agency' WHEN s < 0.98 THEN 'sourced'
        ELSE 'event' END AS source
    FROM (SELECT j, t, i AS k, family, place, made, closes, random() AS u, random() AS again,
        random() AS s, CASE WHEN closes IS NULL THEN extract(epoch FROM '2026-11-29' - made) / 86400
          ELSE days END AS days
      FROM (SELECT *, least(900, round(pull * CASE WHEN closes IS NULL THEN 1 + extract(epoch
            FROM '2026-11-29' - made) / 7000000 ELSE 1 END))::int AS n
        FROM opening WHERE early IS NULL ORDER BY j) AS x,
      LATERAL generate_series(1, n) AS i ORDER BY j, i) AS y) AS z
  WHERE at < '2026-11-28 23:00';
CREATE TEMP TABLE met AS
  SELECT e, t, j, at, family, place, closes, source, pool, seq, CASE WHEN again AND seq > 0
    THEN 1 + floor(seq * (1 - random() ^ 1.6))::int END AS old, again
  FROM (SELECT *, (count(*) FILTER (WHERE NOT again) OVER (PARTITION BY t ORDER BY e))::int AS seq
    FROM arrival ORDER BY e) AS x ORDER BY e;
CREATE TEMP TABLE person AS
  SELECT row_number() OVER (ORDER BY e)::int AS c, t, seq, at, family, source,
  CASE WHEN r < 0.6 THEN place ELSE 1 + width_bucket(random(), (SELECT ranks(165, 0.95))) END
    AS place
  FROM (SELECT *, random() AS r FROM met WHERE NOT again ORDER BY e) AS x;
CREATE UNIQUE INDEX ON person (t, seq);
ANALYZE person;
CREATE TEMP TABLE applied AS
  SELECT row_number() OVER (ORDER BY e)::int AS a, *,
  CASE WHEN quality > 0.965 THEN 4 WHEN quality > 0.948 THEN 3 WHEN quality > 0.84 THEN 2
    WHEN quality > 0.56 THEN 1 ELSE 0 END AS depth
  FROM (SELECT DISTINCT ON (j, c) e, t, j, c, at, closes, source, random() ^ CASE source
        WHEN 'referral' THEN 0.5 WHEN 'sourced' THEN 0.7 WHEN 'agency' THEN 0.75
        WHEN 'board' THEN 1.2 ELSE 1 END AS quality,
      CASE WHEN f < 0.012 THEN 1e4 WHEN f < 0.08 THEN 9 ELSE 1 END
        * exp(0.5 * sin(t * 2.3)) AS slow, f < 0.012 AS forgotten
    FROM (SELECT met.*, c, random() AS f FROM met JOIN person ON met.t = person.t
        AND person.seq = coalesce(old, met.seq) WHERE NOT pool AND NOT (met.again AND old IS NULL)
      ORDER BY e) AS x ORDER BY j, c, e) AS y;
-- The stages that each goes through. Who is left when a job closes is rejected soon after.
CREATE TEMP TABLE step AS
  SELECT a, (row_number() OVER (PARTITION BY a ORDER BY k))::int AS n, t, j, depth,
  date_trunc('second', CASE WHEN nth = 1 THEN cut ELSE at END) AS at,
  CASE WHEN nth = 1 THEN 'rejected' WHEN k <= least(depth, 3)
    THEN (ARRAY['new', 'screening', 'interview', 'offer'])[k + 1] WHEN depth = 4 THEN 'hired'
    WHEN v < CASE depth WHEN 3 THEN 0.7 WHEN 0 THEN 0.06 ELSE 0.22 END THEN 'withdrawn'
    ELSE 'rejected' END AS stage
  FROM (SELECT *, sum(CASE WHEN at > cut AND k > 0 THEN 1 ELSE 0 END)
      OVER (PARTITION BY a ORDER BY k) AS nth
    FROM (SELECT a, k, t, j, depth, v, CASE WHEN NOT forgotten THEN greatest(start
          + interval '1 day', closes
          + pg_temp.hours(24 * (3 + (CASE WHEN depth > 1 THEN 110 ELSE 30 END) * z))) END AS cut,
        start + pg_temp.hours(sum(hours) OVER (PARTITION BY a ORDER BY k)) AS at
      FROM (SELECT a, k, t, j, depth, closes, forgotten, at AS start, v, z, CASE WHEN k = 0 THEN 0
          ELSE slow * 24 * exp((ARRAY[2.1, 2.6, 2.9, 1.9, 2.0])[k]
            + 0.9 * pg_temp.bell()) END AS hours
        FROM (SELECT *, random() AS v, random() AS z FROM applied ORDER BY a) AS x,
        LATERAL generate_series(0, least(depth, 3) + 1) AS k ORDER BY a, k) AS y) AS w) AS u
  WHERE nth <= 1 AND CASE WHEN nth = 1 THEN cut ELSE at END < '2026-11-28 23:30';
CREATE TEMP TABLE last AS
  SELECT DISTINCT ON (a) a, stage, at AS moved, n FROM step ORDER BY a, n DESC;
CREATE UNIQUE INDEX ON last (a);
CREATE UNIQUE INDEX ON opening (j);
CREATE UNIQUE INDEX ON applied (a);
ANALYZE;
INSERT INTO job (id, company_id, owner_id, title, department, place_city, place_country,
    place_remote, kind, state, created, closed, salary)
  SELECT j, t, who[1 + floor(greatest(1, width_bucket(made, since)) * random() ^ 2.2)::int],
  CASE WHEN l < 0.42 THEN '' WHEN l < 0.7 THEN 'Senior ' WHEN l < 0.84 THEN 'Junior '
    WHEN l < 0.93 THEN 'Lead ' ELSE 'Head of ' END || title
  || CASE WHEN l2 < 0.12 THEN ' (Night Shift)' WHEN l2 < 0.25 THEN ' (Part Time)'
    WHEN l2 < 0.33 THEN ' EMEA' ELSE '' END,
  CASE WHEN l2 > 0.9 THEN 'Project ' || (ARRAY['Aurora', 'Borealis', 'Comet', 'Dune'])[1 + t % 4]
    ELSE (ARRAY['Engineering', 'Sales', 'Operations', 'Product', 'Data', 'Customer Care', 'Finance',
      'People'])[family] || CASE WHEN t % 5 = 0 THEN ' ' || (ARRAY['North', 'South', 'Central'])
      [1 + role % 3] ELSE '' END END,
  town.name, town.country, v < 0.31 AND family NOT IN (3, 6), CASE WHEN l2 BETWEEN 0.12 AND 0.25
    THEN 'part' WHEN v > 0.93 THEN 'contract' WHEN v > 0.88 THEN 'internship' ELSE 'full' END,
  coalesce(early, CASE WHEN closes < '2026-11-29' THEN CASE WHEN hires > 0 THEN 'filled'
    ELSE 'closed' END WHEN r > 0.93 THEN 'paused' ELSE 'open' END),
  made, CASE WHEN closes < '2026-11-29' AND early IS NULL THEN closes::date END,
  1000 * round((exp((ARRAY[4.25, 3.95, 3.6, 4.2, 4.2, 3.5, 4.05, 3.9])[family] + CASE
    WHEN l < 0.42 THEN 0 WHEN l < 0.7 THEN 0.25 WHEN l < 0.84 THEN -0.3 WHEN l < 0.93 THEN 0.4
    ELSE 0.6 END + 0.14 * g))::numeric)
  FROM (SELECT opening.*, who, since, random() AS l, random() AS l2, pg_temp.bell() AS g,
      (SELECT ('{{Backend Engineer,Frontend Engineer,Mobile Developer,QA Engineer,DevOps Engineer,'
      'Security Engineer},{Account Executive,Sales Manager,Sales Representative,'
      'Key Account Manager,Partner Manager,Sales Engineer},{Warehouse Associate,Store Manager,'
      'Driver,Logistics Planner,Technician,Shift Supervisor},{Product Manager,'
      'UX Designer,Product Owner,Copywriter,'
      'Marketing Manager,Graphic Designer},{Data Analyst,Data Engineer,Data Scientist,BI Developer,'
      'Machine Learning Engineer,Statistician},{Nurse,Support Agent,Customer Success Manager,'
      'Care Assistant,Call Center Agent,Service Manager},{Accountant,Controller,Payroll Specialist,'
      'Tax Advisor,Financial Analyst,Auditor},{HR Manager,Recruiter,Office Manager,'
      'Executive Assistant,Trainer,Legal Counsel}}'::text[])[family][role]) AS title
    FROM opening JOIN crew USING (t) ORDER BY j) AS x
  JOIN town ON town.i = place
  LEFT JOIN (SELECT j, count(*) AS hires FROM step WHERE stage = 'hired' GROUP BY j) AS h USING (j)
  ORDER BY j;
INSERT INTO job_skills (job_id, skill_id)
  SELECT DISTINCT j, s FROM (SELECT j, CASE WHEN random() < 0.5
      THEN 1 + width_bucket(random(), (SELECT ranks(320, 0.85)))
      ELSE 1 + (family * 40 + floor(30 * random() ^ 1.6)::int) % 320 END AS s
    FROM (SELECT j, family, least(8, floor(-ln(1 - random()) * 3.2))::int AS n FROM opening
      ORDER BY j) AS x, LATERAL generate_series(1, n) AS k ORDER BY j, k) AS y ORDER BY j, s;
INSERT INTO candidate (id, company_id, name, email, phone, headline, city, consent, pool, created)
  SELECT c, t, a || ' ' || b, lower(a) || '.' || lower(b) || CASE WHEN q < 0.6
      THEN (c % 97)::text ELSE '' END || '.' || c % 100003 || '@'
    || ('{mail.example,post.example,inbox.example}'::text[])[anyof(3)],
  CASE WHEN r < 0.71 THEN '+' || (30 + c % 20) || lpad(anyof(999999999)::text, 9, '0') END,
  CASE WHEN h < 0.64 THEN left((ARRAY['Engineer', 'Sales professional', 'Operations worker',
      'Product person', 'Analyst', 'Care worker', 'Accountant', 'HR generalist'])[family]
    || (ARRAY[' at ', ' with ', ', formerly at '])[1 + c % 3] || words(14), 120) END,
  name, CASE WHEN q < 0.94 AND ends >= '2026-10-22'::date + (35 * random() ^ 2)::int THEN ends END,
  r2 < CASE WHEN source IN ('sourced', 'referral') THEN 0.4 ELSE 0.09 END, at
  FROM (SELECT person.*, name, random() AS r, random() AS q, random() AS h, random() AS r2,
    ('{Ada,Bo,Chen,Dana,Eli,Finn,Gia,Hana,Ivan,Jo,Kai,Lea,Max,Nora,Omar,Pia,Ravi,Sara,Tom,Uma,Vik,'
      'Wei,Xena,Yan,Zara,Alessandra,Benedict,Christina,Dominique,Emmanuel,Francesca,Giovanni,'
      'Maria,Mohammed,Nguyen,Stephanie}'::text[])[1 + floor(36 * random() ^ 1.2)::int] AS a,
    ('{Al,Bar,Cas,Del,Fer,Gold,Hol,Jan,Kow,Lind,Mar,Nak,Ols,Pet,Rod,Sil,Tan,Van,Wil,Zim}'::text[])
      [1 + floor(20 * random() ^ 1.1)::int] || ('{berg,son,sen,ez,ski,man,ov,ini,er,ton,ira,amoto,'
      'wood,well,ley,a,i,quist,ho,worth}'::text[])[1 + floor(20 * random() ^ 1.3)::int] AS b
    FROM person JOIN town ON i = place ORDER BY c) AS x,
  LATERAL (SELECT at::date + CASE WHEN t % 3 = 0 THEN 365 WHEN q < 0.2 THEN 1095 ELSE 730 END
    + CASE WHEN at < '2025-01-01' AND h < 0.35 THEN 730 ELSE 0 END AS ends) AS y ORDER BY c;
INSERT INTO candidate_skills (candidate_id, skill_id)
  SELECT DISTINCT c, s FROM (SELECT c, CASE WHEN random() < 0.55
      THEN 1 + width_bucket(random(), (SELECT ranks(320, 0.85)))
      ELSE 1 + (family * 40 + floor(30 * random() ^ 1.6)::int) % 320 END AS s
    FROM (SELECT c, family, CASE WHEN random() < 0.76
        THEN least(14, 1 + floor(-ln(1 - random()) * 2.6))::int ELSE 0 END AS n
      FROM person ORDER BY c) AS x, LATERAL generate_series(1, n) AS k ORDER BY c, k) AS y
  ORDER BY c, s;
INSERT INTO application (id, company_id, job_id, candidate_id, source, stage, applied, moved,
    rating, reason)
  SELECT a, t, j, c, source, stage, at, moved, CASE WHEN r < CASE WHEN n > 1 THEN 0.5 ELSE 0.07 END
    THEN greatest(1, least(5, round(1.6 + 2.6 * quality + 0.8 * g)))::int END,
  CASE WHEN stage = 'rejected' AND r2 < 0.82 THEN (ARRAY['Not enough experience',
      'Another candidate', 'Missing skills', 'Job was closed', 'No work permit', 'Salary',
      'Location', 'Language',
      'Overqualified', 'Culture', 'Did not appear', 'References'])[1 + floor(12 * r3 ^ 2)::int]
    WHEN stage = 'withdrawn' THEN (ARRAY['Took another job', 'Salary', 'Took too long', 'Personal',
      'Location'])[1 + floor(5 * r3 ^ 1.5)::int] END
  FROM (SELECT applied.*, stage, moved, n, random() AS r, random() AS r2, random() AS r3,
      pg_temp.bell() AS g FROM applied JOIN last USING (a) ORDER BY a) AS x ORDER BY a;
INSERT INTO move (application_id, number, stage, at, by_id)
  SELECT a, n, stage, at, CASE WHEN n > 1 AND NOT (stage = 'withdrawn' AND r < 0.6)
    THEN CASE WHEN r < 0.6 THEN owner_id
      ELSE who[1 + floor(greatest(1, width_bucket(at, since)) * random() ^ 2)::int] END END
  FROM (SELECT step.*, who, since, owner_id, random() AS r FROM step JOIN crew USING (t)
    JOIN job ON job.id = j ORDER BY a, n) AS x ORDER BY at, a, n;
CREATE TEMP TABLE talk AS
  SELECT row_number() OVER (ORDER BY made, a, k)::int AS i, *
  FROM (SELECT a, k, t, kind, made, (made + pg_temp.hours(20 + 24 * exp(0.7 + 0.7 * g)))::date
        + interval '8 h' + interval '15 min' * floor(37 * v) AS starts, r, v, u, minutes
    FROM (SELECT a, k, t, date_trunc('second', at + pg_temp.hours((k - 1) * 100 + 30 * random()))
        AS made, pg_temp.bell() AS g, random() AS v, random() AS r, random() AS u,
        CASE WHEN stage = 'screening' THEN 'phone' ELSE (ARRAY['video', 'technical', 'onsite',
          'video'])[1 + floor(4 * random())::int] END AS kind,
        (ARRAY[60, 45, 30, 90])[1 + floor(4 * random() ^ 1.6)::int] AS minutes
      FROM (SELECT a, n, t, at, stage, CASE WHEN stage = 'screening' THEN (random() < 0.5)::int
          ELSE least(5, 1 + floor(-ln(1 - random()) * 0.8))::int END AS many
        FROM step WHERE stage IN ('screening', 'interview') ORDER BY a, n) AS x,
      LATERAL generate_series(1, many) AS k ORDER BY a, n, k) AS y) AS z
  WHERE made < '2026-11-28 22:00';
INSERT INTO interview (id, application_id, kind, state, starts, minutes, booked)
  SELECT i, a, kind, CASE WHEN starts >= '2026-11-29' THEN CASE WHEN r < 0.95
      AND stage IN ('screening', 'interview', 'offer') THEN 'scheduled' ELSE 'cancelled' END
    WHEN stage IN ('rejected', 'withdrawn') AND starts > moved AND r < 0.9 THEN 'cancelled'
    WHEN r < 0.9 THEN 'done' WHEN r < 0.96 THEN 'cancelled' ELSE 'missed' END, starts, minutes, made
  FROM (SELECT talk.*, stage, moved FROM talk JOIN last USING (a) ORDER BY i) AS x ORDER BY i;
INSERT INTO interview_panel (interview_id, recruiter_id)
  SELECT DISTINCT i, p FROM (SELECT i, who[1 + floor(greatest(1, width_bucket(made, since))
        * random() ^ 1.35)::int] AS p
    FROM (SELECT i, made, who, since, CASE WHEN kind = 'phone' THEN 1 + (u < 0.06)::int
        ELSE 1 + (u < 0.55)::int + (u < 0.2)::int + (u < 0.06)::int END AS n
      FROM talk JOIN crew USING (t) ORDER BY i) AS x, LATERAL generate_series(1, n) AS k
    ORDER BY i, k) AS y ORDER BY i, p;
ANALYZE interview, interview_panel;
INSERT INTO scorecard (interview_id, recruiter_id, verdict, submitted, text)
  SELECT i, p, CASE WHEN r < 0.13 THEN 'strongYes' WHEN r < 0.53 THEN 'yes' WHEN r < 0.86 THEN 'no'
    ELSE 'strongNo' END, at, left(words(exp(5.1 + 0.7 * g)), 3000)
  FROM (SELECT i, p, random() AS r, pg_temp.bell() AS g, date_trunc('second', starts
        + pg_temp.hours(1 + exp(2.2 + 1.3 * h))) AS at
    FROM (SELECT interview_id AS i, recruiter_id AS p, starts, pg_temp.bell() AS h, random() AS q
      FROM interview_panel JOIN interview ON id = interview_id WHERE state = 'done'
      ORDER BY 1, 2) AS x WHERE q < 0.74) AS y
  WHERE at < '2026-11-29' ORDER BY at, i, p;
INSERT INTO note (id, application_id, author_id, written, shared, text)
  SELECT row_number() OVER (ORDER BY at, a, k), a, CASE WHEN r < 0.45 THEN owner_id
    ELSE who[1 + floor(greatest(1, width_bucket(at, since)) * q ^ 1.8)::int] END, at, s < 0.88,
  left(words(exp(4.6 + 0.75 * g)), 2000)
  FROM (SELECT a, k, who, since, owner_id, random() AS r, random() AS q, random() AS s,
      pg_temp.bell() AS g, date_trunc('second', at + (least(moved + interval '2 days',
        '2026-11-28 23:00') - at) * random()) AS at
    FROM (SELECT a, t, j, at, moved, floor(-ln(1 - random()) * (0.2 + 0.75 * (n - 1) * (depth > 0)
          ::int))::int AS many FROM applied JOIN last USING (a) ORDER BY a) AS x
    JOIN crew USING (t) JOIN job ON job.id = j, LATERAL generate_series(1, many) AS k
    ORDER BY a, k) AS y
  ORDER BY at, a, k;
-- Answers come after letters, and the newest have not been read.
CREATE TEMP TABLE letter AS
  SELECT a, t, 'outgoing' AS way, at + interval '20 s' AS at,
    'We have received your application' AS subject
  FROM applied WHERE t % 10 < 5
  UNION ALL
  SELECT a, t, 'outgoing', date_trunc('second', at + pg_temp.hours(30 * random())), CASE stage
    WHEN 'screening' THEN 'Next steps' WHEN 'interview' THEN 'Invitation to an interview'
    WHEN 'offer' THEN 'Our offer' WHEN 'hired' THEN 'Welcome' ELSE 'Your application' END
  FROM (SELECT * FROM step WHERE n > 1 AND stage <> 'withdrawn' ORDER BY a, n) AS x
  WHERE random() < CASE stage WHEN 'rejected' THEN 0.34 ELSE 0.75 END;
INSERT INTO message (id, application_id, way, sent, seen, subject, text)
  SELECT row_number() OVER (ORDER BY at, a, way, subject), a, way, at, seen, subject,
  left(words(exp(CASE way WHEN 'outgoing' THEN 5.5 ELSE 4.9 END + 0.6 * g)), 4000)
  FROM (SELECT a, way, at, subject, pg_temp.bell() AS g, true AS seen FROM letter
      WHERE at < '2026-11-29'
    UNION ALL SELECT a, 'incoming', at, subject, pg_temp.bell(),
      CASE WHEN at > '2026-11-26' THEN s < 0.55 WHEN at > '2026-11-10' THEN s < 0.93
        ELSE s < 0.982 END
    FROM (SELECT a, 'Re: ' || subject AS subject, random() AS s, date_trunc('second', at
          + pg_temp.hours(exp(2.2 + 1.3 * pg_temp.bell()))) AS at
      FROM (SELECT * FROM letter ORDER BY a, at) AS x WHERE random() < CASE subject
        WHEN 'We have received your application' THEN 0.05 WHEN 'Your application' THEN 0.16
        ELSE 0.66 END) AS y WHERE at < '2026-11-28 23:30') AS z
  ORDER BY at, a, way, subject;
INSERT INTO offer (application_id, salary, state, sent, answered, starts)
  SELECT a, 500 * round((salary * (0.9 + 0.25 * r) / 500)::numeric), CASE stage WHEN 'hired'
      THEN 'accepted' WHEN 'offer' THEN
        CASE WHEN moved < '2026-10-20' THEN 'expired' ELSE 'open' END
      WHEN 'withdrawn' THEN 'declined' ELSE 'revoked' END,
  at::date, CASE WHEN stage <> 'offer' THEN moved::date END,
  (date_trunc('month', at + interval '45 days' + interval '60 days' * r2 ^ 2) + CASE WHEN r < 0.75
    THEN interval '0' ELSE interval '14 days' END)::date
  FROM (SELECT step.a, step.at, last.stage, moved, salary, random() AS r, random() AS r2
    FROM step JOIN last USING (a) JOIN job ON job.id = j WHERE step.stage = 'offer'
    ORDER BY step.at, step.a) AS x ORDER BY at, a;
DROP TABLE town, firm, member, crew, opening, arrival, met, person, applied, step, last, talk,
  letter;
DROP FUNCTION pg_temp.bell();
DROP FUNCTION pg_temp.hours(float8);

-- arguments candidatePage
SELECT id FROM candidate WHERE created >= '2026-08-01' ORDER BY random() LIMIT 200;
-- arguments candidateByEmail
SELECT company_id, email FROM candidate ORDER BY random() LIMIT 200;
-- arguments jobBoard
SELECT company_id FROM application ORDER BY random() LIMIT 200;
-- arguments jobPage
SELECT id FROM job WHERE state = 'open' ORDER BY random() LIMIT 200;
-- arguments pipeline
SELECT job_id, CASE WHEN s < 0.5 THEN 'new' WHEN s < 0.7 THEN 'screening'
  WHEN s < 0.85 THEN 'interview' WHEN s < 0.9 THEN 'offer' ELSE 'rejected' END
FROM (SELECT job_id, random() AS s FROM (SELECT job_id FROM application
  JOIN job ON job.id = job_id WHERE job.state = 'open' ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments stageCounts
SELECT job_id FROM application JOIN job ON job.id = job_id WHERE job.state IN ('open', 'paused')
ORDER BY random() LIMIT 200;
-- arguments findApplications
SELECT company_id, CASE WHEN s < 0.2 THEN 'new' WHEN s < 0.28 THEN 'screening'
    WHEN s < 0.4 THEN 'rejected' WHEN s < 0.45 THEN 'hired' END,
  CASE WHEN r < 0.2 THEN ('{careers,board,referral,agency,sourced,event}'::text[])[anyof(6)] END,
  '2026-11-29'::timestamptz - interval '1 day' * ('{30,90,180,365}'::int[])[anyof(4)]
FROM (SELECT company_id, random() AS s, random() AS r FROM (SELECT company_id FROM application
  ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments applicationPage
SELECT id FROM application WHERE applied >= '2026-09-30' ORDER BY random() LIMIT 200;
-- arguments candidatesNamed
SELECT company_id, CASE WHEN random() < 0.6 THEN split_part(name, ' ', 2)
  WHEN random() < 0.6 THEN name ELSE split_part(name, ' ', 1) END
FROM (SELECT company_id, name FROM candidate ORDER BY random() LIMIT 200) AS x;
-- arguments candidatesWith
SELECT company_id, skill_id FROM candidate JOIN candidate_skills ON candidate_id = candidate.id
ORDER BY random() LIMIT 200;
-- arguments interviewsOf
SELECT recruiter_id, day, day + ('{13,27,27,41}'::int[])[anyof(4)]
FROM (SELECT recruiter_id, day - anyof(12) AS day FROM (SELECT recruiter_id, starts::date AS day
    FROM interview_panel JOIN interview ON id = interview_id WHERE starts >= '2026-10-20'
    ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments agenda
SELECT company_id, day, day + interval '1 day' * ('{5,7,7,14}'::int[])[anyof(4)]
FROM (SELECT company_id, '2026-11-09'::timestamptz + interval '1 day' * anyof(20) AS day
  FROM (SELECT company_id FROM application WHERE applied >= '2026-06-01'
    ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments waiting
SELECT company_id, '2026-11-29'::timestamptz - interval '1 day' * (6 + anyof(24))
FROM (SELECT company_id FROM application WHERE applied >= '2026-06-01'
  ORDER BY random() LIMIT 200) AS x;
-- arguments applicationsPerDay
SELECT company_id, e - interval '1 day' * (13 + anyof(77)), e
FROM (SELECT company_id, '2026-11-29'::timestamptz - interval '1 day' * floor(60 * random() ^ 2)
    AS e FROM (SELECT company_id FROM application ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments sourcesIn
SELECT e - interval '1 day' * (6 + anyof(25)), e
FROM (SELECT '2026-11-29'::timestamptz - interval '1 day' * floor(365 * random() ^ 2) AS e
  FROM generate_series(1, 200)) AS x;
-- arguments applicationsOf
SELECT (SELECT string_agg(DISTINCT (last + 1 - anyof(recent) + 0 * k)::text, ',')
  FROM generate_series(1, many) AS k)
FROM (SELECT 4 + anyof(21) AS many, last, recent FROM generate_series(1, 200),
  (SELECT max(id) AS last, count(*)::int AS recent FROM candidate
    WHERE created >= '2026-08-31') AS x) AS c;
-- arguments searchJobs
SELECT CASE WHEN r < 0.35 THEN w[cardinality(w)] WHEN r < 0.8 THEN array_to_string(w, ' ')
  ELSE left(w[1], 5) END
FROM (SELECT random() AS r, string_to_array(regexp_replace(title,
    '^(Senior|Junior|Lead|Head of) | \(.*| EMEA', '', 'g'), ' ') AS w
  FROM (SELECT title FROM job ORDER BY random() LIMIT 200) AS x) AS y;
-- arguments jobsIn
SELECT place_city, CASE WHEN random() < 0.3 THEN CASE WHEN random() < 0.5 THEN 'full'
  WHEN random() < 0.6 THEN 'part' ELSE 'internship' END END
FROM (SELECT place_city FROM job ORDER BY random() LIMIT 200) AS x;
-- arguments bestPaid
SELECT 1000 * ('{60,80,90,100,120,140}'::int[])[anyof(6)],
  ('{full,full,full,full,part,contract}'::text[])[anyof(6)] FROM generate_series(1, 200);
-- arguments consentEnding
SELECT '2026-11-29'::date - 25 + anyof(32) FROM generate_series(1, 200);
-- arguments unread
SELECT company_id FROM application WHERE applied >= '2026-06-01' ORDER BY random() LIMIT 200;
-- arguments apply
SELECT 1000000 + i, company_id, 'Max Newman', 'max.newman' || i || '@mail.example', NULL::text,
  NULL::text, city, '2028-11-28'::date, false, '2026-11-29 00:00:00+00'::timestamptz,
  1000000 + i, company_id, job, 1000000 + i,
  CASE WHEN random() < 0.5 THEN 'careers' ELSE 'board' END, 'new',
  '2026-11-29 00:00:00+00'::timestamptz, '2026-11-29 00:00:00+00'::timestamptz, NULL::int,
  NULL::text, 1000000 + i, 1, 'new', '2026-11-29 00:00:00+00'::timestamptz, NULL::int
FROM (SELECT row_number() OVER () AS i, * FROM (SELECT job.id AS job, company_id, place_city AS city
  FROM job WHERE state = 'open' AND created < '2026-11-29' ORDER BY random() LIMIT 400) AS x) AS y;
-- arguments addNote
SELECT 1000000 + i, a, author, '2026-11-29 00:00:00+00'::timestamptz, random() < 0.88,
  left(words(130), 2000)
FROM (SELECT row_number() OVER () AS i, a, author FROM (SELECT application_id AS a,
    author_id AS author FROM note WHERE written >= '2026-07-01' ORDER BY random() LIMIT 400) AS x)
  AS y;
-- arguments advance
SELECT a, stage, CASE stage WHEN 'new' THEN 'screening' ELSE 'interview' END, a, n + 1,
  CASE stage WHEN 'new' THEN 'screening' ELSE 'interview' END,
  '2026-11-29 00:00:00+00'::timestamptz, owner
FROM (SELECT application.id AS a, stage, owner_id AS owner, (SELECT max(number) FROM move
    WHERE application_id = application.id) AS n
  FROM application JOIN job ON job.id = job_id WHERE stage IN ('new', 'screening')
    AND applied >= '2026-08-01' ORDER BY random() LIMIT 400) AS x;
-- arguments markSeen
SELECT application_id FROM (SELECT application_id FROM message WHERE way = 'incoming' AND NOT seen
  GROUP BY 1) AS x ORDER BY random() LIMIT 400;
-- arguments setScorecard
SELECT i, p, CASE WHEN r < 0.13 THEN 'strongYes' WHEN r < 0.53 THEN 'yes' WHEN r < 0.86 THEN 'no'
  ELSE 'strongNo' END, left(words(207), 3000)
FROM (SELECT i, p, random() AS r FROM (SELECT i, p FROM (SELECT interview_id AS i,
      recruiter_id AS p FROM interview_panel JOIN interview ON id = interview_id
      WHERE state = 'done' AND booked >= '2026-03-01' AND NOT EXISTS (SELECT FROM scorecard AS s
        WHERE s.interview_id = id AND s.recruiter_id = interview_panel.recruiter_id)
      ORDER BY random() LIMIT 300) AS x
    UNION ALL SELECT i, p FROM (SELECT interview_id AS i, recruiter_id AS p FROM scorecard
      WHERE submitted >= '2026-03-01' ORDER BY random() LIMIT 100) AS y) AS z) AS w
ORDER BY md5(i::text || p);
-- arguments closeJob
SELECT id, '2026-11-28'::date FROM job WHERE state = 'open' ORDER BY random() LIMIT 400;
-- arguments removeNote
SELECT id FROM note WHERE written >= '2026-03-01' ORDER BY random() LIMIT 400;
