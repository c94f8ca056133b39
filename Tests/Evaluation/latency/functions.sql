-- What the rows and arguments of all models are made with.
CREATE FUNCTION ranks(n int, exponent float8) RETURNS float8[] LANGUAGE sql AS $$
  SELECT array_agg(part ORDER BY i) FROM (
    SELECT i, sum(i ^ -exponent) OVER (ORDER BY i) / sum(i ^ -exponent) OVER () AS part
    FROM generate_series(1, n) AS i) AS parts
$$;
CREATE FUNCTION scattered(rank int, n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT (rank::bigint * 7919 % n)::int + 1
$$;
CREATE FUNCTION anyof(n int) RETURNS int LANGUAGE sql VOLATILE AS $$
  SELECT 1 + floor(random() * n)::int
$$;
CREATE FUNCTION words(bytes float8) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT left(repeat(md5(random()::text), 1 + bytes::int / 16), (bytes * (0.5 + random()))::int)
$$;
CREATE FUNCTION grown(u float8, monthly float8) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT '2026-11-29 00:00+00'::timestamptz + interval '2628000 s' * (ln(u) / ln(1 + monthly))
$$;
