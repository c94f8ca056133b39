-- Words that look like those of a dump, and are names.
CREATE TABLE repo (id bigserial PRIMARY KEY, owner bigint NOT NULL, name text NOT NULL);
CREATE TABLE person (id bigserial PRIMARY KEY, a$b$c integer);
ALTER TABLE repo ADD CONSTRAINT repo_owner_fk FOREIGN KEY (owner) REFERENCES person (id);
ALTER TABLE repo ADD CONSTRAINT repo_owner_name UNIQUE (owner, name);
ALTER TABLE repo RENAME COLUMN owner TO owner_id;
ALTER TABLE person ADD COLUMN age int NOT NULL, ADD CONSTRAINT one_age UNIQUE (age), OWNER TO bob;
ALTER TABLE public.repo OWNER TO boss;
CREATE SCHEMA stock AUTHORIZATION clerk;
-- A function that names a table which comes later.
CREATE FUNCTION public.next_no() RETURNS integer LANGUAGE sql AS $$ SELECT coalesce(max(no), 0) + 1 FROM public.orders $$;
CREATE TABLE public.orders (no integer DEFAULT public.next_no() NOT NULL PRIMARY KEY, repo_id bigint NOT NULL REFERENCES repo (id) ON DELETE SET NULL);
-- As Drizzle and Prisma write types.
DO $$ BEGIN
  CREATE TYPE "public"."role" AS ENUM ('admin', 'user');
EXCEPTION WHEN duplicate_object THEN null;
END $$;
CREATE TABLE IF NOT EXISTS "users" ("id" serial PRIMARY KEY NOT NULL, "role" "role" NOT NULL);
SELECT pg_catalog.setval('public.person_id_seq', 1, true);
SELECT create_distributed_table('users', 'id');
\i functions.sql
