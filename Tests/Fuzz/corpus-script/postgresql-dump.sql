--
-- PostgreSQL database dump
--
\restrict abc
SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET transaction_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;
CREATE EXTENSION IF NOT EXISTS no_such_extension;
CREATE SCHEMA sales;
ALTER SCHEMA sales OWNER TO boss;

CREATE TYPE public.mood AS ENUM ('low', 'so-so', 'high');
CREATE TYPE public.grade AS ENUM ('very good', 'good');
CREATE DOMAIN public.email AS character varying(254) CONSTRAINT has_at CHECK ((VALUE ~~ '%@%'::text));

CREATE FUNCTION public.half(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $_$ SELECT x / 2; SELECT $1 / 2 $_$;
CREATE FUNCTION public.twice(x integer) RETURNS integer LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN (x > 0) THEN x * 2 ELSE 0 END;
END;
DO $$ BEGIN RAISE NOTICE 'nothing; is done'; END $$;

CREATE TABLE public.customer (
  id bigint NOT NULL,
  address public.email NOT NULL,
  name character varying(80),
  initial "char",
  mood public.mood DEFAULT 'low'::public.mood,
  grade public.grade,
  token uuid DEFAULT uuidv7() NOT NULL,
  created timestamp with time zone DEFAULT now() NOT NULL,
  seen timestamp(0) without time zone,
  born date,
  tags text[],
  profile jsonb,
  score double precision,
  amount numeric,
  rate numeric(5,3) NOT NULL,
  half integer GENERATED ALWAYS AS (public.half((id)::integer)) STORED,
  where_to inet,
  raw bytea
);
COMMENT ON TABLE public.customer IS 'Who buys.
In two lines.';
COMMENT ON COLUMN public.customer.seen IS 'last time; */ "quoted"';

ALTER TABLE public.customer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.customer_id_seq
);

CREATE TABLE sales."Order" (
  id uuid NOT NULL,
  customer_id bigint NOT NULL,
  "placedAt" timestamp without time zone NOT NULL,
  total numeric(12,2) NOT NULL,
  note text
);

CREATE TABLE sales.event (
  id bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  order_id uuid,
  PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE TABLE sales.event_2026 PARTITION OF sales.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

COPY public.customer (id, address) FROM stdin;
1	CREATE TABLE this is; a row
2	'"
\.

ALTER TABLE ONLY public.customer ADD CONSTRAINT customer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customer ADD CONSTRAINT customer_address_key UNIQUE (address);
ALTER TABLE ONLY public.customer ADD CONSTRAINT score_check CHECK (score > 0);
ALTER TABLE ONLY sales."Order" ADD CONSTRAINT order_pkey PRIMARY KEY (id);
ALTER TABLE ONLY sales."Order" ADD CONSTRAINT order_customer FOREIGN KEY (customer_id)
  REFERENCES public.customer(id) ON DELETE SET DEFAULT;
ALTER TABLE sales.event ADD FOREIGN KEY (order_id) REFERENCES sales."Order" (id) ON DELETE SET NULL;
ALTER TABLE public.customer OWNER TO boss;

CREATE INDEX order_customer_placed ON sales."Order" USING btree (customer_id, "placedAt" DESC NULLS LAST) INCLUDE (total);
CREATE INDEX order_recent ON sales."Order" ("placedAt") WHERE total > 100;
CREATE INDEX customer_lower ON public.customer (lower(name));
CREATE INDEX customer_tags ON public.customer USING gin (tags);
CREATE UNIQUE INDEX customer_token ON public.customer (token);
CREATE UNIQUE INDEX customer_born ON public.customer (born) INCLUDE (name);
CREATE INDEX event_order ON sales.event (order_id);

CREATE VIEW public.happy AS SELECT id FROM public.customer WHERE mood = 'high';
CREATE RULE nothing AS ON INSERT TO public.happy DO INSTEAD (SELECT 1; SELECT 2);
GRANT SELECT ON public.customer TO PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
\unrestrict abc
