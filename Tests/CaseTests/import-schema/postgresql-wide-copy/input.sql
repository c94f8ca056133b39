SET search_path = public;
CREATE TABLE public.wide (a integer NOT NULL, b text, c text, d text, e text, f text, g text, h text, i text, j text, k text, l text, m text, n text);
CREATE TABLE public.other (id bigint NOT NULL, w integer NOT NULL);
COPY public.wide (a, b, c, d, e, f, g, h, i, j, k, l, m, n) FROM stdin;
1	it's	x	x	x	x	x	x	x	x	x	x	x	x
\.
ALTER TABLE ONLY public.wide ADD CONSTRAINT wide_pkey PRIMARY KEY (a) INCLUDE (b);
ALTER TABLE ONLY public.other ADD CONSTRAINT other_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.other ADD CONSTRAINT other_w_fkey FOREIGN KEY (w) REFERENCES public.wide(a);
CREATE DOMAIN nn AS integer NOT NULL;
CREATE DOMAIN nn2 AS nn CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE big (id serial PRIMARY KEY, n nn2, hundreds numeric(3,-2), long numeric(60,30), made int);
CREATE TABLE counted AS SELECT g AS id FROM generate_series(1, 777) AS g;
ALTER TABLE counted ADD PRIMARY KEY (id);
CREATE TABLE ev (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE att (id bigserial PRIMARY KEY, ev_id bigint NOT NULL, ev_day date NOT NULL, FOREIGN KEY (ev_id, ev_day) REFERENCES ev ON DELETE CASCADE);
