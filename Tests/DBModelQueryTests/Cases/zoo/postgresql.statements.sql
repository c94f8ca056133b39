-- bySpecies (first page)
SELECT "id", "keeper_code", "keeper_shift", "species", "weight", "height", "tame", "fed", "seen", "born", "chip", "tags", "legs"
FROM "animal"
WHERE "species" = $1
ORDER BY "weight" DESC, "id" DESC
LIMIT 3;

-- bySpecies (next page)
SELECT "id", "keeper_code", "keeper_shift", "species", "weight", "height", "tame", "fed", "seen", "born", "chip", "tags", "legs"
FROM "animal"
WHERE "species" = $1
  AND ("weight", "id") < ($2, $3)
ORDER BY "weight" DESC, "id" DESC
LIMIT 3;

-- ordered (first page)
SELECT "id", "fed", "born"
FROM "animal"
ORDER BY "fed" DESC NULLS LAST, "born" DESC NULLS LAST, "id" DESC
LIMIT 4;

-- ordered (next page)
SELECT "id", "fed", "born"
FROM "animal"
WHERE (("fed" < $1 OR (CAST($1 AS timestamptz(6)) IS NOT NULL AND "fed" IS NULL)) OR ("fed" IS NOT DISTINCT FROM $1 AND ("born" < $2 OR (CAST($2 AS date) IS NOT NULL AND "born" IS NULL))) OR ("fed" IS NOT DISTINCT FROM $1 AND "born" IS NOT DISTINCT FROM $2 AND "id" < $3))
ORDER BY "fed" DESC NULLS LAST, "born" DESC NULLS LAST, "id" DESC
LIMIT 4;

-- upwards (first page)
SELECT "id", "fed", "born", "height"
FROM "animal"
ORDER BY "fed" NULLS FIRST, "born" DESC NULLS LAST, "height" NULLS FIRST, "id"
LIMIT 4;

-- upwards (next page)
SELECT "id", "fed", "born", "height"
FROM "animal"
WHERE (("fed" > $1 OR (CAST($1 AS timestamptz(6)) IS NULL AND "fed" IS NOT NULL)) OR ("fed" IS NOT DISTINCT FROM $1 AND ("born" < $2 OR (CAST($2 AS date) IS NOT NULL AND "born" IS NULL))) OR ("fed" IS NOT DISTINCT FROM $1 AND "born" IS NOT DISTINCT FROM $2 AND ("height" > $3 OR (CAST($3 AS numeric(9, 3)) IS NULL AND "height" IS NOT NULL))) OR ("fed" IS NOT DISTINCT FROM $1 AND "born" IS NOT DISTINCT FROM $2 AND "height" IS NOT DISTINCT FROM $3 AND "id" > $4))
ORDER BY "fed" NULLS FIRST, "born" DESC NULLS LAST, "height" NULLS FIRST, "id"
LIMIT 4;

-- byChip
SELECT "id", "chip", "tame"
FROM "animal"
WHERE "tame" = TRUE
ORDER BY "chip" NULLS FIRST, "id";

-- wild
SELECT "id", "legs", (DATE '1970-01-01' + CAST(("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS integer)) AS "day"
FROM "animal"
WHERE "tame" <> TRUE AND ("legs" = $1) IS NOT TRUE
ORDER BY "species", "id";

-- ofKeepers
SELECT "id", "keeper_code", "keeper_shift"
FROM "animal"
WHERE "keeper_code" IN ($1, $2, $3)
ORDER BY "id";
SELECT "code", "shift", "name", "boss_code", "boss_shift"
FROM "keeper"
WHERE "code" = $1 AND "shift" = $2;
SELECT "code", "shift", "name"
FROM "keeper"
WHERE "code" = $1 AND "shift" = $2;

-- keeperTree
SELECT "code", "shift", "name", "boss_code", "boss_shift"
FROM "keeper"
WHERE "name" = $1
ORDER BY "code", "shift";
SELECT "boss_code", "boss_shift", "code", "shift"
FROM "keeper"
WHERE "boss_code" = $1 AND "boss_shift" = $2
ORDER BY "code", "shift";
SELECT "keeper_code", "keeper_shift", "id", "species"
FROM "animal"
WHERE "keeper_code" = $1 AND "keeper_shift" = $2
ORDER BY "id";

-- fedBetween (first page)
SELECT "id", "fed", "legs"
FROM "animal"
WHERE ("fed" >= $1 AND "fed" < $2 OR "legs" >= $3 AND "legs" <= $4)
ORDER BY "fed" NULLS FIRST, "id"
LIMIT 5;

-- fedBetween (next page)
SELECT "id", "fed", "legs"
FROM "animal"
WHERE ("fed" >= $1 AND "fed" < $2 OR "legs" >= $3 AND "legs" <= $4)
  AND (("fed" > $5 OR (CAST($5 AS timestamptz(6)) IS NULL AND "fed" IS NOT NULL)) OR ("fed" IS NOT DISTINCT FROM $5 AND "id" > $6))
ORDER BY "fed" NULLS FIRST, "id"
LIMIT 5;

-- bornIn
SELECT "id", "born"
FROM "animal"
WHERE "born" >= $1 AND "born" <= $2
ORDER BY "born" DESC NULLS LAST, "id" DESC;

-- optional (species given, keeper given, first page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "species" = $1 AND "keeper_code" = $2 AND "keeper_shift" = $3
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species given, keeper given, next page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "species" = $1 AND "keeper_code" = $2 AND "keeper_shift" = $3
  AND ("weight", "id") > ($4, $5)
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species absent, keeper given, first page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "keeper_code" = $1 AND "keeper_shift" = $2
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species absent, keeper given, next page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "keeper_code" = $1 AND "keeper_shift" = $2
  AND ("weight", "id") > ($3, $4)
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species given, keeper absent, first page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "species" = $1
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species given, keeper absent, next page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "species" = $1
  AND ("weight", "id") > ($2, $3)
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species absent, keeper absent, first page)
SELECT "id", "species", "weight"
FROM "animal"
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species absent, keeper absent, next page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE ("weight", "id") > ($1, $2)
ORDER BY "weight", "id"
LIMIT 5;

-- statistics
SELECT "species" AS "species", COUNT(*) AS "animals", CAST(SUM("legs") AS bigint) AS "legs", ROUND(CAST(SUM("height") AS numeric) / NULLIF(COUNT("height"), 0), 7) AS "mean", MIN("fed") AS "first", MAX("born") AS "last"
FROM "animal"
GROUP BY "species"
ORDER BY COUNT(*) DESC, "species" DESC;

-- nobody
SELECT COUNT(*) AS "animals", COUNT("height") AS "known", CAST(SUM("legs") AS bigint) AS "legs", ROUND(CAST(SUM("legs") AS numeric) / NULLIF(COUNT("legs"), 0), 4) AS "mean"
FROM "animal"
WHERE "legs" > $1;

-- seenByDay (first page)
SELECT (DATE '1970-01-01' + CAST(("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS integer)) AS "day", COUNT(*) AS "animals"
FROM "animal"
GROUP BY (DATE '1970-01-01' + CAST(("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS integer))
ORDER BY COUNT(*) DESC, (DATE '1970-01-01' + CAST(("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS integer)) DESC NULLS LAST
LIMIT 3;

-- seenByDay (next page)
SELECT (DATE '1970-01-01' + CAST(("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS integer)) AS "day", COUNT(*) AS "animals"
FROM "animal"
GROUP BY (DATE '1970-01-01' + CAST(("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS integer))
HAVING COUNT(*) <= $1 AND (COUNT(*) < $1 OR (COUNT(*) = $1 AND ((DATE '1970-01-01' + CAST(("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS integer)) < $2 OR (CAST($2 AS date) IS NOT NULL AND (DATE '1970-01-01' + CAST(("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS integer)) IS NULL))))
ORDER BY COUNT(*) DESC, (DATE '1970-01-01' + CAST(("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS integer)) DESC NULLS LAST
LIMIT 3;

-- feed
UPDATE "animal"
SET "fed" = $1, "height" = (COALESCE("height", 0) + $2), "legs" = (CAST("legs" AS bigint) * 2)
WHERE "id" = $3;

-- release
DELETE FROM "animal"
WHERE "species" = $1 AND "tame" <> TRUE;

